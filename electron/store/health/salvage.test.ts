import {
  copyFileSync,
  existsSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import {
  personStore,
  queue,
  temporaryFolder,
  testKey,
} from '../../../tests/support/person-store.ts';
import { PAGE_BYTES } from '../connect.ts';
import type { ReadableDb } from '../database.ts';
import { saveDraft } from '../drafts.ts';
import { openStore, type Store } from '../open.ts';
import { settle } from '../settle.ts';
import { openPages } from './pages.ts';
import { type Salvaged, salvage } from './salvage.ts';

const at = '2026-11-24T12:00:00.000Z';
const draft = {
  text: 'Skrives ennå',
  workaround: null,
  tags: { tema: null, step: null, pain: null, channel: null, severity: null },
  observationId: null,
  answer: null,
};

function salvageOf(file: string, key = testKey, salts: Buffer[] = []): Salvaged | null {
  const pages = openPages(file, key, salts);
  if (pages === null) return null;
  try {
    return salvage(pages);
  } finally {
    pages.close();
  }
}

const columns = [
  ...['n', 'id', 'kind', 'entityId', 'body', 'state', 'code', 'field'],
  ...['madeAt', 'acknowledgedAt', 'findings'],
];

/** The outbox as SQLite has it, in the words of a salvage. */
function outboxOf(db: ReadableDb): unknown {
  return db.all(`SELECT n, id, kind, entity_id AS entityId, body, state, code, field, made_at AS madeAt,
    acknowledged_at AS acknowledgedAt, findings FROM outbox ORDER BY n`);
}

/** Entries of every length up to several pages, some settled, one given up, a draft. */
function fill(store: Store): void {
  const make = new Operations();
  const logs = Array.from({ length: 60 }, (_, n) =>
    make.log({ text: `Nummer ${n} ${'æ'.repeat((n % 7) * 700)}` }),
  );
  for (const log of logs) store.write((db) => queue(db, log));
  store.write((db) => {
    settle(
      db,
      logs.slice(0, 20).map(({ id }) => ({ id, outcome: 'applied' as const })),
      at,
    );
    settle(
      db,
      [{ id: logs[21]?.id ?? '', outcome: 'rejected', code: 'text.identifies', field: 'text' }],
      at,
    );
    saveDraft(db, draft, at);
  });
}

/** The files as a killed app leaves them. */
function asLeft(file: string): string {
  const left = join(temporaryFolder(), 'left.db');
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${left}${suffix}`);
  return left;
}

function filled(): { left: string; outbox: unknown } {
  const file = join(temporaryFolder(), 'person.db');
  const store = personStore({ file });
  fill(store);
  return { left: asLeft(file), outbox: store.read(outboxOf) };
}

/** All of it in the file itself, none in a log. */
function closed(): { file: string; outbox: unknown } {
  const file = join(temporaryFolder(), 'person.db');
  const store = openStore({ file, key: testKey });
  fill(store);
  const outbox = store.read(outboxOf);
  store.close();
  return { file, outbox };
}

describe('a salvage', () => {
  it('of a file that is whole finds all that SQLite finds, in the file and in its log', () => {
    for (const { file, outbox } of [closed(), { ...filled() }].map((one) => ({
      file: 'file' in one ? one.file : one.left,
      outbox: one.outbox,
    }))) {
      const found = salvageOf(file);
      expect(found?.operations).toEqual(outbox);
      expect(found?.draft).toEqual({ draft, savedAt: at });
      expect(found?.entries.size).toBe(60);
      expect(found).toMatchObject({ lastN: 60, unreadable: 0 });
    }
  });

  it('needs neither the first page nor the salt in it, where that is remembered', () => {
    const { file, outbox } = closed();
    const bytes = readFileSync(file);
    const salt = Buffer.from(bytes.subarray(0, 16));
    writeFileSync(file, bytes.fill(0xab, 0, PAGE_BYTES));
    expect(salvageOf(file)).toBeNull();
    expect(salvageOf(file, testKey, [salt])?.operations).toEqual(outbox);
  });

  it('with another key finds nothing', () => {
    expect(salvageOf(closed().file, new Uint8Array(32).fill(8))).toBeNull();
  });

  it('of a file that was cut short has what lies before the cut, and knows that pages are missing', () => {
    const { file, outbox } = closed();
    const whole = Math.ceil(statSync(file).size / PAGE_BYTES);
    truncateSync(file, Math.floor(whole / 2) * PAGE_BYTES + 100);
    const found = salvageOf(file);
    expect(found?.pages).toBe(whole);
    expect(found?.unreadable).toBe(whole - Math.floor(whole / 2));
    expect(outbox).toEqual(expect.arrayContaining([...(found?.operations ?? [])]));
    expect(found?.operations.length).toBeLessThan(60);
  });

  it('never takes a word that was changed, whatever bytes are flipped', () => {
    const { file, outbox } = closed();
    const whole = readFileSync(file);
    const rows = new Set((outbox as unknown[]).map((row) => JSON.stringify(row)));
    let lost = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        (flips) => {
          const bytes = Buffer.from(whole);
          for (const [place, mask] of flips) bytes[place] = (bytes[place] ?? 0) ^ mask;
          writeFileSync(file, bytes);
          const found = salvageOf(file, testKey, [whole.subarray(0, 16)]);
          const read = (found?.operations ?? []).map((row) => JSON.stringify(row, columns));
          expect(read.filter((row) => !rows.has(row))).toEqual([]);
          lost += rows.size - read.length;
          // Each flip costs the page it is on, and the long texts that go on there.
          expect(found?.unreadable ?? 0).toBeLessThanOrEqual(flips.length);
          if (flips.every(([place]) => place < 16)) expect(read).toHaveLength(rows.size);
        },
      ),
      { numRuns: 40 },
    );
    expect(lost).toBeGreaterThan(0);
  });
});
