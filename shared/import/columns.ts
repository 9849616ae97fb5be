/** What a row of an office's old notes may say. `theme` and `lang` are known, and not taken in. */
export const columns = [
  'id',
  'text',
  'workaround',
  'tema',
  'step',
  'pain',
  'channel',
  'severity',
  'heardAt',
  'lang',
  'theme',
] as const;
export type Column = (typeof columns)[number];

/** Headings in use, in lower case without spaces, dashes and underscores. */
const headings: ReadonlyMap<string, Column> = new Map<string, Column>([
  ...columns.map((column): [string, Column] => [column.toLowerCase(), column]),
  ['date', 'heardAt'],
  ['dato', 'heardAt'],
  ['hørt', 'heardAt'],
  ['høyrt', 'heardAt'],
  ['tekst', 'text'],
  ['notat', 'text'],
  ['omvei', 'workaround'],
  ['omveg', 'workaround'],
  ['steg', 'step'],
  ['type', 'pain'],
  ['paintype', 'pain'],
  ['kanal', 'channel'],
  ['alvorlighet', 'severity'],
  ['alvorlegheit', 'severity'],
  ['alvor', 'severity'],
  ['språk', 'lang'],
]);

/** The column a heading stands for, in any case; null for one that is not known. */
export function columnOf(heading: string): Column | null {
  const plain = heading
    .normalize('NFC')
    .replace(/[\ufeff\s_-]/g, '')
    .toLowerCase();
  return headings.get(plain) ?? null;
}

/** What a file can hold in one place. */
export type Cell = unknown;

/** One row as it came. `row`: its line in the file, or its row in the sheet, as a person would count. */
export interface SourceRow {
  readonly row: number;
  readonly cells: ReadonlyMap<Column, Cell>;
}
