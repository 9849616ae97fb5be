import type { ReadableDb } from './database.ts';

const SLOTS = 1024;
/** Beyond this many milliseconds row numbers would lose precision; no honest clock gets there. */
const LATEST = 8e12;

/** A row number that sorts by time: the first free one at or after the millisecond. */
export function rowNumber(
  db: ReadableDb,
  table: 'observation' | 'insight',
  instant: string,
): number {
  const time = Date.parse(instant);
  const first = Math.min(Math.max(Number.isNaN(time) ? 0 : time, 0), LATEST) * SLOTS;
  // More than a thousand in one millisecond (an import without times) run over into the next ones.
  for (let width = SLOTS; ; width *= 16) {
    const sql =
      table === 'observation'
        ? 'SELECT max(n) AS n FROM observation WHERE n BETWEEN ? AND ?'
        : 'SELECT max(n) AS n FROM insight WHERE n BETWEEN ? AND ?';
    const last = db.get<{ n: number | null }>(sql, first, first + width - 1)?.n ?? null;
    if (last === null) return first;
    if (last < first + width - 1) return last + 1;
  }
}

/** The Monday an ISO week begins with, as an instant. */
export function startOfWeek(week: string): string {
  const [year = 1970, number = 1] = week.split('-W').map(Number);
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * 86_400_000;
  return new Date(monday + (number - 1) * 7 * 86_400_000).toISOString();
}
