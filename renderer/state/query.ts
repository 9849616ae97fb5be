import { LyttError } from '../../shared/domain/errors.ts';

export interface CallState<T> {
  /** The latest answer; kept while a newer one is on its way and when that fails. */
  readonly data: T | undefined;
  readonly error: LyttError | undefined;
  readonly loading: boolean;
}

export interface Query {
  reload(): void;
  stop(): void;
}

/**
 * Asks at once, and again whenever `subscribe` says so. Never two questions at a time: what is asked for meanwhile becomes
 * one more question afterwards. Says nothing once stopped.
 */
export function startQuery<T>(
  ask: () => Promise<T>,
  subscribe: (again: () => void) => () => void,
  onState: (change: Partial<CallState<T>>) => void,
): Query {
  let stopped = false;
  let asking = false;
  let again = false;

  async function run(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    onState({ loading: true });
    do {
      again = false;
      try {
        const data = await ask();
        if (stopped) return;
        onState({ data, error: undefined });
      } catch (error) {
        if (stopped) return;
        onState({ error: error instanceof LyttError ? error : new LyttError('app.failed') });
      }
    } while (again);
    asking = false;
    onState({ loading: false });
  }

  const reload = () => void run();
  const unsubscribe = subscribe(reload);
  reload();
  return {
    reload,
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}

/** Passes calls on at once, but while `long` holds gathers them into one every `ms`. Nothing is passed on after `stop`. */
export function spaced(
  act: () => void,
  long: () => boolean,
  ms: number,
): { call(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gathered = () => {
    timer = undefined;
    act();
  };
  return {
    call() {
      if (timer !== undefined) return;
      if (long()) timer = setTimeout(gathered, ms);
      else act();
    },
    stop: () => clearTimeout(timer),
  };
}
