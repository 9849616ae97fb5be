import { Button } from '@navikt/ds-react/Button';
import { ToggleGroup } from '@navikt/ds-react/ToggleGroup';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { mineMessages } from '../../../shared/i18n/mine.ts';
import type { Draft, Entry } from '../../../shared/view/entry.ts';
import { useTranslate } from '../../state/i18n.ts';
import { takeEntryToOpen } from '../../state/open-entry.ts';
import { paths } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeading, SectionHeading } from '../../ui/page-heading.tsx';
import { RouteLink } from '../../ui/route-link.tsx';
import { Said } from '../../ui/said.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { useHotkeys } from '../../ui/use-hotkeys.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { enterMine, openRow } from './edit-store.ts';
import { mineLists } from './entry-actions.ts';
import { EntryRow } from './entry-row.tsx';
import { stepRows, useKeepFocus } from './step-rows.ts';
import { type HitOrder, useEntries, useLogDraft, useWaiting, type Waiting } from './use-mine.ts';
import './mine.css';

/** A row of two lines and the space around it, in pixels. */
const ROUGH_HEIGHT = 57;
const TYPING_MS = 120;

/** All one has logged: first what waits for one, then the rest, newest first. */
export function MinePage() {
  const t = useTranslate(mineMessages);
  const personId = useSession().person?.id;
  useLayoutEffect(() => {
    if (personId !== undefined) enterMine(personId);
  }, [personId]);
  const [typed, setTyped] = useState('');
  const query = useDebounced(typed.trim(), TYPING_MS);
  const [order, setOrder] = useState<HitOrder>('newest');
  const { data, error, more } = useEntries(query, order);
  const waiting = useWaiting(data?.items);
  const draft = useLogDraft(personId);
  const place = useRef<HTMLDivElement>(null);
  const searching = query !== '';
  const lists = useMemo(
    () => mineLists(data?.items ?? [], searching ? [] : waiting.older),
    [data, searching, waiting.older],
  );
  useOpenAsked();
  useKeepFocus(place, data);
  const step = useCallback((by: 1 | -1) => stepRows(place.current, by), []);
  useHotkeys({ arrowdown: () => step(1), arrowup: () => step(-1) });
  const none = data !== undefined && data.total === 0 && !searching && draft === null;

  return (
    <div className="page mine" ref={place}>
      <div className="mine__top">
        <PageHeading>{t('heading')}</PageHeading>
        {!none && (
          <SearchField
            size="small"
            variant="simple"
            className="mine__search"
            label={t('search')}
            placeholder={t('search')}
            maxLength={200}
            value={typed}
            onChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              step(1);
            }}
          />
        )}
      </div>
      <ErrorNote error={error} />
      {data === undefined && error === undefined && (
        <p className="visually-hidden" role="status">
          {t('loading')}
        </p>
      )}
      <Said
        text={
          searching && data !== undefined
            ? data.rankedOf
              ? t('rankedOf', { count: data.rankedOf })
              : t(data.capped ? 'hitsOver' : 'hits', { count: data.total })
            : ''
        }
        delayMs={600}
      />
      {none && (
        <div className="mine__empty">
          <p>{t('empty')}</p>
          <RouteLink to={paths.log} className="aksel-link">
            {t('toLog')}
          </RouteLink>
        </div>
      )}
      {data !== undefined && searching && (
        <>
          <HitsOrder order={order} onChange={setOrder} rankedOf={data.rankedOf ?? null} />
          <Hits query={query} data={data.items} waiting={waiting} />
        </>
      )}
      {data !== undefined && !searching && !none && (
        <>
          {lists.needsYou.length > 0 && (
            <section>
              <SectionHeading>{t('needsYou')}</SectionHeading>
              <Rows entries={lists.needsYou} waiting={waiting} label={t('needsYou')} />
            </section>
          )}
          <section>
            {lists.needsYou.length > 0 && (lists.rest.length > 0 || draft !== null) && (
              <SectionHeading>{t('rest')}</SectionHeading>
            )}
            {draft !== null && <DraftRow draft={draft} />}
            <Rows
              entries={lists.rest}
              waiting={waiting}
              label={lists.needsYou.length > 0 ? t('rest') : t('heading')}
              joined={draft !== null}
            />
          </section>
        </>
      )}
      {data !== undefined && data.items.length < data.total && <More onReach={more} />}
    </div>
  );
}

/** What comes first, and, where not all hits could be put in that order, of how many. */
function HitsOrder({
  order,
  onChange,
  rankedOf,
}: {
  readonly order: HitOrder;
  readonly onChange: (order: HitOrder) => void;
  readonly rankedOf: number | null;
}) {
  const t = useTranslate(mineMessages);
  return (
    <div className="mine__order">
      <ToggleGroup
        size="small"
        value={order}
        onChange={(chosen) => onChange(chosen === 'best' ? 'best' : 'newest')}
        aria-label={t('order')}
      >
        <ToggleGroup.Item value="newest">{t('newestFirst')}</ToggleGroup.Item>
        <ToggleGroup.Item value="best">{t('bestFirst')}</ToggleGroup.Item>
      </ToggleGroup>
      {rankedOf !== null && <p>{t('rankedOf', { count: rankedOf })}</p>}
    </div>
  );
}

function Hits({
  query,
  data,
  waiting,
}: {
  readonly query: string;
  readonly data: readonly Entry[];
  readonly waiting: Waiting;
}) {
  const t = useTranslate(mineMessages);
  if (data.length === 0) return <p className="mine__empty">{t('noHits', { query })}</p>;
  return <Rows entries={data} waiting={waiting} label={t('heading')} />;
}

function Rows({
  entries,
  waiting,
  label,
  joined = false,
}: {
  readonly entries: readonly Entry[];
  readonly waiting: Waiting;
  readonly label: string;
  /** Follows rows of the same list. */
  readonly joined?: boolean;
}) {
  const { setAside, offline } = waiting;
  const render = useCallback(
    (entry: Entry) => <EntryRow entry={entry} item={setAside.get(entry.id)} offline={offline} />,
    [setAside, offline],
  );
  if (entries.length === 0) return null;
  return (
    <div className={joined ? '' : 'mine__rows'}>
      <VirtualRows
        items={entries}
        keyOf={({ id }) => id}
        render={render}
        estimate={() => ROUGH_HEIGHT}
        label={label}
      />
    </div>
  );
}

/** What is being written on Log. */
function DraftRow({ draft }: { readonly draft: Draft }) {
  const t = useTranslate(mineMessages);
  return (
    <div className="mine__rows">
      <div className="mine-row">
        <div className="mine-row__line">
          <span className="time" />
          <span className="mine-row__draft">
            <span className="mine-row__text">{draft.text}</span>
          </span>
          <StateTag state="draft" />
          <span className="mine-row__fate quiet">{t('fate_draft')}</span>
          <span className="mine-row__action">
            {/* It goes somewhere: a link, whatever it looks like. */}
            <Button as={RouteLink} role="link" to={paths.log} size="small" variant="secondary">
              {t('continue')}
            </Button>
          </span>
        </div>
      </div>
    </div>
  );
}

/** Opens the entry that another page sent one here for. */
function useOpenAsked(): void {
  useEffect(() => {
    const asked = takeEntryToOpen();
    if (asked === null) return;
    openRow(asked, true);
    let tries = 0;
    const show = () => {
      const row = document.querySelector(`[data-entry="${asked}"]`);
      tries += 1;
      if (row !== null) row.scrollIntoView({ block: 'center' });
      else if (tries < 60) requestAnimationFrame(show);
    };
    requestAnimationFrame(show);
  }, []);
}

/** At the end of what is fetched: asks for more as it comes near. */
function More({ onReach }: { readonly onReach: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) onReach();
      },
      { rootMargin: '1200px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [onReach]);
  return <div ref={end} className="mine__more" />;
}
