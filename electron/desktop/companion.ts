import type { Handlers, Topic } from '../../shared/api.ts';
import type { Session } from '../../shared/view/session.ts';
import type { Counts } from '../../shared/view/sync.ts';
import type { App, Log } from '../app/ports.ts';
import { errorName } from './ipc.ts';

/** Who the window shows and how her queue stands. `counts` null: nobody is signed in, or they could not be read. */
export interface Standing {
  readonly session: Session;
  readonly counts: Counts | null;
}

const relevant: ReadonlySet<Topic> = new Set([
  'session',
  'observations',
  'reviews',
  'inbox',
  'sync',
]);

/**
 * Reads the standing through the same contract as the page, at the start and when something changed. However fast changes
 * come, one reading is under way and at most one waits.
 */
export function followStanding(
  app: App,
  windowId: string,
  onStanding: (standing: Standing) => void,
  log: Log,
): { stop(): void } {
  const handlers = app.handlers(windowId);
  let stopped = false;
  let reading = false;
  let again = false;

  const read = async (): Promise<void> => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    do {
      again = false;
      try {
        const standing = await readStanding(handlers);
        if (!stopped) onStanding(standing);
      } catch (error) {
        log('standing.failed', { error: errorName(error) });
      }
    } while (again && !stopped);
    reading = false;
  };

  const unsubscribe = app.onChanged(windowId, ({ topics }) => {
    if (topics.some((topic) => relevant.has(topic))) void read();
  });
  void read();
  return {
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}

async function readStanding(handlers: Handlers): Promise<Standing> {
  const session = await handlers['session.get']({});
  if (session.person === null) return { session, counts: null };
  const counts = await handlers['counts.get']({}).catch(() => null);
  return { session, counts };
}
