import type { InboxItem } from '../../shared/api.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Reply } from '../../shared/domain/theme.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { enqueue, overlayOf, spend, spendAcknowledged } from './operations.ts';

/** Newest of each kind that are shown; what is older is still in Mine. */
const SHOWN = 500;

interface Noted {
  id: string;
  text: string;
  note: string;
  note_id: string;
  note_at: string;
}

export const NOTED = `SELECT id, text, note, note_id, note_at FROM observation
  WHERE mine = 1 AND note IS NOT NULL AND fate = ? ORDER BY note_at DESC, n DESC LIMIT ${SHOWN}`;
export const REPLIES = `SELECT r.document, r.read_at, o.text FROM reply r LEFT JOIN observation o ON o.id = r.observation_id
  ORDER BY r.made_at DESC, r.id DESC LIMIT ${SHOWN}`;

/** What waits for an answer of hers, and what has happened to what she logged; each newest first. */
export function listInbox(db: ReadableDb): { needsYou: InboxItem[]; happened: InboxItem[] } {
  const needsYou = db.all<Noted>(NOTED, 'returned').map(
    (row): InboxItem => ({
      kind: 'question',
      id: row.note_id,
      observationId: row.id,
      text: row.text,
      question: row.note,
      at: row.note_at,
    }),
  );
  const declined = db.all<Noted>(NOTED, 'declined').map(
    (row): InboxItem => ({
      kind: 'declined',
      id: row.note_id,
      observationId: row.id,
      text: row.text,
      reason: row.note,
      at: row.note_at,
    }),
  );
  const replies = db
    .all<{ document: string; read_at: string | null; text: string | null }>(REPLIES)
    .map((row): InboxItem => {
      const reply = replyOf(row);
      return { kind: 'reply', id: reply.id, text: row.text ?? '', reply, at: reply.madeAt };
    });
  return { needsYou, happened: [...declined, ...replies].sort(newestFirst) };
}

/** A reply as it stands here, or undefined. */
export function findReply(db: ReadableDb, id: string): Reply | undefined {
  const row = db.get<{ document: string; read_at: string | null }>(
    'SELECT document, read_at FROM reply WHERE id = ?',
    id,
  );
  return row === undefined ? undefined : replyOf(row);
}

function replyOf(row: { document: string; read_at: string | null }): Reply {
  return { ...(JSON.parse(row.document) as Reply), readAt: row.read_at };
}

function newestFirst(a: InboxItem, b: InboxItem): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}

export const INBOX_COUNT = `SELECT
  (SELECT count(*) FROM observation WHERE mine = 1 AND note IS NOT NULL AND fate = 'returned') +
  (SELECT count(*) FROM reply WHERE read_at IS NULL) AS total`;

/** Questions to her and replies she has not read. */
export function inboxCount(db: ReadableDb): number {
  return db.get<{ total: number }>(INBOX_COUNT)?.total ?? 0;
}

export function queueReplyRead(db: WritableDb, operation: OperationOf<'reply.read'>): void {
  enqueue(db, operation);
  refreshReply(db, operation.replyId);
}

/** Works out anew whether a reply is read. `document` undefined: as stored; null: it is gone. */
export function refreshReply(db: WritableDb, id: string, document?: Reply | null): void {
  const row = db.get<{ document: string }>('SELECT document FROM reply WHERE id = ?', id);
  const current =
    document === undefined
      ? row === undefined
        ? null
        : (JSON.parse(row.document) as Reply)
      : document;
  if (current === null) {
    spendAcknowledged(db, id);
    db.run('DELETE FROM reply WHERE id = ?', id);
    return;
  }
  let readAt = current.readAt;
  for (const { n, operation, state } of overlayOf(db, id)) {
    if (current.readAt !== null && state === 'acknowledged') spend(db, n);
    else if (state !== 'set_aside') readAt ??= operation.madeAt;
  }
  db.run(
    `INSERT INTO reply(id, document, observation_id, made_at, read_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT(id) DO UPDATE SET document = excluded.document, observation_id = excluded.observation_id,
       made_at = excluded.made_at, read_at = excluded.read_at`,
    id,
    JSON.stringify(current),
    current.observationId,
    current.madeAt,
    readAt,
  );
}
