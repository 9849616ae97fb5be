import { join } from 'node:path';
import type { Ready } from './child.ts';
import type { LauncherRecord } from './record.ts';
import { type Supervised, supervise } from './supervise.ts';

export interface Part {
  /** Short and for good: names the log file too. */
  readonly id: string;
  /** As in a sentence. */
  readonly name: string;
  readonly script: string;
  readonly environment: () => Readonly<Record<string, string>>;
  /** Stopped after the others, which use it. */
  readonly last?: boolean;
  readonly mayClose?: boolean;
  readonly pauses?: readonly number[];
  readonly onAgain?: (ready: Ready) => void;
  readonly onOver: (how: 'closed' | 'gaveUp') => void;
}

/** The processes of one start. */
export interface Stage {
  start(part: Part): Supervised;
  stop(): Promise<void>;
}

export function makeStage(
  home: string,
  record: LauncherRecord,
  say: (line: string) => void,
): Stage {
  const parts: { supervised: Supervised; last: boolean }[] = [];
  const stopAll = (last: boolean) =>
    Promise.all(
      parts.filter((part) => part.last === last).map(({ supervised }) => supervised.stop()),
    );
  return {
    start(part) {
      const supervised = supervise({
        name: part.name,
        mayClose: part.mayClose ?? false,
        spec: () => ({
          script: part.script,
          environment: { ...inherited(), ...part.environment() },
          logFile: join(home, 'logs', `${part.id}.log`),
          say,
        }),
        say,
        onStarted: (pid) => record.addProcess(part.id, pid),
        onAgain: (ready) => {
          say(`${part.name.charAt(0).toUpperCase()}${part.name.slice(1)} runs again.`);
          part.onAgain?.(ready);
        },
        onOver: part.onOver,
        ...(part.pauses === undefined ? {} : { pauses: part.pauses }),
      });
      // Whoever waits for it hears of it there.
      supervised.ready.catch(() => undefined);
      parts.push({ supervised, last: part.last ?? false });
      return supervised;
    },
    async stop() {
      await stopAll(false);
      await stopAll(true);
    },
  };
}

/** What is set for the launcher, or for other programs of the same names, is not meant for its parts. */
function inherited(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(LYTT_|PG|npm_|DATABASE_URL$|HOST$|PORT$|NODE_CHANNEL_FD$)/.test(name),
  );
  return Object.fromEntries(kept);
}
