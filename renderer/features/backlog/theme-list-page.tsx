import { useState } from 'react';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { useTranslate } from '../../state/i18n.ts';
import { useSession } from '../../state/session.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { Proposals } from './proposals.tsx';
import { SEARCH_PAUSE_MS } from './search-pause.ts';
import { ThemeOverview } from './theme-overview.tsx';
import { Unplaced } from './unplaced.tsx';
import './backlog.css';

/** The themes; for a product team also what is not in any yet. */
export function ThemeListPage() {
  const t = useTranslate(backlogMessages);
  const { person } = useSession();
  const places = person?.roles.includes('product') ?? false;
  const curates = places || (person?.roles.includes('supervisor') ?? false);
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), SEARCH_PAUSE_MS);
  const { data, error, reload } = useCall('theme.list', { query: asked === '' ? null : asked }, [
    'themes',
  ]);
  const themes = data?.themes;

  return (
    <div className="page backlog" data-places={curates}>
      <div className="backlog__themes">
        <PageHeading
          action={
            <SearchField
              size="small"
              variant="simple"
              className="backlog__search"
              label={t('filter')}
              placeholder={t('filter')}
              value={query}
              onChange={setQuery}
            />
          }
        >
          {t('heading')}
        </PageHeading>
        {places && (
          <a href="#unplaced-title" className="backlog__jump">
            {t('unplaced')}
          </a>
        )}
        <ErrorNote error={error} onRetry={reload} />
        {themes === undefined && error === undefined && (
          <p className="quiet" role="status">
            {t('loading')}
          </p>
        )}
        <p role="status" className="visually-hidden">
          {themes !== undefined && asked !== '' ? t('found', { count: themes.length }) : ''}
        </p>
        {themes?.length === 0 &&
          (asked === '' ? (
            <div className="backlog__empty">
              <p>{t('empty')}</p>
              <p className="quiet">{t(places ? 'emptyHintProduct' : 'emptyHint')}</p>
            </div>
          ) : (
            <p className="backlog__empty">{t('noMatch', { query: asked })}</p>
          ))}
        {themes !== undefined && <ThemeOverview themes={themes} />}
      </div>
      {curates && (
        <div className="backlog__unplaced">
          <Proposals />
          {places && <Unplaced />}
        </div>
      )}
    </div>
  );
}
