import type { Observation, Review, Revision } from '../../shared/domain/observation.ts';
import { type Reading, statement, type Tx } from './database.ts';

/** An observation as the service holds it, locked for the transaction that loaded it. */
export interface HeldObservation {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly heardAt: string;
  readonly receivedAt: Date;
  withdrawn: boolean;
  escalation: 0 | 1 | 2;
  waitingSince: Date | null;
  readonly revisions: Revision[];
  readonly reviews: Review[];
  insight: { readonly id: string; readonly themeId: string | null } | null;
}

type Head = Pick<
  HeldObservation,
  'id' | 'author' | 'unit' | 'heardAt' | 'receivedAt' | 'withdrawn' | 'escalation' | 'waitingSince'
>;
type RevisionRow = Revision & { observationId: string };
type ReviewRow = Review & { observationId: string };
interface InsightRow {
  id: string;
  observationId: string;
  themeId: string | null;
}

const head = `SELECT id, author, unit, heard_at AS "heardAt", received_at AS "receivedAt", withdrawn, escalation,
  waiting_since AS "waitingSince"
  FROM observation WHERE id = ANY($1::uuid[])`;
const readHeads = statement<Head>('observation.heads', head);
// Sorted, so that transactions that lock several wait for one another instead of dying of it.
const lockHeads = statement<Head>('observation.lock', `${head} ORDER BY id FOR NO KEY UPDATE`);
const readRevisions = statement<RevisionRow>(
  'revision.of',
  `SELECT observation_id AS "observationId", id, based_on AS "basedOn", text, workaround, tags, answer,
     made_at AS "madeAt"
   FROM revision WHERE observation_id = ANY($1::uuid[]) ORDER BY observation_id, ordinal`,
);
const readReviews = statement<ReviewRow>(
  'review.of',
  `SELECT observation_id AS "observationId", id, revision_id AS "revisionId", decision, made_at AS "madeAt"
   FROM review WHERE observation_id = ANY($1::uuid[]) ORDER BY observation_id, ordinal`,
);
const readInsights = statement<InsightRow>(
  'insight.ofObservations',
  `SELECT id, observation_id AS "observationId", theme_id AS "themeId"
   FROM insight WHERE observation_id = ANY($1::uuid[])`,
);

async function gather(
  tx: Reading,
  heads: readonly Head[],
  ids: readonly string[],
): Promise<HeldObservation[]> {
  const held = new Map<string, HeldObservation>();
  for (const row of heads) held.set(row.id, { ...row, revisions: [], reviews: [], insight: null });
  if (held.size === 0) return [];
  for (const { observationId, ...revision } of await tx.read(readRevisions, [ids]))
    held.get(observationId)?.revisions.push(revision);
  for (const { observationId, ...review } of await tx.read(readReviews, [ids]))
    held.get(observationId)?.reviews.push(review);
  for (const { observationId, ...insight } of await tx.read(readInsights, [ids])) {
    const observation = held.get(observationId);
    if (observation !== undefined) observation.insight = insight;
  }
  return [...held.values()];
}

/** Locks, then loads; unknown ids are left out. */
export async function holdObservations(
  tx: Reading,
  ids: readonly string[],
): Promise<HeldObservation[]> {
  if (ids.length === 0) return [];
  return gather(tx, await tx.read(lockHeads, [ids]), ids);
}

/** As their author and reviewers see them. Withdrawn ones are left out. */
export async function observationDocuments(
  tx: Reading,
  ids: readonly string[],
): Promise<Observation[]> {
  if (ids.length === 0) return [];
  const held = await gather(tx, await tx.read(readHeads, [ids]), ids);
  return held
    .filter((observation) => !observation.withdrawn)
    .map(({ id, unit, heardAt, revisions, reviews, withdrawn, insight, escalation }) => ({
      id,
      unit,
      heardAt,
      revisions,
      reviews,
      withdrawn,
      themeId: insight?.themeId ?? null,
      escalation,
    }));
}

export interface NewObservation {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly heardAt: string;
  readonly sameAs: string | null;
  readonly acknowledged: readonly string[];
  readonly revision: Revision;
}

const insert = statement<{ id: string }>(
  'observation.insert',
  `WITH inserted AS (
     INSERT INTO observation (id, author, unit, heard_at, same_as, received_at, waiting_since)
     VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT (id) DO NOTHING
     RETURNING id)
   INSERT INTO revision (id, observation_id, ordinal, based_on, text, workaround, tags, answer, acknowledged, made_at, received_at)
   SELECT $7, id, 1, NULL, $8, $9, $10, NULL, $11, $12, $6 FROM inserted
   RETURNING observation_id AS id`,
);

/** False if there is one of that id already. */
export async function insertObservation(
  tx: Tx,
  { id, author, unit, heardAt, sameAs, acknowledged, revision }: NewObservation,
  now: Date,
): Promise<boolean> {
  const rows = await tx.write(insert, [
    id,
    author,
    unit,
    heardAt,
    sameAs,
    now,
    revision.id,
    revision.text,
    revision.workaround,
    JSON.stringify(revision.tags),
    acknowledged,
    revision.madeAt,
  ]);
  return rows.length > 0;
}

const addRevision = statement(
  'revision.insert',
  `INSERT INTO revision (id, observation_id, ordinal, based_on, text, workaround, tags, answer, acknowledged, made_at, received_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** The observation must be held. */
export async function insertRevision(
  tx: Tx,
  observation: HeldObservation,
  revision: Revision,
  acknowledged: readonly string[],
  now: Date,
): Promise<void> {
  await tx.write(addRevision, [
    revision.id,
    observation.id,
    observation.revisions.length + 1,
    revision.basedOn,
    revision.text,
    revision.workaround,
    JSON.stringify(revision.tags),
    revision.answer,
    acknowledged,
    revision.madeAt,
    now,
  ]);
  observation.revisions.push(revision);
}

const addReview = statement(
  'review.insert',
  `INSERT INTO review (id, observation_id, ordinal, revision_id, reviewer, decision, made_at, received_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** The observation must be held. */
export async function insertReview(
  tx: Tx,
  observation: HeldObservation,
  review: Review,
  reviewer: string,
  now: Date,
): Promise<void> {
  await tx.write(addReview, [
    review.id,
    observation.id,
    observation.reviews.length + 1,
    review.revisionId,
    reviewer,
    JSON.stringify(review.decision),
    review.madeAt,
    now,
  ]);
  observation.reviews.push(review);
}

const setWaiting = statement(
  'observation.setWaiting',
  'UPDATE observation SET waiting_since = $2, escalation = $3 WHERE id = $1',
);

export async function setReviewState(
  tx: Tx,
  observation: HeldObservation,
  waitingSince: Date | null,
  escalation: 0 | 1 | 2,
): Promise<void> {
  await tx.write(setWaiting, [observation.id, waitingSince, escalation]);
  observation.waitingSince = waitingSince;
  observation.escalation = escalation;
}

const markWithdrawn = statement(
  'observation.withdraw',
  'UPDATE observation SET withdrawn = true, waiting_since = NULL WHERE id = $1',
);
const eraseRevisions = statement(
  'revision.erase',
  'DELETE FROM revision WHERE observation_id = $1',
);
const eraseReviews = statement('review.erase', 'DELETE FROM review WHERE observation_id = $1');

/** Leaves the bare fact that there was one: every word of hers, and of those who reviewed it, goes. */
export async function withdrawObservation(tx: Tx, observation: HeldObservation): Promise<void> {
  await tx.write(markWithdrawn, [observation.id]);
  await tx.write(eraseRevisions, [observation.id]);
  await tx.write(eraseReviews, [observation.id]);
  observation.withdrawn = true;
  observation.waitingSince = null;
  observation.revisions.length = 0;
  observation.reviews.length = 0;
}

export interface Overdue {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly escalation: 1 | 2;
}

const raise = statement<Overdue>(
  'observation.raise',
  `WITH due AS (
     SELECT observation.id,
       CASE WHEN waiting_since + 2 * review_limit_hours * interval '1 hour' < $1 THEN 2 ELSE 1 END AS level
     FROM observation JOIN unit ON unit.number = observation.unit
     WHERE waiting_since IS NOT NULL AND escalation < 2
       AND waiting_since + (escalation + 1) * review_limit_hours * interval '1 hour' < $1
     ORDER BY observation.id LIMIT $2
     FOR NO KEY UPDATE OF observation SKIP LOCKED)
   UPDATE observation SET escalation = due.level FROM due WHERE observation.id = due.id
   RETURNING observation.id, author, unit, escalation`,
);

/** Raises what has waited longer than its unit's limit (1), or twice that (2). At most `limit`. */
export function raiseOverdue(tx: Tx, now: Date, limit: number): Promise<Overdue[]> {
  return tx.write(raise, [now, limit]);
}
