import type { Tags } from '../../shared/domain/tags.ts';
import type { Insight } from '../../shared/domain/theme.ts';
import { type Reading, statement, type Tx } from './database.ts';

const put = statement<{ id: string }>(
  'insight.put',
  `INSERT INTO insight (id, observation_id, text, workaround, tags, week, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (observation_id) DO UPDATE
     SET text = excluded.text, workaround = excluded.workaround, tags = excluded.tags
   RETURNING id`,
);

export interface NewInsight {
  readonly id: string;
  readonly observationId: string;
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly week: string;
}

/** Makes the observation's insight, or brings the one there is up to date. Returns its id. */
export async function putInsight(tx: Tx, insight: NewInsight, now: Date): Promise<string> {
  const rows = await tx.write(put, [
    insight.id,
    insight.observationId,
    insight.text,
    insight.workaround,
    JSON.stringify(insight.tags),
    insight.week,
    now,
  ]);
  return rows[0]?.id ?? insight.id;
}

const remove = statement('insight.remove', 'DELETE FROM insight WHERE id = $1');

export async function removeInsight(tx: Tx, id: string): Promise<void> {
  await tx.write(remove, [id]);
}

const documents = statement<Insight>(
  'insight.documents',
  `SELECT id, text, workaround, tags, week, theme_id AS "themeId" FROM insight WHERE id = ANY($1::uuid[])`,
);

export async function insightDocuments(tx: Reading, ids: readonly string[]): Promise<Insight[]> {
  return ids.length === 0 ? [] : tx.read(documents, [ids]);
}

/** An insight and the observation behind it, which the document never names. */
export interface PlacedInsight {
  readonly id: string;
  readonly themeId: string | null;
  readonly observationId: string;
  readonly author: string;
  readonly unit: string;
  readonly heardAt: string;
}

const withSource = `SELECT insight.id, theme_id AS "themeId", observation.id AS "observationId", author, unit,
  heard_at AS "heardAt"
  FROM insight JOIN observation ON observation.id = insight.observation_id`;

// Locks the observations, as a review or a withdrawal does, so that neither happens meanwhile.
const lockSources = statement(
  'insight.lockSources',
  `SELECT observation.id FROM observation JOIN insight ON insight.observation_id = observation.id
   WHERE insight.id = ANY($1::uuid[]) ORDER BY observation.id FOR NO KEY UPDATE OF observation`,
);
const sources = statement<PlacedInsight>(
  'insight.sources',
  `${withSource} WHERE insight.id = ANY($1::uuid[]) ORDER BY insight.id`,
);

/** Those of `ids` that there are, their observations locked. */
export async function holdInsights(tx: Reading, ids: readonly string[]): Promise<PlacedInsight[]> {
  await tx.read(lockSources, [ids]);
  return tx.read(sources, [ids]);
}

const lockThemeSources = statement(
  'insight.lockThemeSources',
  `SELECT observation.id FROM observation JOIN insight ON insight.observation_id = observation.id
   WHERE insight.theme_id = $1 ORDER BY observation.id FOR SHARE OF observation`,
);
const ofTheme = statement<PlacedInsight>('insight.ofTheme', `${withSource} WHERE theme_id = $1`);

/** Everything in a theme; none of it can be withdrawn until the transaction ends. */
export async function holdInsightsOfTheme(tx: Reading, themeId: string): Promise<PlacedInsight[]> {
  await tx.read(lockThemeSources, [themeId]);
  return tx.read(ofTheme, [themeId]);
}

const place = statement(
  'insight.place',
  'UPDATE insight SET theme_id = $2 WHERE id = ANY($1::uuid[])',
);

export async function placeInsights(
  tx: Tx,
  ids: readonly string[],
  themeId: string | null,
): Promise<void> {
  await tx.write(place, [ids, themeId]);
}
