import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { Versions } from '../../shared/protocol/versions.ts';
import { units } from '../support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const all = { query: null, limit: 100, offset: 0 };
const newId = idMaker(Date.now, (length) => randomBytes(length));
/** An old peer is looked up on as any other fault: by itself, within a minute. */
const BY_ITSELF_MS = 60_000;

let folder: string;
let issuer: Issuer;
let port: number;
let database: TestDatabase;
let backlog: Backlog;
let app: TestApp;

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
  database = await testDatabase();
});
afterEach(async () => {
  await app.close();
  await backlog.stop();
  await issuer.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(protocol: Versions): Promise<void> {
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
    protocol,
  });
}

async function kariWith(protocol: Versions) {
  const backlogUrl = `http://127.0.0.1:${port}`;
  app = await startTestApp({ backlogUrl, issuer: issuer.url, audience, protocol });
  const kari = await app.as('kari');
  await kari['observation.log']({
    text: 'Fristen står ikke i brevet',
    workaround: null,
    tags: noTags,
    acknowledged: [],
  });
  return kari;
}

const drained = { state: 'idle', waiting: 0, setAside: 0 };

test.each([
  [
    'a newer app, and a service that knows only what it also speaks',
    { min: 1, max: 2 },
    { min: 1, max: 1 },
  ],
  [
    'an app, and a newer service that still speaks as it does',
    { min: 1, max: 1 },
    { min: 1, max: 3 },
  ],
])('%s: all works', async (_what, spoken, offered) => {
  await serve(offered);
  const kari = await kariWith(spoken);
  expect(await kari['sync.tryNow']({})).toMatchObject(drained);
});

test('an app too new for the service says that the service must be updated, and sends once it is', async () => {
  await serve({ min: 1, max: 1 });
  const kari = await kariWith({ min: 2, max: 2 });
  expect(await kari['sync.tryNow']({})).toMatchObject({
    state: 'service_too_old',
    waiting: 1,
    setAside: 0,
    offlineSince: null,
  });
  expect((await kari['session.get']({})).problems).toMatchObject([
    { code: 'protocol.serviceTooOld' },
  ]);
  await backlog.stop();
  await serve({ min: 1, max: 2 });
  await vi.waitFor(async () => expect(await kari['sync.status']({})).toMatchObject(drained), {
    timeout: BY_ITSELF_MS,
    interval: 200,
  });
  expect((await kari['session.get']({})).problems).toEqual([]);
}, 90_000);

test('an app too old for the service says that it must be updated, and sends once it is', async () => {
  await serve({ min: 2, max: 3 });
  const kari = await kariWith({ min: 1, max: 1 });
  expect(await kari['sync.tryNow']({})).toMatchObject({ state: 'app_too_old', waiting: 1 });
  expect((await kari['session.get']({})).problems).toMatchObject([{ code: 'protocol.appTooOld' }]);
  app = await app.restart({ protocol: { min: 1, max: 2 } });
  const again = await app.as('kari');
  expect(await again['sync.tryNow']({})).toMatchObject(drained);
});

test('a service that is updated under a running app is understood, or said to be too new, at once', async () => {
  await serve({ min: 1, max: 1 });
  const kari = await kariWith({ min: 1, max: 2 });
  expect(await kari['sync.tryNow']({})).toMatchObject(drained);
  await backlog.stop();
  await serve({ min: 2, max: 2 });
  await kari['sync.tryNow']({});
  expect(await kari['sync.tryNow']({})).toMatchObject(drained);
  await backlog.stop();
  await serve({ min: 3, max: 3 });
  await kari['sync.tryNow']({});
  expect((await kari['sync.tryNow']({})).state).toBe('app_too_old');
});

test('what a newer app left in the outbox waits with its reason, whole, and holds up nothing else', async () => {
  await serve({ min: 1, max: 1 });
  const kari = await kariWith({ min: 1, max: 1 });
  const newer = { id: newId(), kind: 'observation.attach', observationId: newId(), file: 'x.png' };
  await app.inStore('kari', (db) =>
    db.run(
      `INSERT INTO outbox(id, kind, entity_id, body, state, made_at) VALUES (?, ?, ?, ?, 'waiting', ?)`,
      newer.id,
      newer.kind,
      newer.observationId,
      JSON.stringify(newer),
      new Date().toISOString(),
    ),
  );
  const status = await kari['sync.tryNow']({});
  expect(status).toMatchObject({
    state: 'idle',
    waiting: 1,
    setAside: 0,
    waitingItems: [
      {
        operationId: newer.id,
        kind: 'observation.attach',
        setAside: null,
        heldBy: 'operation.unknownKind',
      },
    ],
  });
  const { entries } = await kari['observation.list'](all);
  expect(entries.map(({ state }) => state)).toEqual(['sent']);
  const body = await app.inStore('kari', (db) =>
    db.get<{ body: string }>('SELECT body FROM outbox WHERE id = ?', newer.id),
  );
  expect(JSON.parse(body?.body ?? '')).toEqual(newer);
});

test('what a newer service tells is kept by an older app and shown once it is updated', async () => {
  await serve({ min: 1, max: 1 });
  let newer = true;
  app = await startTestApp({
    backlogUrl: `http://127.0.0.1:${port}`,
    issuer: issuer.url,
    audience,
    // The service of next year, as this app sees it.
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (!newer || !String(input).includes('/v1/changes')) return answer;
      const page = (await answer.json()) as { changes: object[]; scopes: string[] };
      page.scopes.push('area:9');
      page.changes = page.changes.map((change) =>
        'kind' in change && change.kind === 'theme' ? { ...change, kind: 'theme2' } : change,
      );
      return Response.json(page, { headers: answer.headers });
    },
  });
  const pia = await app.as('pia');
  const name = 'Frist i brev';
  const made = { name, tema: 'DAG', step: null, insightIds: [], acknowledged: [] };
  const theme = await pia['theme.create'](made);
  expect(await pia['sync.tryNow']({})).toMatchObject({ state: 'idle', waiting: 0 });
  const kari = await app.as('kari');
  expect((await kari['sync.tryNow']({})).state).toBe('idle');
  expect((await kari['theme.list']({ query: null })).themes).toEqual([]);
  // The update reads the kind under the name it has here.
  newer = false;
  await app.inStore('kari', (db) =>
    db.run(
      "UPDATE unread_change SET kind = 'theme', body = json_set(body, '$.kind', 'theme') WHERE kind = 'theme2'",
    ),
  );
  app = await app.restart({ fetch: globalThis.fetch });
  const again = await app.as('kari');
  expect((await again['theme.list']({ query: null })).themes).toMatchObject([
    { id: theme.id, name },
  ]);
});
