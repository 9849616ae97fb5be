import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { Id } from '../../../shared/domain/ids.ts';
import { operationSchemas } from '../../../shared/domain/operation.ts';
import type { ReadableDb } from '../database.ts';
import { fileFault } from '../sqlite-faults.ts';

/**
 * What a person has withdrawn is also kept beside her file, in none of its copies: ids, never a word. A copy that is put back is
 * told of it before anybody opens it.
 */
const Gone = z.strictObject({ gone: Id });
const Asked = z.strictObject({ asked: operationSchemas['observation.withdraw'] });
const Line = z.union([Gone, Asked]);

/** `gone`: observations whose words are nowhere any more. `asked`: withdrawals that the service may not have heard of. */
export interface Tombstones {
  readonly gone: ReadonlySet<string>;
  readonly asked: readonly z.infer<typeof Asked>['asked'][];
}

export function tombstonesFile(file: string): string {
  return `${file}.withdrawn`;
}

/** A line that can't be read, the last one of a power cut say, is passed over. */
export function readTombstones(file: string): Tombstones {
  const gone = new Set<string>();
  const asked: Tombstones['asked'][number][] = [];
  for (const line of linesOf(tombstonesFile(file))) {
    const read = Line.safeParse(parsed(line)).data;
    if (read === undefined) continue;
    if ('gone' in read) gone.add(read.gone);
    else asked.push(read.asked);
  }
  return { gone, asked: asked.filter(({ observationId }) => !gone.has(observationId)) };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileFault(error);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Adds what is withdrawn in a store and not in the list yet; on the disk when this returns. Returns how many lines. */
export class TombstoneList {
  readonly #file: string;
  #known: Set<string> | null = null;
  #lastLine = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws LyttError `store.full`, `store.readOnly` */
  note(db: ReadableDb): number {
    const known = this.#known ?? knownIn(readTombstones(this.#file));
    const taken = discardedAfter(db, this.#lastLine);
    const gone = [...withdrawnIn(db), ...taken.map(({ entity_id }) => entity_id)];
    const lines = [...gone.map(goneLine), ...asked(db).map(askedLine)];
    const missing = lines.filter(({ key }) => !known.has(key));
    if (missing.length > 0) append(this.#file, missing);
    for (const { key } of missing) known.add(key);
    this.#known = known;
    this.#lastLine = taken.at(-1)?.n ?? this.#lastLine;
    return missing.length;
  }
}

function withdrawnIn(db: ReadableDb): string[] {
  return db.all<{ id: string }>('SELECT id FROM withdrawn').map(({ id }) => id);
}

/** Taken back before they had left. */
function discardedAfter(db: ReadableDb, n: number): { n: number; entity_id: string }[] {
  return db.all(
    "SELECT n, entity_id FROM audit WHERE n > ? AND action = 'observation.discarded' ORDER BY n",
    n,
  );
}

interface NewLine {
  /** Two lines that say the same have the same. */
  readonly key: string;
  readonly text: string;
}

const goneLine = (id: string): NewLine => ({
  key: `gone ${id}`,
  text: JSON.stringify({ gone: id } satisfies z.infer<typeof Gone>),
});
const askedLine = ({ id, body }: { id: string; body: string }): NewLine => ({
  key: `asked ${id}`,
  text: `{"asked":${body}}`,
});

function asked(db: ReadableDb): { id: string; body: string }[] {
  return db.all(
    "SELECT id, body FROM outbox WHERE kind = 'observation.withdraw' AND state = 'waiting' ORDER BY n",
  );
}

function knownIn({ gone, asked }: Tombstones): Set<string> {
  return new Set([...[...gone].map((id) => `gone ${id}`), ...asked.map(({ id }) => `asked ${id}`)]);
}

function append(file: string, lines: readonly NewLine[]): void {
  try {
    const descriptor = openSync(tombstonesFile(file), 'a', 0o600);
    try {
      // Begun anew after a line that was cut off.
      writeSync(descriptor, `\n${lines.map(({ text }) => text).join('\n')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw fileFault(error);
  }
}
