import type { Observation, Review, Revision, SameAs } from '../../shared/domain/observation.ts';
import { type Reading, statement } from './database.ts';

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
  /** Of a +1, until its author words it herself. */
  sameAs: SameAs | null;
  /** The observation beside which its insight lies; `follows`: it shares that one's review. */
  goesWith: string | null;
  follows: boolean;
  readonly revisions: Revision[];
  readonly reviews: Review[];
  insight: { readonly id: string; readonly themeId: string | null } | null;
}

type Head = Pick<
  HeldObservation,
  | 'id'
  | 'author'
  | 'unit'
  | 'heardAt'
  | 'receivedAt'
  | 'withdrawn'
  | 'escalation'
  | 'waitingSince'
  | 'sameAs'
  | 'goesWith'
  | 'follows'
>;
type RevisionRow = Revision & { observationId: string };
type ReviewRow = Review & { observationId: string };
interface InsightRow {
  id: string;
  observationId: string;
  themeId: string | null;
}

const head = `SELECT id, author, unit, heard_at AS "heardAt", received_at AS "receivedAt", withdrawn, escalation,
  waiting_since AS "waitingSince", goes_with AS "goesWith", follows,
  CASE WHEN same_kind IS NULL THEN NULL ELSE jsonb_build_object('kind', same_kind, 'id', same_as) END AS "sameAs"
  FROM observation WHERE id = ANY($1::uuid[])`;
const readHeads = statement<Head>('observation.heads', head);
// Sorted, so that transactions that lock several wait for one another instead of dying of it.
const lockHeads = statement<Head>('observation.lock', `${head} ORDER BY id FOR NO KEY UPDATE`);
const readRevisions = statement<RevisionRow>(
  'revision.of',
  `SELECT observation_id AS "observationId", id, based_on AS "basedOn", text, workaround, tags, answer,
     acknowledged, made_at AS "madeAt"
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

/** What their documents are made of. */
export const observationStatements = [readHeads, readRevisions, readReviews, readInsights];

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
    .map(({ insight, ...observation }) => ({
      id: observation.id,
      unit: observation.unit,
      heardAt: observation.heardAt,
      revisions: observation.revisions,
      reviews: observation.reviews,
      withdrawn: observation.withdrawn,
      sameAs: observation.sameAs,
      follows: observation.follows,
      themeId: insight?.themeId ?? null,
      escalation: observation.escalation,
    }));
}
