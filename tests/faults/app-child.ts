import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fileKeys } from '../../electron/app/keys/file-keys.ts';
import { logMany } from '../../electron/app/log-many.ts';
import { openForCommand } from '../../electron/app/open-for-command.ts';
import type { Handlers } from '../../shared/api.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { demoPeople, startTestApp } from '../support/test-app.ts';

/**
 * A process of its own for what a test can't do to itself: lose the right to write, come to the end of the disk, be two at
 * once. `node app-child.ts <what> <home> [count]` prints one line of JSON.
 */
const [what = '', home = '', count = '0'] = process.argv.slice(2);
const words = { workaround: null, tags: noTags, acknowledged: [] };
const codeOf = (error: unknown) => (error as { code?: string }).code ?? String(error);

/** Logs until it can't, or `most` times; tells what the page would see. */
async function logOnAndOn(most: number) {
  const app = await startTestApp({ home });
  const kari = app.window('1');
  const before = await kari['session.get']({});
  let saved = 0;
  let code: string | null = null;
  while (saved < most && code === null) {
    try {
      await kari['observation.log']({ ...words, text: `Nummer ${saved} ${'x'.repeat(3000)}` });
      saved += 1;
    } catch (error) {
      code = codeOf(error);
    }
  }
  const after = await kari['session.get']({});
  const list = { query: null, limit: 1, offset: 0 };
  const total = await kari['observation.list'](list).then(
    (found) => found.total,
    (error: unknown) => codeOf(error),
  );
  const draft = { text: 'Et utkast', tags: noTags, workaround: null, answer: null };
  const draftCode = await kari['draft.save']({ ...draft, observationId: null }).then(
    () => null,
    codeOf,
  );
  const problems = after.problems.map((problem) => problem.code);
  await app.close();
  return { person: before.person?.id ?? null, saved, code, total, problems, draftCode };
}

/** Its folders and files lose their right to be written to while it is saving; later they have it again. */
async function turnReadOnly() {
  const names = () => readdirSync(home, { recursive: true, encoding: 'utf8' });
  const allow = (folder: number, file: number) => {
    for (const name of ['', ...names()]) {
      const path = join(home, name);
      chmodSync(path, statSync(path).isDirectory() ? folder : file);
    }
  };
  const saved: string[] = [];
  const codes = new Set<string>();
  const app = await startTestApp({ home });
  const kari = app.window('1');
  const logSome = async () => {
    for (let n = 0; n < 40; n += 1)
      await kari['observation.log']({ ...words, text: `Nummer ${n} ${'x'.repeat(3000)}` }).then(
        ({ id }) => saved.push(id),
        (error: unknown) => codes.add(codeOf(error)),
      );
  };
  await logSome();
  const saving = logSome();
  allow(0o555, 0o444);
  await saving;
  const held = async (handlers: Handlers) => {
    const list = { query: null, limit: 500, offset: 0 };
    const { entries } = await handlers['observation.list'](list);
    return entries.map(({ id }) => id).sort();
  };
  const meanwhile = await held(kari);
  await app.app.close();
  const readOnly = await startTestApp({ home });
  const refused = await readOnly
    .window('1')
    ['observation.log']({ ...words, text: 'Kan ikke lagres' })
    .then(() => null, codeOf);
  const { problems } = await readOnly.window('1')['session.get']({});
  await readOnly.app.close();
  allow(0o755, 0o644);
  const again = await startTestApp({ home });
  const after = await held(again.window('1'));
  const { recovery } = await again.window('1')['recovery.get']({});
  await again.app.close();
  const same = (ids: readonly string[]) => JSON.stringify(ids) === JSON.stringify(saved.toSorted());
  return {
    saved: saved.length,
    codes: [...codes],
    refused,
    problems: problems.map(({ code }) => code),
    meanwhile: same(meanwhile),
    after: same(after),
    recovery,
  };
}

/** Takes many in as the import command does, beside whoever else is at the same files. */
async function takeIn(many: number) {
  const clock = () => Date.now();
  const keys = fileKeys(join(home, 'keys'));
  const randomness = (length: number) => randomBytes(length);
  const config = { home, keys, clock, randomBytes: randomness, log: () => undefined, demoPeople };
  const context = await openForCommand(config, null);
  const newId = idMaker(clock, randomness);
  const items = Array.from({ length: many }, (_, n) => ({
    observationId: newId(),
    text: `Gammelt notat nummer ${n}`,
    workaround: null,
    tags: noTags,
    heardAt: null,
  }));
  const outcome = logMany(context, items);
  context.close();
  return { person: context.person.id, ...outcome };
}

/** Root may write anywhere, so it becomes nobody first. */
function becomeNobody(): void {
  // Loaded while we still may.
  new Sqlite(':memory:').close();
  if (process.getuid?.() !== 0) return;
  process.setgid?.(65534);
  process.setuid?.(65534);
}

async function run(): Promise<unknown> {
  switch (what) {
    case 'readOnly':
      chmodSync(home, 0o555);
      becomeNobody();
      return logOnAndOn(1);
    case 'turnReadOnly':
      becomeNobody();
      return turnReadOnly();
    case 'log':
      return logOnAndOn(Number(count));
    case 'takeIn':
      return takeIn(Number(count));
    default:
      throw new Error(`nothing called ${what}`);
  }
}

console.log(JSON.stringify(await run()));
process.exit();
