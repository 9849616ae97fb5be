import type { Theme, ThemeChange } from '../../shared/domain/theme.ts';
import { type Reading, statement, type Tx } from './database.ts';

export type HeldTheme = Pick<
  Theme,
  'id' | 'name' | 'tema' | 'step' | 'status' | 'owner' | 'releaseDate' | 'workaround'
>;

const columns = `id, name, tema, step, status, owner, release_date AS "releaseDate", workaround`;
const lock = statement<HeldTheme>(
  'theme.lock',
  `SELECT ${columns} FROM theme WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
);

/** Locks, then loads; unknown ids are left out. */
export async function holdThemes(tx: Reading, ids: readonly string[]): Promise<HeldTheme[]> {
  return ids.length === 0 ? [] : tx.read(lock, [ids]);
}

const insert = statement<{ id: string }>(
  'theme.insert',
  `INSERT INTO theme (id, name, tema, step, status, created_at) VALUES ($1, $2, $3, $4, 'new', $5)
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);

/** False if there is one of that id already. */
export async function insertTheme(
  tx: Tx,
  theme: Pick<Theme, 'id' | 'name' | 'tema' | 'step'>,
  now: Date,
): Promise<boolean> {
  const rows = await tx.write(insert, [theme.id, theme.name, theme.tema, theme.step, now]);
  return rows.length > 0;
}

const update = statement(
  'theme.update',
  `UPDATE theme SET name = $2, status = $3, owner = $4, release_date = $5, workaround = $6 WHERE id = $1`,
);
const addChange = statement(
  'themeChange.insert',
  `INSERT INTO theme_change (id, theme_id, ordinal, patch, reason, made_by, made_at, received_at)
   SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7 FROM theme_change WHERE theme_id = $2`,
);

/** The theme must be held. */
export async function changeTheme(
  tx: Tx,
  theme: HeldTheme,
  change: ThemeChange,
  by: string,
  now: Date,
): Promise<void> {
  await tx.write(addChange, [
    change.id,
    theme.id,
    JSON.stringify(change.patch),
    change.reason,
    by,
    change.madeAt,
    now,
  ]);
  await tx.write(update, [
    theme.id,
    theme.name,
    theme.status,
    theme.owner,
    theme.releaseDate,
    theme.workaround,
  ]);
}

const reason = statement<{ reason: string | null }>(
  'themeChange.statusReason',
  `SELECT reason FROM theme_change WHERE theme_id = $1 AND patch ? 'status' ORDER BY ordinal DESC LIMIT 1`,
);

/** What was said when the theme came to the status it has, or null. */
export async function statusReason(tx: Reading, themeId: string): Promise<string | null> {
  const [last] = await tx.read(reason, [themeId]);
  return last?.reason ?? null;
}

const documents = statement<HeldTheme & { createdAt: Date }>(
  'theme.documents',
  `SELECT ${columns}, created_at AS "createdAt" FROM theme WHERE id = ANY($1::uuid[])`,
);
const changes = statement<ThemeChange & { themeId: string }>(
  'themeChange.of',
  `SELECT theme_id AS "themeId", id, patch, reason, made_at AS "madeAt"
   FROM theme_change WHERE theme_id = ANY($1::uuid[]) ORDER BY theme_id, ordinal`,
);
const weeks = statement<{ themeId: string; week: string; count: number }>(
  'theme.weeks',
  `SELECT theme_id AS "themeId", week, count(*)::int AS count
   FROM insight WHERE theme_id = ANY($1::uuid[]) GROUP BY theme_id, week ORDER BY theme_id, week`,
);
const units = statement<{ themeId: string; units: number }>(
  'theme.units',
  `SELECT theme_id AS "themeId", count(DISTINCT unit)::int AS units
   FROM insight JOIN observation ON observation.id = insight.observation_id
   WHERE theme_id = ANY($1::uuid[]) GROUP BY theme_id`,
);

/** Themes with their changes and evidence, counted as it is now: four statements however many themes. */
export async function themeDocuments(tx: Reading, ids: readonly string[]): Promise<Theme[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(documents, [ids]);
  const themes = new Map<string, Theme>(
    rows.map(({ createdAt, ...theme }) => [
      theme.id,
      {
        ...theme,
        createdAt: createdAt.toISOString(),
        changes: [],
        evidence: { total: 0, units: 0, weeks: [] },
      },
    ]),
  );
  for (const { themeId, ...change } of await tx.read(changes, [ids]))
    themes.get(themeId)?.changes.push(change);
  for (const { themeId, week, count } of await tx.read(weeks, [ids])) {
    const evidence = themes.get(themeId)?.evidence;
    if (evidence === undefined) continue;
    evidence.weeks.push({ week, count });
    evidence.total += count;
  }
  for (const row of await tx.read(units, [ids])) {
    const evidence = themes.get(row.themeId)?.evidence;
    if (evidence !== undefined) evidence.units = row.units;
  }
  return [...themes.values()];
}
