import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelService } from '../../../tests/support/model-service.ts';
import { Operations } from '../../../tests/support/operations.ts';
import { queue } from '../../../tests/support/person-store.ts';
import { VirtualTime } from '../../../tests/support/virtual-time.ts';
import { PAGE_BYTES } from '../../store/connect.ts';
import { listEntries } from '../../store/entries.ts';
import { applyFeed } from '../../store/feed.ts';
import { listCopies } from '../../store/health/copies.ts';
import { FileWorker } from '../../store/health/file-worker.ts';
import { readRecord } from '../../store/health/record.ts';
import { lastRecovery } from '../../store/health/recovery-report.ts';
import { openStore } from '../../store/open.ts';
import { fileKeys } from '../keys/file-keys.ts';
import { personStore } from './account.ts';
import { personFile } from './files.ts';
import type { HeldStore } from './held-store.ts';

const DAY = 24 * 3_600_000;
const all = { query: null, limit: 100, offset: 0 };

let home: string;
let time: VirtualTime;
let worker: FileWorker;
let lines: string[];
let opened: number;
let make: Operations;
const open: HeldStore[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-keeper-'));
  time = new VirtualTime();
  worker = new FileWorker(new URL('../../store/health/worker.ts', import.meta.url));
  lines = [];
  opened = 0;
  make = new Operations();
});
afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  await worker.close();
  rmSync(home, { recursive: true, force: true });
});

async function started(within = home): Promise<HeldStore> {
  const store = personStore(
    {
      home: within,
      keys: fileKeys(join(within, 'keys')),
      clock: time.clock,
      timers: time,
      randomBytes: (length) => randomBytes(length),
      log: (event, facts) =>
        lines.push(`${event} ${facts?.['how'] ?? facts?.['from'] ?? ''}`.trim()),
    },
    'kari',
    worker,
    {
      onProblems: () => undefined,
      onOpened: () => {
        opened += 1;
      },
    },
  );
  open.push(store);
  await store.ready();
  return store;
}

const files = () => personFile(home, 'kari');
const log = (store: HeldStore, text: string) =>
  store.write((db) => queue(db, make.log({ text: `${text} ${'x'.repeat(2000)}` })));
const total = (store: HeldStore) => store.read((db) => listEntries(db, all).total);
const until = (look: () => void) => vi.waitFor(look, { timeout: 10_000, interval: 10 });

/** What was done is told in the log; time passes once all of it is. */
async function pass(ms: number, ...told: string[]): Promise<void> {
  lines.length = 0;
  await time.pass(ms);
  await until(() => expect(lines).toEqual(told));
}

/** Changes the last page behind everyone's back, that of some long text or index. */
function breakFile(): void {
  const bytes = readFileSync(files().file);
  writeFileSync(
    files().file,
    bytes.fill(1, bytes.length - PAGE_BYTES + 96, bytes.length - PAGE_BYTES + 106),
  );
}

describe('a file', () => {
  it('is checked quickly and copied a moment after the start, not before', async () => {
    const store = await started();
    log(store, 'Første');
    await pass(2_900);
    await pass(200, 'file.checked quick', 'file.copied');
    expect(listCopies(files().copiesFolder)).toHaveLength(1);
    await pass(3_600_000);
  });

  it('is copied daily and checked fully each week', async () => {
    const store = await started();
    await pass(3_000, 'file.checked quick', 'file.copied');
    for (let day = 1; day <= 7; day += 1) {
      log(store, `Dag ${day}`);
      await pass(DAY, 'file.copied');
    }
    await pass(DAY, 'file.checked full', 'file.copied');
    await pass(DAY, 'file.copied');
    expect(listCopies(files().copiesFolder)).toHaveLength(7);
  });

  it('is checked fully after a crash, and not after an end in order', async () => {
    const store = await started();
    log(store, 'Før krasjet');
    const crashed = mkdtempSync(join(tmpdir(), 'lytt-keeper-'));
    cpSync(home, crashed, { recursive: true });
    store.close();
    expect(readRecord(files().file)?.openedAt).toBeNull();
    expect(total(await started())).toBe(1);
    await pass(3_000, 'file.checked quick', 'file.copied');
    const again = await started(crashed);
    expect(total(again)).toBe(1);
    await pass(3_000, 'file.checked full', 'file.copied');
    again.close();
    rmSync(crashed, { recursive: true });
  });

  it('gives way to a new one when a check finds it damaged while it is in use', async () => {
    const before = await started();
    for (let n = 0; n < 20; n += 1) log(before, `Nummer ${n}`);
    await pass(3_000, 'file.checked quick', 'file.copied');
    log(before, 'Etter kopien');
    before.close();
    const store = await started();
    breakFile();
    lines.length = 0;
    await time.pass(3_000);
    await until(() => expect(lines).toContain('file.restored copy'));
    await until(() => expect(opened).toBe(3));
    expect(store.problems.list()).toEqual([]);
    const recovery = store.read(lastRecovery);
    expect(recovery).toMatchObject({ from: 'copy', missing: 0, unread: 0 });
    expect(total(store)).toBe(21);
    expect(existsSync(recovery?.keptIn ?? '')).toBe(true);
    log(store, 'Går videre');
    expect(total(store)).toBe(22);
  });

  it('gives way when a reading meets the damage; meanwhile calls say that it is being mended', async () => {
    const first = await started();
    for (let n = 0; n < 200; n += 1) log(first, `Nummer ${n}`);
    await pass(3_000, 'file.checked quick', 'file.copied');
    first.close();
    const { file } = files();
    const whole = readFileSync(file);
    for (let page = Math.floor(whole.length / 4096 / 2); page < whole.length / 4096; page += 7)
      whole.fill(1, page * 4096 + 9, page * 4096 + 19);
    writeFileSync(file, whole);
    const store = await started();
    expect(() => store.read((db) => db.all('SELECT body FROM outbox'))).toThrow('store.damaged');
    expect(() => total(store)).toThrow('store.recovering');
    expect(store.problems.list()).toMatchObject([{ code: 'store.recovering' }]);
    await until(() => expect(store.problems.list()).toEqual([]));
    expect(total(store)).toBe(200);
    expect(readdirSync(files().asideFolder)).toHaveLength(1);
  });

  it('that was damaged is kept until all that can come back has been back for a week', async () => {
    const first = await started();
    log(first, 'Før skaden');
    await pass(3_000, 'file.checked quick', 'file.copied');
    first.close();
    writeFileSync(files().file, 'no database');
    const store = await started();
    await until(() => expect(store.problems.list()).toEqual([]));
    const kept = store.read(lastRecovery)?.keptIn ?? '';
    const days = async (many: number) => {
      for (let day = 0; day < many; day += 1) {
        lines.length = 0;
        await time.pass(DAY);
        await until(() => expect(lines).toContain('file.copied'));
      }
    };
    await days(9);
    // The service has not been heard of yet.
    expect(existsSync(kept)).toBe(true);
    const page = new ModelService().changes(['person:kari'], null, 9);
    store.write((db) => applyFeed(db, page, new Date(time.clock()).toISOString()));
    await days(6);
    expect(existsSync(kept)).toBe(true);
    await days(2);
    expect(existsSync(kept)).toBe(false);
  });

  it('that only seemed damaged is opened again as it is', async () => {
    const store = await started();
    log(store, 'Hel');
    // A fault of the reading, not of the file.
    const { file } = files();
    const key = await fileKeys(join(home, 'keys')).get('person-kari');
    const other = openStore({ file: join(home, 'other.db'), key: key ?? new Uint8Array(32) });
    other.close();
    const bytes = readFileSync(join(home, 'other.db'));
    writeFileSync(join(home, 'other.db'), bytes.fill(1, 100, 200));
    expect(() =>
      store.read(() => openStore({ file: join(home, 'other.db'), key: key ?? new Uint8Array(32) })),
    ).toThrow('store.damaged');
    await until(() => expect(opened).toBe(2));
    expect(total(store)).toBe(1);
    expect(existsSync(files().asideFolder)).toBe(false);
    expect(readRecord(file)?.openedAt).not.toBeNull();
  });
});
