/**
 * Columns of many rows as PostgreSQL reads an array. The driver asks of every element what it may be; of a column that is known, and a
 * push has ten thousand of them. One that holds nothing is empty: `unnest` fills it up to the length of the others.
 */

/** Of what needs no quotes: ids, numbers, booleans. */
export function column<Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | boolean | null,
): string {
  let text = '{';
  let empty = true;
  for (const row of rows) {
    const one = value(row);
    if (one !== null) empty = false;
    text += `${text.length === 1 ? '' : ','}${one ?? 'NULL'}`;
  }
  return empty ? '{}' : `${text}}`;
}

/** Of any words. */
export function textColumn<Row>(rows: readonly Row[], value: (row: Row) => string | null): string {
  return column(rows, (row) => quoted(value(row)));
}

/** Of instants of the service's. */
export function timeColumn<Row>(rows: readonly Row[], value: (row: Row) => Date | null): string {
  return textColumn(rows, (row) => value(row)?.toISOString() ?? null);
}

const special = /["\\]/;

function quoted(value: string | null): string | null {
  if (value === null) return null;
  return special.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
