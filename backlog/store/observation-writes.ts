import type { Review, Revision, SameAs } from '../../shared/domain/observation.ts';
import type { Role } from '../../shared/domain/roles.ts';
import { column, textColumn, timeColumn } from './columns.ts';
import { type Reading, statement, type Tx } from './database.ts';

/** Everything here writes many rows in one statement: a push of hundreds costs as many round trips as one of a few. */

export interface NewObservation {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly heardAt: string;
  readonly sameAs: SameAs | null;
  readonly goesWith: string | null;
  readonly follows: boolean;
  readonly withdrawn: boolean;
  readonly waitingSince: Date | null;
}

const insert = statement(
  'observation.insert',
  `INSERT INTO observation
     (id, author, unit, heard_at, same_kind, same_as, goes_with, follows, withdrawn, waiting_since, received_at, role)
   SELECT given.*, $11::timestamptz, $12::text
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::boolean[],
     $9::boolean[], $10::timestamptz[]) AS given`,
);

/** There must be none of them; else the transaction fails, as one that another has overtaken. `role`: the one they were logged in. */
export async function insertObservations(
  tx: Tx,
  rows: readonly NewObservation[],
  now: Date,
  role: Role | null,
): Promise<void> {
  await tx.write(insert, [
    column(rows, ({ id }) => id),
    textColumn(rows, ({ author }) => author),
    textColumn(rows, ({ unit }) => unit),
    textColumn(rows, ({ heardAt }) => heardAt),
    textColumn(rows, ({ sameAs }) => sameAs?.kind ?? null),
    column(rows, ({ sameAs }) => sameAs?.id ?? null),
    column(rows, ({ goesWith }) => goesWith),
    column(rows, ({ follows }) => follows),
    column(rows, ({ withdrawn }) => withdrawn),
    timeColumn(rows, ({ waitingSince }) => waitingSince),
    now,
    role,
  ]);
}

export interface NewRevision {
  readonly observationId: string;
  readonly ordinal: number;
  readonly revision: Revision;
}

const insertRevision = statement(
  'revision.insert',
  // The kinds acknowledged come as one text each, since PostgreSQL has no arrays of arrays of different lengths.
  `INSERT INTO revision
     (id, observation_id, ordinal, based_on, text, workaround, tags, answer, acknowledged, made_at, received_at)
   SELECT id, observation_id, ordinal, based_on, text, workaround, tags::jsonb, answer,
     string_to_array(acknowledged, ' '), made_at, $11::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
     $10::text[])
     AS given (id, observation_id, ordinal, based_on, text, workaround, tags, answer, acknowledged, made_at)`,
);

export async function insertRevisions(
  tx: Tx,
  rows: readonly NewRevision[],
  now: Date,
): Promise<void> {
  await tx.write(insertRevision, [
    column(rows, ({ revision }) => revision.id),
    column(rows, ({ observationId }) => observationId),
    column(rows, ({ ordinal }) => ordinal),
    column(rows, ({ revision }) => revision.basedOn),
    textColumn(rows, ({ revision }) => revision.text),
    textColumn(rows, ({ revision }) => revision.workaround),
    textColumn(rows, ({ revision }) => JSON.stringify(revision.tags)),
    textColumn(rows, ({ revision }) => revision.answer),
    textColumn(rows, ({ revision }) => revision.acknowledged.join(' ')),
    textColumn(rows, ({ revision }) => revision.madeAt),
    now,
  ]);
}

export interface NewReview {
  readonly observationId: string;
  readonly ordinal: number;
  readonly review: Review;
  readonly reviewer: string;
}

const insertReview = statement(
  'review.insert',
  `INSERT INTO review (id, observation_id, ordinal, revision_id, reviewer, decision, made_at, received_at)
   SELECT id, observation_id, ordinal, revision_id, reviewer, decision::jsonb, made_at, $8::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::text[])
     AS given (id, observation_id, ordinal, revision_id, reviewer, decision, made_at)`,
);

export async function insertReviews(tx: Tx, rows: readonly NewReview[], now: Date): Promise<void> {
  await tx.write(insertReview, [
    rows.map(({ review }) => review.id),
    rows.map(({ observationId }) => observationId),
    rows.map(({ ordinal }) => ordinal),
    rows.map(({ review }) => review.revisionId),
    rows.map(({ reviewer }) => reviewer),
    rows.map(({ review }) => JSON.stringify(review.decision)),
    rows.map(({ review }) => review.madeAt),
    now,
  ]);
}

export interface ReviewState {
  readonly id: string;
  readonly sameAs: SameAs | null;
  readonly goesWith: string | null;
  readonly follows: boolean;
  readonly waitingSince: Date | null;
  readonly escalation: 0 | 1 | 2;
}

const setReviewState = statement(
  'observation.setReviewState',
  `UPDATE observation SET waiting_since = given.waiting_since, escalation = given.escalation, same_kind = given.same_kind,
     same_as = given.same_as, goes_with = given.goes_with, follows = given.follows
   FROM unnest($1::uuid[], $2::timestamptz[], $3::smallint[], $4::text[], $5::uuid[], $6::uuid[], $7::boolean[])
     AS given (id, waiting_since, escalation, same_kind, same_as, goes_with, follows)
   WHERE observation.id = given.id`,
);

/** The observations must be held. */
export async function setReviewStates(tx: Tx, rows: readonly ReviewState[]): Promise<void> {
  await tx.write(setReviewState, [
    rows.map(({ id }) => id),
    rows.map(({ waitingSince }) => waitingSince),
    rows.map(({ escalation }) => escalation),
    rows.map(({ sameAs }) => sameAs?.kind ?? null),
    rows.map(({ sameAs }) => sameAs?.id ?? null),
    rows.map(({ goesWith }) => goesWith),
    rows.map(({ follows }) => follows),
  ]);
}

const markWithdrawn = statement(
  'observation.withdraw',
  `UPDATE observation SET withdrawn = true, waiting_since = NULL, same_kind = NULL, same_as = NULL, goes_with = NULL,
     follows = false WHERE id = ANY($1::uuid[])`,
);
const eraseRevisions = statement(
  'revision.erase',
  'DELETE FROM revision WHERE observation_id = ANY($1::uuid[])',
);
const eraseReviews = statement(
  'review.erase',
  'DELETE FROM review WHERE observation_id = ANY($1::uuid[])',
);

/** Leaves the bare fact that there was one: every word of hers, and of those who reviewed it, goes. */
export async function eraseObservations(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.write(markWithdrawn, [ids]);
  await tx.write(eraseRevisions, [ids]);
  await tx.write(eraseReviews, [ids]);
}

const known = statement<{ id: string }>(
  'words.known',
  `SELECT id FROM revision WHERE id = ANY($1::uuid[])
   UNION ALL SELECT id FROM review WHERE id = ANY($1::uuid[])
   UNION ALL SELECT id FROM theme_change WHERE id = ANY($1::uuid[])`,
);

/** Those of `ids` that some revision, review or change of a theme has already. */
export async function takenIds(tx: Reading, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.read(known, [column(ids, (id) => id)]);
  return new Set(rows.map(({ id }) => id));
}
