import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..', '..');
const RULE = 'lint/style/noRestrictedImports';
let folder: string;
let refused: ReadonlySet<string>;

/** [file, what it imports]. */
const wrong: readonly (readonly [string, string])[] = [
  ['shared/domain/a1.ts', '../../renderer/bridge.ts'],
  ['shared/domain/a2.ts', '../../electron/app/ports.ts'],
  ['shared/a3.ts', '../backlog/service.ts'],
  ['shared/domain/taxonomy/a4.ts', '../../../build/support/ports.ts'],
  ['shared/a5.ts', '../tests/support/postgres.ts'],
  ['shared/a6.ts', 'node:fs'],
  ['shared/a7.ts', 'electron'],
  ['shared/a8.ts', '../electron/main.ts'],
  ['renderer/features/log/b1.tsx', '../../../electron/app/ports.ts'],
  ['renderer/b2.ts', '../electron/app/deep/er/still.ts'],
  ['renderer/features/backlog/b3.tsx', '../../../backlog/store/themes.ts'],
  ['renderer/b4.ts', '../backlog/service.ts'],
  ['renderer/ui/b5.tsx', 'node:path'],
  ['renderer/ui/b6.tsx', 'electron'],
  ['renderer/b7.ts', '../build/demo/people.ts'],
  ['renderer/b8.ts', '../electron/preload.ts'],
  ['backlog/http/c1.ts', '../../electron/app/ports.ts'],
  ['backlog/c2.ts', '../electron/sync/engine.ts'],
  ['backlog/store/deep/er/c3.ts', '../../../../electron/store/open.ts'],
  ['backlog/c4.ts', '../renderer/bridge.ts'],
  ['backlog/c5.ts', '../build/postgres/cluster.ts'],
  ['backlog/c6.ts', 'electron'],
  ['electron/app/d1.ts', 'electron'],
  ['electron/app/accounts/d2.ts', 'electron'],
  ['electron/app/d3.ts', '../desktop/windows.ts'],
  ['electron/app/accounts/d4.ts', '../../desktop/windows.ts'],
  ['electron/app/d5.ts', '../../renderer/bridge.ts'],
  ['electron/app/d6.ts', '../../backlog/service.ts'],
  ['electron/sync/d7.ts', 'electron'],
  ['electron/identity/d8.ts', 'electron'],
  ['electron/identity/d9.ts', '../desktop/browser.ts'],
  ['electron/loopback/e1.ts', 'electron'],
  ['electron/loopback/e2.ts', '../desktop/log.ts'],
  ['electron/loopback/e3.ts', '../../build/support/ports.ts'],
  ['electron/loopback/e4.ts', 'electron/main'],
  ['electron/store/f1.ts', '../app/ports.ts'],
  ['electron/store/migrations/f2.ts', '../../app/ports.ts'],
  ['electron/store/deep/er/f3.ts', '../../../app/accounts/files.ts'],
  ['electron/store/f4.ts', '../sync/engine.ts'],
  ['electron/store/migrations/f5.ts', '../../sync/engine.ts'],
  ['electron/store/f6.ts', '../identity/identity.ts'],
  ['electron/store/migrations/f7.ts', '../../loopback/host.ts'],
  ['electron/store/f8.ts', 'electron'],
  ['electron/store/f9.ts', '../../backlog/store/database.ts'],
  ['electron/desktop/g1.ts', '../../renderer/bridge.ts'],
  ['electron/desktop/g2.ts', '../../backlog/service.ts'],
  ['electron/desktop/deep/g3.ts', '../../../build/support/ports.ts'],
  ['electron/main.ts', '../renderer/bridge.ts'],
  ['electron/preload.ts', '../build/support/ports.ts'],
];

/** However it is written. */
const otherwise: readonly (readonly [string, string])[] = [
  ['shared/h1.ts', "export type { Thing } from '../renderer/bridge.ts';"],
  ['renderer/h2.ts', "export const thing = import('../electron/app/ports.ts');"],
  [
    'backlog/h3.ts',
    "import type { Thing } from '../electron/app/ports.ts';\nexport type T = Thing;",
  ],
  ['electron/app/h4.ts', "import electron from 'electron';\nexport const thing = electron;"],
  ['electron/store/h5.ts', "import '../app/compose.ts';"],
];

const right: readonly (readonly [string, string])[] = [
  ['shared/domain/r1.ts', './ids.ts'],
  ['shared/i18n/r2.ts', '../domain/errors.ts'],
  ['renderer/features/backlog/r3.tsx', '../../../shared/api.ts'],
  ['renderer/app/r4.tsx', '../features/backlog/theme-page.tsx'],
  ['backlog/http/r5.ts', '../store/database.ts'],
  ['backlog/r6.ts', '../shared/protocol/protocol.ts'],
  ['backlog/r7.ts', 'node:fs'],
  ['electron/app/r8.ts', '../store/open.ts'],
  ['electron/sync/r9.ts', '../../shared/domain/operation.ts'],
  ['electron/loopback/s1.ts', '../app/ports.ts'],
  ['electron/store/migrations/s2.ts', '../database.ts'],
  ['electron/desktop/s3.ts', 'electron'],
  ['electron/desktop/s4.ts', '../app/ports.ts'],
  ['build/launcher/s5.ts', '../../electron/loopback/host.ts'],
  ['tests/e2e/s6.ts', '../../backlog/service.ts'],
];

const Report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.object({ path: z.unknown() }) }),
  ),
});

/** The project's own lint settings over a tree of small files, in one run. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-borders-'));
  for (const name of ['biome.json', '.gitignore'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, target] of [...wrong, ...right]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `export { thing } from '${target}';\n`);
  }
  for (const [file, code] of otherwise) writeFileSync(join(folder, file), `${code}\n`);
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const run = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 },
  );
  const report = Report.parse(JSON.parse(run.stdout));
  refused = new Set(
    report.diagnostics
      .filter(({ category }) => category === RULE)
      .map(({ location }) => String(location.path).replace(/^\.\//, '')),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(wrong)('%s may not import %s', (file) => {
  expect(refused).toContain(file);
});

test.each(otherwise)('%s may not say %s', (file) => {
  expect(refused).toContain(file);
});

test.each(right)('%s may import %s', (file) => {
  expect(refused).not.toContain(file);
});
