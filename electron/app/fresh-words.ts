import { LyttError } from '../../shared/domain/errors.ts';
import { hasUnindexed, indexAllWords, indexWords } from '../store/unindexed.ts';
import type { StoreAccess } from './accounts/held-store.ts';

/** What saves have left to a pause or to whoever asks an index next (`store/unindexed.ts`). */

/** A part of it. True where there is more. */
export function takeInSome(store: StoreAccess): boolean {
  return store.read(hasUnindexed) && store.write((db) => indexWords(db));
}

/** All of it: what was saved a moment ago is found too. Where nothing can be written just now, the rest is searched all the same. */
export function takeInAll(store: StoreAccess): void {
  if (!store.read(hasUnindexed)) return;
  try {
    store.write(indexAllWords);
  } catch (error) {
    if (!(error instanceof LyttError)) throw error;
  }
}
