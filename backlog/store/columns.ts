/**
 * Columns of many rows as PostgreSQL reads an array. The driver asks of every element what it may be; of a column that is known, and a
 * push has ten thousand of them.
 */

/** Of what needs no quotes: ids, numbers, booleans. */
export function column<Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | boolean | null,
): string {
  let text = '{';
  for (const row of rows) text += `${text.length === 1 ? '' : ','}${value(row) ?? 'NULL'}`;
  return `${text}}`;
}

/** Of any words. */
export function textColumn<Row>(rows: readonly Row[], value: (row: Row) => string | null): string {
  let text = '{';
  for (const row of rows) text += `${text.length === 1 ? '' : ','}${quoted(value(row))}`;
  return `${text}}`;
}

/** Of instants of the service's. */
export function timeColumn<Row>(rows: readonly Row[], value: (row: Row) => Date | null): string {
  return textColumn(rows, (row) => value(row)?.toISOString() ?? null);
}

const special = /["\\]/;

function quoted(value: string | null): string {
  if (value === null) return 'NULL';
  return special.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
