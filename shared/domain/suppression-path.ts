/** Counts under this are about so few that they are about someone. Of a count kept back, its side of this is known. */
export const LEAST_SHOWN = 5;

/** A count in a table with its totals in the last row and column. */
export interface Step {
  readonly row: number;
  readonly column: number;
}

export interface CountTable {
  readonly values: readonly (readonly (number | null)[])[];
  readonly hidden: readonly (readonly boolean[])[];
}

/** What it costs to keep back a count that could be shown. */
const COST = { hidden: 0.01, rowTotal: 1, cell: 2 } as const;

/**
 * The cheapest way to change one count by `move` and leave every sum as it is: the other counts that change with it, each by
 * as much, up or down. Those that are shown have to be kept back for it. Null where there is none.
 *
 * A table with its totals is a network: rows and columns are its nodes, each count flows from its row to its column, a row's
 * total into the row, a column's out of it, and what flows in flows out. The changes are a round trip in it (Dijkstra).
 */
export function findDetour(table: CountTable, from: Step, move: number): Step[] | null {
  const { values } = table;
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const size = Math.abs(move);
  const forward = flowsToColumn(table, from) === move > 0;
  // The count itself flows from one end to the other; the detour leads back.
  const start = forward ? rows + from.column : from.row;
  const goal = forward ? from.row : rows + from.column;
  const cost = new Array<number>(rows + columns).fill(Number.POSITIVE_INFINITY);
  const came = new Array<number>(rows + columns).fill(-1);
  const done = new Array<boolean>(rows + columns).fill(false);
  cost[start] = 0;
  for (;;) {
    const node = cheapest(cost, done);
    if (node === -1) return null;
    if (node === goal) return stepsTo(goal, came, rows);
    done[node] = true;
    const toColumn = node < rows;
    const ends = toColumn ? columns : rows;
    for (let end = 0; end < ends; end += 1) {
      const step = toColumn ? { row: node, column: end } : { row: end, column: node - rows };
      const next = toColumn ? rows + end : end;
      if (done[next] || (step.row === from.row && step.column === from.column)) continue;
      const price = (cost[node] ?? 0) + priceOf(table, step, toColumn, size);
      if (price < (cost[next] ?? 0)) {
        cost[next] = price;
        came[next] = node;
      }
    }
  }
}

function cheapest(cost: readonly number[], done: readonly boolean[]): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < cost.length; node += 1) {
    const price = cost[node] ?? least;
    if (price < least && done[node] !== true) {
      best = node;
      least = price;
    }
  }
  return best;
}

function stepsTo(goal: number, came: readonly number[], rows: number): Step[] {
  const steps: Step[] = [];
  for (let node = goal; came[node] !== -1; node = came[node] ?? -1) {
    const other = came[node] ?? -1;
    const [row, column] = node < rows ? [node, other - rows] : [other, node - rows];
    steps.push({ row, column });
  }
  return steps;
}

/** Counts and the total of all flow from row to column, the totals of rows and columns against it. */
function flowsToColumn({ values }: CountTable, { row, column }: Step): boolean {
  return (row === values.length - 1) === (column === (values[0]?.length ?? 0) - 1);
}

/** What a step costs, walked from its row to its column or back; endless where the count can't change by so much. */
function priceOf(table: CountTable, step: Step, toColumn: boolean, size: number): number {
  const { row, column } = step;
  const value = table.values[row]?.[column] ?? null;
  // Totals of all units are shown, here or elsewhere: they are known and don't change.
  if (value === null || row === table.values.length - 1) return Number.POSITIVE_INFINITY;
  const total = column === (table.values[0]?.length ?? 0) - 1;
  const raises = flowsToColumn(table, step) === toColumn;
  const least = total || value < LEAST_SHOWN ? 0 : LEAST_SHOWN;
  const most = !total && value < LEAST_SHOWN ? LEAST_SHOWN - 1 : Number.POSITIVE_INFINITY;
  if (raises ? value + size > most : value - size < least) return Number.POSITIVE_INFINITY;
  if (table.hidden[row]?.[column] === true) return COST.hidden;
  return total ? COST.rowTotal : COST.cell + Math.log10(value);
}
