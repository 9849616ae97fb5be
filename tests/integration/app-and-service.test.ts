import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Backlog, startBacklog } from '../../backlog/server.ts';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import type { Handlers, Method, Output, ParsedInput } from '../../shared/api.ts';
import { latestRevision } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { Entry } from '../../shared/view/entry.ts';
import { units } from '../support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const audience = 'api://lytt-backlog';
const all = { query: null, limit: 100, offset: 0 };
/** What is promised: so long after the network has healed every outbox is empty. */
const HEALED_MS = 60_000;
const WHOLE_TEST_MS = 120_000;

let folder: string;
let database: TestDatabase;
let issuerPort: number;
let backlogPort: number;
let issuer: Issuer | null = null;
let backlog: Backlog | null = null;
let app: TestApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  database = await testDatabase();
  issuerPort = await freePort();
  backlogPort = await freePort();
  app = await startTestApp({
    backlogUrl: `http://127.0.0.1:${backlogPort}`,
    issuer: `http://127.0.0.1:${issuerPort}`,
    audience,
  });
});
afterEach(async () => {
  await app.close();
  await backlog?.stop();
  await issuer?.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function serviceComesUp(): Promise<void> {
  issuer = await startIssuer({
    folder,
    host: '127.0.0.1',
    port: issuerPort,
    issuer: `http://127.0.0.1:${issuerPort}`,
    clientId: 'lytt',
    audience,
  });
  backlog = await startBacklog({
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: backlogPort,
    issuer: issuer.url,
    audience,
    units,
    clock: () => Date.now(),
    randomBytes,
    log: () => undefined,
    jobs: false,
  });
}

/** Calls after both a push and a pull: what is then missing is missing. */
async function after<M extends Method>(
  person: Handlers,
  method: M,
  input: ParsedInput<M>,
): Promise<Output<M>> {
  await person['sync.tryNow']({});
  return person[method](input as never) as Promise<Output<M>>;
}

async function states(person: Handlers): Promise<Entry['state'][]> {
  const { entries } = await person['observation.list'](all);
  return entries.map(({ state }) => state);
}

test(
  'logged offline, sent by itself, reviewed, gathered in a theme, and answered',
  async () => {
    const kari = await app.as('kari');
    const ola = await app.as('ola');
    const tags = { ...noTags, tema: 'DAG', step: 'report' as const };
    const log = { workaround: null, acknowledged: [] };
    await kari['observation.log']({ ...log, tags, text: 'Får ikke sendt meldekort på mandag' });
    await ola['observation.log']({ ...log, tags, text: 'Meldekortet forsvinner når hun sender' });
    expect([await states(kari), await states(ola)]).toEqual([['waiting'], ['waiting']]);

    await serviceComesUp();
    for (const person of [kari, ola])
      await vi.waitFor(async () => expect(await states(person)).toEqual(['sent']), HEALED_MS);
    expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });

    const siri = await app.as('siri');
    const queue = await after(siri, 'review.list', { limit: 100, offset: 0 });
    expect(queue.total).toBe(2);
    const byText = (word: string) => {
      const item = queue.items.find(({ observation }) =>
        latestRevision(observation).text.includes(word),
      );
      if (item === undefined) throw new Error(`nothing of ${word} in the queue`);
      const { id } = item.observation;
      return { observationId: id, revisionId: latestRevision(item.observation).id };
    };
    const added = { acknowledged: [] };
    await siri['review.add']({ ...byText('mandag'), ...added, decision: { kind: 'approve' } });
    const question = 'Skjer det i appen også?';
    await siri['review.add']({
      ...byText('forsvinner'),
      ...added,
      decision: { kind: 'return', question },
    });
    await siri['sync.tryNow']({});

    const inbox = await after(ola, 'inbox.list', {});
    expect(inbox.needsYou).toMatchObject([{ kind: 'question', question }]);
    expect(await states(ola)).toEqual(['question']);
    await ola['observation.revise']({
      ...log,
      observationId: byText('forsvinner').observationId,
      text: 'Meldekortet forsvinner når hun sender fra appen',
      tags,
      answer: 'Bare i appen',
    });
    await ola['sync.tryNow']({});
    const answered = await after(siri, 'review.list', { limit: 100, offset: 0 });
    expect(answered.items).toMatchObject([{ answered: true, pending: false }]);
    const approved = await siri['review.approveMany']({
      observationIds: answered.items.map(({ observation }) => observation.id),
    });
    expect(approved.refused).toEqual([]);
    await siri['sync.tryNow']({});

    const pia = await app.as('pia');
    const { insights } = await after(pia, 'insight.list', { ...all, placed: false });
    expect(insights.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Får ikke sendt meldekort på mandag',
        'Meldekortet forsvinner når hun sender fra appen',
      ]),
    );
    const theme = await pia['theme.create']({
      name: 'Meldekort kommer ikke fram',
      tema: 'DAG',
      step: 'report',
      insightIds: insights.map(({ id }) => id),
      acknowledged: [],
    });
    expect(theme.evidence.total).toBe(2);
    const owner = 'Team Meldekort, Område Arbeid';
    const change = { themeId: theme.id, reason: 'Høres ofte', acknowledged: [] };
    await pia['theme.change']({ ...change, patch: { status: 'planned', owner } });
    await pia['theme.change']({
      ...change,
      patch: { status: 'released', releaseDate: '2026-12-01' },
    });
    await pia['sync.tryNow']({});
    expect((await pia['theme.get']({ themeId: theme.id })).theme).toMatchObject({
      status: 'released',
      evidence: { total: 2, units: 1 },
    });

    for (const person of [kari, ola]) {
      const { happened } = await after(person, 'inbox.list', {});
      const replies = happened.flatMap((item) => (item.kind === 'reply' ? [item.reply] : []));
      expect(replies.find(({ status }) => status === 'released')).toMatchObject({
        themeId: theme.id,
        themeName: 'Meldekort kommer ikke fram',
        owner,
        releaseDate: '2026-12-01',
      });
      expect(await states(person)).toEqual(['in_theme']);
      await person['reply.read']({ replyIds: replies.map(({ id }) => id) });
      expect((await after(person, 'counts.get', {})).inbox).toBe(0);
    }
    for (const person of [kari, ola, siri, pia])
      expect(await person['counts.get']({})).toMatchObject({
        waiting: 0,
        setAside: 0,
        state: 'idle',
      });
  },
  WHOLE_TEST_MS,
);

test(
  'what she saved is sent after she has signed in again, though she signed out while it waited',
  async () => {
    const kari = await app.as('kari');
    await kari['observation.log']({
      text: 'Får ikke tak i noen',
      workaround: null,
      tags: noTags,
      acknowledged: [],
    });
    await kari['session.signOut']({});
    await expect(kari['counts.get']({})).rejects.toMatchObject({ code: 'session.signedOut' });
    await serviceComesUp();
    app = await app.restart();
    const again = await app.as('kari');
    await vi.waitFor(async () => expect(await states(again)).toEqual(['sent']), HEALED_MS);
  },
  WHOLE_TEST_MS,
);

test('a decision can be taken back after the service has it, and made anew', async () => {
  await serviceComesUp();
  const [kari, siri, pia] = [await app.as('kari'), await app.as('siri'), await app.as('pia')];
  const { id: observationId } = await kari['observation.log']({
    text: 'Fristen står ikke i brevet',
    workaround: null,
    tags: { ...noTags, tema: 'DAG' },
    acknowledged: [],
  });
  await kari['sync.tryNow']({});
  const insightsNow = async () => {
    await siri['sync.tryNow']({});
    return (await after(pia, 'insight.list', { ...all, placed: null })).total;
  };
  const { items } = await after(siri, 'review.list', { limit: 10, offset: 0 });
  const revisionId = items[0]?.observation.revisions[0]?.id ?? '';
  const seen = { observationId, revisionId, acknowledged: [] };
  const { reviewId } = await siri['review.add']({ ...seen, decision: { kind: 'approve' } });
  expect(await insightsNow()).toBe(1);
  await siri['review.add']({ ...seen, decision: { kind: 'undo', reviewId } });
  expect(await insightsNow()).toBe(0);
  await kari['sync.tryNow']({});
  expect(await states(kari)).toEqual(['sent']);
  await siri['review.add']({ ...seen, decision: { kind: 'decline', reason: 'Rettet alt' } });
  await siri['sync.tryNow']({});
  const { happened } = await after(kari, 'inbox.list', {});
  expect(happened).toMatchObject([{ kind: 'declined', reason: 'Rettet alt' }]);
  expect(await siri['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0, review: 0 });
});

test(
  'a role and unit are those the service knows',
  async () => {
    await app.close();
    await serviceComesUp();
    const kari = {
      id: 'kari',
      subject: 'kari',
      name: 'Kari Eksempel',
      roles: ['product' as const],
      unit: '4200',
      unitName: null,
    };
    app = await startTestApp({
      backlogUrl: `http://127.0.0.1:${backlogPort}`,
      issuer: `http://127.0.0.1:${issuerPort}`,
      audience,
      demoPeople: [kari],
    });
    const heard = app.heard('1');
    await vi.waitFor(
      async () =>
        expect((await app.window('1')['session.get']({})).person).toMatchObject({
          roles: ['caseworker'],
          unit: '4100',
          unitName: 'Eksempelvik',
        }),
      HEALED_MS,
    );
    expect(heard).toContain('session');
  },
  WHOLE_TEST_MS,
);
