import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/postgres.ts';
import { type Issuer, startIssuer } from '../issuer/server.ts';
import { freePort } from '../support/ports.ts';
import { isAlive } from '../support/process.ts';
import { AUDIENCE, CLIENT_ID, unitsSetting } from './demo.ts';

const patient = { timeout: 60_000 };
let folder: string;
let database: TestDatabase;
let issuer: Issuer;
let running: ChildProcess | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-production-'));
  database = await testDatabase();
  const port = await freePort();
  issuer = await startIssuer({
    folder: join(folder, 'issuer'),
    host: '127.0.0.1',
    port,
    issuer: `http://127.0.0.1:${port}`,
    clientId: CLIENT_ID,
    audience: AUDIENCE,
  });
});
afterAll(async () => {
  if (running !== null && running.exitCode === null) {
    running.kill('SIGTERM');
    await once(running, 'exit');
  }
  await issuer.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string>, ...args: string[]) {
  const bare = Object.entries(process.env).filter(
    ([name]) => !/^(LYTT_|DATABASE_URL$|PORT$|HOST$)/.test(name),
  );
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), '--production', ...args],
    {
      env: { ...Object.fromEntries(bare), LYTT_HOME: join(folder, 'home'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running = child;
  let [out, said] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, out: () => out, said: () => said };
}

const service = ['DATABASE_URL', 'PORT', 'LYTT_ISSUER', 'LYTT_AUDIENCE', 'LYTT_UNITS'];
const app = ['LYTT_BACKLOG_URL', 'LYTT_ISSUER', 'LYTT_CLIENT_ID', 'LYTT_AUDIENCE'];

test('nothing set: names what there is to start, and all that each would need', async () => {
  const begin = start({});
  expect(await begin.ended).toBe(2);
  expect(begin.out()).toBe('');
  for (const name of [...service, ...app]) expect(begin.said()).toContain(`${name} is missing`);
});

test.each([
  ['service', service],
  ['app', app],
])('%s with nothing set names everything it needs', async (what, names) => {
  const begin = start({}, what);
  expect(await begin.ended).toBe(2);
  for (const name of names) expect(begin.said()).toContain(`${name} is missing`);
});

test('the demo’s parts are refused, and so is what is wrong, without repeating it', async () => {
  const begin = start(
    {
      LYTT_DEMO: '[]',
      LYTT_KEYS: 'file',
      LYTT_ISSUER: 'http://issuer.example/hemmelig',
      LYTT_BACKLOG_URL: 'https://backlog.example',
      LYTT_CLIENT_ID: 'x',
      LYTT_AUDIENCE: 'y',
    },
    'app',
  );
  expect(await begin.ended).toBe(2);
  for (const name of ['LYTT_DEMO', 'LYTT_KEYS', 'LYTT_ISSUER'])
    expect(begin.said()).toContain(name);
  expect(begin.said()).not.toContain('hemmelig');
});

test('the service runs against a PostgreSQL and an issuer by configuration, and ends when told to', async () => {
  const port = await freePort();
  const begin = start(
    {
      DATABASE_URL: database.url,
      LYTT_ISSUER: issuer.url,
      LYTT_AUDIENCE: AUDIENCE,
      LYTT_UNITS: unitsSetting(),
    },
    'service',
    '--port',
    String(port),
  );
  const url = `http://127.0.0.1:${port}`;
  await expect.poll(begin.out, patient).toBe(`${JSON.stringify({ ready: true, url })}\n`);
  expect((await fetch(`${url}/internal/isReady`)).status).toBe(200);
  begin.child.kill('SIGTERM');
  expect(await begin.ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('the app runs by configuration: no demo people, nobody signed in', async () => {
  const begin = start(
    {
      LYTT_BACKLOG_URL: 'http://127.0.0.1:9',
      LYTT_ISSUER: issuer.url,
      LYTT_CLIENT_ID: CLIENT_ID,
      LYTT_AUDIENCE: AUDIENCE,
    },
    'app',
    '--headless',
  );
  await expect.poll(begin.out, patient).toContain('\n');
  const url = /^Lytt is ready at (\S+)\n$/.exec(begin.out())?.[1] ?? '';
  const opened = await fetch(url, { redirect: 'manual' });
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const answer = await fetch(new URL('/api/session.get', url), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(await answer.json()).toMatchObject({
    ok: true,
    value: { person: null, demo: false, demoPeople: [], keyHeldBy: 'keychain' },
  });
  expect(isAlive(begin.child.pid ?? 0)).toBe(true);
  begin.child.kill('SIGINT');
  expect(await begin.ended).toBe(0);
});
