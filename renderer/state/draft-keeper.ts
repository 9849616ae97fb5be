import type { Draft } from '../../shared/view/entry.ts';

/** How the draft on this machine compares with what is on the screen. */
export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface DraftPorts {
  readonly save: (draft: Draft) => Promise<unknown>;
  readonly discard: () => Promise<unknown>;
  readonly onState: (state: DraftState) => void;
}

/** After this long without a change it is written. */
const PAUSE_MS = 400;
/** Also while one goes on writing. */
const LONGEST_MS = 2000;
const RETRY_MS = 5000;

export interface DraftKeeper {
  /** What the draft is now; null: there is none. Written after a pause. */
  keep(draft: Draft | null): void;
  /** Writes at once what waits, and answers when it is written. */
  flush(): Promise<void>;
  /** Lets what waits go, and answers when nothing is under way: for when the text is saved as something else. */
  forget(): Promise<void>;
}

/** Writes the newest draft, one write at a time, and tries again when a write failed. */
export function startDraftKeeper({ save, discard, onState }: DraftPorts): DraftKeeper {
  let waiting: { readonly draft: Draft | null } | null = null;
  let waitingSince = 0;
  /** The latest that waits or is written, as text: a caret that moves is no change. */
  let latest: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | null = null;

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void write(), ms);
  }

  function write(): Promise<void> {
    clearTimeout(timer);
    writing ??= drain().finally(() => {
      writing = null;
    });
    return writing;
  }

  async function drain(): Promise<void> {
    while (waiting !== null) {
      const { draft } = waiting;
      waiting = null;
      try {
        await (draft === null ? discard() : save(draft));
        onState({ kind: draft === null ? 'none' : 'saved' });
      } catch (error) {
        latest = undefined;
        onState({ kind: 'failed', error });
        waiting ??= { draft };
        schedule(RETRY_MS);
        return;
      }
    }
  }

  return {
    keep(draft) {
      const given = JSON.stringify(draft);
      if (given === latest) return;
      latest = given;
      const now = performance.now();
      if (waiting === null) waitingSince = now;
      waiting = { draft };
      schedule(Math.max(0, Math.min(PAUSE_MS, waitingSince + LONGEST_MS - now)));
    },
    flush: write,
    async forget() {
      const drop = () => {
        clearTimeout(timer);
        waiting = null;
        latest = undefined;
      };
      drop();
      await writing;
      drop();
    },
  };
}
