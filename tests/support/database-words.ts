import type pg from 'pg';

/** Fewer columns than the database has: a search that finds too few has looked in the wrong place. */
const LEAST_COLUMNS = 60;

/** Tables and columns of the whole database in which a word stands, whatever their type and however it is written. */
export async function placesInDatabase(pool: pg.Pool, word: string): Promise<string[]> {
  const { rows: columns } = await pool.query<{ schema: string; table: string; column: string }>(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  if (columns.length < LEAST_COLUMNS) throw new Error(`only ${columns.length} columns were found`);
  const places: string[] = [];
  for (const { schema, table, column } of columns) {
    const { rowCount } = await pool.query(
      `SELECT FROM "${schema}"."${table}" WHERE position(lower($1) in lower("${column}"::text)) > 0 LIMIT 1`,
      [word],
    );
    if (rowCount === 1) places.push(`${table}.${column}`);
  }
  return places;
}
