import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { log } from '../support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { layGround } from './ground.ts';
import type { Answered } from './incoming.ts';
import { signToken } from './issuer.ts';
import { people, units } from './people.ts';
import { Random } from './random.ts';
import { Replica } from './replica.ts';
import { Timeline } from './timeline.ts';

let database: TestDatabase;
let ground: Awaited<ReturnType<typeof layGround>>;
beforeAll(async () => {
  database = await testDatabase();
  ground = await layGround(database.url);
});
afterAll(async () => {
  await ground.clear();
  await database.drop();
});

let timeline: Timeline;
let failures: string[];
let replica: Replica;
beforeEach(async () => {
  timeline = new Timeline(null);
  failures = [];
  replica = new Replica({
    name: 'east',
    timeline,
    database: ground.database,
    metrics: ground.metrics,
    randomBytes: new Random(1, 'east').bytes,
    ahead: 0,
    pace: () => 0,
    refusesTokens: () => false,
    committed: async () => undefined,
    failed: (detail) => failures.push(detail),
  });
  await ground.database.empty(units);
  await replica.start();
  return () => replica.kill();
});

async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Answered | null> {
  const answer = Promise.withResolvers<Answered | null>();
  await replica.receive({
    name: path,
    method,
    path: `/v1${path}`,
    headers: {
      authorization: `Bearer ${signToken(people.kari, timeline.now, 60_000)}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? null : JSON.stringify(body),
    answered: answer.resolve,
  });
  await timeline.pass(1_000);
  return answer.promise;
}

const push = () =>
  ask('POST', '/operations', { protocol: 1, operations: [log('Skjemaet lar seg ikke lagre')] });

/** Without this table nothing can be asked for or pushed. */
async function withoutTheFeed(work: () => Promise<void>): Promise<void> {
  await ground.database.query('ALTER TABLE feed RENAME TO elsewhere');
  await work().finally(() => ground.database.query('ALTER TABLE elsewhere RENAME TO feed'));
}

it('a service that does its work does not fall over', async () => {
  const pushed = await push();
  expect(pushed?.body).toContain('"outcome":"applied"');
  expect((await ask('GET', '/changes'))?.status).toBe(200);
  expect(failures).toEqual([]);
});

it('what a service falls over by itself is told of, also where it answers for the rest', () =>
  withoutTheFeed(async () => {
    expect((await ask('GET', '/changes'))?.status).toBe(500);
    expect((await push())?.status).toBe(200);
    expect(failures).toEqual([
      expect.stringMatching(/^east over \/changes: 500 .*42P01/),
      expect.stringMatching(/^east over \/operations: 200 .*42P01/),
    ]);
  }));

it('what it does by itself and falls over is told of', async () => {
  await ground.database.query('ALTER TABLE checkpoint RENAME TO elsewhere');
  await replica.doOwn('checkpoint');
  await timeline.pass(1_000);
  await ground.database.query('ALTER TABLE elsewhere RENAME TO checkpoint');
  expect(failures).toEqual([expect.stringMatching(/^east over checkpoint: .*does not exist/)]);
});

it('a connection that was cut excuses it', async () => {
  replica.doom({ kind: 'cut', when: 'before' }, 2);
  expect((await push())?.status).toBe(503);
  expect(failures).toEqual([]);
});
