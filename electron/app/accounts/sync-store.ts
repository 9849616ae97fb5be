import { isWordless } from '../../../shared/domain/retention.ts';
import type { Change } from '../../../shared/protocol/protocol.ts';
import { applyFeed, startOver } from '../../store/feed.ts';
import { cursor, halt, isRebuilding, marks, setHalt, setMarks } from '../../store/meta.ts';
import { countIn, waitingHead } from '../../store/outbox.ts';
import { isAccepted, settle, takesWords } from '../../store/settle.ts';
import type { SyncStore } from '../../sync/ports.ts';
import type { StoreAccess } from './held-store.ts';

/** Something has left a scope, or has no words any more. */
function tookWords(change: Change): boolean {
  return (
    change.kind === 'tombstone' || (change.kind === 'observation' && isWordless(change.document))
  );
}

/** A person's store as her sync engine sees it. */
export function syncStore(store: StoreAccess): SyncStore {
  return {
    waiting: (limit, except) => store.read((db) => waitingHead(db, limit, except)),
    waitingCount: () => store.read((db) => countIn(db, 'waiting')),
    settle(results, at) {
      const accepted = results.some(isAccepted);
      const { topics, words } = store.write((db) => {
        const words = takesWords(db, results);
        const topics = settle(db, results, at);
        if (accepted) setMarks(db, { lastSentAt: at });
        return { topics, words };
      });
      // A withdrawal that went through has taken words with it.
      if (words) store.wordsGone();
      return topics;
    },
    cursor: () => store.read(cursor),
    startOver: () => store.write(startOver),
    applyFeed(page, at) {
      const rebuilding = store.read(isRebuilding);
      const topics = store.write((db) => applyFeed(db, page, at));
      if (page.changes.some(tookWords) || (rebuilding && !page.more)) store.wordsGone();
      return topics;
    },
    halt: () => store.read(halt),
    setHalt: (why) => store.write((db) => setHalt(db, why)),
    marks: () => store.read(marks),
    setMarks: (changed) => store.write((db) => setMarks(db, changed)),
  };
}
