import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp } from '../support/test-app.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'app-child.ts');
const all = { query: null, limit: 1, offset: 0 };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-disk-'));
});
afterEach(() => {
  chmodSync(home, 0o755);
  rmSync(home, { recursive: true, force: true });
});

async function inChild(what: string, count = 0): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, [child, what, home, String(count)]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** No file of the child may grow beyond so many bytes; to it the disk ends there. */
async function onSmallDisk(bytes: number, count: number): Promise<Record<string, unknown>> {
  const limited = `ulimit -f ${Math.ceil(bytes / 512)} && exec "$0" "$@"`;
  const { stdout } = await run('sh', [
    '-c',
    limited,
    process.execPath,
    child,
    'log',
    home,
    String(count),
  ]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The child that may not write is nobody where this one is root; what it may at least read must be its own. */
function belongToNobody(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), 65534, 65534);
}

async function totalNow(): Promise<number> {
  const app = await startTestApp({ home });
  const { total } = await app.window('1')['observation.list'](all);
  await app.close();
  return total;
}

describe.skipIf(process.platform === 'win32')('a folder that can not be written to', () => {
  test('at the start: the app opens, says so, and refuses the rest with that code', async () => {
    expect(await inChild('readOnly')).toEqual({
      person: 'kari',
      saved: 0,
      code: 'store.readOnly',
      total: 'store.readOnly',
      problems: ['store.readOnly'],
      draftCode: 'store.readOnly',
    });
  });

  test('with earlier entries in it: they are as they were once it can be written to again', async () => {
    expect(await inChild('log', 3)).toMatchObject({ saved: 3, code: null });
    belongToNobody(home);
    for (const folder of ['people', 'keys']) chmodSync(join(home, folder), 0o555);
    expect(await inChild('readOnly')).toMatchObject({
      saved: 0,
      code: 'store.readOnly',
      problems: ['store.readOnly'],
    });
    for (const folder of ['', 'people', 'keys']) chmodSync(join(home, folder), 0o755);
    expect(await totalNow()).toBe(3);
  });

  test('from the middle of a save on: what was called saved is there, then and later', async () => {
    belongToNobody(home);
    if (process.getuid?.() === 0) chownSync(home, 65534, 65534);
    const seen = await inChild('turnReadOnly');
    expect(seen).toMatchObject({ meanwhile: true, after: true, recovery: null });
    expect(seen['saved']).toBeGreaterThanOrEqual(40);
    for (const code of seen['codes'] as string[]) expect(code).toBe('store.readOnly');
    // Started anew nothing can be saved, and that is said.
    expect(seen).toMatchObject({ refused: 'store.readOnly', problems: ['store.readOnly'] });
  });

  test('where a file stands in its place', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    const app = await startTestApp({ home: join(file, 'lytt') });
    const kari = app.window('1');
    expect(await kari['session.get']({})).toMatchObject({
      person: { id: 'kari' },
      problems: [{ code: 'store.readOnly' }],
    });
    await expect(kari['counts.get']({})).rejects.toMatchObject({ code: 'store.readOnly' });
    await expect(kari['settings.set']({ theme: 'dark' })).rejects.toMatchObject({
      code: 'store.readOnly',
    });
    await app.close();
  });
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  test('keeps what was saved, refuses what was not, says so, and the app goes on', async () => {
    const seen = await onSmallDisk(600 * 1024, 500);
    expect(seen).toMatchObject({ person: 'kari', code: 'store.full', problems: ['store.full'] });
    expect(seen['saved']).toBeGreaterThan(0);
    // What it could read on while full, and what is there after, is what it had called saved.
    expect(seen['total']).toBe(seen['saved']);
    expect(await totalNow()).toBe(seen['saved']);
  });

  test('from the first start on: the app opens and says so', async () => {
    expect(await onSmallDisk(8 * 1024, 1)).toMatchObject({
      person: 'kari',
      saved: 0,
      code: 'store.full',
      problems: ['store.full'],
    });
  });
});

describe('two processes at the same files', () => {
  test('an import beside the running app: neither fails, neither loses', async () => {
    const app = await startTestApp({ home });
    const kari = app.window('1');
    const importing = inChild('takeIn', 2000);
    let done = false;
    void importing.finally(() => {
      done = true;
    });
    let saved = 0;
    while (!done) {
      await kari['observation.log']({
        text: `Mens importen går: ${saved}`,
        workaround: null,
        tags: noTags,
        acknowledged: [],
      });
      saved += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await importing).toEqual({ person: 'kari', logged: 2000, known: 0 });
    expect(saved).toBeGreaterThan(0);
    expect((await kari['observation.list'](all)).total).toBe(2000 + saved);
    expect((await kari['counts.get']({})).waiting).toBe(2000 + saved);
    await app.close();
  });

  test('that both make the folder, its keys and its files: one makes them, both can use them', async () => {
    const fresh = join(home, 'fresh');
    mkdirSync(fresh);
    home = fresh;
    const outcomes = await Promise.all([
      inChild('log', 5),
      inChild('takeIn', 5),
      inChild('log', 5),
    ]);
    for (const { problems } of outcomes) expect(problems ?? []).toEqual([]);
    expect(await totalNow()).toBe(15);
  });
});
