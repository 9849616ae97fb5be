import type { ReactNode } from 'react';
import type { Theme } from '../../../shared/domain/theme.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { useTranslate } from '../../state/i18n.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { Spark } from '../../ui/spark.tsx';

/** A theme, or what may become one. */
export interface ThemeLine {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  /** In one quiet line; those that are null are left out. */
  readonly facts: readonly (string | null)[];
  readonly weeks: Theme['evidence']['weeks'];
  /** At the right. */
  readonly mark: ReactNode;
}

/** One question of the overview and the themes that are its answer. */
export function ThemeLines({
  id,
  title,
  hint,
  lines,
  none,
}: {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly lines: readonly ThemeLine[];
  readonly none: string;
}) {
  const t = useTranslate(overviewMessages);
  return (
    <section aria-labelledby={`overview-${id}`} className="overview__part">
      <h2 id={`overview-${id}`}>
        {title} <span className="quiet">{hint ?? t('found', { count: lines.length })}</span>
      </h2>
      {lines.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <RowList label={title}>
          {lines.map(({ id: lineId, name, to, facts, weeks, mark }) => (
            <Row key={lineId} className="overview__row">
              <div>
                <RouteLink to={to} className="overview__name">
                  {name}
                </RouteLink>
                <p className="quiet">{facts.filter((fact) => fact !== null).join(' · ')}</p>
              </div>
              <Spark weeks={weeks} />
              <div className="overview__mark">{mark}</div>
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}
