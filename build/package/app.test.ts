import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { type AfterPackContext, Arch } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/app/content-security-policy.ts';
import { afterPack } from './after-pack.ts';
import { pack, withArchive } from './archive.ts';
import { type Checked, checkArchive } from './check.ts';
import { installedRuntime, obtainRuntime } from './runtime.ts';
import { stageApp, thisMachine } from './stage.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..', '..');
let folder: string;
let staged: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-app-'));
  staged = join(folder, 'app');
  await stageApp(root, staged, thisMachine);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the app as it is shipped', () => {
  let home: string;
  /** What its first start shows. */
  let seen: Record<string, unknown>;
  let checked: Checked;
  beforeAll(async () => {
    const archive = join(folder, 'sound.asar');
    await pack(staged, archive);
    checked = await checkArchive(archive, thisMachine, root);
    home = join(folder, 'home');
    seen = await started(home);
  });

  test('is sound, and its compiled code loads', () => {
    expect(checked.faults).toEqual([]);
    expect(checked.files).toBeGreaterThan(30);
  });

  test('holds React as it is meant for people, whatever the environment says', () => {
    expect(process.env['NODE_ENV']).toBe('test');
    const scripts = readdirSync(join(staged, 'renderer', 'assets')).filter((name) =>
      name.endsWith('.js'),
    );
    for (const name of scripts)
      expect(readFileSync(join(staged, 'renderer', 'assets', name), 'utf8'), name).not.toMatch(
        /act\(\.\.\.\)|validateDOMNesting|jsxDEV/,
      );
  });

  test('holds the two native packages alone, a fraction of what npm installs', () => {
    expect(readdirSync(join(staged, 'node_modules')).sort()).toEqual([
      '@napi-rs',
      'better-sqlite3',
    ]);
    const native = readdirSync(staged, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.node'),
    );
    expect(native).toHaveLength(2);
  });

  /** What a start of the staged app shows. */
  async function started(home: string): Promise<Record<string, unknown>> {
    const script = join(root, 'tests', 'desktop', 'start-staged.ts');
    const main = join(staged, 'electron', 'main.js');
    const person = { id: 'kari', name: 'Kari', roles: ['caseworker'], unit: '4100' };
    const { stdout } = await run(process.execPath, [script, main, home], {
      env: {
        ...process.env,
        LYTT_HOME: home,
        LYTT_BACKLOG_URL: 'http://127.0.0.1:9/',
        LYTT_ISSUER: 'http://127.0.0.1:9/',
        LYTT_CLIENT_ID: 'lytt',
        LYTT_AUDIENCE: 'lytt',
        LYTT_KEYS: 'file',
        LYTT_DEMO: JSON.stringify([{ ...person, unitName: null, subject: 'kari' }]),
      },
    });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  test('starts, shows its page under the policy, and answers calls', () => {
    expect(seen).toMatchObject({
      address: 'app://lytt/',
      policy: contentSecurityPolicy,
      dialogs: [],
      called: { ok: true, value: { person: { id: 'kari' }, problems: [] } },
      similar: { ok: true, value: { matches: [{ text: 'Venter lenge på svar om dagpenger' }] } },
    });
    expect(seen['page']).toContain('<div id="app">');
    expect(existsSync(String(seen['preload']))).toBe(true);
    expect(existsSync(String(seen['tray']))).toBe(true);
  });

  test('mends a damaged file by the script that looks after files', async () => {
    writeFileSync(join(home, 'people', 'kari.db'), 'no database');
    expect(await started(home)).toMatchObject({ called: { value: { problems: [] } } });
    expect(readdirSync(join(home, 'damaged', 'people', 'kari'))).toHaveLength(1);
  });

  test('whose compiled code lies inside the archive is found out', async () => {
    const archive = join(folder, 'packed.asar');
    await createPackage(staged, archive);
    const { faults } = await checkArchive(archive, thisMachine, root);
    expect(faults).toHaveLength(2);
    for (const fault of faults) expect(fault).toMatch(/\.node is not unpacked$/);
  });

  test('whose compiled code does not load is found out', async () => {
    const broken = join(folder, 'broken');
    cpSync(staged, broken, { recursive: true });
    const { platform, arch } = thisMachine;
    const prebuild = join(
      broken,
      'node_modules/better-sqlite3/prebuilds',
      `${platform}-${arch}.node`,
    );
    writeFileSync(prebuild, 'not compiled code');
    const archive = join(folder, 'broken.asar');
    await pack(broken, archive);
    const { faults } = await checkArchive(archive, thisMachine, root);
    expect(faults).toEqual([expect.stringMatching(/^the native packages do not load: /)]);
  });
});

/** Enough of a runtime for electron-builder: its files, and the mark in the program where fuses are set. */
function standInRuntime(): string {
  const runtime = join(folder, 'runtime');
  mkdirSync(join(runtime, 'resources'), { recursive: true });
  mkdirSync(join(runtime, 'locales'));
  for (const language of ['nb', 'en-US', 'de'])
    writeFileSync(join(runtime, 'locales', `${language}.pak`), '');
  writeFileSync(join(runtime, 'version'), 'v45.4.1');
  const fuses = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('000000000'),
  ]);
  writeFileSync(join(runtime, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\n'), fuses]));
  chmodSync(join(runtime, 'electron'), 0o755);
  return runtime;
}

// Each system packs for itself alone; this is the one the tests run on everywhere.
describe.runIf(process.platform === 'linux')('electron-builder', () => {
  const installers = () => join(folder, 'installers');
  // It looks through the archive it has made, by our `after-pack.ts`, and fails where that is not fit to be shipped.
  beforeAll(async () => {
    const args = ['--linux', 'dir', '--config', 'electron-builder.yml', '--publish', 'never'];
    const set = [
      `-c.electronDist=${standInRuntime()}`,
      `-c.directories.app=${staged}`,
      `-c.directories.output=${installers()}`,
    ];
    const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
    await run(process.execPath, [cli, ...args, ...set], { cwd: root });
  });

  test('packs what was staged, with our fuses and languages', async () => {
    const made = join(installers(), 'linux-unpacked');
    const archive = join(made, 'resources', 'app.asar');
    const { files } = await withArchive(archive, async ({ files }) => ({ files: [...files] }));
    const before = readdirSync(staged, { recursive: true, withFileTypes: true });
    expect(files).toHaveLength(before.filter((entry) => entry.isFile()).length);
    expect(readdirSync(join(made, 'locales')).sort()).toEqual(['en-US.pak', 'nb.pak']);
    // In Electron's order: no Node mode, encrypted cookies, no NODE_OPTIONS, no --inspect, checked archive, archive alone.
    const program = readFileSync(join(made, 'lytt'), 'latin1');
    expect(program.slice(program.indexOf('dL7p') + 34, program.indexOf('dL7p') + 40)).toBe(
      '010011',
    );
  });
});

test('electron-builder is stopped where the archive it made is not fit to be shipped', async () => {
  const broken = join(folder, 'with-secret');
  cpSync(staged, broken, { recursive: true });
  writeFileSync(join(broken, 'lytt.json'), '{}');
  await pack(broken, join(folder, 'made', 'app.asar'));
  const context = {
    appOutDir: folder,
    packager: { getResourcesDir: (made: string) => join(made, 'made') },
    electronPlatformName: process.platform,
    arch: Arch[process.arch as 'x64'],
  };
  await expect(afterPack(context as unknown as AfterPackContext)).rejects.toThrow(
    'The app is not fit to be shipped:\n  lytt.json may hold secrets or data',
  );
});

describe('the runtime', () => {
  /** Electron's npm package, as far as it is looked at, with an installer that does as the test says. */
  function packageWith(installer: string): string {
    const project = mkdtempSync(join(folder, 'project-'));
    const electron = join(project, 'node_modules', 'electron');
    mkdirSync(electron, { recursive: true });
    writeFileSync(join(electron, 'package.json'), '{"version":"45.4.1"}');
    writeFileSync(join(electron, 'install.js'), installer);
    return project;
  }
  const arrives = (version: string) => `
    const { mkdirSync, writeFileSync } = require('node:fs');
    process.chdir(__dirname);
    mkdirSync('dist');
    writeFileSync('dist/electron', '');
    writeFileSync('dist/version', '${version}');
    writeFileSync('path.txt', 'electron');`;

  test('is fetched by Electron’s own installer, once', async () => {
    const project = packageWith(arrives('v45.4.1'));
    const runtime = await obtainRuntime(project);
    const dist = join(project, 'node_modules', 'electron', 'dist');
    expect(runtime).toEqual({ folder: dist, program: join(dist, 'electron'), version: '45.4.1' });
    rmSync(join(project, 'node_modules', 'electron', 'install.js'));
    expect(await obtainRuntime(project)).toEqual(runtime);
  });

  test('of another version is none', async () => {
    expect(await obtainRuntime(packageWith(arrives('44.0.0')))).toBeNull();
  });

  test('that can’t be reached is none', async () => {
    expect(await obtainRuntime(packageWith('process.exit(1)'))).toBeNull();
  });

  test('that does not come in time is none, and is not waited for', async () => {
    const project = packageWith(
      `require('node:fs').writeFileSync(__dirname + '/started', ''); setInterval(() => {}, 1000);`,
    );
    const started = join(project, 'node_modules', 'electron', 'started');
    // On a busy machine it may be given up before it has begun at all.
    for (let limit = 250; !existsSync(started); limit *= 2)
      expect(await obtainRuntime(project, limit)).toBeNull();
  });

  test('half installed is none', () => {
    const project = packageWith('');
    mkdirSync(join(project, 'node_modules', 'electron', 'dist'));
    writeFileSync(join(project, 'node_modules', 'electron', 'dist', 'version'), '45.4.1');
    expect(installedRuntime(project)).toBeNull();
  });
});
