import type { ReactNode } from 'react';
import type { Theme } from '../../../shared/domain/theme.ts';
import { overviewMessages } from '../../../shared/i18n/overview.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { useTranslate } from '../../state/i18n.ts';
import { themePath } from '../../state/route.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';

export interface ThemeLine {
  readonly theme: Theme;
  /** Beside status and owner. */
  readonly fact?: string;
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
  const status = useTranslate(themeStatusMessages);
  return (
    <section aria-labelledby={`overview-${id}`} className="overview__part">
      <h2 id={`overview-${id}`}>
        {title} <span className="quiet">{hint ?? t('found', { count: lines.length })}</span>
      </h2>
      {lines.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <RowList label={title}>
          {lines.map(({ theme, fact, mark }) => (
            <Row key={theme.id} className="overview__row">
              <div>
                <RouteLink to={themePath(theme.id)} className="theme-row__name">
                  {theme.name}
                </RouteLink>
                <p className="quiet small">
                  {[fact, status(theme.status), theme.owner]
                    .filter((word) => word !== undefined && word !== null && word !== '')
                    .join(' · ')}
                </p>
              </div>
              <div className="overview__mark">{mark}</div>
            </Row>
          ))}
        </RowList>
      )}
    </section>
  );
}
