import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HeldStore } from '../electron/app/accounts/held-store.ts';
import type { PersonContext } from '../electron/app/context.ts';
import { takeInSome } from '../electron/app/fresh-words.ts';
import { logEntry } from '../electron/app/logging.ts';
import { openStore } from '../electron/store/open.ts';
import { type Figure, median, type Report, type Suite, type Wanted } from './figure.ts';
import {
  FilledStore,
  fileWorker,
  type Note,
  newId,
  noteMaker,
  PERSON,
  UNIT,
} from './filled-store.ts';
import { inFolder } from './ground.ts';
import { betterSqlite, nodeSqlite, type RawTable } from './peers/raw-sqlite.ts';
import { alternately, figuresOf, OURS, type Side, timedEach } from './rounds.ts';

const SUITE = 'save';
const ROWS = [1_000, 10_000, 100_000];
/** What a save costs is compared between these. */
const FEW = 10_000;
const MANY = 1_000_000;
/** Saves in a round. */
const SAVES = 300;
/** Longer than a store waits before it moves its log. */
const PAUSE_MS = 2_000;
const OPENINGS = 5;
const OPEN_LIMIT_MS = 50;

export const saveSuite: Suite = {
  name: SUITE,
  about:
    'a full save (entry, search entry, outbox, audit) against one row a commit; opening; cost a save as a store grows',
  run: (wanted) => inFolder((folder) => measured(folder, wanted)),
};

async function measured(folder: string, wanted: Wanted): Promise<Figure[]> {
  const { report, rounds } = wanted;
  const rows = wanted.rows ?? ROWS;
  const worker = fileWorker();
  const most = Math.max(...rows, wanted.rows === null ? MANY : 0);
  const note = noteMaker(most, 2);
  const store = new FilledStore(join(folder, 'growing'), most);
  const peers = { 'better-sqlite3': betterSqlite(folder), 'node:sqlite': nodeSqlite(folder) };
  const figures: Figure[] = [];
  try {
    for (const n of rows.toSorted((a, b) => a - b)) {
      await store.grow(n, report);
      for (const peer of Object.values(peers)) peer.grow(n, (at) => note(at).text);
      figures.push(await opening(store, n));
      const held = await store.held(worker);
      const sides = [
        saving(OURS, held, note),
        ...Object.entries(peers).map(([name, table]) => committing(name, table, note)),
      ];
      const told = await alternately(sides, rounds);
      held.close();
      figures.push(...figuresOf({ suite: SUITE, n, unit: 'saves' }, told, report));
    }
    if (wanted.rows === null) {
      const few = new FilledStore(join(folder, 'few'), FEW);
      await few.grow(FEW, report);
      await store.grow(MANY, report);
      const stores = [await store.held(worker), await few.held(worker)] as const;
      figures.push(await growth(stores, note, rounds, report));
      for (const held of stores) held.close();
    }
  } finally {
    for (const peer of Object.values(peers)) peer.close();
    await worker.close();
  }
  return figures;
}

function saving(name: string, store: HeldStore, note: (at: number) => Note): Side {
  const context = contextOf(store);
  let next = 0;
  return {
    name,
    round: () =>
      timedEach(SAVES, () => {
        next += 1;
        return logEntry(context, { ...note(next), acknowledged: [] });
      }),
    pause: async () => {
      const from = performance.now();
      while (takeInSome(store));
      const took = performance.now() - from;
      await sleep(PAUSE_MS);
      return took;
    },
  };
}

function committing(name: string, table: RawTable, note: (at: number) => Note): Side {
  let next = 0;
  return {
    name,
    round: () =>
      timedEach(SAVES, () => {
        next += 1;
        table.insert(note(next).text);
      }),
  };
}

/** One person's use cases without a window that shows her and without a service. */
function contextOf(store: HeldStore): PersonContext {
  return {
    person: {
      id: PERSON,
      name: 'Kari',
      roles: ['caseworker'],
      unit: UNIT,
      unitName: null,
    },
    store,
    newId,
    randomBytes: (length) => randomBytes(length),
    now: () => new Date().toISOString(),
    language: () => 'nb',
    changed: () => undefined,
    queued: () => undefined,
    neverLeft: () => false,
    similar: { find: () => Promise.resolve({ targets: [], complete: true }) },
    tryNow: () => Promise.resolve(),
    syncState: () => ({ state: 'idle', nextTryAt: null }),
    heldBy: () => null,
  };
}

/** From the file to a store that can be read: key, version, migrations looked at, one entry read. */
async function opening(store: FilledStore, n: number): Promise<Figure> {
  const key = await store.key();
  const took: number[] = [];
  for (let at = 0; at < OPENINGS; at += 1) {
    const from = performance.now();
    const opened = openStore({ file: store.file, key });
    opened.read((db) => db.get('SELECT id FROM observation ORDER BY n DESC LIMIT 1'));
    took.push(performance.now() - from);
    opened.close();
  }
  const value = median(took);
  return {
    suite: SUITE,
    name: 'open',
    n,
    value,
    unit: 'ms',
    ratio: { limit: value / OPEN_LIMIT_MS },
  };
}

/** What a save costs in a store of a million entries, as a part of what it costs in one of ten thousand: all of it, pauses too. */
async function growth(
  [many, few]: readonly [HeldStore, HeldStore],
  note: (at: number) => Note,
  rounds: number,
  report: Report,
): Promise<Figure> {
  const sides = [saving('many', many, note), saving('few', few, note)];
  const [ofMany, ofFew] = (await alternately(sides, rounds)).map((side) =>
    median(side.rounds.map(({ throughput }) => 1000 / throughput)),
  );
  if (ofMany === undefined || ofFew === undefined) throw new Error('two stores are compared');
  report(`a save costs ${ofFew.toFixed(3)} ms at ${FEW} rows, ${ofMany.toFixed(3)} ms at ${MANY}`);
  return {
    suite: SUITE,
    name: 'costPerSave',
    n: MANY,
    value: ofMany,
    unit: 'ms',
    ratio: { [`${FEW} rows`]: ofMany / ofFew },
  };
}
