import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Stage } from './stage.ts';

const Kept = z.object({
  /** The moment the made-up year ends with: the same each time it is begun again. */
  until: z.number().int().positive(),
  written: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

/** What of the demo's made-up year a home has got, in `history.json`. */
export interface DemoHistory {
  /** Null where there is nothing to write: it is written, or this home began without. */
  readonly until: number | null;
  setWritten(): void;
}

/** To be asked before anything of the home is made: only a home that is new gets a history, and only once. */
export function demoHistory(home: string, wanted: boolean, now: number): DemoHistory {
  const file = join(home, 'history.json');
  const save = (kept: Kept) => {
    writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  let kept = read(file);
  if (kept === null && wanted && !existsSync(join(home, 'postgres.json'))) {
    kept = { until: now, written: false };
    save(kept);
  }
  const until = kept === null || kept.written || !wanted ? null : kept.until;
  return {
    until,
    setWritten: () => {
      if (until !== null) save({ until, written: true });
    },
  };
}

/** A broken file costs the history, nothing else. */
function read(file: string): Kept | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes it while the demo is used already. Cut short, it goes on at the next start. */
export function startHistory(
  stage: Stage,
  history: DemoHistory,
  database: () => string,
  say: (line: string) => void,
): void {
  const { until } = history;
  if (until === null) return;
  say('A made-up year is written for the demo; themes and overviews fill within half a minute.');
  stage.start({
    id: 'history',
    name: "the demo's history",
    script: 'build/demo/history/main.ts',
    environment: () => ({ DATABASE_URL: database(), LYTT_HISTORY_UNTIL: String(until) }),
    mayClose: true,
    pauses: [1_000, 4_000],
    onOver: (how) => {
      if (how === 'closed') history.setWritten();
      else say('The demo goes on without its made-up year.');
    },
  });
}
