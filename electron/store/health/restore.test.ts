import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Recovery } from '../../../shared/view/recovery.ts';
import { Operations } from '../../../tests/support/operations.ts';
import { queue, temporaryFolder, testKey } from '../../../tests/support/person-store.ts';
import { PAGE_BYTES } from '../connect.ts';
import { loadDraft, saveDraft } from '../drafts.ts';
import { listEntries } from '../entries.ts';
import { cursor, setMeta } from '../meta.ts';
import { discardRefused } from '../observations.ts';
import { openStore, type Store } from '../open.ts';
import { dismissOperation, waitingHead } from '../outbox.ts';
import { settle } from '../settle.ts';
import { keepAside, listAside, putRestoredInPlace } from './aside.ts';
import { isSound } from './check.ts';
import { listCopies, makeCopy } from './copies.ts';
import { type LogLoss, logLoss } from './log-file.ts';
import { saltOf } from './record.ts';
import { lastRecovery } from './recovery-report.ts';
import { restore } from './restore.ts';

const first = '2026-11-24T07:00:00.000Z';
const later = '2026-11-24T12:00:00.000Z';
const all = { query: null, limit: 500, offset: 0 };
const draft = {
  text: 'Skrives ennå',
  workaround: null,
  tags: { tema: null, step: null, pain: null, channel: null, severity: null },
  observationId: null,
  answer: null,
};

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

/** Opens it, and closes it in order afterwards. */
function inStore<T>(work: (store: Store) => T): T {
  const store = openStore({ file, key: testKey });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

function log(store: Store, text: string): ReturnType<Operations['log']> {
  const operation = make.log({ text });
  store.write((db) => queue(db, operation));
  return operation;
}

/** A file with a copy of this morning, and work of the hours since. */
function morningAndSince(): { salt: string | null } {
  inStore((store) => {
    const sent = log(store, 'Sendt i morges');
    log(store, 'Ventet i morges');
    store.write((db) => settle(db, [{ id: sent.id, outcome: 'applied' }], first));
  });
  makeCopy(file, testKey, copies, first);
  inStore((store) => {
    const sent = log(store, `Sendt siden ${'x'.repeat(3000)}`);
    log(store, `Venter siden ${'y'.repeat(3000)}`);
    store.write((db) => {
      settle(db, [{ id: sent.id, outcome: 'applied' }], later);
      saveDraft(db, draft, later);
      setMeta(db, 'cursor', 'somewhere');
    });
  });
  return { salt: saltOf(file) };
}

function recover(salt: string | null = null, loss: LogLoss = 'none'): Recovery {
  const aside = keepAside(file, join(folder, 'damaged'), later);
  restore({
    kind: 'person',
    file,
    key: testKey,
    aside,
    copiesFolder: copies,
    salt,
    loss,
    at: later,
  });
  expect(isSound(file, testKey, 'full')).toBe(true);
  return inStore((store) => {
    const recovery = store.read(lastRecovery);
    if (recovery === null) throw new Error('nothing is remembered');
    return recovery;
  });
}

const texts = () =>
  inStore((store) =>
    store.read((db) => listEntries(db, all).entries.map(({ text }) => text.slice(0, 12))),
  );
const waiting = () =>
  inStore((store) =>
    store.read((db) => waitingHead(db, 99).map(({ body }) => String(body['text']).slice(0, 12))),
  );

/** Pages that hold this in the clear, by number. */
function pagesWith(words: string): number[] {
  const pages = inStore((store) => Buffer.from(store.pages()));
  const found: number[] = [];
  for (let at = pages.indexOf(words); at !== -1; at = pages.indexOf(words, at + 1)) {
    const page = Math.floor(at / PAGE_BYTES) + 1;
    if (!found.includes(page)) found.push(page);
  }
  return found;
}

function damage(pages: readonly number[]): void {
  const bytes = readFileSync(file);
  for (const page of pages) {
    const place = (page - 1) * PAGE_BYTES + 200;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 0x40, place);
  }
  writeFileSync(file, bytes);
}

describe('a file with damaged pages', () => {
  it('where no words of hers are: everything is back, from the copy and the damaged file', () => {
    morningAndSince();
    const schema = 2;
    damage([schema]);
    expect(isSound(file, testKey, 'quick')).toBe(false);
    expect(recover()).toMatchObject({
      from: 'copy',
      copyMadeAt: first,
      entries: 4,
      unsent: 2,
      draft: true,
      missing: 0,
      unread: 0,
      complete: false,
    });
    expect(texts().sort()).toEqual([
      'Sendt i morg',
      'Sendt siden ',
      'Venter siden',
      'Ventet i mor',
    ]);
    expect(waiting()).toEqual(['Ventet i mor', 'Venter siden']);
    // Whatever the service has that is not here comes from there.
    expect(inStore((store) => store.read(cursor))).toBeNull();
  });

  it('where the outbox and the entries of today are: says in number what is missing', () => {
    morningAndSince();
    damage(pagesWith('Venter siden'));
    const report = recover();
    expect(report).toMatchObject({ from: 'copy', unsent: 1, missing: 1, unread: 1 });
    expect(waiting()).toEqual(['Ventet i mor']);
  });

  it('is kept just as it was', () => {
    morningAndSince();
    damage([3]);
    const before = readFileSync(file);
    const { keptIn } = recover();
    expect(listAside(join(folder, 'damaged'))).toEqual([keptIn]);
    expect(readFileSync(join(keptIn, basename(file)))).toEqual(before);
  });

  it('of which nothing but the copy can be read gives what the copy has, and says that more may be missing', () => {
    morningAndSince();
    writeFileSync(file, 'noe helt annet');
    expect(recover()).toMatchObject({
      from: 'copy',
      entries: 2,
      unsent: 1,
      draft: false,
      unread: null,
    });
    expect(waiting()).toEqual(['Ventet i mor']);
  });

  it('without a copy: what can be salvaged, else nothing, and a new file', () => {
    const { salt } = morningAndSince();
    rmSync(copies, { recursive: true });
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, 0, 2 * PAGE_BYTES));
    expect(recover(salt)).toMatchObject({
      from: 'nothing',
      entries: 4,
      unsent: 2,
      draft: true,
      missing: 0,
    });
    expect(waiting()).toEqual(['Ventet i mor', 'Venter siden']);
    writeFileSync(file, bytes.fill(0));
    expect(recover(salt)).toMatchObject({
      from: 'nothing',
      entries: 0,
      unsent: 0,
      draft: false,
      unread: null,
    });
  });

  it('that was cut short, or is gone, is restored too', () => {
    morningAndSince();
    truncateSync(file, 3 * PAGE_BYTES + 17);
    expect(recover()).toMatchObject({ from: 'copy', entries: 2, unread: null });
    rmSync(file);
    expect(recover()).toMatchObject({ from: 'copy', entries: 2 });
  });
});

describe('a restored copy', () => {
  it('does not bring back what was given up or never to be sent since', () => {
    const refused = inStore((store) => {
      const [one, other] = [log(store, 'Avvist'), log(store, 'Avvist før')];
      store.write((db) =>
        settle(
          db,
          [one, other].map(({ id }) => ({
            id,
            outcome: 'rejected' as const,
            code: 'text.identifies',
            field: 'text',
          })),
          first,
        ),
      );
      const reading = make.readReply('0190a000-0000-7000-8000-000000000001');
      store.write((db) => {
        queue(db, reading);
        settle(
          db,
          [{ id: reading.id, outcome: 'rejected', code: 'reply.unknown', field: null }],
          first,
        );
      });
      return { one, reading };
    });
    makeCopy(file, testKey, copies, first);
    inStore((store) =>
      store.write((db) => {
        expect(discardRefused(db, refused.one.observationId, later)).toBe(true);
        expect(dismissOperation(db, refused.reading.id, later)).toBe(true);
      }),
    );
    damage([2]);
    expect(recover()).toMatchObject({ from: 'copy', entries: 1, unsent: 1, missing: 0, unread: 0 });
    expect(texts()).toEqual(['Avvist før']);
  });

  it('forgets the words of what was withdrawn since, also before the service has been asked', () => {
    const entry = inStore((store) => {
      const made = log(store, 'Skulle ikke vært sagt');
      store.write((db) => settle(db, [{ id: made.id, outcome: 'applied' }], first));
      return made;
    });
    makeCopy(file, testKey, copies, first);
    inStore((store) => {
      const withdrawal = make.withdraw(entry.observationId);
      store.write((db) => queue(db, withdrawal));
      store.write((db) => settle(db, [{ id: withdrawal.id, outcome: 'applied' }], later));
    });
    damage([2]);
    expect(recover()).toMatchObject({ from: 'copy', entries: 0, missing: 0, unread: 0 });
    expect(inStore((store) => Buffer.from(store.pages()).includes('Skulle'))).toBe(false);
  });

  it('sends again, under the same id, what it did not know was taken in, unless that can be read', () => {
    const entry = inStore((store) => log(store, 'Tatt inn siden'));
    makeCopy(file, testKey, copies, first);
    inStore((store) =>
      store.write((db) => settle(db, [{ id: entry.id, outcome: 'applied' }], later)),
    );
    const whole = readFileSync(file);
    damage([2]);
    recover();
    expect(waiting()).toEqual([]);
    writeFileSync(file, whole.fill(0));
    recover();
    expect(inStore((store) => store.read((db) => waitingHead(db, 9).map(({ id }) => id)))).toEqual([
      entry.id,
    ]);
  });

  it('keeps what a newer version had queued, for that version', () => {
    inStore((store) => log(store, 'Kjent'));
    makeCopy(file, testKey, copies, first);
    const id = '0190a000-0000-7000-8000-000000000077';
    inStore((store) =>
      store.write((db) =>
        db.run(
          `INSERT INTO outbox(id, kind, entity_id, body, state, made_at)
           VALUES (?, 'theme.foresee', 'x', ?, 'waiting', ?)`,
          id,
          JSON.stringify({ id, kind: 'theme.foresee', unit: null, madeAt: later, depth: 3 }),
          later,
        ),
      ),
    );
    damage([2]);
    expect(recover()).toMatchObject({ from: 'copy', unread: 0, missing: 0 });
    expect(
      inStore((store) =>
        store.read((db) => waitingHead(db, 9).map(({ kind, body }) => [kind, body['depth']])),
      ),
    ).toEqual([
      ['observation.log', undefined],
      ['theme.foresee', 3],
    ]);
  });

  it('has no draft whose words were saved since; a later one takes the place of its own', () => {
    inStore((store) =>
      store.write((db) => saveDraft(db, { ...draft, text: 'Først et utkast' }, first)),
    );
    makeCopy(file, testKey, copies, first);
    inStore((store) => {
      log(store, 'Først et utkast');
      store.write((db) => db.run('DELETE FROM draft'));
    });
    damage([2]);
    expect(recover().draft).toBe(false);
    inStore((store) => store.write((db) => saveDraft(db, draft, later)));
    damage([2]);
    recover();
    expect(inStore((store) => store.read(loadDraft))?.draft.text).toBe('Skrives ennå');
  });

  it('that is damaged itself gives way to an older one', () => {
    morningAndSince();
    const { file: copy } = makeCopy(file, testKey, copies, later);
    const bytes = readFileSync(copy);
    writeFileSync(copy, bytes.fill(1, 5000, 6000));
    damage([2]);
    expect(recover()).toMatchObject({ copyMadeAt: first, entries: 4 });
  });
});

describe('a log beside the file', () => {
  /** A killed app's files: the first entry in the file, the others only in the log. */
  function killed(): { wal: string; starts: number[] } {
    inStore((store) => log(store, 'I filen'));
    const store = openStore({ file, key: testKey });
    const starts: number[] = [];
    for (const text of ['En', 'To', 'Tre']) {
      starts.push(statSync(`${file}-wal`).size);
      log(store, text);
    }
    const left = join(folder, 'left');
    mkdirSync(left);
    for (const suffix of ['', '-wal', '-shm'])
      copyFileSync(`${file}${suffix}`, join(left, `person.db${suffix}`));
    store.close();
    file = join(left, 'person.db');
    return { wal: `${file}-wal`, starts };
  }

  it('of an app that was killed has lost nothing, nor has one that is half-written at its end', () => {
    const { wal } = killed();
    expect(logLoss(file)).toBe('none');
    writeFileSync(wal, Buffer.concat([readFileSync(wal), Buffer.alloc(2000, 3)]));
    expect(logLoss(file)).toBe('none');
    expect(texts()).toEqual(['Tre', 'To', 'En', 'I filen']);
    expect(logLoss(file)).toBe('none');
  });

  it('with a break in it is taken up to there, and the rest is salvaged from behind it', () => {
    const { wal, starts } = killed();
    const bytes = readFileSync(wal);
    const place = (starts[1] ?? 0) + 24 + 500;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(wal, bytes);
    expect(logLoss(file)).toBe('broken');
    expect(recover(null, 'broken')).toMatchObject({
      from: 'file',
      entries: 4,
      unsent: 4,
      missing: 0,
    });
    expect(texts()).toEqual(['Tre', 'To', 'En', 'I filen']);
  });

  it('that was cut, or is gone, is told of, though nobody can say how much was in it', () => {
    for (const size of [0, 1]) {
      const { wal, starts } = killed();
      if (size === 0) rmSync(wal);
      else truncateSync(wal, (starts[2] ?? 0) + 300);
      expect(logLoss(file)).toBe('cut');
      expect(recover(null, 'cut')).toMatchObject({ from: 'file', unread: null });
      expect(texts()).toEqual(size === 0 ? ['I filen'] : ['To', 'En', 'I filen']);
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      file = join(folder, 'person.db');
    }
  });
});

describe('a restoring that is cut off', () => {
  it('leaves the damaged file, or the whole new one, at any moment', () => {
    morningAndSince();
    damage([2]);
    const damaged = readFileSync(file);
    writeFileSync(`${file}.restoring`, 'half');
    putRestoredInPlace(file);
    expect(readFileSync(file)).toEqual(damaged);
    // The new one is whole, the old log gone already, the name not yet changed.
    const restored = readFileSync(listCopies(copies)[0]?.file ?? '');
    writeFileSync(`${file}.restored`, restored);
    writeFileSync(`${file}-wal`, 'of the damaged one');
    putRestoredInPlace(file);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(texts()).toEqual(['Ventet i mor', 'Sendt i morg']);
    rmSync(`${file}.restoring`);
    expect(readdirSync(folder).sort()).toEqual(['copies', 'person.db']);
  });
});
