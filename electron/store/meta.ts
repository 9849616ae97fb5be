import { Halt } from '../../shared/view/sync.ts';
import type { ReadableDb, WritableDb } from './database.ts';

type Key =
  | 'cursor'
  | 'serverId'
  | 'adopting'
  | 'halt'
  | 'scopes'
  | 'generation'
  | 'rebuilding'
  | 'lastSentAt'
  | 'lastFetchedAt'
  | 'lastTriedAt'
  | 'offlineSince'
  | 'wordKey'
  | 'recovery'
  | 'restoredAt'
  | 'expiredAt';

export function getMeta(db: ReadableDb, key: Key): string | null {
  return (
    db.get<{ value: string | null }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? null
  );
}

export function setMeta(db: WritableDb, key: Key, value: string | null): void {
  db.run(
    'INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

/** Where the change feed goes on; null: from the beginning. */
export function cursor(db: ReadableDb): string | null {
  return getMeta(db, 'cursor');
}

/** The service that the documents here came from; null before the first. */
export function serverId(db: ReadableDb): string | null {
  return getMeta(db, 'serverId');
}

/** The service that answers are believed from; null: whichever answers next, since there was none, or a person said so. */
export function expectedServer(db: ReadableDb): string | null {
  return getMeta(db, 'adopting') === null ? serverId(db) : null;
}

/** What is here is being checked against a feed that is followed from its beginning. */
export function isRebuilding(db: ReadableDb): boolean {
  return getMeta(db, 'rebuilding') !== null;
}

/** Why sync has stopped until a person decides, or null. */
export function halt(db: ReadableDb): Halt | null {
  return Halt.safeParse(getMeta(db, 'halt')).data ?? null;
}

export function setHalt(db: WritableDb, why: Halt | null): void {
  setMeta(db, 'halt', why);
}

const markNames = ['lastSentAt', 'lastFetchedAt', 'lastTriedAt', 'offlineSince'] as const;
/** What sync remembers of its own doings: ISO instants or null. */
export type Marks = { readonly [Name in (typeof markNames)[number]]: string | null };

export function marks(db: ReadableDb): Marks {
  const rows = db.all<{ key: string; value: string | null }>(
    "SELECT key, value FROM meta WHERE key IN ('lastSentAt', 'lastFetchedAt', 'lastTriedAt', 'offlineSince')",
  );
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    lastSentAt: values.get('lastSentAt') ?? null,
    lastFetchedAt: values.get('lastFetchedAt') ?? null,
    lastTriedAt: values.get('lastTriedAt') ?? null,
    offlineSince: values.get('offlineSince') ?? null,
  };
}

/** Changes the marks that are named; the others stay. */
export function setMarks(db: WritableDb, changed: Partial<Marks>): void {
  for (const name of markNames) {
    const value = changed[name];
    if (value !== undefined) setMeta(db, name, value);
  }
}
