import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { queue, temporaryFolder, testKey } from '../../../tests/support/person-store.ts';
import { listEntries } from '../entries.ts';
import { discardRefused, markWithdrawn, refreshObservation } from '../observations.ts';
import { openStore, type Store } from '../open.ts';
import { waitingHead } from '../outbox.ts';
import { settle } from '../settle.ts';
import { keepAside, removeOldAside } from './aside.ts';
import { makeCopy } from './copies.ts';
import { lastRecovery } from './recovery-report.ts';
import { restore } from './restore.ts';
import { readTombstones, TombstoneList, tombstonesFile } from './tombstones.ts';

const first = '2026-11-24T07:00:00.000Z';
const later = '2026-11-24T12:00:00.000Z';

let folder: string;
let file: string;
let copies: string;
let make: Operations;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'person.db');
  copies = join(folder, 'copies');
  make = new Operations();
});

function inStore<T>(work: (store: Store) => T): T {
  const store = openStore({ file, key: testKey });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const note = (store: Store) => store.read((db) => new TombstoneList(file).note(db));
const texts = () =>
  inStore((store) =>
    store.read((db) =>
      listEntries(db, { query: null, limit: 9, offset: 0 }).entries.map(({ text }) => text),
    ),
  );

/** Not one byte of the file can be read any more; the copy of the morning is put back. */
function loseAndRestore() {
  writeFileSync(file, readFileSync(file).fill(0));
  const aside = keepAside(file, join(folder, 'damaged'), later);
  const salt = null;
  restore({
    ...{ kind: 'person', file, key: testKey, aside, copiesFolder: copies, salt, loss: 'none' },
    at: later,
  });
  const pages = inStore((store) => Buffer.from(store.pages()).toString('utf8'));
  return { pages, recovery: inStore((store) => store.read(lastRecovery)) };
}

describe('a copy that is put back', () => {
  it('without a list of what was withdrawn would show it again', () => {
    inStore((store) => store.write((db) => queue(db, make.log({ text: 'Kvitrende skjema' }))));
    makeCopy(file, testKey, copies, first);
    expect(loseAndRestore().pages).toContain('Kvitrende');
  });

  it('is told what was withdrawn since, here or on another machine, before anybody opens it', () => {
    const [here, elsewhere, kept] = inStore((store) =>
      ['Kvitrende skjema', 'Flaksende frist', 'Blir stående'].map((text) => {
        const made = make.log({ text });
        store.write((db) => queue(db, made));
        store.write((db) => settle(db, [{ id: made.id, outcome: 'applied' }], first));
        return made;
      }),
    );
    if (here === undefined || elsewhere === undefined) throw new Error('three were made');
    makeCopy(file, testKey, copies, first);
    inStore((store) => {
      const withdrawal = make.withdraw(here.observationId);
      store.write((db) => queue(db, withdrawal));
      expect(note(store)).toBe(1);
      store.write((db) => settle(db, [{ id: withdrawal.id, outcome: 'applied' }], later));
      store.write((db) => {
        markWithdrawn(db, elsewhere.observationId);
        refreshObservation(db, elsewhere.observationId);
      });
      expect(note(store)).toBe(2);
      expect(note(store)).toBe(0);
    });
    const { pages, recovery } = loseAndRestore();
    expect(pages).not.toMatch(/kvitrende|flaksende/i);
    expect(texts()).toEqual([kept?.text]);
    expect(recovery).toMatchObject({ from: 'copy', entries: 1, missing: 0 });
    expect(readFileSync(tombstonesFile(file), 'utf8')).not.toMatch(/kvitrende|flaksende/i);
  });

  it('sends nothing of what was taken back before it had left', () => {
    const made = make.log({ text: 'Kvitrende skjema' });
    inStore((store) => {
      store.write((db) => queue(db, made));
      const refused = { id: made.id, outcome: 'rejected', code: 'unit.unknown', field: null };
      store.write((db) => settle(db, [refused as never], first));
    });
    makeCopy(file, testKey, copies, first);
    inStore((store) => {
      store.write((db) => discardRefused(db, made.observationId, later));
      note(store);
    });
    expect(loseAndRestore().pages).not.toContain('Kvitrende');
    expect(inStore((store) => store.read((db) => waitingHead(db, 9)))).toEqual([]);
  });

  it('sends a withdrawal that the service may not have heard of, under its own id', () => {
    const made = make.log({ text: 'Kvitrende skjema' });
    inStore((store) => {
      store.write((db) => queue(db, made));
      store.write((db) => settle(db, [{ id: made.id, outcome: 'applied' }], first));
    });
    makeCopy(file, testKey, copies, first);
    const withdrawal = make.withdraw(made.observationId);
    inStore((store) => {
      store.write((db) => queue(db, withdrawal));
      note(store);
    });
    loseAndRestore();
    expect(texts()).toEqual([]);
    const waiting = inStore((store) => store.read((db) => waitingHead(db, 9)));
    expect(waiting.map(({ id }) => id)).toEqual([withdrawal.id]);
  });
});

it('a line that was cut off, or is of something else, costs no other', () => {
  const withdrawal = make.withdraw(make.id());
  inStore((store) => store.write((db) => queue(db, withdrawal)));
  appendFileSync(tombstonesFile(file), '{"gone":"0190a000-0000-7000-8');
  inStore(note);
  appendFileSync(tombstonesFile(file), '{"what":1}\n');
  expect(readTombstones(file)).toEqual({ gone: new Set(), asked: [withdrawal] });
  // Another process, or the next start, adds nothing twice.
  expect(inStore(note)).toBe(0);
});

describe('what was kept aside of a damaged file', () => {
  const [old, recent] = ['2026-10-01T08-00-00.000Z', '2026-11-24T07-00-00.000Z-2'];
  let damaged: string;
  beforeEach(() => {
    damaged = join(folder, 'damaged');
    for (const name of [old, recent, 'something else'])
      mkdirSync(join(damaged, name), { recursive: true });
  });

  it('is let go of once all has been back for a week, as the copies are', () => {
    expect(removeOldAside(damaged, later, '2026-11-17T11:59:59.000Z')).toBe(1);
    expect(readdirSync(damaged)).toEqual([recent, 'something else']);
  });

  it('stays that long, however old it is', () => {
    expect(removeOldAside(damaged, later, '2026-11-17T12:00:01.000Z')).toBe(0);
  });

  it('stays as long as there is more to come', () => {
    expect(removeOldAside(damaged, later, null)).toBe(0);
    expect(readdirSync(damaged)).toHaveLength(3);
  });

  it('is nothing where no file was damaged', () => {
    expect(removeOldAside(join(folder, 'nowhere'), later, later)).toBe(0);
  });
});
