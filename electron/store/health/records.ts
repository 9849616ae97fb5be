import type { Pages } from './pages.ts';

/** A row's columns as stored; a column that names the row's number is null. */
export type Value = string | number | null | Uint8Array;
export interface TableRecord {
  readonly rowid: number;
  readonly values: readonly Value[];
}

/** The format of SQLite's pages: https://www.sqlite.org/fileformat2.html */
const TABLE_LEAF = 0x0d;
const LEAF_HEADER_BYTES = 8;
const MOST_BYTES = 64 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Rows of any table on one page of it; empty for a page of another kind. A row that can't be read whole is left out. */
export function recordsOn(page: Buffer, pages: Pages): TableRecord[] {
  if (page[0] !== TABLE_LEAF) return [];
  const found: TableRecord[] = [];
  const cells = page.readUInt16BE(3);
  for (let cell = 0; cell < cells; cell += 1) {
    const pointer = LEAF_HEADER_BYTES + cell * 2;
    if (pointer + 2 > page.length) break;
    try {
      found.push(recordAt(page, page.readUInt16BE(pointer), pages));
    } catch {
      // Part of it lies on a page that is gone.
    }
  }
  return found;
}

function recordAt(page: Buffer, start: number, pages: Pages): TableRecord {
  const size = varint(page, start);
  const rowid = varint(page, size.next);
  if (size.value > MOST_BYTES) throw new Error('no such record');
  const payload = payloadAt(page, rowid.next, size.value, pages);
  return { rowid: rowid.value, values: valuesOf(payload) };
}

/** The beginning lies on the page, what has no room there on a chain of others. */
function payloadAt(page: Buffer, start: number, size: number, pages: Pages): Buffer {
  const { usable } = pages;
  const most = usable - 35;
  if (size <= most) return whole(page.subarray(start, start + size), size);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const spread = least + ((size - least) % (usable - 4));
  const here = spread <= most ? spread : least;
  const parts = [whole(page.subarray(start, start + here), here)];
  let left = size - here;
  let next = page.readUInt32BE(start + here);
  while (left > 0) {
    const more = pages.page(next);
    if (more === null) throw new Error('a page is gone');
    const part = Math.min(left, usable - 4);
    parts.push(more.subarray(4, 4 + part));
    left -= part;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function whole(bytes: Buffer, size: number): Buffer {
  if (bytes.length !== size) throw new Error('cut off');
  return bytes;
}

function valuesOf(payload: Buffer): Value[] {
  const header = varint(payload, 0);
  const values: Value[] = [];
  let at = header.value;
  for (let place = header.next; place < header.value; ) {
    const type = varint(payload, place);
    place = type.next;
    const size = sizeOf(type.value);
    const bytes = whole(payload.subarray(at, at + size), size);
    values.push(decoded(type.value, bytes));
    at += size;
  }
  return values;
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0;
}

function decoded(type: number, bytes: Buffer): Value {
  if (type === 0) return null;
  if (type <= 5) return bytes.readIntBE(0, bytes.length);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 8 || type === 9) return type - 8;
  if (type < 12) throw new Error('no such type');
  return type % 2 === 1 ? utf8.decode(bytes) : bytes;
}

function varint(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let n = 0; n < 9; n += 1) {
    const byte = bytes[start + n];
    if (byte === undefined) throw new Error('cut off');
    if (n === 8) return { value: value * 256 + byte, next: start + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: start + n + 1 };
  }
  throw new Error('unreachable');
}
