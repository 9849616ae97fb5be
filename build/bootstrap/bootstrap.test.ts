import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../support/process.ts';
// @ts-expect-error Runs before anything is installed, so it is plain JavaScript.
import { isInstalled, nodeFault } from './install.mjs';

const root = resolve(import.meta.dirname, '..', '..');
/** Two busy cores may take their time to start a process. */
const patient = { timeout: 15_000 };
let folder: string;
let outer: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-bootstrap-'));
});
afterEach(() => {
  outer?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('an old Node is told what it is and what is needed', () => {
  expect(nodeFault('v18.19.0')).toContain('this is v18.19.0');
  expect(nodeFault('v20.0.0')).toBeNull();
  expect(nodeFault('v24.21.0')).toBeNull();
});

test('installed is what the lock file asks for, by npm’s own list or by ours', () => {
  const lock = join(folder, 'package-lock.json');
  const list = join(folder, 'node_modules', '.package-lock.json');
  writeFileSync(lock, '{"a":1}');
  expect(isInstalled(folder)).toBe(false);
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(list, '{}');
  utimesSync(lock, 1_000, 1_000);
  utimesSync(list, 2_000, 2_000);
  expect(isInstalled(folder)).toBe(true);
  utimesSync(lock, 3_000, 3_000);
  expect(isInstalled(folder)).toBe(false);
  writeFileSync(join(folder, 'node_modules', '.lytt-installed'), 'of another lock file');
  utimesSync(lock, 1_000, 1_000);
  expect(isInstalled(folder)).toBe(false);
});

/** As npm does it: a process, a shell, our bootstrap, and under that what it runs. */
async function underNpm(code: string): Promise<{ npm: ChildProcess; pid: number }> {
  const script = join(folder, 'script.ts');
  writeFileSync(script, `console.log(process.pid); ${code}`);
  const bootstrap = join(folder, 'start.mjs');
  writeFileSync(
    bootstrap,
    `import { run } from ${JSON.stringify(join(import.meta.dirname, 'run.mjs'))};
    await run(${JSON.stringify(relative(root, script))}, []);`,
  );
  const command = `'${process.execPath}' '${bootstrap}'; exit $?`;
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(command)}], { stdio: 'inherit' })
        .once('exit', (code) => process.exit(code));`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    },
  );
  outer = npm;
  const [line] = (await once(npm.stdout, 'data')) as [Buffer];
  return { npm, pid: Number(line.toString()) };
}

const posix = test.skipIf(process.platform === 'win32');

posix('what it runs ends when npm is killed, though the shell between them lives on', async () => {
  const { npm, pid } = await underNpm('setInterval(() => undefined, 1000);');
  expect(isAlive(pid)).toBe(true);
  npm.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), patient).toBe(false);
});

posix('it ends as what it runs ends', async () => {
  const { npm } = await underNpm('setTimeout(() => process.exit(7), 50);');
  const [code] = await once(npm, 'exit');
  expect(code).toBe(7);
});
