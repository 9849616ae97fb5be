import { assertNever } from '../../shared/domain/assert-never.ts';
import type { SameAs } from '../../shared/domain/observation.ts';
import { noTags, type Tags } from '../../shared/domain/tags.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import type { SimilarMatch } from '../../shared/view/similar.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** What the index of similar texts is made of, and what its matches are shown as. */

type Kind = SameAs['kind'];

/** One text of a thing. A theme has several: its name and its quotes. */
export interface SimilarText {
  readonly text: string;
  readonly tags: Tags;
}

/** A thing and the texts it may be found by; none where it is gone or not to be found. */
export interface SimilarThing {
  readonly target: SameAs;
  readonly texts: readonly SimilarText[];
}

interface Written {
  readonly id: string;
  readonly text: string;
  readonly tags: string;
}

// A +1 has no words of its own; what was declined or refused is not to be said again by pointing.
const FOUND = `same_id IS NULL AND text <> '' AND set_aside_code IS NULL AND fate IN ('in_review', 'returned', 'approved', 'in_theme')`;
export const OBSERVATIONS_BEFORE = `SELECT n, id, text, tags FROM observation WHERE n < ? AND ${FOUND} ORDER BY n DESC LIMIT ?`;
export const INSIGHTS_BEFORE = `SELECT n, id, text, document -> 'tags' AS tags FROM insight WHERE n < ? AND same = 0 ORDER BY n DESC LIMIT ?`;

/** The next things older than row `before`, newest first, and the row to go on from (null: there are no more). */
export function thingsBefore(
  db: ReadableDb,
  kind: 'observation' | 'insight',
  before: number,
  limit: number,
): { readonly things: SimilarThing[]; readonly next: number | null } {
  const sql = kind === 'observation' ? OBSERVATIONS_BEFORE : INSIGHTS_BEFORE;
  const rows = db.all<Written & { n: number }>(sql, before, limit);
  return {
    things: rows.map((row) => written(kind, row)),
    next: rows.length < limit ? null : (rows.at(-1)?.n ?? null),
  };
}

export function themeThings(db: ReadableDb): SimilarThing[] {
  return db
    .all<{ view: string }>('SELECT view FROM theme WHERE listed = 1 ORDER BY id')
    .map(({ view }) => themeThing(JSON.parse(view) as Theme));
}

function written(kind: Kind, { id, text, tags }: Written): SimilarThing {
  return { target: { kind, id }, texts: [{ text, tags: JSON.parse(tags) as Tags }] };
}

function themeThing({ id, name, tema, step, terms, quotes }: Theme): SimilarThing {
  const tags = { ...noTags, tema, step };
  const texts = [`${name} ${terms.join(' ')}`.trim(), ...quotes.map(({ text }) => text)];
  return { target: { kind: 'theme', id }, texts: texts.map((text) => ({ text, tags })) };
}

/** A thing as it stands now. */
export function thingOf(db: ReadableDb, target: SameAs): SimilarThing {
  switch (target.kind) {
    case 'observation': {
      const row = db.get<Written>(
        `SELECT id, text, tags FROM observation WHERE id = ? AND ${FOUND}`,
        target.id,
      );
      return row === undefined ? { target, texts: [] } : written('observation', row);
    }
    case 'insight': {
      const row = db.get<Written>(
        `SELECT id, text, document -> 'tags' AS tags FROM insight WHERE id = ? AND same = 0`,
        target.id,
      );
      return row === undefined ? { target, texts: [] } : written('insight', row);
    }
    case 'theme': {
      const row = db.get<{ view: string }>(
        'SELECT view FROM theme WHERE id = ? AND listed = 1',
        target.id,
      );
      return row === undefined ? { target, texts: [] } : themeThing(JSON.parse(row.view) as Theme);
    }
    default:
      return assertNever(target.kind);
  }
}

/** What has changed since: notes not taken in yet, oldest first. */
export function similarChanges(
  db: ReadableDb,
  after: number,
  limit: number,
): { readonly n: number; readonly target: SameAs }[] {
  return db
    .all<{ n: number; kind: Kind; id: string }>(
      'SELECT n, kind, id FROM similar_change WHERE n > ? ORDER BY n LIMIT ?',
      after,
      limit,
    )
    .map(({ n, kind, id }) => ({ n, target: { kind, id } }));
}

export function lastSimilarChange(db: ReadableDb): number {
  return db.get<{ n: number | null }>('SELECT max(n) AS n FROM similar_change')?.n ?? 0;
}

/** Forgets the notes up to this one: an index that begins later reads the things themselves. */
export function forgetSimilarChanges(db: WritableDb, upTo: number): void {
  db.run('DELETE FROM similar_change WHERE n <= ?', upTo);
}

interface Shown {
  text: string;
  tags: string;
  theme_id: string | null;
}

/** A match as it is shown, or undefined where it has gone meanwhile. */
export function similarMatch(db: ReadableDb, target: SameAs): SimilarMatch | undefined {
  if (target.kind === 'theme') {
    const theme = standingTheme(db, target.id);
    if (theme === null) return undefined;
    const { id, name: text, tema, step } = theme;
    const tags = { ...noTags, tema, step };
    return { target, text, tags, heard: heardOfTheme(db, id), theme: shownTheme(theme) };
  }
  const row = db.get<Shown>(
    target.kind === 'observation'
      ? `SELECT text, tags, theme_id FROM observation WHERE id = ? AND ${FOUND}`
      : `SELECT text, document -> 'tags' AS tags, theme_id FROM insight WHERE id = ?`,
    target.id,
  );
  if (row === undefined) return undefined;
  const heard = Math.max(1, heardAs(db, target, row.text));
  const theme = row.theme_id === null ? null : standingTheme(db, row.theme_id);
  const tags = JSON.parse(row.tags) as Tags;
  return { target, text: row.text, tags, heard, theme: theme === null ? null : shownTheme(theme) };
}

/** The theme it counts in: one that was merged stands for another. */
function standingTheme(db: ReadableDb, id: string): Theme | null {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); ) {
    seen.add(at);
    const row = db.get<{ view: string }>('SELECT view FROM theme WHERE id = ?', at);
    if (row === undefined) return null;
    const theme = JSON.parse(row.view) as Theme;
    if (theme.mergedInto === null) return theme;
    at = theme.mergedInto;
  }
  return null;
}

function shownTheme(theme: Theme): NonNullable<SimilarMatch['theme']> {
  const { id, name, status, owner, workaround, releaseDate } = theme;
  return { id, name, status, owner, workaround, releaseDate };
}

// Insights are read through the unit's scope: how often her unit has heard it.
const FROM_UNIT = `EXISTS (SELECT 1 FROM document_scope s WHERE s.kind = 'insight' AND s.id = i.id AND s.scope LIKE 'heard:%')`;
export const HEARD_INSIGHTS = `SELECT count(*) AS total FROM insight i
  WHERE substr(i.text, 1, 60) = substr(?, 1, 60) AND i.text = ? AND ${FROM_UNIT}`;
export const HEARD_OBSERVATIONS = `SELECT count(*) AS total, count(*) FILTER (WHERE fate IN ('in_review', 'returned')) AS open
  FROM observation WHERE (id = ? OR same_id = ?) AND fate NOT IN ('withdrawn', 'declined')`;

/** What is approved is counted by the unit's insights, what is not yet by itself. */
function heardAs(db: ReadableDb, { kind, id }: SameAs, text: string): number {
  const insights = db.get<{ total: number }>(HEARD_INSIGHTS, text, text)?.total ?? 0;
  if (kind === 'insight') return insights;
  const own = db.get<{ total: number; open: number }>(HEARD_OBSERVATIONS, id, id);
  return Math.max(insights + (own?.open ?? 0), own?.total ?? 0);
}

function heardOfTheme(db: ReadableDb, themeId: string): number {
  const insights = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM insight i WHERE i.theme_id = ? AND ${FROM_UNIT}`,
    themeId,
  );
  const own = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM observation WHERE theme_id = ? AND fate = 'in_theme'`,
    themeId,
  );
  return Math.max(insights?.total ?? 0, own?.total ?? 0);
}
