import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Helped, Reply } from '../../shared/domain/theme.ts';
import type { InboxItem } from '../../shared/view/inbox.ts';
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
  same_kind: string | null;
}

export const NOTED = `SELECT id, text, note, note_id, note_at, same_kind FROM observation
  WHERE mine = 1 AND note IS NOT NULL AND fate = ? ORDER BY note_at DESC, n DESC LIMIT ${SHOWN}`;
const REPLY = `SELECT r.document, r.read_at, r.helped, o.text FROM reply r
  LEFT JOIN observation o ON o.id = r.observation_id`;
export const REPLIES = `${REPLY} WHERE r.asks = 0 ORDER BY r.made_at DESC, r.id DESC LIMIT ${SHOWN}`;
export const ASKED = `${REPLY} WHERE r.asks = 1 ORDER BY r.made_at DESC, r.id DESC LIMIT ${SHOWN}`;

interface Replied {
  document: string;
  read_at: string | null;
  helped: Helped | null;
}

/** What waits for an answer of hers, and what has happened to what she logged; each newest first. */
export function listInbox(db: ReadableDb): { needsYou: InboxItem[]; happened: InboxItem[] } {
  const questions = db.all<Noted>(NOTED, 'returned').map(
    (row): InboxItem => ({
      kind: 'question',
      id: row.note_id,
      observationId: row.id,
      text: row.text,
      same: row.same_kind !== null,
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
      same: row.same_kind !== null,
      reason: row.note,
      at: row.note_at,
    }),
  );
  const items = (sql: string) =>
    db.all<Replied & { text: string | null }>(sql).map((row): InboxItem => {
      const reply = replyOf(row);
      return { kind: 'reply', id: reply.id, text: row.text ?? '', reply, at: reply.madeAt };
    });
  return {
    needsYou: [...questions, ...items(ASKED)].sort(newestFirst),
    happened: [...declined, ...items(REPLIES)].sort(newestFirst),
  };
}

/** A reply as it stands here, or undefined. */
export function findReply(db: ReadableDb, id: string): Reply | undefined {
  const row = db.get<Replied>('SELECT document, read_at, helped FROM reply WHERE id = ?', id);
  return row === undefined ? undefined : replyOf(row);
}

function replyOf({ document, read_at, helped }: Replied): Reply {
  return { ...(JSON.parse(document) as Reply), readAt: read_at, helped };
}

function newestFirst(a: InboxItem, b: InboxItem): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}

export const INBOX_COUNT = `SELECT
  (SELECT count(*) FROM observation WHERE mine = 1 AND note IS NOT NULL AND fate = 'returned') +
  (SELECT count(*) FROM reply WHERE asks = 1) +
  (SELECT count(*) FROM reply WHERE read_at IS NULL AND asks = 0) AS total`;

/** Questions to her, also whether a release helped, and replies she has not read. */
export function inboxCount(db: ReadableDb): number {
  return db.get<{ total: number }>(INBOX_COUNT)?.total ?? 0;
}

export function queueReplyRead(db: WritableDb, operation: OperationOf<'reply.read'>): void {
  enqueue(db, operation);
  refreshReply(db, operation.replyId);
}

export function queueReplyAnswer(db: WritableDb, operation: OperationOf<'reply.answer'>): void {
  enqueue(db, operation);
  refreshReply(db, operation.replyId);
}

/** Works out anew whether a reply is read, and how it is answered. `document` undefined: as stored; null: it is gone. */
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
  let { readAt, helped } = current;
  for (const { n, operation, state } of overlayOf(db, id)) {
    switch (operation.kind) {
      case 'reply.read':
        if (current.readAt !== null && state === 'acknowledged') spend(db, n);
        else if (state !== 'set_aside') readAt ??= operation.madeAt;
        break;
      case 'reply.answer':
        // Answered anew elsewhere meanwhile: the service's word holds once it has come.
        if (current.helped !== null && state === 'acknowledged') spend(db, n);
        else if (state !== 'set_aside') helped = operation.helped;
        break;
      default:
        break;
    }
  }
  const asks = current.event === 'asked' && helped === null;
  db.run(
    `INSERT INTO reply(id, document, observation_id, made_at, read_at, helped, asks) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT(id) DO UPDATE SET document = excluded.document, observation_id = excluded.observation_id,
       made_at = excluded.made_at, read_at = excluded.read_at, helped = excluded.helped, asks = excluded.asks`,
    id,
    JSON.stringify(current),
    current.observationId,
    current.madeAt,
    readAt,
    helped,
    asks ? 1 : 0,
  );
}
