import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withClient } from '../build/postgres/cluster.ts';
import { freePort } from '../build/support/ports.ts';
import { units } from '../tests/support/backlog-service.ts';
import { type TestDatabase, testDatabase } from '../tests/support/postgres.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let database: TestDatabase;
const children: ChildProcess[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => database.drop());

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (bytes) => {
    said.out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said.err += bytes;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said, ended };
}

const environment = () => ({
  DATABASE_URL: database.url,
  PORT: '0',
  LYTT_ISSUER: 'http://127.0.0.1:1',
  LYTT_AUDIENCE: 'lytt-backlog',
  LYTT_UNITS: JSON.stringify(units),
});

test('with anything missing it does not start, and names all of it', async () => {
  const { said, ended } = run({ PORT: 'x' });
  expect(await ended).toBe(2);
  expect(said.out).toBe('');
  for (const name of ['DATABASE_URL', 'PORT', 'LYTT_ISSUER', 'LYTT_AUDIENCE', 'LYTT_UNITS'])
    expect(said.err).toContain(name);
});

test('ready, it says so in one line; told to end, it ends in order', async () => {
  const { child, said, ended } = run(environment());
  await expect.poll(() => said.out, { timeout: 15_000 }).toMatch(/\n$/);
  const ready = JSON.parse(said.out) as { ready: boolean; url: string };
  expect(ready).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect((await fetch(`${ready.url}/internal/isReady`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.out.trim().split('\n')).toHaveLength(1);
  for (const line of said.err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
});

test('without a database it is alive, not ready, and says nothing of being ready', async () => {
  const port = await freePort();
  const { child, said, ended } = run({
    ...environment(),
    PORT: String(port),
    DATABASE_URL: 'postgres://lytt:hemmelig@127.0.0.1:1/lytt',
  });
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(() => status('/internal/isAlive'), { timeout: 15_000 }).toBe(200);
  expect(await status('/internal/isReady')).toBe(503);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said.out).toBe('');
  expect(said.err).not.toContain('hemmelig');
});

test('a database that a later version has been at is left alone', async () => {
  const newer = await testDatabase();
  const first = run({ ...environment(), DATABASE_URL: newer.url });
  await expect.poll(() => first.said.out, { timeout: 15_000 }).toContain('ready');
  first.child.kill('SIGTERM');
  await first.ended;
  await withClient(newer.url, (client) =>
    client.query(
      `INSERT INTO schema_version (version, name, applied_at) VALUES (999, 'later', '2030-01-01')`,
    ),
  );
  const second = run({ ...environment(), DATABASE_URL: newer.url });
  expect(await second.ended).toBe(1);
  expect(second.said.err).toContain('store.newer');
  expect(second.said.out).toBe('');
  await newer.drop();
});
