import { useMemo } from 'react';
import type { RatePoint } from '../../../shared/domain/evidence.ts';
import { evidenceMessages } from '../../../shared/i18n/evidence.ts';
import { themeMessages } from '../../../shared/i18n/theme.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useWidth } from '../../ui/use-width.ts';
import { axisSteps, mondayOf, weekNumber } from '../../ui/weeks.ts';
import { bandsOf, linesOf, rateTop } from './rate-lines.ts';

const HEIGHT = 240;
const TOP = 28;
const BOTTOM = 28;
const LEFT = 36;
const RIGHT = 12;
/** In a wide chart the lines are named where they end. */
const LABELLED_FROM = 600;
const LABELS = 116;
const LABEL_HEIGHT = 40;
const STROKE = 12;
const LABEL_WIDTH = 84;
const WEEK_MS = 7 * 86_400_000;

/**
 * The rate week by week: a dot as observed, a stroke where the number is under five, the trend with its 95 % band, and dashed
 * what was to be expected without the fix, which is labelled where it came. The same numbers stand in the table.
 */
export function RateChart({
  points,
  releaseDate,
}: {
  readonly points: readonly RatePoint[];
  readonly releaseDate: string | null;
}) {
  const t = useTranslate(evidenceMessages);
  const words = useTranslate(themeMessages);
  const language = useLanguage();
  const [place, width] = useWidth<HTMLDivElement>();
  const steps = useMemo(() => axisSteps(rateTop(points)), [points]);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;

  const top = steps.at(-1) ?? 1;
  const ground = HEIGHT - BOTTOM;
  const lastFitted = points.findLast(({ fitted }) => fitted !== null)?.fitted ?? null;
  const lastWithout = points.findLast(({ without }) => without !== null)?.without ?? null;
  const labelled = width >= LABELLED_FROM && lastFitted !== null;
  const right = labelled ? LABELS : RIGHT;
  const step = (width - LEFT - right) / points.length;
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (rate: number) => ground - (Math.min(rate, top) / top) * (ground - TOP);
  const path = (dots: readonly { readonly index: number; readonly value: number }[]) =>
    dots.map(({ index, value }) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const labelEvery = Math.max(1, Math.ceil(LABEL_WIDTH / Math.max(step, 1)));
  const fixedAt =
    releaseDate === null ? null : (Date.parse(releaseDate) - mondayOf(first.week)) / WEEK_MS;
  const fixX =
    fixedAt === null || fixedAt < 0 || fixedAt > points.length ? null : LEFT + fixedAt * step;
  const late = fixedAt !== null && fixedAt > points.length / 2;

  return (
    <div ref={place} className="weeks-chart">
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t('rateSummary', {
            first: weekNumber(first.week),
            last: weekNumber(last.week),
          })}
        >
          {steps.map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={width - right} y1={y(value)} y2={y(value)} className="grid" />
              <text x={LEFT - 8} y={y(value) + 5} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {bandsOf(points).map((band) => (
            <polygon
              key={`band ${band[0]?.index}`}
              className="band"
              points={`${path(band.map(({ index, high }) => ({ index, value: high })))} ${path(
                band.toReversed().map(({ index, low }) => ({ index, value: low })),
              )}`}
            />
          ))}
          {linesOf(points, 'without').map((line) => (
            <polyline key={`without ${line[0]?.index}`} className="without" points={path(line)} />
          ))}
          {linesOf(points, 'fitted').map((line) => (
            <polyline key={`fitted ${line[0]?.index}`} className="fitted" points={path(line)} />
          ))}
          {points.map(
            ({ week }, index) =>
              (points.length - 1 - index) % labelEvery === 0 && (
                <text
                  key={week}
                  x={x(index)}
                  y={HEIGHT - 8}
                  textAnchor={index === points.length - 1 ? 'end' : 'middle'}
                >
                  {words('weekNumber', { week: weekNumber(week) })}
                </text>
              ),
          )}
          {labelled && (
            <LineLabels
              x={width - right + 6}
              trend={y(lastFitted)}
              without={lastWithout === null ? null : y(lastWithout)}
            />
          )}
          {fixX !== null && releaseDate !== null && (
            <>
              <line x1={fixX} x2={fixX} y1={8} y2={ground} className="fix" />
              <text
                x={fixX + (late ? -8 : 8)}
                y={18}
                textAnchor={late ? 'end' : 'start'}
                className="fix-label"
              >
                {words('releasedHere', {
                  date: formatDay(releaseDate, { language, now: Date.now() }),
                })}
              </text>
            </>
          )}
          {points.map(({ week, count, rate }, index) => {
            if (count === '<5')
              return (
                <line
                  key={week}
                  x1={x(index)}
                  x2={x(index)}
                  y1={ground - STROKE}
                  y2={ground}
                  className="few"
                />
              );
            return rate === null ? null : (
              <circle key={week} cx={x(index)} cy={y(rate)} r={4} className="dot" />
            );
          })}
        </svg>
      )}
      <p className="evidence__notes">
        {[
          !labelled && lastFitted !== null ? t('legendTrend') : '',
          !labelled && lastWithout !== null ? `– – ${t('legendWithout')}` : '',
          points.some(({ count }) => count === '<5') ? t('legendFew') : '',
        ]
          .filter((note) => note !== '')
          .join(' · ')}
      </p>
    </div>
  );
}

/** Names the trend and what was expected, each in two lines beside its end, never on top of each other. */
function LineLabels({
  x,
  trend,
  without,
}: {
  readonly x: number;
  readonly trend: number;
  readonly without: number | null;
}) {
  const t = useTranslate(evidenceMessages);
  const near = without !== null && Math.abs(trend - without) < LABEL_HEIGHT;
  const apart = near ? (LABEL_HEIGHT - Math.abs(trend - without)) / 2 : 0;
  const down = without !== null && trend >= without ? apart : -apart;
  const lines = [
    { key: 'trend', y: trend + down, first: t('labelTrend'), second: t('labelBand'), strong: true },
    ...(without === null
      ? []
      : [
          {
            ...{ key: 'without', y: without - down, strong: false },
            ...{ first: t('labelExpected'), second: t('labelFix') },
          },
        ]),
  ];
  return lines.map(({ key, y, first, second, strong }) => (
    <text key={key} x={x} y={y} className="chart-label">
      <tspan x={x} className={strong ? 'chart-label--strong' : ''}>
        {first}
      </tspan>
      <tspan x={x} dy={17}>
        {second}
      </tspan>
    </text>
  ));
}
