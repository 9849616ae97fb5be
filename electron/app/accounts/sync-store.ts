import { applyFeed, startOver } from '../../store/feed.ts';
import { cursor, marks, setMarks } from '../../store/meta.ts';
import { countIn, waitingHead } from '../../store/outbox.ts';
import { settle } from '../../store/settle.ts';
import type { SyncStore } from '../../sync/ports.ts';
import type { StoreAccess } from './held-store.ts';

/** A person's store as her sync engine sees it. */
export function syncStore(store: StoreAccess): SyncStore {
  return {
    waiting: (limit) => store.read((db) => waitingHead(db, limit)),
    waitingCount: () => store.read((db) => countIn(db, 'waiting')),
    settle: (results, at) => store.write((db) => settle(db, results, at)),
    cursor: () => store.read(cursor),
    startOver: () => store.write(startOver),
    applyFeed: (page, at) => store.write((db) => applyFeed(db, page, at)),
    marks: () => store.read(marks),
    setMarks: (changed) => store.write((db) => setMarks(db, changed)),
  };
}
