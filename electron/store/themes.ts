import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { refreshInsight } from './insights.ts';
import { enqueue, overlayOf, spend, spendAcknowledged } from './operations.ts';
import { wordsColumn, wordsOf } from './search.ts';
import { themeView, type WeekShift } from './theme-view.ts';

export const THEMES = 'SELECT view FROM theme WHERE listed = 1 ORDER BY evidence DESC, words, id';
const THEMES_WITH =
  'SELECT view FROM theme WHERE listed = 1 AND NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(theme.words, value) = 0) ORDER BY evidence DESC, words, id';

/** Themes, most heard first, those that are merged into others left out. With a query, those whose name, tema code or owner has a word that begins with each of its words. */
export function listThemes(db: ReadableDb, query: string | null): Theme[] {
  const words = wordsOf(query).map((word) => ` ${word.toLowerCase()}`);
  const rows =
    words.length === 0
      ? db.all<{ view: string }>(THEMES)
      : db.all<{ view: string }>(THEMES_WITH, JSON.stringify(words));
  return rows.map(({ view }) => JSON.parse(view) as Theme);
}

export function findTheme(db: ReadableDb, id: string): Theme | undefined {
  const row = db.get<{ view: string }>('SELECT view FROM theme WHERE id = ?', id);
  return row === undefined ? undefined : (JSON.parse(row.view) as Theme);
}

export function queueThemeCreate(db: WritableDb, operation: OperationOf<'theme.create'>): void {
  enqueue(db, operation);
  refreshTheme(db, operation.themeId);
}

/** Any change of one theme; what a merge does to insights is the service's to count. */
export function queueThemeChange(
  db: WritableDb,
  operation: OperationOf<'theme.change' | 'theme.merge' | 'theme.unmerge'>,
): void {
  enqueue(db, operation);
  refreshTheme(db, operation.themeId);
}

/** Shows the new theme, and in it what was taken out, at once. */
export function queueThemeSplit(db: WritableDb, operation: OperationOf<'theme.split'>): void {
  const n = enqueue(db, operation);
  layPlacements(db, n, operation);
  refreshTheme(db, operation.newThemeId);
  refreshPlaced(db, operation.insightIds);
}

/** Shows the insights in the theme (or in none) at once, and counts them there. */
export function queueThemePlace(db: WritableDb, operation: OperationOf<'theme.place'>): void {
  const n = enqueue(db, operation);
  layPlacements(db, n, operation);
  refreshPlaced(db, operation.insightIds);
}

/** Notes what a placement does to each of its insights; to be followed by `refreshPlaced`. */
export function layPlacements(
  db: WritableDb,
  n: number,
  operation: OperationOf<'theme.place'> | OperationOf<'theme.split'>,
): void {
  const { insightIds } = operation;
  const themeId = operation.kind === 'theme.split' ? operation.newThemeId : operation.themeId;
  for (const insightId of insightIds)
    db.run(
      'INSERT INTO placement(insight_id, outbox_n, theme_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      insightId,
      n,
      themeId,
    );
}

/** The feed has been followed to its end: what the service took in before is in its documents, or was changed there since. */
export function spendPlacements(db: WritableDb): void {
  const acknowledged = db.all<{ insight_id: string; outbox_n: number }>(
    `SELECT p.insight_id, p.outbox_n FROM placement p JOIN outbox o ON o.n = p.outbox_n
     WHERE o.state = 'acknowledged'`,
  );
  for (const { insight_id, outbox_n } of acknowledged) {
    spend(db, outbox_n);
    db.run('DELETE FROM placement WHERE insight_id = ? AND outbox_n = ?', insight_id, outbox_n);
  }
  refreshPlaced(db, [...new Set(acknowledged.map(({ insight_id }) => insight_id))]);
}

/** Works out anew where these insights lie, and the evidence of the themes that touches. */
export function refreshPlaced(db: WritableDb, insightIds: readonly string[]): void {
  refreshThemes(
    db,
    insightIds.flatMap((id) => refreshInsight(db, id)),
  );
}

export function refreshThemes(db: WritableDb, ids: readonly (string | null)[]): void {
  for (const id of new Set(ids)) if (id !== null) refreshTheme(db, id);
}

/** Works out anew how a theme stands here. `document` undefined: as stored; null: it is gone. */
export function refreshTheme(db: WritableDb, id: string, document?: Theme | null): void {
  const row = db.get<{ document: string | null }>('SELECT document FROM theme WHERE id = ?', id);
  const stored = row?.document ?? null;
  const current =
    document === undefined ? (stored === null ? null : (JSON.parse(stored) as Theme)) : document;
  const { theme, spent } = themeView(current, overlayOf(db, id), shiftsOf(db, id));
  for (const { n } of spent) spend(db, n);
  if (theme === null) {
    spendAcknowledged(db, id);
    db.run('DELETE FROM theme WHERE id = ?', id);
    return;
  }
  db.run(
    `INSERT INTO theme(id, document, view, words, evidence, listed) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT(id) DO UPDATE SET document = excluded.document, view = excluded.view, words = excluded.words,
       evidence = excluded.evidence, listed = excluded.listed`,
    id,
    current === null ? null : JSON.stringify(current),
    JSON.stringify(theme),
    wordsColumn(theme.name, theme.tema, theme.owner),
    theme.evidence.total,
    theme.mergedInto === null ? 1 : 0,
  );
}

export const SHIFTS = `SELECT week, sum((theme_id IS ?) - (service_theme_id IS ?)) AS count
  FROM insight WHERE theme_id IS NOT service_theme_id GROUP BY week HAVING count <> 0`;

function shiftsOf(db: ReadableDb, themeId: string): WeekShift[] {
  return db.all<WeekShift>(SHIFTS, themeId, themeId);
}
