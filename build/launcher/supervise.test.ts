import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from '../support/process.ts';
import type { Ready } from './child.ts';
import { type Supervised, type Supervision, supervise } from './supervise.ts';

/** Two busy cores may take their time to start a process. */
const patient = { timeout: 15_000 };
let folder: string;
let supervised: Supervised;
let pids: number[];
let said: string[];
const over = vi.fn();
const again = vi.fn<(ready: Ready) => void>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-supervise-'));
  pids = [];
  said = [];
  over.mockReset();
  again.mockReset();
});
afterEach(async () => {
  await supervised.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A real process of this code; `count` in it says how often it was started, beginning at 1. */
function run(code: string, more: Partial<Supervision> = {}): Supervised {
  const script = join(folder, 'child.mjs');
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x');
    const count = readFileSync(${JSON.stringify(join(folder, 'starts'))}).length;
    const ready = () => console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:' + count }));
    const stay = () => setInterval(() => undefined, 1000);
    ${code}`,
  );
  supervised = supervise({
    name: 'the thing',
    mayClose: false,
    spec: () => ({
      script,
      environment: process.env,
      logFile: join(folder, 'logs', 'thing.log'),
      say: (line) => said.push(line),
    }),
    say: (line) => said.push(line),
    onStarted: (pid) => pids.push(pid),
    onAgain: again,
    onOver: over,
    pauses: [1, 1, 1],
    ...more,
  });
  return supervised;
}

test('it is ready when it says so, and ends when it is asked to, in its own way', async () => {
  run(`process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ready(); stay();`);
  expect(await supervised.ready).toEqual({ url: 'http://127.0.0.1:1' });
  await supervised.stop();
  expect(isAlive(pids[0] ?? 0)).toBe(false);
  expect(readFileSync(join(folder, 'logs', 'thing.log'), 'utf8')).toBe('bye\n');
  expect(over).not.toHaveBeenCalled();
});

test('one that knows no SIGTERM ends all the same', async () => {
  run('ready(); stay();');
  await supervised.ready;
  await supervised.stop();
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test('one that is killed is started again, in words', async () => {
  run('ready(); stay();');
  await supervised.ready;
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => again.mock.calls, patient).toEqual([[{ url: 'http://127.0.0.1:2' }]]);
  expect(said).toEqual(['The thing ended (signal SIGKILL); starting it again.']);
  expect(over).not.toHaveBeenCalled();
});

test('one that dies too often is given up', async () => {
  run('ready(); setTimeout(() => process.exit(7), 1);');
  await supervised.ready;
  await expect.poll(() => over.mock.calls, patient).toEqual([['gaveUp']]);
  expect(pids).toHaveLength(4);
  expect(said.at(-1)).toContain('does not run (exit code 7). Its log: ');
});

test('one that is not ready at first gets further tries', async () => {
  run(`if (count < 3) process.exit(1); ready(); stay();`);
  expect(await supervised.ready).toEqual({ url: 'http://127.0.0.1:3' });
});

test('one that never becomes ready is told with the end of its log', async () => {
  run(`console.error('no room ' + count); process.exit(1);`);
  await expect(supervised.ready).rejects.toThrow(/The thing does not run[\s\S]*no room 4/);
});

test('wrong settings are not tried again', async () => {
  run(`console.error('PORT is missing'); process.exit(2);`);
  await expect(supervised.ready).rejects.toThrow(/exit code 2[\s\S]*PORT is missing/);
  expect(pids).toHaveLength(1);
});

test('one that a person may close is over when she does', async () => {
  run('ready(); setTimeout(() => process.exit(0), 1);', { mayClose: true });
  await supervised.ready;
  await expect.poll(() => over.mock.calls, patient).toEqual([['closed']]);
});

test('stopped while it starts, or waits to, it is not started again', async () => {
  run('process.exit(1);', { pauses: [60_000] });
  await expect.poll(() => said, patient).toHaveLength(1);
  await supervised.stop();
  await expect(supervised.ready).rejects.toThrow('was stopped before it was ready');
  expect(pids).toHaveLength(1);
});

test('an address is not logged, what it has to say is passed on', async () => {
  run(`console.log(JSON.stringify({ say: 'Port taken.' })); ready(); stay();`);
  await supervised.ready;
  expect(said).toEqual(['Port taken.']);
  expect(readFileSync(join(folder, 'logs', 'thing.log'), 'utf8')).not.toContain('ready');
});

test('it ends when whoever started it is killed', async () => {
  const outer = join(folder, 'outer.mjs');
  const left = join(folder, 'left');
  writeFileSync(
    join(folder, 'inner.mjs'),
    `import { writeFileSync } from 'node:fs';
    process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(left)}, 'orderly'); process.exit(0); });
    console.log(JSON.stringify({ ready: true, url: String(process.pid) }));
    setInterval(() => undefined, 1000);`,
  );
  writeFileSync(
    outer,
    `import { startChild } from ${JSON.stringify(join(import.meta.dirname, 'child.ts'))};
    const child = startChild({ script: ${JSON.stringify(join(folder, 'inner.mjs'))}, environment: process.env,
      logFile: ${JSON.stringify(join(folder, 'inner.log'))}, say: () => undefined });
    const ready = await child.ready;
    console.log(JSON.stringify({ ready: true, url: ready.url }));
    setInterval(() => undefined, 1000);`,
  );
  run('');
  await supervised.stop();
  const { startChild } = await import('./child.ts');
  const child = startChild({
    script: outer,
    environment: process.env,
    logFile: join(folder, 'outer.log'),
    say: () => undefined,
  });
  const inner = Number((await child.ready)?.url);
  expect(isAlive(inner)).toBe(true);
  process.kill(child.pid, 'SIGKILL');
  await expect.poll(() => isAlive(inner), patient).toBe(false);
  expect(existsSync(left)).toBe(true);
});
