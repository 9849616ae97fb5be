import { findDetour, LEAST_SHOWN, type Step } from './suppression-path.ts';

/**
 * What is shown of a count. `few`: under 5. `hidden`: kept back since it would give away another; a count that is, is 5 or
 * more, a total any number. `noData`: the unit logged nothing in the period, which is not the same as having heard nothing.
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
  /** Of a theme or a period, all units together: always shown. */
  readonly columnTotals: readonly number[];
  /**
   * Nothing by unit can be shown, since one alone stands behind a total: every cell and row total is `hidden`, whatever it is.
   */
  readonly withheld: boolean;
}

/**
 * What may be shown of counts by unit (rows) and theme or period (columns) beside the totals of all units, so that no count
 * under 5, zero too, follows from it: null is a unit that logged nothing. Besides the small counts, others and the totals of
 * units are kept back until each small one could be one of at least three numbers, for all that can be reasoned from rows,
 * columns, totals and the words `few` and `hidden` themselves (the interval of Fischetti and Salazar, Manag Sci
 * 2001;47:1008-1027; what can be reasoned in a table with totals is what can flow through a network, so a count is safe where
 * it has a detour). Give all units, also those not listed in the end, and only periods that are over and do not overlap:
 * figures for overlapping ones, or for one that still grows, can be subtracted from each other.
 */
export function suppress(counts: readonly (readonly (number | null)[])[]): ShownTable {
  const values = withTotals(counts);
  const units = values.slice(0, -1);
  const width = (values[0]?.length ?? 1) - 1;
  const small = units.flatMap((line, row) =>
    line.flatMap((value, column) =>
      value !== null && value < LEAST_SHOWN ? [{ row, column, value }] : [],
    ),
  );
  const hidden = values.map((line) => line.map(() => false));
  const hide = ({ row, column }: Step) => {
    const line = hidden[row];
    if (line !== undefined) line[column] = true;
  };
  small.forEach(hide);
  const safe = small.every((cell) => {
    const way = waysOut(cell.value, cell.column === width)
      .map((moves) => moves.map((move) => findDetour({ values, hidden }, cell, move)))
      .find((detours) => detours.every((detour) => detour !== null));
    for (const detour of way ?? []) detour?.forEach(hide);
    return way !== undefined;
  });
  const show = (value: number | null, row: number, column: number): Shown => {
    if (!safe) return { kind: 'hidden' };
    if (value === null) return { kind: 'noData' };
    if (hidden[row]?.[column] !== true) return { kind: 'count', count: value };
    return { kind: value < LEAST_SHOWN && column < width ? 'few' : 'hidden' };
  };
  const shown = units.map((line, row) => line.map((value, column) => show(value, row, column)));
  return {
    cells: shown.map((line) => line.slice(0, width)),
    rowTotals: shown.flatMap((line) => line.slice(width)),
    columnTotals: (values.at(-1) ?? []).slice(0, width).map((total) => total ?? 0),
    withheld: !safe,
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
