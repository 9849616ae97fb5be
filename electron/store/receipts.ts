import type { ReadableDb, WritableDb } from './database.ts';

/** What was deleted because its time was up. `at`: ISO instant. */
export interface Receipt {
  readonly at: string;
  readonly kind: string;
  readonly count: number;
}

/** One for each kind of which there was something to delete. */
export function writeReceipt(db: WritableDb, { at, kind, count }: Receipt): void {
  if (count > 0) db.run('INSERT INTO receipt(at, kind, count) VALUES (?, ?, ?)', at, kind, count);
}

/** Newest first. */
export function listReceipts(db: ReadableDb): Receipt[] {
  return db.all<Receipt>('SELECT at, kind, count FROM receipt ORDER BY n DESC');
}
