import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Cell, Column, SourceRow } from '../../../shared/import/columns.ts';
import { columnOf } from '../../../shared/import/columns.ts';
import { InputFault } from '../input-fault.ts';
import { unreadable } from '../read-lines.ts';
import { headerOf, type Source } from './source.ts';

const MAX_BYTES = 128 * 1024 * 1024;
const delimiters = [';', ',', '\t'] as const;

/** Comma, semicolon or tab between; quoted line breaks; UTF-8, UTF-16 with its mark, or Windows-1252. */
export function readCsv(file: string): Source {
  const { text, remarks } = decode(bytesOf(file), file);
  const said = /^sep=(.)\r?\n/i.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const linesBefore = said === null ? 0 : 1;
  const delimiter = said?.[1] ?? delimiterOf(body);
  const records = recordsOf(body, delimiter, file, linesBefore);
  const [first, ...rest] = records;
  if (first === undefined) throw new InputFault(`${basename(file)} is empty.`);
  const header = headerOf(first.cells, file);
  refuseCut(rest.at(-1), header.length, text, file);
  const rows: SourceRow[] = [];
  const faulty: { row: number; fault: { kind: 'tooManyCells'; field: null } }[] = [];
  for (const { line, cells } of rest) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.slice(header.length).some((cell) => cell !== ''))
      faulty.push({ row: line, fault: { kind: 'tooManyCells', field: null } });
    else rows.push({ row: line, cells: cellsOf(header, cells) });
  }
  const ignoredColumns = header.filter((column) => column === null).length;
  return { rows, rowWord: 'line', faulty, ignoredColumns, remarks };
}

interface Record {
  /** Where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(body: string, delimiter: string, file: string, linesBefore: number): Record[] {
  const records: Record[] = [];
  let line = 1 + linesBefore;
  try {
    const parsed = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 0,
    }) as unknown as readonly {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    for (const { record, info } of parsed) {
      records.push({ line, cells: record });
      line = info.lines + 1 + linesBefore;
    }
    return records;
  } catch (error) {
    if (error instanceof CsvError) throw csvFault(error, file, linesBefore);
    throw error;
  }
}

/** The parser's own message may quote the text; only its place is repeated. */
function csvFault(error: CsvError, file: string, linesBefore: number): InputFault {
  const lines = Number(error['lines']);
  const where = Number.isInteger(lines) ? `, line ${lines + linesBefore}` : '';
  const name = basename(file);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new InputFault(
        `${name}${where}: a quoted text has no end. Was the file cut short?`,
        error,
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return new InputFault(
        `${name}${where}: a quotation mark inside a text must be doubled, and the text quoted.`,
        error,
      );
    default:
      return new InputFault(`${name}${where}: not a table of the kind CSV is.`, error);
  }
}

/** A last row that lacks both columns and its line's end was cut off. */
function refuseCut(last: Record | undefined, width: number, text: string, file: string): void {
  if (last === undefined || last.cells.length >= width || /[\r\n]$/.test(text)) return;
  throw new InputFault(
    `${basename(file)}, line ${last.line}: the last row stops before its columns do. Was the file cut short?`,
  );
}

function cellsOf(header: readonly (Column | null)[], record: readonly string[]): Map<Column, Cell> {
  const cells = new Map<Column, Cell>();
  header.forEach((column, at) => {
    if (column !== null) cells.set(column, record[at] ?? '');
  });
  return cells;
}

/** The one under which the first line names most columns. */
function delimiterOf(body: string): string {
  const firstLine = /^[^\r\n]*/.exec(body)?.[0] ?? '';
  const known = (delimiter: string) =>
    firstLine
      .split(delimiter)
      .filter((heading) => columnOf(heading.replace(/^\s*"|"\s*$/g, '')) !== null).length;
  return delimiters.toSorted((a, b) => known(b) - known(a))[0] ?? ';';
}

function bytesOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES)
      throw new InputFault(
        `${basename(file)} is larger than ${MAX_BYTES / 1024 / 1024} MB. Split it.`,
      );
    return readFileSync(file);
  } catch (error) {
    throw error instanceof InputFault ? error : unreadable(file, error);
  }
}

function decode(bytes: Buffer, file: string): { text: string; remarks: string[] } {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null)
    return { text: strict(utf16, bytes, file), remarks: [`Read as ${utf16.toUpperCase()}.`] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), remarks: [] };
  } catch {
    // Excel on Windows saves "CSV" so. Five bytes stand for nothing there: with one of them it is something else again.
    if (bytes.some((byte) => [0x00, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)))
      throw new InputFault(
        `${basename(file)} is neither UTF-8 nor Windows-1252. Save it as UTF-8 and try again.`,
      );
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      remarks: [
        'Read as Windows-1252. Are æ, ø and å as they should be? If not, save it as UTF-8.',
      ],
    };
  }
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function strict(encoding: string, bytes: Buffer, file: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputFault(`${basename(file)} begins as ${encoding}, but is not.`, error);
  }
}
