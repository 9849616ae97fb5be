import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reopenRestored } from '../../backlog/restored.ts';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { readTombstones } from '../../electron/store/health/tombstones.ts';
import type { Handlers } from '../../shared/api.ts';
import { latestRevision } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { partsOf, units } from '../support/backlog-service.ts';
import { type Backup, backupOf } from '../support/database-backup.ts';
import { placesInDatabase } from '../support/database-words.ts';
import { wordsOnMachine } from '../support/machine-words.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const page = { limit: 100, offset: 0 };
/** The log beside a file is emptied once nobody has written for a moment. */
const EMPTIED_MS = 20_000;
const WHOLE_TEST_MS = 90_000;
const WORDS = ['kvitrende', 'flaksende', 'gulnede', 'skimrende'];

let folder: string;
let issuer: Issuer;
let database: TestDatabase;
let pool: pg.Pool;
let port: number;
let backlog: Backlog;
const machines: TestApp[] = [];
const backups: Backup[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  const issuerPort = await freePort();
  issuer = await startIssuer({
    folder,
    host: '127.0.0.1',
    port: issuerPort,
    issuer: `http://127.0.0.1:${issuerPort}`,
    clientId: 'lytt',
    audience,
  });
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  port = await freePort();
  await serve();
});
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close();
  await backlog.stop();
  await pool.end();
  for (const backup of backups.splice(0)) await backup.drop();
  await database.drop();
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(): Promise<void> {
  backlog = await startBacklog({
    databaseUrl: database.url,
    host: '127.0.0.1',
    port,
    issuer: issuer.url,
    audience,
    units,
    clock: () => Date.now(),
    randomBytes,
    log: () => undefined,
    jobs: false,
  });
}

interface Seat {
  readonly machine: TestApp;
  readonly person: string;
  readonly call: Handlers;
}

/** Somebody at a machine of her own; every round of sync is asked for. */
async function seat(person: string): Promise<Seat> {
  const machine = await startTestApp({
    backlogUrl: `http://127.0.0.1:${port}`,
    issuer: issuer.url,
    audience,
    pollMs: 3_600_000,
    hints: false,
  });
  machines.push(machine);
  return { machine, person, call: await machine.as(person) };
}

const sync = ({ call }: Seat) => call['sync.tryNow']({});
const wordsAt = ({ machine, person }: Seat) => wordsOnMachine(machine, person, WORDS);

async function wordsInDatabase(): Promise<string[]> {
  const found: string[] = [];
  for (const word of WORDS) if ((await placesInDatabase(pool, word)).length > 0) found.push(word);
  return found;
}

/** Logged, asked about, answered, approved, in a theme where it is quoted: its words are wherever they may come to. */
async function toldEverywhere() {
  const [first, second, siri, pia] = [
    await seat('kari'),
    await seat('kari'),
    await seat('siri'),
    await seat('pia'),
  ];
  const words = { workaround: 'En flaksende omvei', tags: { ...noTags, tema: 'DAG' } };
  const { id } = await first.call['observation.log']({
    ...words,
    text: 'Et kvitrende skjema',
    acknowledged: [],
  });
  for (const one of [first, siri]) await sync(one);
  const { items } = await siri.call['review.list'](page);
  const seen = { observationId: id, acknowledged: [] };
  const revisionId = items[0]?.observation.revisions[0]?.id ?? '';
  const question = 'Hvilket av de gulnede skjemaene?';
  await siri.call['review.add']({ ...seen, revisionId, decision: { kind: 'return', question } });
  for (const one of [siri, second]) await sync(one);
  await second.call['observation.revise']({
    ...words,
    observationId: id,
    text: 'Fortsatt et kvitrende skjema',
    answer: 'Det skimrende',
    acknowledged: [],
  });
  for (const one of [second, siri]) await sync(one);
  const again = (await siri.call['review.list'](page)).items[0]?.observation;
  if (again === undefined) throw new Error('it is not in the queue');
  const answered = latestRevision(again).id;
  await siri.call['review.add']({
    ...seen,
    revisionId: answered,
    decision: { kind: 'approve' },
  });
  for (const one of [siri, pia]) await sync(one);
  const list = { ...page, query: null, placed: null };
  const { insights } = await pia.call['insight.list'](list);
  await pia.call['theme.create']({
    name: 'Skjema',
    tema: 'DAG',
    step: null,
    insightIds: insights.map((insight) => insight.id),
    acknowledged: [],
  });
  for (const one of [pia, first, second, siri, pia]) await sync(one);
  return { id, first, second, siri, pia };
}

test(
  'what its author withdraws is gone from both her machines, the supervisor’s, the product team’s and the service within one sync',
  async () => {
    const { id, first, second, siri, pia } = await toldEverywhere();
    // It was there: the search would find it.
    expect(await wordsInDatabase()).toEqual(WORDS);
    for (const one of [first, second, siri]) expect(await wordsAt(one)).toEqual(WORDS);
    expect(await wordsAt(pia)).toEqual(['kvitrende', 'flaksende']);
    const [theme] = (await second.call['theme.list']({ query: null })).themes;
    expect(theme?.quotes).toHaveLength(1);

    await first.call['observation.withdraw']({ observationId: id });
    for (const one of [first, second, siri, pia]) await sync(one);
    expect(await wordsInDatabase()).toEqual([]);
    await vi.waitFor(
      async () => {
        for (const one of [first, second, siri, pia]) expect(await wordsAt(one)).toEqual([]);
      },
      { timeout: EMPTIED_MS, interval: 300 },
    );
    for (const { call } of [first, second]) {
      const all = { ...page, query: null };
      expect((await call['observation.list'](all)).total).toBe(0);
      expect((await call['observation.list']({ ...all, query: 'kvitrende' })).total).toBe(0);
      expect(await call['inbox.list']({})).toEqual({ needsYou: [], happened: [] });
    }
    // A tombstone is left, so that nobody makes it again: beside her files, for a copy that is put back, and in the service.
    for (const { machine, person } of [first, second])
      expect([...readTombstones(join(machine.home, 'people', `${person}.db`)).gone]).toEqual([id]);
    const { rows } = await pool.query('SELECT withdrawn FROM observation WHERE id = $1', [id]);
    expect(rows).toEqual([{ withdrawn: true }]);
  },
  WHOLE_TEST_MS,
);

test(
  'a service restored from a backup of before shows nothing of it once her machine has met it, though she has decided nothing yet',
  async () => {
    const { id, first, second, siri } = await toldEverywhere();
    await backlog.stop();
    const backup = await backupOf(database.url);
    backups.push(backup);
    await serve();
    await first.call['observation.withdraw']({ observationId: id });
    for (const one of [first, second, siri]) await sync(one);
    expect(await wordsInDatabase()).toEqual([]);

    await backlog.stop();
    await backup.restore();
    await serve();
    expect(await wordsInDatabase()).toEqual(WORDS);
    // It is not open: nobody is shown anything.
    for (const one of [first, siri]) expect(await sync(one)).toMatchObject({ state: 'offline' });
    // An operator who has no log of the time since.
    await reopenRestored(partsOf(pool), []);
    await vi.waitFor(() => backlog.ready, EMPTIED_MS);
    await vi.waitFor(
      async () => expect(await sync(first)).toMatchObject({ state: 'restored' }),
      EMPTIED_MS,
    );
    await vi.waitFor(async () => expect(await wordsInDatabase()).toEqual([]), EMPTIED_MS);
    // The rest waits for people, and brings no word of it back.
    for (const one of [siri, second, first]) {
      await sync(one);
      expect(await one.call['sync.sendAgain']({})).toMatchObject({ setAside: 0 });
    }
    for (const one of [first, second, siri]) await sync(one);
    expect(await wordsInDatabase()).toEqual([]);
    for (const { call } of [first, second])
      expect((await call['observation.list']({ ...page, query: null })).total).toBe(0);
  },
  WHOLE_TEST_MS,
);
