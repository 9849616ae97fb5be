import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { units } from '../support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const all = { query: null, limit: 100, offset: 0 };
const drained = { state: 'idle', waiting: 0, setAside: 0 };

let folder: string;
let issuer: Issuer;
let database: TestDatabase;
let pool: pg.Pool;
let backlog: Backlog;
const apps: TestApp[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-one-effect-'));
  const port = await freePort();
  issuer = await startIssuer({
    folder,
    host: '127.0.0.1',
    port,
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'lytt',
    audience,
  });
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => undefined);
  backlog = await startBacklog({
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    issuer: issuer.url,
    audience,
    units,
    clock: () => Date.now(),
    randomBytes,
    log: () => undefined,
    jobs: false,
  });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await backlog.stop();
  await issuer.stop();
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An app whose rounds are all asked for. */
async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({
    backlogUrl: backlog.url,
    issuer: issuer.url,
    audience,
    pollMs: 3_600_000,
    hints: false,
    ...options,
  });
  apps.push(app);
  return app;
}

const log = async (person: Handlers, text: string) =>
  (await person['observation.log']({ text, workaround: null, tags: noTags, acknowledged: [] })).id;

async function count(table: 'observation' | 'revision' | 'operation'): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

const isPush = (input: Parameters<typeof fetch>[0]) => String(input).endsWith('/v1/operations');

test('two processes on one file that send the same operations at once have one effect', async () => {
  let waiting: (() => void)[] = [];
  let meetings = 0;
  /** Whoever pushes waits until the other does too. */
  const together: typeof fetch = async (input, init) => {
    if (isPush(input))
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length < 2) return;
        meetings += 1;
        for (const go of waiting) go();
        waiting = [];
      });
    return fetch(input, init);
  };
  const home = join(folder, 'home');
  const away = await startApp({ home, keepHome: true, backlogUrl: 'http://127.0.0.1:1' });
  const kari = await away.as('kari');
  for (const text of ['Første', 'Andre', 'Tredje']) await log(kari, text);
  await away.close();
  apps.splice(0);

  const processes = [
    await startApp({ home, keepHome: true, fetch: together }),
    await startApp({ home, keepHome: true, fetch: together }),
  ];
  const [one, other] = await Promise.all(processes.map((app) => app.as('kari')));
  await vi.waitFor(async () => {
    expect(await one?.['sync.status']({})).toMatchObject(drained);
    expect(await other?.['sync.status']({})).toMatchObject(drained);
  }, 30_000);
  expect(meetings).toBeGreaterThan(0);
  expect([await count('observation'), await count('revision'), await count('operation')]).toEqual([
    3, 3, 3,
  ]);
  const { entries } = (await one?.['observation.list'](all)) ?? { entries: [] };
  expect(entries.map(({ text, state }) => [text, state])).toEqual([
    ['Tredje', 'sent'],
    ['Andre', 'sent'],
    ['Første', 'sent'],
  ]);
});

test('answers lost after the commit, and batches that are cut otherwise the next time, change nothing', async () => {
  const batches: number[] = [];
  let losing = true;
  const app = await startApp({
    // It arrives, and the answer does not come back.
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (!isPush(input)) return answer;
      const { operations } = JSON.parse(String(init?.body)) as { operations: unknown[] };
      batches.push(operations.length);
      if (!losing) return answer;
      await answer.arrayBuffer();
      throw new TypeError('terminated');
    },
  });
  const kari = await app.as('kari');
  await kari['sync.tryNow']({});
  const texts: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const text of [`Runde ${round}`, `Runde ${round} igjen`]) {
      await log(kari, text);
      texts.unshift(text);
    }
    expect((await kari['sync.tryNow']({})).state).toBe('offline');
  }
  losing = false;
  expect(await kari['sync.tryNow']({})).toMatchObject(drained);
  // Each time the same ones and more.
  expect(batches).toEqual(batches.toSorted((a, b) => a - b));
  expect(new Set(batches).size).toBeGreaterThan(1);
  expect([await count('observation'), await count('revision'), await count('operation')]).toEqual(
    Array(3).fill(texts.length),
  );
  const { entries } = await kari['observation.list'](all);
  expect(entries.map(({ text }) => text)).toEqual(texts);
});

test('several pushes at once, one of them answered in vain, bring each entry in once and its words in their order', async () => {
  const home = join(folder, 'home');
  const away = await startApp({ home, keepHome: true, backlogUrl: 'http://127.0.0.1:1' });
  const before = await away.as('kari');
  const entries: string[] = [];
  for (let n = 0; n < 12; n += 1) entries.push(await log(before, `Sak ${n}`));
  for (const words of ['igjen', 'til slutt'])
    for (const [n, observationId] of entries.entries())
      if (n % 2 === 0)
        await before['observation.revise']({
          ...{ observationId, text: `Sak ${n} ${words}`, workaround: null, tags: noTags },
          ...{ answer: null, acknowledged: [] },
        });
  await before['observation.withdraw']({ observationId: entries[4] ?? '' });
  await away.close();
  apps.splice(0);

  let underWay = 0;
  let most = 0;
  let lost = false;
  const app = await startApp({
    ...{ home, keepHome: true, pushLimit: 3 },
    fetch: async (input, init) => {
      if (!isPush(input)) return fetch(input, init);
      underWay += 1;
      most = Math.max(most, underWay);
      try {
        const answer = await fetch(input, init);
        if (lost || underWay < 3) return answer;
        // It was taken in, and the answer does not come back.
        lost = true;
        await answer.arrayBuffer();
        throw new TypeError('terminated');
      } finally {
        underWay -= 1;
      }
    },
  });
  const kari = await app.as('kari');
  await vi.waitFor(
    async () => expect(await kari['sync.status']({})).toMatchObject(drained),
    30_000,
  );
  expect(most).toBe(3);
  expect(lost).toBe(true);
  const { rows } = await pool.query<{ id: string; texts: string[] }>(
    'SELECT observation_id AS id, array_agg(text ORDER BY ordinal) AS texts FROM revision GROUP BY 1 ORDER BY 1',
  );
  const wanted = entries.flatMap((id, n) => {
    if (n === 4) return [];
    const first = `Sak ${n}`;
    return [{ id, texts: n % 2 === 0 ? [first, `${first} igjen`, `${first} til slutt`] : [first] }];
  });
  expect(rows).toEqual(wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  // The one that was taken back had never left.
  expect(await count('observation')).toBe(11);
});

test('one’s words changed on two machines at a time are both kept, and both are shown to her and in review', async () => {
  const [desk, counter, office] = [await startApp(), await startApp(), await startApp()];
  const [kari, kariThere] = [await desk.as('kari'), await counter.as('kari')];
  const siri = await office.as('siri');
  const observationId = await log(kari, 'Fristen er uklar');
  await kari['sync.tryNow']({});
  await kariThere['sync.tryNow']({});
  const revise = (person: Handlers, text: string) =>
    person['observation.revise']({
      observationId,
      text,
      workaround: null,
      tags: noTags,
      answer: null,
      acknowledged: [],
    });
  // Neither knows of the other's.
  await Promise.all([
    revise(kari, 'Fristen i brevet er uklar'),
    revise(kariThere, 'Fristen på nettsiden er uklar'),
  ]);
  for (const person of [kari, kariThere, kari, kariThere]) await person['sync.tryNow']({});

  const both = ['Fristen er uklar', 'Fristen i brevet er uklar', 'Fristen på nettsiden er uklar'];
  const seen = [];
  for (const person of [kari, kariThere]) {
    const { entry, observation } = await person['observation.get']({ observationId });
    expect(entry).toMatchObject({ state: 'sent', beside: 1 });
    expect(observation.revisions.map(({ text }) => text).toSorted()).toEqual(both);
    seen.push(entry.text);
  }
  expect(new Set(seen).size).toBe(1);
  await siri['sync.tryNow']({});
  const { items } = await siri['review.list']({ limit: 10, offset: 0 });
  expect(items[0]?.observation.revisions.map(({ text }) => text).toSorted()).toEqual(both);
});
