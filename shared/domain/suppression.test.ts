import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shown, type ShownTable, suppress } from './suppression.ts';
import { LEAST_SHOWN } from './suppression-path.ts';

const word = (shown: Shown) => (shown.kind === 'count' ? shown.count : shown.kind);
const words = ({ cells, rowTotals }: ShownTable) =>
  cells.map((line, row) => [...line, ...rowTotals.slice(row, row + 1)].map(word));

describe('what is shown of counts by unit', () => {
  it('is all of it where nothing is small', () => {
    const shown = suppress([
      [12, 7],
      [30, 5],
    ]);
    expect(words(shown)).toEqual([
      [12, 7, 19],
      [30, 5, 35],
    ]);
    expect(shown).toMatchObject({ columnTotals: [42, 12], withheld: false });
  });

  it('never is one small count beside totals that give it away', () => {
    const shown = suppress([
      [31, 13],
      [26, 9],
      [14, 3],
      [9, 8],
    ]);
    const lines = words(shown);
    expect(lines[2]).toEqual([14, 'few', 'hidden']);
    // One more in its column goes, as the total of all units stays.
    expect(lines.filter((line) => line[1] === 'hidden')).toHaveLength(1);
    expect(shown.columnTotals).toEqual([80, 33]);
  });

  it('counts nothing heard as few, and nothing logged as no data', () => {
    const shown = words(
      suppress([
        [20, 0],
        [null, null],
        [11, 15],
        [9, 12],
      ]),
    );
    expect(shown[1]).toEqual(['noData', 'noData', 'noData']);
    expect(shown[0]?.[1]).toBe('few');
  });

  it('is nothing by unit where one unit is all there is behind a total', () => {
    const shown = suppress([[3], [null]]);
    expect(shown).toMatchObject({ columnTotals: [3], withheld: true });
    expect(words(shown).flat()).toEqual(['hidden', 'hidden', 'hidden', 'hidden']);
  });

  it('is nothing of an empty table', () => {
    const nothing = { cells: [], rowTotals: [], columnTotals: [], withheld: false };
    expect(suppress([])).toEqual(nothing);
  });
});

const counts = (rows: number, columns: number, most: number) =>
  fc.array(
    fc.array(fc.option(fc.nat(most), { freq: 8 }), { minLength: columns, maxLength: columns }),
    { minLength: rows, maxLength: rows },
  );

describe('no count under 5 follows from what is shown', () => {
  it('by trying every table that would look the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(counts(2, 2, 9), counts(2, 3, 8), counts(3, 2, 8), counts(4, 1, 9)),
        (table) => {
          const shown = suppress(table);
          if (shown.withheld) {
            expect(
              words(shown)
                .flat()
                .every((cell) => cell === 'hidden'),
            ).toBe(true);
            return;
          }
          const possible = possibleCells(table, shown);
          table.flat().forEach((count, index) => {
            if (count === null || count >= LEAST_SHOWN) return;
            expect(possible[index]?.size).toBeGreaterThanOrEqual(3);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('by solving the sums of larger tables', () => {
    fc.assert(
      fc.property(fc.oneof(counts(6, 5, 12), counts(9, 3, 7), counts(4, 8, 30)), (table) => {
        const shown = suppress(table);
        if (shown.withheld) return;
        const solved = determined(table, shown);
        expect(solved).toEqual([]);
        shown.cells.forEach((line, row) => {
          line.forEach((cell, column) => {
            const count = table[row]?.[column] ?? null;
            if (count === null) expect(cell.kind).toBe('noData');
            else if (count < LEAST_SHOWN) expect(cell.kind).toBe('few');
            else expect(cell.kind === 'few').toBe(false);
          });
        });
      }),
      { numRuns: 150 },
    );
  });
});

/** For each cell, the values it takes in the tables that would be shown as this one was. */
function possibleCells(table: readonly (readonly (number | null)[])[], shown: ShownTable) {
  const cells = shown.cells.flat();
  const width = table[0]?.length ?? 0;
  const options = cells.map((cell, index) => {
    const own = table.flat()[index] ?? 0;
    if (cell.kind === 'few') return [0, 1, 2, 3, 4];
    // Of those kept back that are large, a few numbers around the true one are enough to find three.
    if (cell.kind === 'hidden')
      return [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((d) => own + d).filter((n) => n >= LEAST_SHOWN);
    return [cell.kind === 'count' ? cell.count : 0];
  });
  const found = cells.map(() => new Set<number>());
  const fits = (total: Shown | undefined, sum: number) =>
    total?.kind !== 'count' || total.count === sum;
  const tried: number[] = [];
  const tryNext = (index: number) => {
    if (index > 0 && index % width === 0) {
      const row = index / width - 1;
      const sum = tried.slice(row * width, index).reduce((a, b) => a + b, 0);
      if (!fits(shown.rowTotals[row], sum)) return;
    }
    if (index === cells.length) {
      const columns = Array.from({ length: width }, (_, column) =>
        tried.reduce((sum, value, i) => (i % width === column ? sum + value : sum), 0),
      );
      if (!columns.every((sum, column) => shown.columnTotals[column] === sum)) return;
      tried.forEach((value, i) => {
        found[i]?.add(value);
      });
      return;
    }
    for (const value of options[index] ?? []) {
      tried[index] = value;
      tryNext(index + 1);
    }
    tried.length = index;
  };
  tryNext(0);
  return found;
}

/** The counts kept back that the sums alone determine, by Gauss's elimination: unknowns are all that is not shown. */
function determined(table: readonly (readonly (number | null)[])[], shown: ShownTable): string[] {
  const width = table[0]?.length ?? 0;
  const grid = shown.cells.map((line, row) => [...line, shown.rowTotals[row]]);
  const unknown = new Map<string, number>();
  grid.forEach((line, row) => {
    line.forEach((cell, column) => {
      if (cell?.kind === 'few' || cell?.kind === 'hidden')
        unknown.set(`${row} ${column}`, unknown.size);
    });
  });
  const equation = (terms: readonly (readonly [number, number, number])[]) => {
    const line = new Array<number>(unknown.size).fill(0);
    for (const [row, column, factor] of terms) {
      const index = unknown.get(`${row} ${column}`);
      if (index !== undefined) line[index] = factor;
    }
    return line;
  };
  const lines = [
    ...grid.map((cells, row) =>
      equation(cells.map((_, column) => [row, column, column === width ? -1 : 1] as const)),
    ),
    ...Array.from({ length: width + 1 }, (_, column) =>
      equation(grid.map((_line, row) => [row, column, 1] as const)),
    ),
  ];
  let rank = 0;
  for (let column = 0; column < unknown.size && rank < lines.length; column += 1) {
    const pivot = lines.findIndex((line, at) => at >= rank && Math.abs(line[column] ?? 0) > 1e-9);
    if (pivot === -1) continue;
    [lines[rank], lines[pivot]] = [lines[pivot] ?? [], lines[rank] ?? []];
    const top = lines[rank] ?? [];
    const head = top[column] ?? 1;
    lines.forEach((line, at) => {
      if (at === rank) return;
      const factor = (line[column] ?? 0) / head;
      if (factor !== 0)
        top.forEach((value, i) => {
          line[i] = (line[i] ?? 0) - factor * value;
        });
    });
    rank += 1;
  }
  const names = [...unknown.keys()];
  return lines.flatMap((line) => {
    const left = line.flatMap((value, i) => (Math.abs(value) > 1e-9 ? [i] : []));
    return left.length === 1 ? [names[left[0] ?? 0] ?? ''] : [];
  });
}
