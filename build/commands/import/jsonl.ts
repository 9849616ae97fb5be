import {
  type Cell,
  type Column,
  columnOf,
  type SourceRow,
} from '../../../shared/import/columns.ts';
import { objectOf, readLines } from '../read-lines.ts';
import type { Source } from './source.ts';

/** One JSON object a line. Blank lines are passed over. */
export async function readJsonl(file: string): Promise<Source> {
  const rows: SourceRow[] = [];
  const ignored = new Set<string>();
  for await (const line of readLines(file)) {
    if (line.text.trim() === '') continue;
    const cells = new Map<Column, Cell>();
    for (const [heading, cell] of Object.entries(objectOf(line, file))) {
      const column = columnOf(heading);
      if (column === null) ignored.add(heading);
      else cells.set(column, cell);
    }
    rows.push({ row: line.number, cells });
  }
  return { rows, rowWord: 'line', faulty: [], ignoredColumns: ignored.size, remarks: [] };
}
