import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { units } from '../support/backlog-service.ts';
import { copyOf } from '../support/database-copy.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const all = { query: null, limit: 100, offset: 0 };
const page = { limit: 100, offset: 0 };

let folder: string;
let issuer: Issuer;
let port: number;
let app: TestApp;
let backlog: Backlog;
const databases: TestDatabase[] = [];
const pools: pg.Pool[] = [];

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
  port = await freePort();
  app = await startTestApp({
    backlogUrl: `http://127.0.0.1:${port}`,
    issuer: issuer.url,
    audience,
    // Every round is asked for.
    pollMs: 3_600_000,
  });
});
afterEach(async () => {
  await app.close();
  await backlog.stop();
  await issuer.stop();
  for (const pool of pools.splice(0)) await pool.end();
  for (const database of databases.splice(0)) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function newDatabase(): Promise<{ url: string; pool: pg.Pool }> {
  const database = await testDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  databases.push(database);
  pools.push(pool);
  return { url: database.url, pool };
}

async function serve(databaseUrl: string): Promise<void> {
  backlog = await startBacklog({
    databaseUrl,
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

/** The address is the same; the database behind it is not. */
async function serveInstead(databaseUrl: string): Promise<void> {
  await backlog.stop();
  await serve(databaseUrl);
}

const log = async (person: Handlers, text: string) =>
  (
    await person['observation.log']({
      text,
      workaround: null,
      tags: { ...noTags, tema: 'DAG' },
      acknowledged: [],
    })
  ).id;

async function seenBy(person: Handlers, reviews: boolean) {
  const { entries } = await person['observation.list'](all);
  const queue = reviews ? (await person['review.list'](page)).items : [];
  const { themes } = await person['theme.list']({ query: null });
  return {
    entries: entries.map(({ text, state }) => [text, state]),
    queue: queue.map(({ observation }) => observation.id),
    themes: themes.map(({ name }) => name),
  };
}

/** Two entries of Kari's, one of them asked about by Siri; a theme of Pia's. All of it is with the service. */
async function filled() {
  const [kari, siri, pia] = [await app.as('kari'), await app.as('siri'), await app.as('pia')];
  const asked = await log(kari, 'Fristen står ikke i brevet');
  await log(kari, 'Finner ikke skjemaet');
  await kari['sync.tryNow']({});
  await siri['sync.tryNow']({});
  const { items } = await siri['review.list'](page);
  const item = items.find(({ observation }) => observation.id === asked);
  const revisionId = item?.observation.revisions[0]?.id ?? '';
  const decision = { kind: 'return' as const, question: 'Hvilket brev?' };
  await siri['review.add']({ observationId: asked, revisionId, decision, acknowledged: [] });
  await siri['sync.tryNow']({});
  const theme = { name: 'Frist i brev', tema: 'DAG', step: null, insightIds: [], acknowledged: [] };
  await pia['theme.create'](theme);
  await pia['sync.tryNow']({});
  await kari['sync.tryNow']({});
  await siri['sync.tryNow']({});
  return { kari, siri, pia };
}

async function countsIn(pool: pg.Pool): Promise<Record<string, number>> {
  const tables = ['observation', 'revision', 'review', 'theme', 'operation'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await pool.query<Record<string, number>>(`SELECT ${counts.join(', ')}`);
  return rows[0] ?? {};
}

describe('a new, empty database under the same address', () => {
  test('stops sync and says so; nothing is deleted and nothing leaves before a person chooses', async () => {
    const [old, empty] = [await newDatabase(), await newDatabase()];
    await serve(old.url);
    const { kari, siri } = await filled();
    const before = [await seenBy(kari, false), await seenBy(siri, true)];
    await serveInstead(empty.url);
    await log(kari, 'Logget etterpå');
    for (const person of [kari, siri]) {
      const status = await person['sync.tryNow']({});
      expect(status.state).toBe('other_server');
      expect(status.sendable).toBeGreaterThan(0);
      expect((await person['session.get']({})).problems).toMatchObject([
        { code: 'service.otherServer' },
      ]);
      expect((await person['counts.get']({})).state).toBe('other_server');
    }
    const [hers, theirs] = before;
    expect(await seenBy(kari, false)).toEqual({
      ...hers,
      entries: [['Logget etterpå', 'waiting'], ...(hers?.entries ?? [])],
    });
    expect(await seenBy(siri, true)).toEqual(theirs);
    expect(await countsIn(empty.pool)).toMatchObject({ observation: 0, operation: 0 });

    // Still so after a restart, and by itself again once the right one is back.
    app = await app.restart();
    const again = await app.as('kari');
    expect((await again['sync.tryNow']({})).state).toBe('other_server');
    await serveInstead(old.url);
    expect(await again['sync.tryNow']({})).toMatchObject({ state: 'idle', waiting: 0 });
    expect((await again['session.get']({})).problems).toEqual([]);
    await expect(again['sync.sendAgain']({})).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('has everything once when all have chosen to send it again, in whatever order they do', async () => {
    const [old, empty] = [await newDatabase(), await newDatabase()];
    await serve(old.url);
    const { kari, siri, pia } = await filled();
    await log(kari, 'Logget uten nett');
    await serveInstead(empty.url);
    // The supervisor first: what she decided of is not there yet.
    for (const person of [siri, kari, pia]) {
      await person['sync.tryNow']({});
      expect(await person['sync.sendAgain']({})).toMatchObject({ state: 'idle', setAside: 0 });
    }
    for (const person of [siri, kari, siri, kari])
      expect(await person['sync.tryNow']({})).toMatchObject({
        state: 'idle',
        waiting: 0,
        setAside: 0,
      });
    expect(await countsIn(empty.pool)).toEqual(
      expect.objectContaining({ observation: 3, revision: 3, review: 1, theme: 1 }),
    );
    expect((await seenBy(kari, false)).entries).toEqual([
      ['Logget uten nett', 'sent'],
      ['Finner ikke skjemaet', 'sent'],
      ['Fristen står ikke i brevet', 'question'],
    ]);
    expect((await seenBy(siri, true)).queue).toHaveLength(2);
  });
});

describe('a database restored from an older copy', () => {
  test('stops sync and says so, by what it has forgotten of hers; sent again, all is there once', async () => {
    const { url, pool } = await newDatabase();
    await serve(url);
    const { kari } = await filled();
    const copy = await copyOf(pool);
    const lost = await log(kari, 'Etter kopien');
    await kari['sync.tryNow']({});
    const whole = await countsIn(pool);
    await copy.putBack();
    // Others write meanwhile, so that the numbers of the feed pass what she has seen.
    const ola = await app.as('ola');
    await log(ola, 'Etter at kopien ble lagt inn');
    await ola['sync.tryNow']({});
    app = await app.restart();
    const again = await app.as('kari');
    const status = await again['sync.tryNow']({});
    expect(status).toMatchObject({ state: 'restored', sendable: 3 });
    expect((await again['session.get']({})).problems).toMatchObject([{ code: 'service.restored' }]);
    expect((await seenBy(again, false)).entries[0]).toEqual(['Etter kopien', 'sent']);
    expect(await countsIn(pool)).toMatchObject({ observation: 3 });

    expect(await again['sync.sendAgain']({})).toMatchObject({ state: 'idle', waiting: 0 });
    const counts = await countsIn(pool);
    expect(counts['observation']).toBe((whole['observation'] ?? 0) + 1);
    const { rows } = await pool.query('SELECT id FROM observation WHERE id = $1', [lost]);
    expect(rows).toHaveLength(1);
    expect((await seenBy(again, false)).entries).toHaveLength(3);
  });

  test('is told by the epoch that its operator raised, also to whoever only reads', async () => {
    const { url, pool } = await newDatabase();
    await serve(url);
    const { siri } = await filled();
    const shown = await seenBy(siri, true);
    await pool.query('UPDATE server SET epoch = epoch + 1');
    expect((await siri['sync.tryNow']({})).state).toBe('restored');
    expect(await seenBy(siri, true)).toEqual(shown);
    expect(await siri['sync.sendAgain']({})).toMatchObject({
      state: 'idle',
      waiting: 0,
      setAside: 0,
    });
    expect(await seenBy(siri, true)).toEqual(shown);
  });
});
