import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Maker, makePackage } from './make.ts';
import type { Runtime } from './runtime.ts';

const own = resolve(import.meta.dirname, '..', '..');
const runtime: Runtime = { folder: '/x/dist', program: '/x/dist/electron', version: '45.4.1' };
/** The shell and the app are ours as they are; the page is a small one, which builds faster. */
const page: Readonly<Record<string, string>> = {
  'renderer/index.html':
    '<!doctype html><script type="module" src="/main.ts"></script><div id="app"></div>',
  'renderer/main.ts': "import './main.css'; document.title = 'Lytt';",
  'renderer/main.css': '@font-face { font-family: "a"; src: url("./a.woff2"); }',
  'renderer/a.woff2': 'a font',
};
let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-make-'));
  root = join(folder, 'project');
  for (const name of [
    'electron',
    'shared',
    'build/icons/rendered',
    'package.json',
    'vite.config.ts',
    'tsconfig.base.json',
    'LICENSE',
  ])
    cpSync(join(own, name), join(root, name), { recursive: true });
  symlinkSync(join(own, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'renderer'));
  for (const [path, content] of Object.entries(page)) writeFileSync(join(root, path), content);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function made(changes: Partial<Maker> = {}) {
  const said: string[] = [];
  const complaints: string[] = [];
  const built: Runtime[] = [];
  const code = await makePackage({
    root,
    work: join(folder, 'work'),
    say: (line) => said.push(line),
    complain: (line) => complaints.push(line),
    runtime: async () => null,
    build: async (given) => {
      built.push(given);
      return 0;
    },
    ...changes,
  });
  return { code, said: said.join('\n'), complaints: complaints.join('\n'), built };
}

test('without a runtime the app is built and checked, and what is missing is said', async () => {
  const { code, said, complaints, built } = await made();
  expect([code, complaints, built]).toEqual([0, '', []]);
  expect(said).toMatch(/Checked .*app\.asar: \d+ files, nothing wrong\./);
  expect(said).toContain('No installer was made: Electron’s runtime is not installed');
  expect(existsSync(join(folder, 'work', 'app.asar'))).toBe(true);
});

test('with one, installers are made, and how that ended is how this ends', async () => {
  const { code, said, built } = await made({
    runtime: async () => runtime,
    build: async (given) => (given === runtime ? 7 : 0),
  });
  expect([code, built]).toEqual([7, []]);
  expect(said).toContain('Making installers with Electron 45.4.1.');
});

test('an app that is not fit to be shipped is named by all its faults, and no installer is made', async () => {
  writeFileSync(
    join(root, 'renderer/index.html'),
    `${page['renderer/index.html']}<script>start()</script>`,
  );
  writeFileSync(join(root, 'renderer/main.css'), '');
  const { code, complaints, built } = await made({ runtime: async () => runtime });
  expect([code, built]).toEqual([1, []]);
  expect(complaints).toBe(
    'The app is not fit to be shipped:\n  renderer/index.html has an inline script\n  renderer holds no font',
  );
});

test('an app that does not build says so, and no installer is made', async () => {
  writeFileSync(join(root, 'electron/preload.ts'), "import './gone.ts';");
  const { code, complaints, built } = await made({ runtime: async () => runtime });
  expect([code, built]).toEqual([1, []]);
  expect(complaints).toMatch(/^The app could not be built\.[\s\S]*\.\/gone\.ts/);
});
