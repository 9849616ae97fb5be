import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '../build/postgres/cluster.ts';
import { syncStore } from '../electron/app/accounts/sync-store.ts';
import type { FileWorker } from '../electron/store/health/file-worker.ts';
import { createSyncEngine } from '../electron/sync/engine.ts';
import type { SyncStore } from '../electron/sync/ports.ts';
import { createTransport } from '../electron/sync/transport.ts';
import type { Figure, Suite, Wanted } from './figure.ts';
import { FilledStore, fileWorker, logOf, newId, noteMaker, UNIT } from './filled-store.ts';
import { inFolder } from './ground.ts';
import { drainBareOutbox } from './peers/bare-outbox.ts';
import { installPeers } from './peers/install.ts';
import { drainPouch } from './peers/pouchdb.ts';
import { alternately, figuresOf, OURS, type Side, type Took } from './rounds.ts';
import { type Issuer, type Served, startIssuer, startServed } from './served.ts';

const SUITE = 'sync';
const ROWS = [1_000, 10_000, 100_000];
/** More than so many take PouchDB minutes a round. */
const MOST_FOR_POUCHDB = 10_000;
const POUCHDB = 'pouchdb';
const BARE = 'bare-outbox';

export const syncSuite: Suite = {
  name: SUITE,
  about:
    'entries that wait, until the service on PostgreSQL has acknowledged them; a percentile is when so many of them had been',
  run: (wanted) => inFolder((folder) => measured(folder, wanted)),
};

interface Ends {
  readonly lytt: Served;
  readonly bare: Served;
  readonly pouch: Served | null;
  readonly issuer: Issuer;
}

async function measured(folder: string, wanted: Wanted): Promise<Figure[]> {
  // PostgreSQL of root's machine runs as another account, which must come in.
  chmodSync(folder, 0o711);
  const cluster = await startCluster({ folder: join(folder, 'service'), log: wanted.report });
  const issuer = await startIssuer();
  const started: Served[] = [];
  const keep = (served: Served) => {
    started.push(served);
    return served;
  };
  const worker = fileWorker();
  try {
    const { url: databaseUrl } = cluster;
    const { issuer: name, audience } = issuer;
    const ends: Ends = {
      issuer,
      lytt: keep(
        await startServed({ kind: 'lytt', databaseUrl, issuer: name, audience, unit: UNIT }),
      ),
      bare: keep(await startServed({ kind: 'bare-outbox', databaseUrl })),
      pouch: await startPouch(folder, wanted, keep),
    };
    const figures: Figure[] = [];
    for (const n of wanted.rows ?? ROWS) {
      const told = await alternately(sidesOf(n, ends, worker, wanted), wanted.rounds);
      figures.push(...figuresOf({ suite: SUITE, n, unit: 'entries' }, told, wanted.report));
    }
    return figures;
  } finally {
    for (const served of started) await served.stop();
    issuer.stop();
    await worker.close();
    await cluster.stop();
    rmSync(cluster.place, { recursive: true, force: true });
  }
}

/** Null where it can't be had: then it is told as missing, and the others are measured. */
async function startPouch(
  folder: string,
  { install, report }: Wanted,
  keep: (served: Served) => Served,
): Promise<Served | null> {
  const missing = installPeers(install, report);
  if (missing !== null) {
    report(`${POUCHDB} is missing: ${missing}`);
    return null;
  }
  const inside = join(folder, 'pouch-service');
  mkdirSync(inside);
  try {
    return keep(await startServed({ kind: 'pouchdb', folder: inside }));
  } catch (error) {
    report(`${POUCHDB} is missing: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function sidesOf(
  n: number,
  { lytt, bare, pouch, issuer }: Ends,
  worker: FileWorker,
  { report }: Wanted,
): Side[] {
  const note = noteMaker(n, 3);
  const operations = () =>
    Array.from({ length: n }, (_, at) => logOf(note(at), new Date().toISOString()));
  let databases = 0;
  const sides: Side[] = [
    {
      name: OURS,
      round: () =>
        inFolder((own) =>
          drained(n, (progress) => drainOurs(own, n, lytt, issuer, worker, progress)),
        ),
    },
    {
      name: BARE,
      round: () =>
        inFolder((own) =>
          drained(n, ({ started, gone }) =>
            drainBareOutbox(own, operations(), bare.url, started, gone),
          ),
        ),
    },
  ];
  if (pouch === null) return sides;
  if (n > MOST_FOR_POUCHDB) {
    report(`${POUCHDB} is left out at ${n} rows: it would take minutes a round`);
    return sides;
  }
  const theirs: Side = {
    name: POUCHDB,
    round: () =>
      inFolder((own) =>
        drained(n, ({ started, gone }) => {
          databases += 1;
          return drainPouch(
            own,
            operations(),
            `${pouch.url}/notes-${n}-${databases}`,
            started,
            gone,
          );
        }),
      ),
  };
  return [...sides, theirs];
}

interface Progress {
  readonly started: () => void;
  /** So many more have been acknowledged. */
  readonly gone: (count: number) => void;
}

/** When each of them had been acknowledged, counted from the start of the draining. */
async function drained(n: number, drain: (progress: Progress) => Promise<void>): Promise<Took> {
  const each: number[] = [];
  let from = Number.NaN;
  await drain({
    started: () => {
      from = performance.now();
    },
    gone: (count) => {
      const at = performance.now() - from;
      for (let one = 0; one < count; one += 1) each.push(at);
    },
  });
  if (each.length !== n) throw new Error(`${each.length} of ${n} entries were acknowledged`);
  return { each, all: each.at(-1) ?? 0 };
}

/** The app's engine over the app's store, into the service; as it goes out when the network is back. */
async function drainOurs(
  folder: string,
  n: number,
  { url }: Served,
  issuer: Issuer,
  worker: FileWorker,
  { started, gone }: Progress,
): Promise<void> {
  // Somebody else each time: what went out before is not fetched first.
  const subject = newId();
  const filled = new FilledStore(folder, n, false);
  await filled.grow(n, () => undefined);
  const held = await filled.held(worker);
  const bearer = await issuer.token(subject, UNIT);
  const whole = syncStore(held);
  const emptied = Promise.withResolvers<void>();
  let left = n;
  const store: SyncStore = {
    ...whole,
    settle(results, at) {
      const topics = whole.settle(results, at);
      // Refused is quickly done, and not what is measured.
      if (results.some(({ outcome }) => outcome === 'rejected'))
        emptied.reject(new Error('the service refused an entry'));
      // Not by what is left in the store: to count that is no part of the work.
      left -= results.length;
      gone(results.length);
      if (left === 0) emptied.resolve();
      return topics;
    },
  };
  const engine = createSyncEngine({
    store,
    transport: createTransport({
      baseUrl: url,
      fetch: globalThis.fetch,
      token: () => Promise.resolve(bearer),
    }),
    clock: Date.now,
    randomBytes: (length) => randomBytes(length),
    notify: () => undefined,
    log: (event, facts) => {
      if (event === 'sync.failed') emptied.reject(new Error(`sync failed: ${facts?.['code']}`));
    },
  });
  started();
  engine.start();
  try {
    await emptied.promise;
    const waiting = whole.waitingCount();
    if (waiting > 0) throw new Error(`${waiting} entries still wait`);
  } finally {
    await engine.stop();
    held.close();
  }
}
