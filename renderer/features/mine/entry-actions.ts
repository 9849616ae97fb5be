import type { Entry } from '../../../shared/view/entry.ts';
import type { SyncItem } from '../../../shared/view/sync.ts';
import { type Cure, curesOf } from '../sync/cures.ts';

/**
 * What its author can do with an entry where it stands; the first is what it needs, if it needs anything. `item`: its operation
 * that was set aside, where known.
 */
export function actionsOf(
  { state }: Pick<Entry, 'state'>,
  item: Pick<SyncItem, 'kind' | 'setAside'> | undefined,
): readonly Cure[] {
  switch (state) {
    case 'draft':
    case 'withdrawn':
      return [];
    case 'question':
    case 'waiting':
    case 'sent':
      return ['edit', 'withdraw'];
    case 'approved':
    case 'in_theme':
    case 'declined':
      return ['withdraw'];
    case 'set_aside':
      return item === undefined ? ['edit', 'withdraw'] : curesOf(item);
  }
}

/** Waits for its author. */
export function needsAuthor({ state }: Pick<Entry, 'state'>): boolean {
  return state === 'question' || state === 'set_aside';
}

export interface MineLists {
  readonly needsYou: readonly Entry[];
  readonly rest: readonly Entry[];
}

/**
 * First what waits for its author, then the rest, each newest first. `older`: entries that wait for her but are too old to be
 * among those fetched.
 */
export function mineLists(entries: readonly Entry[], older: readonly Entry[]): MineLists {
  const fetched = new Set(entries.map(({ id }) => id));
  return {
    needsYou: [...entries, ...older.filter(({ id }) => !fetched.has(id))].filter(needsAuthor),
    rest: entries.filter((entry) => !needsAuthor(entry)),
  };
}
