import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { units } from '../support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const page = { limit: 100, offset: 0 };
/** What is promised: so long after it is done, it is on a colleague's screen. */
const PROMISED_MS = 2_000;
/** Not within any test: what comes sooner came by a hint. */
const NEVER_MS = 3_600_000;

let folder: string;
let issuer: Issuer;
let database: TestDatabase;
const replicas: Backlog[] = [];
const apps: TestApp[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  database = await testDatabase();
  const port = await freePort();
  issuer = await startIssuer({
    folder,
    host: '127.0.0.1',
    port,
    issuer: `http://127.0.0.1:${port}`,
    clientId: 'lytt',
    audience,
  });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  for (const replica of replicas.splice(0)) await replica.stop();
  await issuer.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function replica(port: number): Promise<Backlog> {
  const started = await startBacklog({
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
  replicas.push(started);
  return started;
}

/** An app of one person, at one replica. */
async function appAt(url: string, person: string, pollMs: number): Promise<[TestApp, Handlers]> {
  const app = await startTestApp({ backlogUrl: url, issuer: issuer.url, audience, pollMs });
  apps.push(app);
  return [app, await app.as(person)];
}

/** Everyone signed in at a replica is connected to it. */
async function connected(url: string, people: number): Promise<void> {
  await vi.waitFor(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(new RegExp(`^lytt_hint_streams ${people}$`, 'm'));
  }, 20_000);
}

const log = (person: Handlers, text: string) =>
  person['observation.log']({
    text,
    workaround: null,
    tags: { ...noTags, tema: 'DAG' },
    acknowledged: [],
  });

test('a change is on a colleague’s screen within two seconds, whichever replica each is at', async () => {
  const [one, other] = [await replica(0), await replica(0)];
  const [, kari] = await appAt(one.url, 'kari', NEVER_MS);
  const [siris, siri] = await appAt(other.url, 'siri', NEVER_MS);
  // The first person of the demo is signed in beside her.
  await connected(one.url, 1);
  await connected(other.url, 2);
  const told = siris.heard('window of siri');

  const { id } = await log(kari, 'Fristen står ikke i brevet');
  await vi.waitFor(async () => {
    const { items } = await siri['review.list'](page);
    expect(items.map(({ observation }) => observation.id)).toEqual([id]);
  }, PROMISED_MS);
  expect(told).toContain('reviews');

  const { items } = await siri['review.list'](page);
  const revisionId = items[0]?.observation.revisions[0]?.id ?? '';
  const decision = { kind: 'return' as const, question: 'Hvilket brev?' };
  await siri['review.add']({ observationId: id, revisionId, decision, acknowledged: [] });
  await vi.waitFor(async () => {
    const { entry } = await kari['observation.get']({ observationId: id });
    expect(entry).toMatchObject({ state: 'question', note: 'Hvilket brev?' });
  }, PROMISED_MS);
});

test('where hints are away they come by asking, and hints come back by themselves', async () => {
  const one = await replica(0);
  const port = await freePort();
  const other = await replica(port);
  const [, kari] = await appAt(one.url, 'kari', 500);
  const [, siri] = await appAt(other.url, 'siri', 500);
  await connected(other.url, 2);
  const seen = async () =>
    (await siri['review.list'](page)).items.map(({ observation }) => observation.id);
  const first = await log(kari, 'Mens alt virker');
  await vi.waitFor(async () => expect(await seen()).toEqual([first.id]), PROMISED_MS);

  await other.stop();
  const second = await log(kari, 'Mens den andre er nede');
  await vi.waitFor(
    async () => expect((await siri['counts.get']({})).state).toBe('offline'),
    20_000,
  );
  const again = await replica(port);
  await vi.waitFor(async () => expect(await seen()).toEqual([first.id, second.id]), 60_000);
  await connected(again.url, 2);
  const third = await log(kari, 'Etterpå');
  await vi.waitFor(async () => expect(await seen()).toContain(third.id), PROMISED_MS);
}, 90_000);
