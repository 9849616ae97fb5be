import type { Counts } from '../../shared/view/sync.ts';
import { inboxCount } from '../store/inbox.ts';
import { countIn } from '../store/outbox.ts';
import { queueCount } from '../store/review-queue.ts';
import { mayCall } from './access.ts';
import type { PersonContext } from './context.ts';

/** Counts of what she may see, in one reading. */
export function getCounts({ store, person, syncState }: PersonContext): Counts {
  return store.read((db) => ({
    waiting: countIn(db, 'waiting'),
    setAside: countIn(db, 'set_aside'),
    state: syncState().state,
    inbox: mayCall(person.roles, 'inbox.list') ? inboxCount(db) : 0,
    review: mayCall(person.roles, 'review.list') ? queueCount(db) : 0,
  }));
}
