import { Button } from '@navikt/ds-react/Button';
import { Checkbox } from '@navikt/ds-react/Checkbox';
import { Select } from '@navikt/ds-react/Select';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { JourneyStep } from '../../../shared/domain/tags.ts';
import { tagLabel } from '../../../shared/domain/taxonomy/labels.ts';
import type { Insight } from '../../../shared/domain/theme.ts';
import { backlogMessages } from '../../../shared/i18n/backlog.ts';
import { call } from '../../bridge.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { type Pages, usePages } from '../../state/use-pages.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import {
  choicesOf,
  commonPlace,
  filterInsights,
  type InsightFilter,
  noFilter,
} from './insight-filter.ts';
import { InsightList } from './insight-list.tsx';
import { NewThemeForm } from './new-theme-form.tsx';
import { PlaceForm } from './place-form.tsx';
import { createTheme } from './place-insights.ts';
import { SEARCH_PAUSE_MS } from './search-pause.ts';
import { useChosen } from './use-chosen.ts';

type Panel = 'none' | 'new' | 'place';

const none: readonly Insight[] = [];

/** What is in no theme; with a query what of it matches, and nothing at all where the query is empty. */
function useUnplaced(query: string | null): Pages<Insight> {
  const ask = useCallback(
    async (limit: number, offset: number) => {
      if (query === '') return { items: none, total: 0 };
      const answer = await call('insight.list', { limit, offset, placed: false, query });
      return { items: answer.insights, total: answer.total };
    },
    [query],
  );
  const pages = usePages(ask, ['themes']);
  const { data, all } = pages;
  // The first lines come at once, the rest right after: filters and «choose all» mean all there is.
  useEffect(() => {
    if (data !== undefined && data.items.length < data.total) all();
  }, [data, all]);
  return pages;
}

/** Insights that are in no theme yet: found by words and tags, chosen, and put into a new theme or one there is. */
export function Unplaced() {
  const t = useTranslate(backlogMessages);
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const asked = useDebounced(query.trim(), SEARCH_PAUSE_MS);
  const { data, error } = useUnplaced(null);
  const found = useUnplaced(asked);
  const [filter, setFilter] = useState<InsightFilter>(noFilter);
  const everything = data?.items;
  const insights = (asked === '' ? everything : found.data?.items) ?? none;
  const shown = useMemo(() => filterInsights(insights, filter), [insights, filter]);
  const chosen = useChosen(shown, everything);
  const chosenInsights = useMemo(
    () => (everything ?? none).filter(({ id }) => chosen.ids.has(id)),
    [everything, chosen.ids],
  );
  const [panel, setPanel] = useState<Panel>('none');
  const head = useRef<HTMLDivElement>(null);
  useFocusAfter(head, panel);

  const done = () => {
    chosen.clear();
    setPanel('none');
  };
  const ids = [...chosen.ids];
  const suggested = commonPlace(chosenInsights);
  return (
    <section className="unplaced" aria-labelledby="unplaced-title">
      <h2 id="unplaced-title" tabIndex={-1}>
        {t('unplaced')}{' '}
        {data !== undefined && (
          <span className="quiet" role="status">
            {t('unplacedCount', { count: shown.length })}
          </span>
        )}
      </h2>
      <div className="unplaced__filters">
        <SearchField
          size="small"
          variant="simple"
          label={t('unplacedFilter')}
          placeholder={t('unplacedFilter')}
          value={query}
          onChange={setQuery}
        />
        <Select
          size="small"
          hideLabel
          label={t('tema')}
          value={filter.tema ?? ''}
          onChange={({ target }) =>
            setFilter({ ...filter, tema: target.value === '' ? null : target.value })
          }
        >
          <option value="">{t('everyTema')}</option>
          {choicesOf(insights, 'tema').map(({ value, count }) => (
            <option key={value} value={value}>
              {t('choice', { name: tagLabel('tema', value, language), count })}
            </option>
          ))}
        </Select>
        <Select
          size="small"
          hideLabel
          label={t('step')}
          value={filter.step ?? ''}
          onChange={({ target }) =>
            setFilter({
              ...filter,
              step: target.value === '' ? null : (target.value as JourneyStep),
            })
          }
        >
          <option value="">{t('everyStep')}</option>
          {choicesOf(filterInsights(insights, { ...filter, step: null }), 'step').map(
            ({ value, count }) => (
              <option key={value} value={value}>
                {t('choice', { name: tagLabel('step', value, language), count })}
              </option>
            ),
          )}
        </Select>
      </div>
      <ErrorNote error={error ?? found.error} />
      <div ref={head} className="unplaced__head">
        <div className="unplaced__bar">
          <Checkbox
            size="small"
            disabled={shown.length === 0}
            checked={chosen.allShown}
            indeterminate={chosen.ids.size > 0 && !chosen.allShown}
            onChange={() => chosen.all(!chosen.allShown)}
          >
            {t('selectAll')}
          </Checkbox>
          {chosen.ids.size > 0 && (
            <span className="unplaced__verbs">
              <Button
                data-opens="new"
                size="small"
                variant="secondary"
                aria-expanded={panel === 'new'}
                onClick={() => setPanel(panel === 'new' ? 'none' : 'new')}
              >
                {t('newTheme', { count: chosen.ids.size })}
              </Button>
              <Button
                data-opens="place"
                size="small"
                variant="secondary"
                aria-expanded={panel === 'place'}
                onClick={() => setPanel(panel === 'place' ? 'none' : 'place')}
              >
                {t('placeIn')}
              </Button>
            </span>
          )}
        </div>
        {chosen.outOfSight > 0 && (
          <p className="unplaced__hidden quiet">
            {t('chosenHidden', { count: chosen.outOfSight })}
          </p>
        )}
        {chosen.ids.size > 0 && panel === 'new' && (
          <NewThemeForm
            count={ids.length}
            suggested={suggested}
            create={(theme) => createTheme(theme, ids)}
            onDone={done}
            onCancel={() => setPanel('none')}
          />
        )}
        {chosen.ids.size > 0 && panel === 'place' && (
          <PlaceForm
            insightIds={ids}
            from={null}
            tema={suggested.tema}
            onDone={done}
            onCancel={() => setPanel('none')}
          />
        )}
      </div>
      {data === undefined && error === undefined && (
        <p className="quiet" role="status">
          {t('unplacedLoading')}
        </p>
      )}
      {data !== undefined && shown.length === 0 && (
        <p className="backlog__empty quiet">
          {asked !== ''
            ? t('unplacedNoMatch', { query: asked })
            : t(insights.length === 0 ? 'unplacedEmpty' : 'unplacedNoneHere')}
        </p>
      )}
      <InsightList
        insights={shown}
        label={t('unplaced')}
        chosen={chosen.ids}
        onToggle={chosen.toggle}
      />
    </section>
  );
}

/** A closed panel hands focus back to the button that opened it; where that is gone too, to the box that chooses all. */
function useFocusAfter(head: { readonly current: HTMLElement | null }, panel: Panel): void {
  const was = useRef(panel);
  useEffect(() => {
    const before = was.current;
    was.current = panel;
    if (before === 'none' || panel !== 'none' || document.activeElement !== document.body) return;
    const opener = head.current?.querySelector<HTMLElement>(`[data-opens="${before}"]`);
    (opener ?? head.current?.querySelector<HTMLElement>('input'))?.focus();
  }, [head, panel]);
}
