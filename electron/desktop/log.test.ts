import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileLog } from './log.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-log-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => join(home, 'logs', 'lytt.log');
const clock = () => Date.UTC(2026, 2, 5, 9, 42);

test('is one line of JSON an event, oldest first', () => {
  const log = fileLog(home, clock);
  log('page.died', { reason: 'oom' });
  log('ipc.refused');
  expect(readFileSync(file(), 'utf8')).toBe(
    '{"at":"2026-03-05T09:42:00.000Z","event":"page.died","reason":"oom"}\n' +
      '{"at":"2026-03-05T09:42:00.000Z","event":"ipc.refused"}\n',
  );
});

test('is the person’s own to read', () => {
  fileLog(home, clock)('x');
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'logs')).mode & 0o777).toBe(0o700);
});

test('keeps one file before it, and no more', () => {
  const log = fileLog(home, clock);
  log('first');
  writeFileSync(file(), 'x'.repeat(1_000_001));
  log('second');
  expect(statSync(`${file()}.1`).size).toBe(1_000_001);
  expect(readFileSync(file(), 'utf8')).toContain('"second"');
  writeFileSync(file(), 'y'.repeat(1_000_002));
  log('third');
  expect(statSync(`${file()}.1`).size).toBe(1_000_002);
  expect(existsSync(`${file()}.2`)).toBe(false);
});

test('that can’t be written stops nothing', () => {
  writeFileSync(join(home, 'logs'), 'a file where the folder should be');
  expect(() => fileLog(home, clock)('x')).not.toThrow();
  chmodSync(home, 0o500);
  expect(() => fileLog(home, clock)('x')).not.toThrow();
  chmodSync(home, 0o700);
});
