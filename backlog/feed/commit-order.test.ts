import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  log,
  newId,
  people,
  revise,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';
import {
  createPool,
  inOneStatement,
  inTransaction,
  statement,
  type Tx,
} from '../store/database.ts';
import { writeFeed } from '../store/feed.ts';
import { readPoll } from '../store/poll.ts';

const SCOPE = 'unit:4100';
let service: ServiceUnderTest;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());
beforeEach(() => {
  pool = createPool({ databaseUrl: service.database.url, size: 4 });
});
afterEach(() => pool.end());

interface Feed {
  write(tx: Tx, id: string): Promise<void>;
  /** Ids after a cursor, and where to go on. */
  read(after: number): Promise<{ ids: string[]; cursor: number }>;
}

/** As the service does it: numbers under a lock on the scope. */
const ours: Feed = {
  write: (tx, id) => writeFeed(tx, [{ scope: SCOPE, kind: 'observation', id, deleted: false }]),
  read: (after) =>
    inOneStatement(pool, async (tx) => {
      const { rows } = await readPoll(tx, {
        scopes: [SCOPE],
        parent: null,
        positions: new Map([[SCOPE, after]]),
        checkpoint: null,
        limit: 100,
      });
      return { ids: rows.map(({ id }) => id), cursor: rows.at(-1)?.seq ?? after };
    }),
};

/** As one might think it enough: numbers from a sequence. */
const serial: Feed = {
  write: async (tx, id) => {
    await tx.write(statement('plain.insert', 'INSERT INTO plain_feed (id) VALUES ($1)'), [id]);
  },
  read: (after) =>
    inOneStatement(pool, async (tx) => {
      const rows = await tx.read<{ seq: string; id: string }>(
        statement('plain.page', 'SELECT seq, id FROM plain_feed WHERE seq > $1 ORDER BY seq'),
        [after],
      );
      return { ids: rows.map(({ id }) => id), cursor: Number(rows.at(-1)?.seq ?? after) };
    }),
};

/** Two transactions open at once; the one that wrote last commits first if it can; somebody reads in between. */
async function readBetween(feed: Feed): Promise<{ written: string[]; seen: string[] }> {
  const [first, second] = [newId(), newId()];
  const firstMayCommit = Promise.withResolvers<void>();
  const firstHasWritten = Promise.withResolvers<void>();
  const firstDone = inTransaction(pool, async (tx) => {
    await feed.write(tx, first);
    firstHasWritten.resolve();
    await firstMayCommit.promise;
  });
  await firstHasWritten.promise;
  let secondCommitted = false;
  const secondDone = inTransaction(pool, (tx) => feed.write(tx, second)).then(() => {
    secondCommitted = true;
  });
  while (!secondCommitted && !(await somebodyWaitsForALock()));
  const between = await feed.read(0);
  firstMayCommit.resolve();
  await Promise.all([firstDone, secondDone]);
  const after = await feed.read(between.cursor);
  return { written: [first, second].sort(), seen: [...between.ids, ...after.ids].sort() };
}

async function somebodyWaitsForALock(): Promise<boolean> {
  const { rowCount } = await service.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return (rowCount ?? 0) > 0;
}

test('transactions that end in another order than they wrote hide nothing from a reader between them', async () => {
  const { written, seen } = await readBetween(ours);
  expect(seen).toEqual(written);
});

test('a plain serial cursor does skip there: the test before can fail', async () => {
  await service.pool.query('CREATE TABLE plain_feed (seq bigserial PRIMARY KEY, id uuid)');
  const { written, seen } = await readBetween(serial);
  expect(seen).toHaveLength(1);
  expect(written).toEqual(expect.arrayContaining(seen));
});

test('a reader who follows while many write at two replicas sees every change, in order', async () => {
  const other = await service.replica();
  const { kari, ola, siri } = people;
  const expected = new Map<string, string>();
  let writing = true;
  async function write(person: typeof kari | typeof ola, url: string): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      const logged = Array.from({ length: 5 }, (_, n) => log(`Runde ${round}, nr ${n}`));
      await service.push(person, logged, url);
      const revised = logged.map((one) => revise(one, `${one.text}, endret`));
      await service.push(person, revised, url);
      for (const { observationId, revisionId } of revised) expected.set(observationId, revisionId);
    }
  }
  const seen = new Map<string, string>();
  const last = new Map<string, number>();
  let cursor: string | undefined;
  async function read(): Promise<boolean> {
    const page = await service.feed(siri, cursor, 7);
    cursor = page.cursor;
    for (const change of page.changes) {
      expect(change.seq).toBeGreaterThan(last.get(change.scope) ?? 0);
      last.set(change.scope, change.seq);
      if (change.kind === 'observation')
        seen.set(change.id, change.document.revisions.at(-1)?.id ?? '');
    }
    return page.more;
  }
  async function follow(): Promise<void> {
    while (writing) await read();
    while (await read());
  }
  const following = follow();
  await Promise.all([write(kari, service.url), write(ola, other.url), write(kari, other.url)]);
  writing = false;
  await following;
  for (const [id, revision] of expected) expect(seen.get(id)).toBe(revision);
  expect(expected.size).toBe(120);
});
