import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from './chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-chromium-'));
  vi.stubEnv('LYTT_CHROMIUM', undefined);
  vi.stubEnv('CHROMIUM', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function program(path: string, script: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const silent = () => undefined;

test.skipIf(process.platform === 'win32')('the one that is named comes first', async () => {
  const named = program('mine', 'echo "Chromium 142.0.7444.59 built on Debian"');
  vi.stubEnv('CHROMIUM', named);
  expect(await findChromium(silent)).toEqual({
    program: named,
    version: 'Chromium 142.0.7444.59 built on Debian',
    from: 'named by CHROMIUM',
  });
  vi.stubEnv('CHROMIUM', join(folder, 'none'));
  await expect(findChromium(silent)).rejects.toThrow('CHROMIUM names');
});

test.skipIf(process.platform === 'win32')(
  'on PATH, one that only says where to get Chromium is passed over',
  async () => {
    program('a/chromium', 'echo "Please install the snap"; exit 1');
    const chrome = program('b/google-chrome', 'echo "Google Chrome 142.0.7444.60"');
    vi.stubEnv('PATH', [join(folder, 'a'), join(folder, 'b'), '/bin', '/usr/sbin'].join(':'));
    expect(await findChromium(silent)).toEqual({
      program: chrome,
      version: 'Google Chrome 142.0.7444.60',
      from: 'found on PATH',
    });
  },
);
