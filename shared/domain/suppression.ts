import { findDetour, LEAST_SHOWN, type Step } from './suppression-path.ts';

/**
 * What is shown of a count. `few`: under 5. `hidden`: 5 or more (a total: any number), kept back since it would give away
 * another. `noData`: the unit logged nothing in the period, which is not the same as having heard nothing.
 */
export type Shown =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'few' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'noData' };

export interface ShownTable {
  /** As the counts: a row a unit, a column a theme or a period. */
  readonly cells: readonly (readonly Shown[])[];
  /** Of a unit. */
  readonly rowTotals: readonly Shown[];
  /** Of a theme or a period, all units together: kept back only where nothing else helps. */
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
}

/**
 * What may be shown of counts by unit (rows) and theme or period (columns), so that no count under 5, zero too, follows from
 * what is: null is a unit that logged nothing. Besides the small cells, others and totals are kept back until each small one
 * could be one of at least three numbers, for all that can be reasoned from rows, columns, totals and the words `few` and
 * `hidden` themselves (the interval of Fischetti and Salazar, Manag Sci 2001;47:1008-1027; in a table with totals, what can
 * be reasoned is what can flow through a network, so a count is safe where a detour exists). Give all units, also those that
 * are not listed in the end, and only periods that are over and do not overlap: figures for overlapping ones, or for one that
 * still grows, can be subtracted from each other.
 */
export function suppress(counts: readonly (readonly (number | null)[])[]): ShownTable {
  const values = withTotals(counts);
  const rows = values.length - 1;
  const columns = (values[0]?.length ?? 1) - 1;
  const isTotal = (row: number, column: number) => row === rows || column === columns;
  const small = values.flatMap((line, row) =>
    row === rows
      ? []
      : line.flatMap((value, column) =>
          value !== null && value < LEAST_SHOWN ? [{ row, column, value }] : [],
        ),
  );
  const hidden = values.map((line) => line.map(() => false));
  const hide = ({ row, column }: Step) => {
    const line = hidden[row];
    if (line !== undefined) line[column] = true;
  };
  small.forEach(hide);
  const table = { values, hidden, isTotal };
  for (const cell of small) {
    const ways = waysOut(cell.value, isTotal(cell.row, cell.column));
    for (const way of ways) {
      const detours = way.map((move) => findDetour(table, cell, move));
      if (detours.some((detour) => detour === null)) continue;
      for (const detour of detours) detour?.forEach(hide);
      break;
    }
  }
  const shown = values.map((line, row) =>
    line.map((value, column): Shown => {
      if (value === null) return { kind: 'noData' };
      if (hidden[row]?.[column] !== true) return { kind: 'count', count: value };
      return { kind: value < LEAST_SHOWN && !isTotal(row, column) ? 'few' : 'hidden' };
    }),
  );
  const none: Shown = { kind: 'noData' };
  return {
    cells: shown.slice(0, rows).map((line) => line.slice(0, columns)),
    rowTotals: shown.slice(0, rows).map((line) => line[columns] ?? none),
    columnTotals: (shown[rows] ?? []).slice(0, columns),
    total: shown[rows]?.[columns] ?? none,
  };
}

/** Moves that leave a small count one of at least three numbers; the first list that can be made is enough. */
function waysOut(value: number, total: boolean): readonly (readonly number[])[] {
  if (value === 0) return [[2]];
  if (value === LEAST_SHOWN - 1) return total ? [[1, -1], [-2]] : [[-2]];
  return [[1, -1]];
}

/** The counts with their totals as one row and one column more; of nothing but null, null. */
function withTotals(counts: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const lines = counts.map((line) => [...line, totalOf(line)]);
  const width = (counts[0]?.length ?? 0) + 1;
  const last = Array.from({ length: width }, (_, column) =>
    totalOf(lines.map((line) => line[column] ?? null)),
  );
  return [...lines, last];
}

function totalOf(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
