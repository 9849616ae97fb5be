import { type Reading, statement, type Tx } from './database.ts';

/** An observation with words, and when last something was written or decided about it. */
export interface Worded {
  readonly id: string;
  readonly lastAt: Date;
  /** Its own words, questions and reasons are there; those of its insight are. */
  readonly words: boolean;
  readonly insight: boolean;
}

export const worded = statement<{ id: string }>(
  'retention.worded',
  // By id, which is by time: what is old comes first, and a run that goes on from the last id sees each once.
  `SELECT id FROM (
     SELECT observation_id AS id FROM revision WHERE text <> '' AND received_at < $1 AND observation_id > $2
     UNION SELECT observation_id FROM insight WHERE text <> '' AND created_at < $1 AND observation_id > $2
   ) AS old
   WHERE NOT EXISTS (SELECT FROM revision WHERE observation_id = old.id AND received_at >= $1)
     AND NOT EXISTS (SELECT FROM review WHERE observation_id = old.id AND received_at >= $1)
   ORDER BY id LIMIT $3`,
);

/** The next observations after `after` with words about which nothing has happened since `before`. Nothing is locked. */
export async function wordedBefore(
  tx: Reading,
  before: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.read(worded, [before, after, limit]);
  return rows.map(({ id }) => id);
}

const standing = statement<Worded>(
  'retention.standing',
  `SELECT given.id, words, coalesce(insight.text <> '', false) AS insight,
     greatest(spoken, (SELECT max(received_at) FROM review WHERE observation_id = given.id)) AS "lastAt"
   FROM unnest($1::uuid[]) AS given (id)
   CROSS JOIN LATERAL (
     SELECT max(received_at) AS spoken, bool_or(text <> '') AS words FROM revision WHERE observation_id = given.id) AS said
   LEFT JOIN insight ON insight.observation_id = given.id
   WHERE spoken IS NOT NULL`,
);

/** How the words of observations stand, which must be held. */
export function standingWords(tx: Reading, ids: readonly string[]): Promise<Worded[]> {
  return ids.length === 0 ? Promise.resolve([]) : tx.read(standing, [ids]);
}

const emptyRevisions = statement(
  'revision.empty',
  `UPDATE revision SET text = '', workaround = NULL, answer = NULL, acknowledged = '{}'
   WHERE observation_id = ANY($1::uuid[])`,
);
const emptyReviews = statement(
  'review.empty',
  `UPDATE review SET decision = decision || CASE WHEN decision ? 'question' THEN '{"question": ""}' ELSE '{"reason": ""}' END::jsonb
   WHERE observation_id = ANY($1::uuid[]) AND decision ?| ARRAY['question', 'reason']`,
);
const waitNoMore = statement(
  'observation.waitNoMore',
  'UPDATE observation SET waiting_since = NULL WHERE id = ANY($1::uuid[]) AND waiting_since IS NOT NULL',
);

/** Every word goes that was said in them or about them; revisions, decisions and tags stay. They must be held. */
export async function emptyWords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.write(emptyRevisions, [ids]);
  await tx.write(emptyReviews, [ids]);
}

/** Nobody is to review them. They must be held. */
export async function waitForNobody(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.write(waitNoMore, [ids]);
}

const emptyInsight = statement<EmptiedInsight>(
  'insight.empty',
  `UPDATE insight SET text = '', workaround = NULL FROM observation
   WHERE observation.id = observation_id AND observation_id = ANY($1::uuid[])
   RETURNING insight.id, theme_id AS "themeId", unit`,
);

export interface EmptiedInsight {
  readonly id: string;
  readonly themeId: string | null;
  readonly unit: string;
}

/** The words of their insights go; each goes on counting in its week and theme. The observations must be held. */
export function emptyInsights(
  tx: Tx,
  observationIds: readonly string[],
): Promise<EmptiedInsight[]> {
  return observationIds.length === 0
    ? Promise.resolve([])
    : tx.write(emptyInsight, [observationIds]);
}
