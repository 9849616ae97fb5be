import { basename } from 'node:path';
import type { RowFault } from '../../../shared/import/check-row.ts';
import { type Column, columnOf, type SourceRow } from '../../../shared/import/columns.ts';
import { InputFault } from '../input-fault.ts';

/** A file's rows, read to its end: it is whole. */
export interface Source {
  readonly rows: readonly SourceRow[];
  /** What a row's number counts. */
  readonly rowWord: 'line' | 'row';
  /** Rows whose shape alone refuses them. */
  readonly faulty: readonly { readonly row: number; readonly fault: RowFault }[];
  /** How many columns are not known and were left out. Their names may be anything, so they are not repeated. */
  readonly ignoredColumns: number;
  /** What else a person should know of how it was read. */
  readonly remarks: readonly string[];
}

/** The column of each place of a header, null for one to leave out. @throws InputFault where no text can be found */
export function headerOf(headings: readonly string[], file: string): (Column | null)[] {
  const header = headings.map(columnOf);
  const name = basename(file);
  if (!header.includes('text'))
    throw new InputFault(
      `${name}: no column is headed «text». The first row must name the columns: id, text, tema, step, …`,
    );
  const twice = header.find((column, at) => column !== null && header.indexOf(column) !== at);
  if (twice !== undefined && twice !== null)
    throw new InputFault(`${name}: two columns are headed «${twice}».`);
  return header;
}
