import {
  type Child,
  type ChildSpec,
  type Ended,
  lastLines,
  type Ready,
  startChild,
} from './child.ts';

/** Pauses before a process that ended by itself is started again. After the last one it is given up. */
const PAUSES_MS = [250, 1_000, 2_000, 4_000, 8_000];
/** A process that ran this long was well: what ends it is a new trouble. */
const WELL_AFTER_MS = 60_000;
/** Our processes end with it when what they were told is wrong: trying again changes nothing. */
const WRONG_CONFIGURATION = 2;

export interface Supervision {
  /** As in a sentence: "the backlog service". */
  readonly name: string;
  /** Asked at each start, for what may have changed since the last. */
  readonly spec: () => ChildSpec;
  /** A person may close it: exit code 0 is then no fault. */
  readonly mayClose: boolean;
  readonly say: (line: string) => void;
  /** Told of each process that was started. */
  readonly onStarted: (pid: number) => void;
  /** Told each time it is ready again after a restart. */
  readonly onAgain: (ready: Ready) => void;
  /** Told when it is over for good, after it had been ready: closed by a person, or dead too often. */
  readonly onOver: (how: 'closed' | 'gaveUp') => void;
  readonly pauses?: readonly number[];
}

export interface Supervised {
  /** Rejects, with the end of the log, when it never becomes ready; or when it is stopped before. */
  readonly ready: Promise<Ready>;
  /** Ends it in an orderly way; it is then started again, as when it dies. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a process, and starts it again when it dies: a few times, with growing pauses. */
export function supervise(supervision: Supervision): Supervised {
  const { name, mayClose, say, onStarted, onAgain, onOver, pauses = PAUSES_MS } = supervision;
  let stopping = false;
  let failures = 0;
  let current: Child;
  let wake: () => void = () => undefined;

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Waits before the next start; throws when there is to be none. */
  async function recover(ended: Ended): Promise<void> {
    const wait = pauses[failures];
    failures += 1;
    const { logFile } = supervision.spec();
    if (wait === undefined || ended.code === WRONG_CONFIGURATION)
      throw new Error(
        `${capital(name)} does not run (${howEnded(ended)}). Its log: ${logFile}\n${lastLines(logFile, 8)}`,
      );
    say(`${capital(name)} ended (${howEnded(ended)}); starting it again.`);
    await pause(wait);
  }

  async function startUntilReady(): Promise<Ready> {
    while (!stopping) {
      current = startChild(supervision.spec());
      onStarted(current.pid);
      const ready = await current.ready;
      if (ready !== null) return ready;
      if (!stopping) await recover(await current.ended);
    }
    throw new Error(`${capital(name)} was stopped before it was ready.`);
  }

  async function watch(): Promise<void> {
    for (;;) {
      const since = performance.now();
      const ended = await current.ended;
      if (stopping) return;
      if (mayClose && ended.code === 0) return onOver('closed');
      if (performance.now() - since > WELL_AFTER_MS) failures = 0;
      try {
        await recover(ended);
        onAgain(await startUntilReady());
      } catch (error) {
        if (stopping) return;
        say(error instanceof Error ? error.message : String(error));
        return onOver('gaveUp');
      }
    }
  }

  const ready = startUntilReady();
  ready.then(watch, () => undefined);
  return {
    ready,
    restart: () => current.stop(),
    async stop() {
      stopping = true;
      wake();
      await current.stop();
    },
  };
}

function howEnded({ code, signal }: Ended): string {
  if (signal !== null) return `signal ${signal}`;
  return code === null ? 'it could not be run' : `exit code ${code}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
