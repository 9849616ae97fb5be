import { useMemo } from 'react';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useWidth } from '../../ui/use-width.ts';
import { axisSteps, type Cell, mondayOf, weekNumber } from '../../ui/weeks.ts';

const HEIGHT = 240;
const TOP = 28;
const BOTTOM = 28;
const LEFT = 36;
const RIGHT = 12;
/** A stroke is of one height, whatever the number under 5. */
const STROKE = 12;
/** Room a label on the week axis takes. */
const LABEL_WIDTH = 84;

/** One dot a week; a stroke where the number is under 5; the fix where it came. The same numbers stand in the table. */
export function WeeksChart({
  cells,
  releaseDate,
}: {
  readonly cells: readonly Cell[];
  readonly releaseDate: string | null;
}) {
  const t = useTranslate(themeMessages);
  const language = useLanguage();
  const [place, width] = useWidth<HTMLDivElement>();
  const steps = useMemo(
    () => axisSteps(Math.max(0, ...cells.map((cell) => (cell.kind === 'count' ? cell.count : 0)))),
    [cells],
  );
  const top = steps.at(-1) ?? 1;
  const ground = HEIGHT - BOTTOM;
  const step = (width - LEFT - RIGHT) / cells.length;
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (count: number) => ground - (count / top) * (ground - TOP);
  const labelEvery = Math.max(1, Math.ceil(LABEL_WIDTH / Math.max(step, 1)));
  const first = cells[0];
  const last = cells.at(-1);
  const fixedAt = releaseDate === null ? null : placeOf(cells, releaseDate);

  return (
    <div ref={place} className="weeks-chart">
      {width > 0 && first !== undefined && last !== undefined && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t('chartSummary', {
            first: weekNumber(first.week),
            last: weekNumber(last.week),
          })}
        >
          {steps.map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="grid" />
              <text x={LEFT - 8} y={y(value) + 5} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {cells.map(
            ({ week }, index) =>
              (cells.length - 1 - index) % labelEvery === 0 && (
                <text
                  key={week}
                  x={x(index)}
                  y={HEIGHT - 8}
                  textAnchor={index === cells.length - 1 ? 'end' : 'middle'}
                >
                  {t('weekNumber', { week: weekNumber(week) })}
                </text>
              ),
          )}
          {fixedAt !== null && releaseDate !== null && (
            <>
              <line
                x1={LEFT + fixedAt * step}
                x2={LEFT + fixedAt * step}
                y1={8}
                y2={ground}
                className="fix"
              />
              <text
                x={LEFT + fixedAt * step + (fixedAt > cells.length / 2 ? -8 : 8)}
                y={18}
                textAnchor={fixedAt > cells.length / 2 ? 'end' : 'start'}
                className="fix-label"
              >
                {t('releasedHere', {
                  date: formatDay(releaseDate, { language, now: Date.now() }),
                })}
              </text>
            </>
          )}
          {cells.map((cell, index) => {
            if (cell.kind === 'held') return null;
            return cell.kind === 'few' ? (
              <line
                key={cell.week}
                x1={x(index)}
                x2={x(index)}
                y1={ground - STROKE}
                y2={ground}
                className="few"
              />
            ) : (
              <circle key={cell.week} cx={x(index)} cy={y(cell.count)} r={4} className="dot" />
            );
          })}
        </svg>
      )}
    </div>
  );
}

/** Where in the row of weeks a date falls, in weeks from the left edge; null outside it. */
function placeOf(cells: readonly Cell[], date: string): number | null {
  const first = cells[0];
  if (first === undefined) return null;
  const at = (Date.parse(date) - mondayOf(first.week)) / (7 * 86_400_000);
  return at < 0 || at > cells.length ? null : at;
}
