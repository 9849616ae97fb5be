import type { Log } from '../app/ports.ts';
import { errorName } from './ipc.ts';

/** How long an app that is just ending, in this host or the other, is waited for. */
const WAIT_MS = 5000;
const AGAIN_MS = 100;

export interface Held {
  release(): void;
}

/**
 * Becomes the only app on the data folder; null where another one is, such as the one in a browser window. A folder that
 * can't be written has no lock and needs none: two apps can do each other no harm in it.
 */
export async function holdHome(become: () => Held | null, log: Log): Promise<Held | null> {
  for (let waited = 0; ; waited += AGAIN_MS) {
    try {
      const held = become();
      if (held !== null || waited >= WAIT_MS) return held;
    } catch (error) {
      log('home.unlocked', { error: errorName(error) });
      return { release: () => undefined };
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
