import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForTicket, becomeInstance } from './instance.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-instance-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function holder(): Promise<ChildProcess> {
  const script = `
    import { becomeInstance } from ${JSON.stringify(join(import.meta.dirname, 'instance.ts'))};
    const instance = becomeInstance(${JSON.stringify(home)});
    instance.publish('http://127.0.0.1:9', 'k');
    process.stdout.write('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('one at a time; the next when the first has ended', () => {
  const first = becomeInstance(home);
  expect(first).not.toBeNull();
  expect(becomeInstance(home)).toBeNull();
  first?.release();
  const next = becomeInstance(home);
  expect(next).not.toBeNull();
  next?.release();
});

test('another process is kept out while it lives, and not a moment after kill -9', async () => {
  const child = await holder();
  expect(becomeInstance(home)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const taken = becomeInstance(home);
  expect(taken).not.toBeNull();
  // What the dead one had published is gone with it.
  expect(await askForTicket(home, fetch)).toBeNull();
  taken?.release();
});

test('the key is for the user alone', () => {
  const instance = becomeInstance(home);
  instance?.publish('http://127.0.0.1:9', 'k');
  expect(statSync(join(home, 'loopback.json')).mode & 0o077).toBe(0);
  instance?.release();
});

test('nobody there, or a broken note of who is, gives no ticket', async () => {
  expect(await askForTicket(home, fetch)).toBeNull();
  writeFileSync(join(home, 'loopback.json'), '{"origin":');
  expect(await askForTicket(home, fetch)).toBeNull();
});
