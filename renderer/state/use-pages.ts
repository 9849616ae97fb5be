import { useCallback, useEffect, useRef, useState } from 'react';
import type { Topic } from '../../shared/api.ts';
import { bridge } from '../bridge.ts';
import { type CallState, spaced, startQuery } from './query.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all. */
  readonly total: number;
  /** There are more than `total`. */
  readonly capped?: boolean;
  /** Only so many of the newest were put in order. */
  readonly rankedOf?: number | null;
}

export interface Pages<T> extends CallState<Page<T>> {
  /** Fetches one page more; harmless where there is none. */
  more(): void;
  /** Fetches all there is, at most `MOST`. */
  all(): void;
}

/** Largest page the contract allows. */
const PAGE = 500;
export const MOST = 20_000;
/** A long list is asked for anew at most this often: one decision after another must not each fetch thousands of lines. */
const SETTLE_MS = 500;

/** Asks page by page until `wanted` are there or none are left. */
export async function fetchPages<T>(
  ask: (limit: number, offset: number) => Promise<Page<T>>,
  wanted: number,
): Promise<Page<T>> {
  const items: T[] = [];
  let total = 0;
  let capped = false;
  let rankedOf: number | null = null;
  do {
    const page = await ask(Math.min(PAGE, wanted - items.length), items.length);
    items.push(...page.items);
    total = page.total;
    capped = page.capped === true;
    rankedOf = page.rankedOf ?? null;
    if (page.items.length === 0) break;
  } while (items.length < Math.min(wanted, total));
  return { items, total, capped, rankedOf };
}

/**
 * A list too long for one answer: the first `first` lines, more when asked for, all of them again whenever one of `topics`
 * changed. `ask` must be stable (`useCallback`) for as long as the question is the same.
 */
export function usePages<T>(
  ask: (limit: number, offset: number) => Promise<Page<T>>,
  topics: readonly Topic[],
  first = 200,
): Pages<T> {
  const [wanted, setWanted] = useState(first);
  const [state, setState] = useState<CallState<Page<T>>>({
    data: undefined,
    error: undefined,
    loading: true,
  });
  const about = topics.join(' ');
  const here = state.data?.items.length ?? 0;
  const held = useRef(here);
  held.current = here;

  useEffect(() => {
    const named = new Set(about.split(' '));
    const query = startQuery(
      () => fetchPages(ask, wanted),
      (again) => {
        const reload = spaced(again, () => held.current > PAGE, SETTLE_MS);
        const unsubscribe = bridge.onChanged((event) => {
          if (event.topics.some((topic) => named.has(topic))) reload.call();
        });
        return () => {
          reload.stop();
          unsubscribe();
        };
      },
      (change) => setState((before) => ({ ...before, ...change })),
    );
    return () => query.stop();
  }, [ask, wanted, about]);
  const total = state.data?.total ?? 0;
  const more = useCallback(() => {
    if (here < total) setWanted((before) => (before > here ? before : here + PAGE));
  }, [here, total]);
  const all = useCallback(() => setWanted(MOST), []);
  return { ...state, more, all };
}
