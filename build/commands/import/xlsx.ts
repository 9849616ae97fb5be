import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import readXlsxFile, { InvalidInputError } from 'read-excel-file/node';
import type { Cell, Column, SourceRow } from '../../../shared/import/columns.ts';
import { InputFault } from '../input-fault.ts';
import { unreadable } from '../read-lines.ts';
import { headerOf, type Source } from './source.ts';

const MAX_BYTES = 32 * 1024 * 1024;
/** What a file may grow to when unpacked: more is no office's notes. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** The first sheet of a workbook, its first row naming the columns. */
export async function readXlsx(file: string): Promise<Source> {
  const bytes = bytesOf(file);
  refuseUnpackable(bytes, file);
  const sheets = await sheetsOf(bytes, file);
  const [sheet] = sheets;
  const [first, ...rest] = sheet?.data ?? [];
  if (first === undefined) throw new InputFault(`${basename(file)}: the first sheet is empty.`);
  const header = headerOf(
    first.map((cell) => (typeof cell === 'string' ? cell : '')),
    file,
  );
  const rows: SourceRow[] = [];
  rest.forEach((record, at) => {
    if (record.every((cell) => cell === null)) return;
    const cells = new Map<Column, Cell>();
    header.forEach((column, place) => {
      if (column !== null) cells.set(column, record[place] ?? null);
    });
    rows.push({ row: at + 2, cells });
  });
  return {
    rows,
    rowWord: 'row',
    faulty: [],
    ignoredColumns: header.filter((column, at) => column === null && first[at] !== null).length,
    remarks: sheets.length > 1 ? [`Only the first of ${sheets.length} sheets was read.`] : [],
  };
}

async function sheetsOf(bytes: Buffer, file: string) {
  try {
    return await readXlsxFile(bytes, { trim: false });
  } catch (error) {
    if (error instanceof InvalidInputError && error.code === 'XLS_FILE_NOT_SUPPORTED')
      throw locked(file, error);
    throw broken(file, error);
  }
}

function bytesOf(file: string): Buffer {
  try {
    if (statSync(file).size > MAX_BYTES)
      throw new InputFault(
        `${basename(file)} is larger than ${MAX_BYTES / 1024 / 1024} MB. Split it, or save it as CSV.`,
      );
    return readFileSync(file);
  } catch (error) {
    throw error instanceof InputFault ? error : unreadable(file, error);
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const OLD_OFFICE = 0xe011cfd0;
const MAX_COMMENT = 0xffff;

/**
 * Reads the zip's own directory, which stands last: a file that was cut short has none. Refuses one that would unpack to more
 * than any notes do.
 */
function refuseUnpackable(bytes: Buffer, file: string): void {
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === OLD_OFFICE) throw locked(file);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - MAX_COMMENT);
  while (end >= lowest && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < lowest) throw broken(file);
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken(file);
    unpacked += bytes.readUInt32LE(at + 24);
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (unpacked > MAX_UNPACKED_BYTES)
    throw new InputFault(`${basename(file)} would unpack to more than any notes do. Refused.`);
}

function broken(file: string, cause?: unknown): InputFault {
  return new InputFault(
    `${basename(file)} is not a whole .xlsx workbook. Was it cut short? Open it in Excel, save it anew and try again.`,
    cause,
  );
}

function locked(file: string, cause?: unknown): InputFault {
  return new InputFault(
    `${basename(file)} is protected by a password, or of the old .xls format. Save it as plain .xlsx and try again.`,
    cause,
  );
}
