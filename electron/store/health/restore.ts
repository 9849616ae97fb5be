import { constants, copyFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from '../database.ts';
import { openDevice } from '../device.ts';
import { loadDraft } from '../drafts.ts';
import { openStore } from '../open.ts';
import { countIn } from '../outbox.ts';
import { fileFault } from '../sqlite-faults.ts';
import { announceRestored, putRestoredInPlace } from './aside.ts';
import { isSound } from './check.ts';
import { type Copy, listCopies } from './copies.ts';
import { removeUnfinished } from './durable.ts';
import type { LogLoss } from './log-file.ts';
import { openPages, pagesIn } from './pages.ts';
import { saltOf } from './record.ts';
import { isAbsent, OWN_COUNT, rememberRecovery } from './recovery-report.ts';
import { replayTombstones } from './replay-tombstones.ts';
import { nothingSalvaged, type Salvaged, salvage } from './salvage.ts';
import { takeBack } from './take-back.ts';
import { readTombstones } from './tombstones.ts';

export type StoreKind = 'person' | 'device';

export interface Restoring {
  readonly kind: StoreKind;
  readonly file: string;
  readonly key: Uint8Array;
  /** The damaged file, as it was kept aside. */
  readonly aside: string;
  readonly copiesFolder: string;
  /** Hex, where the file's own is remembered. */
  readonly salt: string | null;
  readonly loss: LogLoss;
  /** The present instant. */
  readonly at: string;
}

/** What the new file was made from: the damaged one up to the break in its log, a copy, or nothing. */
export type RestoredFrom = 'file' | 'copy' | 'nothing';

interface Base {
  readonly from: RestoredFrom;
  readonly copy: Copy | null;
}

/**
 * Makes a new file from the best there is, lays on it what can be salvaged, and puts it in place of the damaged one. Killed at
 * any moment it leaves the damaged file or the whole new one. Errors: `store.full`, `store.readOnly`, `store.locked`; then
 * nothing has changed.
 */
export function restore(restoring: Restoring): RestoredFrom {
  const { kind, file, key } = restoring;
  const building = `${file}.restoring`;
  try {
    const base = chooseBase(restoring, building);
    const store = (kind === 'person' ? openStore : openDevice)({ file: building, key });
    try {
      if (kind === 'person') layOn(store, base, restoring);
    } finally {
      // Nobody else has it open: the log goes into the file and is gone.
      store.close();
    }
    announceRestored(building, file);
    putRestoredInPlace(file);
    return base.from;
  } catch (error) {
    removeUnfinished(building);
    throw fileFault(error);
  }
}

/** The first that is whole: the damaged file as SQLite reads it, the newest copy, an older one. */
function chooseBase({ aside, copiesFolder, key }: Restoring, building: string): Base {
  const offers = [
    { from: 'file' as const, file: aside, copy: null },
    ...listCopies(copiesFolder).map((copy) => ({ from: 'copy' as const, file: copy.file, copy })),
  ];
  for (const { from, file, copy } of offers) {
    removeUnfinished(building);
    for (const suffix of ['', '-wal', '-journal'])
      if (existsSync(`${file}${suffix}`))
        copyFileSync(`${file}${suffix}`, `${building}${suffix}`, constants.COPYFILE_FICLONE);
    if (existsSync(building) && isSound(building, key, 'full')) return { from, copy };
  }
  removeUnfinished(building);
  return { from: 'nothing', copy: null };
}

function layOn(store: Database, base: Base, restoring: Restoring): void {
  const { aside, at, file } = restoring;
  const salvaged = salvageFrom(restoring);
  const tombstones = readTombstones(file);
  store.write((db) => {
    const unread = takeBack(db, salvaged, at);
    replayTombstones(db, tombstones);
    rememberRecovery(db, {
      at,
      from: base.from,
      copyMadeAt: base.copy?.madeAt ?? null,
      entries: db.get<{ total: number }>(OWN_COUNT)?.total ?? 0,
      unsent: countIn(db, 'waiting') + countIn(db, 'set_aside'),
      draft: loadDraft(db) !== null,
      unread: isCounted(base, salvaged, restoring) ? unread : null,
      missing: [...salvaged.entries].filter((id) => isAbsent(db, id) && !tombstones.gone.has(id)),
      keptIn: dirname(aside),
    });
  });
}

/** Whether what could not be read is known in number: all that might tell of it was read, or it lies after a known place. */
function isCounted({ from }: Base, { lastN, unreadable }: Salvaged, { loss }: Restoring): boolean {
  if (loss === 'cut') return false;
  return unreadable === 0 || (from !== 'nothing' && lastN > 0);
}

function salvageFrom({ aside, key, copiesFolder, salt }: Restoring): Salvaged {
  if (!existsSync(aside)) return nothingSalvaged;
  const salts = saltsOf(copiesFolder, salt);
  const pages = openPages(aside, key, salts);
  if (pages === null) {
    const count = pagesIn(aside);
    return { ...nothingSalvaged, pages: count, unreadable: count };
  }
  try {
    return salvage(pages);
  } finally {
    pages.close();
  }
}

/** Of the file as remembered, and of its copies, which share it. */
function saltsOf(copiesFolder: string, remembered: string | null): Buffer[] {
  const copies = listCopies(copiesFolder).map(({ file }) => saltOf(file));
  const salts = [remembered, ...copies].filter((salt) => salt !== null);
  return [...new Set(salts)].map((salt) => Buffer.from(salt, 'hex'));
}

/** Whether the key is the one a file was made with, by what is in the file or its copies. */
export function keyOpensAny(
  file: string,
  key: Uint8Array,
  copiesFolder: string,
  salt: string | null,
): boolean {
  const pages = existsSync(file) ? openPages(file, key, saltsOf(copiesFolder, salt)) : null;
  pages?.close();
  return (
    pages !== null || listCopies(copiesFolder).some((copy) => isSound(copy.file, key, 'quick'))
  );
}
