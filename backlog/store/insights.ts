import type { Tags } from '../../shared/domain/tags.ts';
import type { Insight } from '../../shared/domain/theme.ts';
import { type Reading, statement, type Tx } from './database.ts';

export interface InsightContent {
  readonly id: string;
  readonly observationId: string;
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly week: string;
  readonly themeId: string | null;
}

const put = statement(
  'insight.put',
  // Where one lies when it is made; after that it is placed. It may keep its words longer than its observation.
  `INSERT INTO insight (id, observation_id, text, workaround, tags, week, theme_id, created_at)
   SELECT id, observation_id, text, workaround, tags::jsonb, week, theme_id, $8::timestamptz
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[])
     AS given (id, observation_id, text, workaround, tags, week, theme_id)
   ON CONFLICT (observation_id) DO UPDATE
     SET text = CASE excluded.text WHEN '' THEN insight.text ELSE excluded.text END,
       workaround = CASE excluded.text WHEN '' THEN insight.workaround ELSE excluded.workaround END, tags = excluded.tags`,
);

/** Makes insights, or brings those there are up to date. Their observations must be held. */
export async function putInsights(
  tx: Tx,
  rows: readonly InsightContent[],
  now: Date,
): Promise<void> {
  await tx.write(put, [
    rows.map(({ id }) => id),
    rows.map(({ observationId }) => observationId),
    rows.map(({ text }) => text),
    rows.map(({ workaround }) => workaround),
    rows.map(({ tags }) => JSON.stringify(tags)),
    rows.map(({ week }) => week),
    rows.map(({ themeId }) => themeId),
    now,
  ]);
}

const remove = statement('insight.remove', 'DELETE FROM insight WHERE id = ANY($1::uuid[])');

export async function removeInsights(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.write(remove, [ids]);
}

const documents = statement<Insight>(
  'insight.documents',
  `SELECT id, text, workaround, tags, week, theme_id AS "themeId",
     (SELECT same_kind IS NOT NULL FROM observation WHERE id = observation_id) AS same
   FROM insight WHERE id = ANY($1::uuid[]) AND text <> ''`,
);

export const insightStatements = [documents];

/** Those with words. */
export async function insightDocuments(tx: Reading, ids: readonly string[]): Promise<Insight[]> {
  return ids.length === 0 ? [] : tx.read(documents, [ids]);
}

const sources = statement<{ observationId: string }>(
  'insight.sources',
  'SELECT observation_id AS "observationId" FROM insight WHERE id = ANY($1::uuid[])',
);

/** The observations behind insights, which a document never names. Nothing is locked. */
export async function sourcesOfInsights(tx: Reading, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(sources, [ids]);
  return rows.map(({ observationId }) => observationId);
}

/** Whose words an insight of a theme was made of. */
export interface Contribution {
  /** The observation's. */
  readonly id: string;
  readonly author: string;
}

const lockThemeSources = statement(
  'insight.lockThemeSources',
  `SELECT observation.id FROM observation JOIN insight ON insight.observation_id = observation.id
   WHERE insight.theme_id = $1 ORDER BY observation.id FOR SHARE OF observation`,
);
const ofTheme = statement<Contribution>(
  'insight.contributions',
  `SELECT observation.id, author
   FROM insight JOIN observation ON observation.id = insight.observation_id WHERE theme_id = $1
   ORDER BY observation.id`,
);

/** Everything in a theme; none of it can be withdrawn or moved until the transaction ends. */
export async function holdContributions(tx: Reading, themeId: string): Promise<Contribution[]> {
  await tx.read(lockThemeSources, [themeId]);
  // Read after the locks: what went while we waited for them is not in it any more.
  return tx.read(ofTheme, [themeId]);
}

const place = statement(
  'insight.place',
  'UPDATE insight SET theme_id = $2 WHERE id = ANY($1::uuid[])',
);

/** Their observations must be held. */
export async function placeInsights(
  tx: Tx,
  ids: readonly string[],
  themeId: string | null,
): Promise<void> {
  await tx.write(place, [ids, themeId]);
}
