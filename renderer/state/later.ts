import { create } from 'zustand';

/** How long there is to take it back. */
export const TAKE_BACK_MS = 8000;

interface Later {
  readonly timer: ReturnType<typeof setTimeout>;
  begun: boolean;
  readonly begin: () => void;
}

const pending = new Map<string, Later>();

/** Keys of what is about to be done; a list shows them as such, with a way back. */
export const useLater = create<{ readonly keys: ReadonlySet<string> }>()(() => ({
  keys: new Set<string>(),
}));

function tell(): void {
  useLater.setState({ keys: new Set(pending.keys()) });
}

/**
 * Does what can't be undone, a moment from now, unless it is taken back before. Goes on when one leaves the page for another;
 * done at once when the window closes. `key` stays in `useLater` until `act` has ended, well or badly; the same key is not
 * begun twice. `act` must not throw.
 */
export function doLater(key: string, act: () => Promise<void>, ms = TAKE_BACK_MS): void {
  if (pending.has(key)) return;
  const begin = () => {
    if (later.begun) return;
    later.begun = true;
    clearTimeout(later.timer);
    void act().finally(() => {
      pending.delete(key);
      tell();
    });
  };
  const later: Later = { timer: setTimeout(begin, ms), begun: false, begin };
  pending.set(key, later);
  tell();
}

/** Too late once it has begun. */
export function takeBack(key: string): void {
  const later = pending.get(key);
  if (later === undefined || later.begun) return;
  clearTimeout(later.timer);
  pending.delete(key);
  tell();
}

/** Does at once all that waits. */
export function doAllNow(): void {
  for (const later of [...pending.values()]) later.begin();
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', doAllNow);
