import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { isAlive } from '../support/process.ts';

const root = resolve(import.meta.dirname, '..', '..');
/** A whole start on two busy cores. */
const patient = { timeout: 90_000 };
let home: string;
const begun: Start[] = [];
const holders: Server[] = [];

interface Start {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  out(): string;
  said(): string;
}
interface Addresses {
  readonly app: string;
  readonly backlog: string;
  readonly issuer: string;
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-launcher-'));
});
afterAll(async () => {
  for (const start of begun) {
    start.process.kill('SIGTERM');
    await start.ended;
  }
  for (const server of holders) server.close();
  const { place } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as {
    place: string;
  };
  rmSync(place, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}, 60_000);

function start(...args: string[]): Start {
  const process_ = spawn(process.execPath, [join(root, 'build', 'launcher', 'main.ts'), ...args], {
    env: { ...process.env, LYTT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [out, said] = ['', ''];
  process_.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  process_.stderr?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = once(process_, 'exit').then(([code]) => code as number | null);
  const begin = { process: process_, ended, out: () => out, said: () => said };
  begun.push(begin);
  return begin;
}

async function addresses(begin: Start): Promise<Addresses> {
  await Promise.race([
    expect.poll(begin.out, patient).toContain('\n'),
    begin.ended.then((code) => {
      if (begin.out() === '') throw new Error(`ended with ${code}: ${begin.said()}`);
    }),
  ]);
  expect(begin.out().split('\n')).toHaveLength(2);
  return JSON.parse(begin.out()) as Addresses;
}

/** A browser, as far as the app can tell. */
async function enter(url: string) {
  const opened = await fetch(url, { redirect: 'manual' });
  expect(opened.status).toBe(303);
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (method: string, input: object): Promise<unknown> => {
    const answer = await fetch(new URL(`/api/${method}`, url), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const envelope = (await answer.json()) as { ok: boolean; value?: unknown; error?: unknown };
    if (!envelope.ok) throw new Error(JSON.stringify(envelope.error));
    return envelope.value;
  };
}

function processes(): Record<string, number> {
  const record = JSON.parse(readFileSync(join(home, 'launcher.json'), 'utf8')) as {
    processes: { name: string; pid: number }[];
  };
  return Object.fromEntries(record.processes.map(({ name, pid }) => [name, pid]));
}

function hold(address: string): Promise<void> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port: Number(new URL(address).port) }, () => {
      holders.push(server);
      done();
    });
  });
}

test('starts, is used, hands over, is killed, starts again on taken ports with all of its data, and stops', async () => {
  const first = start('--headless', '--json');
  const at = await addresses(first);
  expect(Object.keys(at)).toEqual(['app', 'backlog', 'issuer']);
  const kari = await enter(at.app);
  expect(await kari('session.get', {})).toMatchObject({
    person: { name: 'Kari Eksempel', unit: '4100', unitName: 'Eksempelvik' },
    demo: true,
    problems: [],
  });
  const text = 'Forstår ikke hva brevet ber henne om';
  await kari('observation.log', { text, workaround: null, tags: noTags, acknowledged: [] });
  await expect.poll(() => kari('counts.get', {}), patient).toMatchObject({ waiting: 0 });
  expect((await fetch(new URL('/internal/isReady', at.backlog))).status).toBe(200);

  // Another start of the same home gives an address to the one that runs, and ends.
  const second = start('--headless');
  expect(await second.ended).toBe(0);
  expect(second.said()).toContain('Lytt runs already');
  const fresh = /^Lytt is ready at (\S+)\n$/.exec(second.out())?.[1] ?? '';
  expect(new URL(fresh).origin).toBe(new URL(at.app).origin);
  await enter(fresh);

  // A part that dies comes back, at the same address, and the app sees it.
  const { backlog = 0, app = 0, postgres = 0 } = processes();
  process.kill(backlog, 'SIGKILL');
  await expect.poll(first.said, patient).toContain('The backlog service runs again.');
  expect((await fetch(new URL('/internal/isReady', at.backlog))).status).toBe(200);

  // Nothing the launcher started outlives it.
  first.process.kill('SIGKILL');
  await expect.poll(() => [app, postgres].filter(isAlive), patient).toEqual([]);

  await hold(at.app);
  await hold(at.issuer);
  const third = start('--headless', '--json');
  const then = await addresses(third);
  expect(third.said()).toMatch(/Port \d+ is taken by another program; the app uses \d+\./);
  expect(third.said()).toMatch(
    /Port \d+ is taken by another program; the development issuer uses \d+\./,
  );
  expect(then.backlog).toBe(at.backlog);
  const again = await enter(then.app);
  expect(await again('observation.list', {})).toMatchObject({ total: 1, entries: [{ text }] });
  // With an issuer at another address she is the same person to the service too.
  await again('observation.log', { text, workaround: null, tags: noTags, acknowledged: [] });
  await expect.poll(() => again('counts.get', {}), patient).toMatchObject({ waiting: 0 });

  // The made-up year, cut short by the kill, is written to its end, once.
  await expect
    .poll(() => readFileSync(join(home, 'history.json'), 'utf8'), patient)
    .toContain('true');
  await expect
    .poll(async () => JSON.stringify(await again('theme.list', {})), patient)
    .toContain('"kind":"helped"');

  const left = Object.values(processes());
  third.process.kill('SIGINT');
  expect(await third.ended).toBe(0);
  expect(left.filter(isAlive)).toEqual([]);
}, 240_000);

test('bad arguments, and a home that can not be, are refused in words', async () => {
  const wrong = start('--port', 'eighty');
  expect(await wrong.ended).toBe(2);
  expect(wrong.said()).toContain('--port takes a whole number');
  const file = join(home, 'a-file');
  writeFileSync(file, '');
  const homeless = spawn(process.execPath, [join(root, 'build/launcher/main.ts'), '--headless'], {
    env: { ...process.env, LYTT_HOME: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  homeless.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const [code] = await once(homeless, 'exit');
  expect(code).toBe(2);
  expect(said).toContain('Set LYTT_HOME to a folder');
});
