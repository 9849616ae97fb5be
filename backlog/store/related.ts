import { type Reading, statement } from './database.ts';

const related = statement<{ id: string }>(
  'observation.related',
  `WITH RECURSIVE beside AS (
     SELECT id FROM unnest($1::uuid[]) AS given (id)
     UNION SELECT observation.id FROM beside JOIN observation ON observation.goes_with = beside.id
   ), together AS (
     SELECT id FROM beside
     UNION SELECT goes_with FROM together JOIN observation USING (id) WHERE goes_with IS NOT NULL
   )
   SELECT id FROM together`,
);

const known = statement<{ id: string }>(
  'observation.known',
  'SELECT id FROM observation WHERE id = ANY($1::uuid[])',
);

/** Which of these there are. Nothing is locked. */
export async function knownObservations(tx: Reading, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(known, [ids]);
  return rows.map(({ id }) => id);
}

/** These observations, all that go with them, and what they go with. Nothing is locked. */
export async function relatedObservations(
  tx: Reading,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.read(related, [ids]);
  return new Set(rows.map(({ id }) => id));
}

const themesOf = statement<{ themeId: string }>(
  'insight.themesOf',
  `SELECT DISTINCT theme_id AS "themeId" FROM insight WHERE observation_id = ANY($1::uuid[]) AND theme_id IS NOT NULL`,
);

/** The themes in which the insights of these observations lie. Nothing is locked. */
export async function themesOfObservations(tx: Reading, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(themesOf, [ids]);
  return rows.map(({ themeId }) => themeId);
}

const standsFor = statement<{ id: string }>(
  'theme.standsFor',
  `WITH RECURSIVE chain AS (
     SELECT id FROM unnest($1::uuid[]) AS given (id)
     UNION SELECT merged_into FROM chain JOIN theme USING (id) WHERE merged_into IS NOT NULL
   )
   SELECT id FROM chain`,
);

/** These themes and those that stand for them. Nothing is locked. */
export async function withMergedInto(tx: Reading, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(standsFor, [ids]);
  return rows.map(({ id }) => id);
}
