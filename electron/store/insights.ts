import type { Insight } from '../../shared/domain/theme.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import type { OutboxState } from './operations.ts';
import { rowNumber, startOfWeek } from './order.ts';
import { matchExpression, wordsOf } from './search.ts';

interface Row {
  document: string;
  theme_id: string | null;
}

function insightOf({ document, theme_id }: Row): Insight {
  return { ...(JSON.parse(document) as Insight), themeId: theme_id };
}

export interface InsightQuery {
  /** Words that each must begin a word of text or workaround; null or without a word: all. */
  readonly query: string | null;
  /** In a theme, in none, or (null) either. */
  readonly placed: boolean | null;
  readonly limit: number;
  readonly offset: number;
}

/** Every form is a text of its own, so that each has its plan. Exported for the test of the plans. */
export function insightSql(
  searched: boolean,
  placed: boolean | null,
): { page: string; count: string } {
  const where = [
    ...(searched ? ['s.insight_search MATCH ?'] : []),
    ...(placed === null ? [] : [`i.theme_id IS ${placed ? 'NOT NULL' : 'NULL'}`]),
  ];
  const from = searched
    ? 'FROM insight_search s CROSS JOIN insight i ON i.n = s.rowid'
    : 'FROM insight i';
  const n = searched ? 's.rowid' : 'i.n';
  const chosen = `${from}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`;
  return {
    page: `SELECT i.document, i.theme_id
      FROM (SELECT ${n} AS n ${chosen} ORDER BY ${n} DESC LIMIT ? OFFSET ?) p
      CROSS JOIN insight i ON i.n = p.n ORDER BY p.n DESC`,
    count: `SELECT count(*) AS total ${chosen}`,
  };
}

/** The backlog's insights, newest week first. `total` counts all that match. */
export function listInsights(
  db: ReadableDb,
  { query, placed, limit, offset }: InsightQuery,
): { insights: Insight[]; total: number } {
  const words = wordsOf(query);
  const match = words.length === 0 ? [] : [matchExpression(words)];
  const sql = insightSql(match.length > 0, placed);
  return {
    insights: db.all<Row>(sql.page, ...match, limit, offset).map(insightOf),
    total: db.get<{ total: number }>(sql.count, ...match)?.total ?? 0,
  };
}

export const INSIGHTS_OF_THEME =
  'SELECT document, theme_id FROM insight WHERE theme_id = ? ORDER BY n DESC LIMIT ?';

/** What lies in a theme, newest week first. */
export function insightsOfTheme(db: ReadableDb, themeId: string, limit: number): Insight[] {
  return db.all<Row>(INSIGHTS_OF_THEME, themeId, limit).map(insightOf);
}

/** One of the backlog's insights as it lies here, or undefined. */
export function findInsight(db: ReadableDb, id: string): Insight | undefined {
  const row = db.get<Row>('SELECT document, theme_id FROM insight WHERE id = ?', id);
  return row === undefined ? undefined : insightOf(row);
}

/** Those of `ids` that this machine holds no insight of. */
export function missingInsights(db: ReadableDb, ids: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      'SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM insight)',
      JSON.stringify(ids),
    )
    .map(({ id }) => id);
}

interface Placement {
  outbox_n: number;
  theme_id: string | null;
  state: OutboxState;
}

/**
 * Works out anew where an insight lies. `document` undefined: as stored; null: it is gone. Returns the themes whose evidence
 * this changed beside what the service counts.
 */
export function refreshInsight(
  db: WritableDb,
  id: string,
  document?: Insight | null,
): (string | null)[] {
  const row = db.get<{
    n: number;
    week: string;
    service_theme_id: string | null;
    theme_id: string | null;
  }>('SELECT n, week, service_theme_id, theme_id FROM insight WHERE id = ?', id);
  const placements = db.all<Placement>(
    `SELECT p.outbox_n, p.theme_id, o.state FROM placement p JOIN outbox o ON o.n = p.outbox_n
     WHERE p.insight_id = ? ORDER BY p.outbox_n`,
    id,
  );
  const serviceThemeId =
    document === undefined ? (row?.service_theme_id ?? null) : (document?.themeId ?? null);
  const acknowledged = placements.findLast(({ state }) => state === 'acknowledged');
  // Else it holds until the feed has been followed to its end; see `spendPlacements`.
  const arrived = acknowledged?.theme_id === serviceThemeId;
  if (acknowledged !== undefined && arrived) spendPlacementsOf(db, id, acknowledged.outbox_n);
  const last = placements.findLast(
    (placement) => placement.state === 'waiting' || (placement === acknowledged && !arrived),
  );
  const themeId = last === undefined ? serviceThemeId : last.theme_id;
  const moved = row !== undefined && row.theme_id !== row.service_theme_id;
  const touched = moved ? [row.theme_id, row.service_theme_id] : [];

  if (document === null || (document === undefined && row === undefined)) {
    if (row !== undefined) db.run('DELETE FROM insight WHERE n = ?', row.n);
    return touched;
  }
  if (row === undefined && document !== undefined) insertInsight(db, document, themeId);
  else if (row !== undefined) updateInsight(db, row.n, document, serviceThemeId, themeId);
  if (themeId !== serviceThemeId) touched.push(themeId, serviceThemeId);
  return touched;
}

/** Placements up to this one are in the service's document; an operation with none left is laid on nothing any more. */
function spendPlacementsOf(db: WritableDb, insightId: string, upTo: number): void {
  const spent = db.all<{ outbox_n: number }>(
    `SELECT p.outbox_n FROM placement p JOIN outbox o ON o.n = p.outbox_n
     WHERE p.insight_id = ? AND p.outbox_n <= ? AND o.state = 'acknowledged'`,
    insightId,
    upTo,
  );
  for (const { outbox_n } of spent) {
    db.run('DELETE FROM placement WHERE insight_id = ? AND outbox_n = ?', insightId, outbox_n);
    db.run(
      `UPDATE outbox SET overlay = 0
       WHERE n = ? AND NOT EXISTS (SELECT 1 FROM placement WHERE outbox_n = outbox.n)`,
      outbox_n,
    );
  }
}

function insertInsight(db: WritableDb, insight: Insight, themeId: string | null): void {
  db.run(
    `INSERT INTO insight(n, id, document, text, workaround, week, service_theme_id, theme_id, same)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    rowNumber(db, 'insight', startOfWeek(insight.week)),
    insight.id,
    JSON.stringify(insight),
    insight.text,
    insight.workaround,
    insight.week,
    insight.themeId,
    themeId,
    insight.same ? 1 : 0,
  );
}

function updateInsight(
  db: WritableDb,
  n: number,
  document: Insight | undefined,
  serviceThemeId: string | null,
  themeId: string | null,
): void {
  if (document !== undefined)
    db.run(
      'UPDATE insight SET document = ?, text = ?, workaround = ?, week = ?, same = ? WHERE n = ?',
      JSON.stringify(document),
      document.text,
      document.workaround,
      document.week,
      document.same ? 1 : 0,
      n,
    );
  db.run(
    'UPDATE insight SET service_theme_id = ?, theme_id = ? WHERE n = ?',
    serviceThemeId,
    themeId,
    n,
  );
}
