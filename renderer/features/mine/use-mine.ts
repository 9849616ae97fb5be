import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Draft, Entry } from '../../../shared/view/entry.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { call } from '../../bridge.ts';
import { draftSlot } from '../../state/draft.ts';
import { useCall } from '../../state/use-call.ts';
import { type Pages, usePages } from '../../state/use-pages.ts';
import { takeEdit } from './edit-store.ts';

/** Most entries fetched one by one because they wait for their author and are too old for the pages at hand. */
const MOST_OLDER = 50;

/** Of what a search finds. */
export type HitOrder = 'newest' | 'best';

/** One's entries page by page, newest first; with a query, those that match it, in the order asked for. */
export function useEntries(query: string, order: HitOrder): Pages<Entry> {
  const ask = useCallback(
    async (limit: number, offset: number) => {
      const { entries, ...counted } = await call('observation.list', {
        limit,
        offset,
        query: query === '' ? null : query,
        order,
      });
      return { items: entries, ...counted };
    },
    [query, order],
  );
  return usePages(ask, ['observations', 'sync', 'themes']);
}

export interface Waiting {
  /** Entries that wait for their author, beyond those at hand. */
  readonly older: readonly Entry[];
  /** What was set aside, by entry. */
  readonly setAside: ReadonlyMap<string, SyncItem>;
  readonly offline: boolean;
}

const noEntries: readonly Entry[] = [];

/** What waits for its author, however old it is. */
export function useWaiting(atHand: readonly Entry[] | undefined): Waiting {
  const { data: inbox } = useCall('inbox.list', {}, ['inbox', 'observations']);
  const { data: sync } = useCall('sync.status', {}, ['sync']);
  const [older, setOlder] = useState(noEntries);

  const setAside = useMemo(
    () =>
      new Map(
        (sync?.setAsideItems ?? [])
          .filter(({ kind }) => kind.startsWith('observation.'))
          .map((item) => [item.entityId, item] as const),
      ),
    [sync],
  );
  const missing = useMemo(() => {
    if (atHand === undefined) return [];
    const known = new Set(atHand.map(({ id }) => id));
    const asked = (inbox?.needsYou ?? []).flatMap((item) =>
      item.kind === 'question' ? [item.observationId] : [],
    );
    return [...new Set([...setAside.keys(), ...asked])]
      .filter((id) => !known.has(id))
      .slice(0, MOST_OLDER);
  }, [atHand, inbox, setAside]);
  const key = missing.join(' ');

  useEffect(() => {
    let stopped = false;
    const ids = key === '' ? [] : key.split(' ');
    void Promise.allSettled(
      ids.map((observationId) => call('observation.get', { observationId })),
    ).then((answers) => {
      if (stopped) return;
      const found = answers.flatMap((answer) =>
        answer.status === 'fulfilled' ? [answer.value.entry] : [],
      );
      setOlder(found.length === 0 ? noEntries : found);
    });
    return () => {
      stopped = true;
    };
  }, [key]);

  return { older, setAside, offline: sync?.state === 'offline' };
}

/** What is being written on Log, as this machine keeps it; an edit that it keeps goes to its entry. */
export function useLogDraft(personId: string | undefined): Draft | null {
  const [draft, setDraft] = useState<Draft | null>(null);
  useEffect(() => {
    if (personId === undefined) return;
    let stopped = false;
    draftSlot.load(personId).then(
      (kept) => {
        if (stopped || kept === null) return;
        if (kept.observationId === null) setDraft(kept.text.trim() === '' ? null : kept);
        else takeEdit(kept);
      },
      // The list says itself that the app does not answer.
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [personId]);
  return draft;
}
