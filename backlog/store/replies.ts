import type { Helped, Reply, ReplyEvent } from '../../shared/domain/theme.ts';
import { isoOf, type Reading, statement, type Timestamptz, type Tx } from './database.ts';

export interface NewReply {
  readonly id: string;
  readonly sub: string;
  readonly observationId: string;
}

/** What the same message says to all its readers. */
export type ReplyContent = Pick<
  Reply,
  'event' | 'themeId' | 'themeName' | 'fromName' | 'status' | 'owner' | 'releaseDate' | 'reason'
>;

const insert = statement(
  'reply.insert',
  `INSERT INTO reply
     (id, sub, observation_id, theme_id, theme_name, status, owner, release_date, reason, made_at, event, from_name)
   SELECT id, sub, observation_id, $4, $5, $6, $7, $8, $9, $10, $11, $12
   FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS given (id, sub, observation_id)`,
);

export async function insertReplies(
  tx: Tx,
  replies: readonly NewReply[],
  content: ReplyContent,
  now: Date,
): Promise<void> {
  if (replies.length === 0) return;
  await tx.write(insert, [
    replies.map(({ id }) => id),
    replies.map(({ sub }) => sub),
    replies.map(({ observationId }) => observationId),
    content.themeId,
    content.themeName,
    content.status,
    content.owner,
    content.releaseDate,
    content.reason,
    now,
    content.event,
    content.fromName,
  ]);
}

export interface OwnReply {
  readonly event: ReplyEvent;
  readonly themeId: string;
}

const own = statement<{ id: string; event: ReplyEvent; themeId: string }>(
  'reply.own',
  `SELECT id, event, theme_id AS "themeId" FROM reply WHERE id = ANY($1::uuid[]) AND sub = $2`,
);

/** Those of `ids` that are replies to her, by id. */
export async function ownReplies(
  tx: Reading,
  ids: readonly string[],
  sub: string,
): Promise<Map<string, OwnReply>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.read(own, [ids, sub]);
  return new Map(rows.map(({ id, ...reply }) => [id, reply]));
}

const read = statement(
  'reply.read',
  `UPDATE reply SET read_at = coalesce(reply.read_at, given.read_at)
   FROM unnest($1::uuid[], $2::text[]) AS given (id, read_at) WHERE reply.id = given.id`,
);

/** When they were first read stays. */
export async function readReplies(
  tx: Tx,
  rows: readonly { readonly id: string; readonly at: string }[],
): Promise<void> {
  await tx.write(read, [rows.map(({ id }) => id), rows.map(({ at }) => at)]);
}

const answer = statement(
  'reply.answer',
  `UPDATE reply SET helped = given.helped, read_at = coalesce(reply.read_at, given.at)
   FROM unnest($1::uuid[], $2::text[], $3::text[]) AS given (id, helped, at) WHERE reply.id = given.id`,
);

/** Whether it helped; one who answers has read. */
export async function answerReplies(
  tx: Tx,
  rows: readonly { readonly id: string; readonly helped: Helped; readonly at: string }[],
): Promise<void> {
  await tx.write(answer, [
    rows.map(({ id }) => id),
    rows.map(({ helped }) => helped),
    rows.map(({ at }) => at),
  ]);
}

const remove = statement<RemovedReply>(
  'reply.remove',
  `DELETE FROM reply WHERE observation_id = ANY($1::uuid[])
   RETURNING id, sub, theme_id AS "themeId", helped IS NOT NULL AS answered`,
);

export interface RemovedReply {
  readonly id: string;
  readonly sub: string;
  readonly themeId: string;
  readonly answered: boolean;
}

/** Takes away what was said of withdrawn observations. */
export function removeReplies(tx: Tx, observationIds: readonly string[]): Promise<RemovedReply[]> {
  return tx.write(remove, [observationIds]);
}

const of = statement<{ id: string; sub: string }>(
  'reply.of',
  'SELECT id, sub FROM reply WHERE observation_id = ANY($1::uuid[])',
);

/** What was said of observations, and to whom. */
export async function repliesAbout(
  tx: Reading,
  observationIds: readonly string[],
): Promise<{ id: string; sub: string }[]> {
  return observationIds.length === 0 ? [] : tx.read(of, [observationIds]);
}

const documents = statement<Omit<Reply, 'madeAt'> & { madeAt: Timestamptz }>(
  'reply.documents',
  `SELECT id, observation_id AS "observationId",
     (SELECT same_kind IS NOT NULL FROM observation WHERE id = observation_id) AS same, event, theme_id AS "themeId",
     theme_name AS "themeName", from_name AS "fromName", status, owner, release_date AS "releaseDate", reason,
     made_at AS "madeAt", read_at AS "readAt", helped
   FROM reply WHERE id = ANY($1::uuid[])`,
);

export const replyStatements = [documents];

export async function replyDocuments(tx: Reading, ids: readonly string[]): Promise<Reply[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(documents, [ids]);
  return rows.map((row) => ({ ...row, madeAt: isoOf(row.madeAt) }));
}
