import { useMemo } from 'react';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { themeStatusMessages } from '../../../shared/i18n/states.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { themePath } from '../../state/route.ts';
import { RouteLink } from '../../ui/route-link.tsx';
import { Row, RowList } from '../../ui/row-list.tsx';
import { Spark } from '../../ui/spark.tsx';
import { weekNumber } from '../../ui/weeks.ts';
import { themeGroups } from './theme-groups.ts';

/** The themes by where they stand, those that lack something first. */
export function ThemeOverview({ themes }: { readonly themes: readonly Theme[] }) {
  const t = useTranslate(backlogMessages);
  const groups = useMemo(() => themeGroups(themes), [themes]);
  return (
    <>
      {groups.map(({ name, themes: ofGroup }) => (
        <section key={name} className="theme-group" aria-labelledby={`themes-${name}`}>
          <h2 id={`themes-${name}`}>
            {t(`group_${name}`)}{' '}
            <span className="quiet">{t('found', { count: ofGroup.length })}</span>
          </h2>
          <RowList>
            {ofGroup.map((theme) => (
              <ThemeRow key={theme.id} theme={theme} hideOwner={name === 'noOwner'} />
            ))}
          </RowList>
        </section>
      ))}
    </>
  );
}

function ThemeRow({ theme, hideOwner }: { readonly theme: Theme; readonly hideOwner: boolean }) {
  const t = useTranslate(backlogMessages);
  const status = useTranslate(themeStatusMessages);
  const language = useLanguage();
  const { evidence } = theme;
  const place = [
    tagLabel('tema', theme.tema, language),
    tagLabel('step', theme.step, language),
  ].filter((word) => word !== '');
  const first = evidence.weeks[0];
  const last = evidence.weeks.at(-1);
  return (
    <Row className="theme-row">
      <div className="theme-row__words">
        <RouteLink to={themePath(theme.id)} className="theme-row__name">
          {theme.name}
        </RouteLink>
        <p className="theme-row__meta">{place.join(' · ')}</p>
        <p className="theme-row__meta">
          {status(theme.status)}
          {!hideOwner && ` · ${theme.owner ?? t('noOwner')}`}
        </p>
      </div>
      <Spark weeks={evidence.weeks} />
      <p className="theme-row__count">
        {evidence.total === 0 ? (
          t('notHeard')
        ) : (
          <>
            <span>{t('heard', { count: evidence.total })}</span>
            <span className="theme-row__meta">
              {t('inUnits', { count: evidence.units })}
              {first !== undefined && last !== undefined && (
                <>
                  {' · '}
                  {first.week === last.week
                    ? t('week', { week: weekNumber(first.week) })
                    : t('weeks', { first: weekNumber(first.week), last: weekNumber(last.week) })}
                </>
              )}
            </span>
          </>
        )}
      </p>
    </Row>
  );
}
