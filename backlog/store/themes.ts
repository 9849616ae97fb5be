import { type Answers, type Cell, QUOTE_LIMIT, type Quote } from '../../shared/domain/evidence.ts';
import type { Theme, ThemeChange } from '../../shared/domain/theme.ts';
import { isoOf, type Reading, statement, type Timestamptz, type Tx } from './database.ts';

export type HeldTheme = Pick<
  Theme,
  | 'id'
  | 'name'
  | 'tema'
  | 'step'
  | 'status'
  | 'owner'
  | 'releaseDate'
  | 'workaround'
  | 'mergedInto'
  | 'due'
> & { readonly createdAt: Date };

const columns = `id, name, tema, step, status, owner, release_date AS "releaseDate", workaround,
  merged_into AS "mergedInto", created_at AS "createdAt",
  CASE WHEN due_kind IS NULL THEN NULL
    ELSE jsonb_build_object('kind', due_kind, 'date', due_date, 'overdue', overdue) END AS due`;
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
  `INSERT INTO theme (id, name, tema, step, status, owner, due_kind, due_date, created_at)
   VALUES ($1, $2, $3, $4, 'new', $5, $6, $7, $8)
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);

/** False if there is one of that id already. */
export async function insertTheme(
  tx: Tx,
  theme: Pick<Theme, 'id' | 'name' | 'tema' | 'step' | 'owner' | 'due'>,
  now: Date,
): Promise<boolean> {
  const rows = await tx.write(insert, [
    theme.id,
    theme.name,
    theme.tema,
    theme.step,
    theme.owner,
    theme.due?.kind ?? null,
    theme.due?.date ?? null,
    now,
  ]);
  return rows.length > 0;
}

const update = statement(
  'theme.update',
  `UPDATE theme SET name = $2, status = $3, owner = $4, release_date = $5, workaround = $6, merged_into = $7, due_kind = $8,
     due_date = $9, overdue = $10 WHERE id = $1`,
);
const addChange = statement(
  'themeChange.insert',
  `INSERT INTO theme_change (id, theme_id, ordinal, patch, reason, made_by, made_at, received_at, event)
   SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8 FROM theme_change WHERE theme_id = $2`,
);

/** One line more of what happened to the theme, which must be held. */
export async function addThemeChange(
  tx: Tx,
  themeId: string,
  { id, patch, reason, madeAt, event }: ThemeChange,
  by: string,
  now: Date,
): Promise<void> {
  await tx.write(addChange, [
    id,
    themeId,
    JSON.stringify(patch),
    reason,
    by,
    madeAt,
    now,
    event === null ? null : JSON.stringify(event),
  ]);
}

/** The theme must be held. */
export async function changeTheme(
  tx: Tx,
  theme: HeldTheme,
  change: ThemeChange,
  by: string,
  now: Date,
): Promise<void> {
  await addThemeChange(tx, theme.id, change, by, now);
  await writeTheme(tx, theme);
}

/** All of a theme that is held, as it stands now. */
export async function writeTheme(tx: Tx, theme: HeldTheme): Promise<void> {
  await tx.write(update, [
    theme.id,
    theme.name,
    theme.status,
    theme.owner,
    theme.releaseDate,
    theme.workaround,
    theme.mergedInto,
    theme.due?.kind ?? null,
    theme.due?.date ?? null,
    theme.due?.overdue ?? false,
  ]);
}

const noTerms = statement(
  'theme.forgetTerms',
  `UPDATE theme SET terms = '{}' WHERE id = ANY($1::uuid[]) AND terms <> '{}'`,
);

/** A word may have been that of the insight that went; what a theme is known by is worked out anew. */
export async function forgetTerms(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.write(noTerms, [ids]);
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

type Worked = Pick<Theme, 'terms' | 'spread' | 'signal' | 'verdict' | 'chart'>;
const documents = statement<Omit<HeldTheme, 'createdAt'> & Worked & { createdAt: Timestamptz }>(
  'theme.documents',
  `SELECT ${columns}, terms, spread, signal, verdict, chart
   FROM theme WHERE id = ANY($1::uuid[])`,
);
const changes = statement<ThemeChange & { themeId: string }>(
  'themeChange.of',
  `SELECT theme_id AS "themeId", id, patch, reason, made_at AS "madeAt", event
   FROM theme_change WHERE theme_id = ANY($1::uuid[]) ORDER BY theme_id, ordinal`,
);
const weeks = statement<{ themeId: string; week: string; count: number }>(
  'theme.weeks',
  `SELECT theme_id AS "themeId", week, count(*)::int AS count
   FROM insight WHERE theme_id = ANY($1::uuid[]) GROUP BY theme_id, week ORDER BY theme_id, week`,
);
const units = statement<{ themeId: string; units: number }>(
  'theme.units',
  // One by one: joined, the whole of observation may be read for a few insights.
  `SELECT theme_id AS "themeId",
     count(DISTINCT (SELECT unit FROM observation WHERE id = observation_id))::int AS units
   FROM insight WHERE theme_id = ANY($1::uuid[]) GROUP BY theme_id`,
);

const quotes = statement<Quote & { themeId: string }>(
  'theme.quotes',
  // Those found typical; until then the newest, each words once.
  `SELECT given.id AS "themeId", quote.id, quote.text
   FROM unnest($1::uuid[]) AS given (id)
   CROSS JOIN LATERAL (
     SELECT insight.id, text FROM theme_quote JOIN insight ON insight.id = insight_id
     WHERE theme_quote.theme_id = given.id AND insight.theme_id = given.id AND text <> '' ORDER BY rank) AS quote
   UNION ALL
   SELECT given.id, quote.id, quote.text
   FROM unnest($1::uuid[]) AS given (id)
   CROSS JOIN LATERAL (
     SELECT id, text FROM (
       SELECT DISTINCT ON (text) insight.id, text, week FROM insight
       WHERE theme_id = given.id AND text <> '' ORDER BY text, week DESC, insight.id) AS once
     ORDER BY week DESC, text LIMIT ${QUOTE_LIMIT}) AS quote
   WHERE NOT EXISTS (SELECT 1 FROM theme_quote WHERE theme_id = given.id)`,
);
const answers = statement<{ themeId: string; yes: number; no: number; unsure: number }>(
  'theme.answers',
  // Each who answered counts once, by her last answer.
  `SELECT theme_id AS "themeId", count(*) FILTER (WHERE helped = 'yes')::int AS yes,
     count(*) FILTER (WHERE helped = 'no')::int AS no, count(*) FILTER (WHERE helped = 'unsure')::int AS unsure
   FROM (SELECT DISTINCT ON (theme_id, sub) theme_id, helped FROM reply
     WHERE theme_id = ANY($1::uuid[]) AND helped IS NOT NULL ORDER BY theme_id, sub, made_at DESC) AS last
   GROUP BY theme_id`,
);

/** What their documents are made of. */
export const themeStatements = [documents, changes, weeks, units, quotes, answers];

/** Themes with their changes and evidence, counted as it is now: six statements however many themes. */
export async function themeDocuments(tx: Reading, ids: readonly string[]): Promise<Theme[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(documents, [ids]);
  const themes = new Map<string, Theme>(
    rows.map(({ createdAt, ...theme }) => [
      theme.id,
      {
        ...theme,
        createdAt: isoOf(createdAt),
        changes: [],
        evidence: { total: 0, units: 0, weeks: [] },
        quotes: [],
        answers: null,
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
  for (const { themeId, ...quote } of await tx.read(quotes, [ids]))
    themes.get(themeId)?.quotes.push(quote);
  for (const { themeId, ...counts } of await tx.read(answers, [ids])) {
    const theme = themes.get(themeId);
    if (theme !== undefined) theme.answers = shownAnswers(counts);
  }
  return [...themes.values()];
}

/** Few answers would say who gave them. */
function shownAnswers(counts: { yes: number; no: number; unsure: number }): Answers | null {
  const shown = (count: number): Cell => (count < 5 ? '<5' : count);
  const answers = { yes: shown(counts.yes), no: shown(counts.no), unsure: shown(counts.unsure) };
  return Object.values(answers).every((cell) => cell === '<5') ? null : answers;
}
