import { readFileSync } from 'node:fs';

/** The formats of SQLite's write-ahead log and of the index beside it: https://www.sqlite.org/walformat.html */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/** One page in the log. */
export interface Frame {
  readonly page: number;
  /** Of the page's content within the log. */
  readonly offset: number;
  /** The last of a transaction: how many pages the file has after it; else 0. */
  readonly commits: number;
}

export interface Frames {
  /** Of this use of the log. */
  readonly salts: Buffer;
  /** In the order written, up to the last that ends a transaction. Their content may have been changed since. */
  readonly committed: readonly Frame[];
  /** So many from the first on belong together unbroken, up to one that ends a transaction: what SQLite will take. */
  readonly sound: number;
  /** The frame at the first break is the last in use: its header is there, and what belongs to it perhaps was never written. */
  readonly breaksAtLast: boolean;
}

/** What is in a log now; what an earlier use of it left behind is left out. Null where there is none. */
export function readFrames(file: string): Frames | null {
  const bytes = readIfThere(file);
  if (bytes === null || bytes.length < HEADER_BYTES) return null;
  const magic = bytes.readUInt32BE(0);
  if ((magic & ~1) >>> 0 !== MAGIC) return null;
  const bigEndian = (magic & 1) === 1;
  const pageBytes = bytes.readUInt32BE(8);
  // A size that is none: the header itself was changed.
  if (pageBytes < 512 || pageBytes > 65_536 || (pageBytes & (pageBytes - 1)) !== 0) return null;
  const salts = bytes.subarray(16, 24);
  const frames: Frame[] = [];
  let sum = checksum(bytes.subarray(0, 24), [0, 0], bigEndian);
  let unbroken = matches(sum, bytes, 24);
  let whole = 0;
  let sound = 0;
  let ended = 0;
  const step = FRAME_HEADER_BYTES + pageBytes;
  for (let at = HEADER_BYTES; at + step <= bytes.length; at += step) {
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) {
      unbroken = false;
      continue;
    }
    const offset = at + FRAME_HEADER_BYTES;
    const commits = bytes.readUInt32BE(at + 4);
    frames.push({ page: bytes.readUInt32BE(at), offset, commits });
    if (commits > 0) ended = frames.length;
    if (!unbroken) continue;
    sum = checksum(bytes.subarray(at, at + 8), sum, bigEndian);
    sum = checksum(bytes.subarray(offset, offset + pageBytes), sum, bigEndian);
    unbroken = matches(sum, bytes, at + 16);
    if (!unbroken) continue;
    whole = frames.length;
    if (commits > 0) sound = whole;
  }
  return { salts, committed: frames.slice(0, ended), sound, breaksAtLast: ended === whole + 1 };
}

/** `broken`: saved transactions lie behind a break, and may be salvaged; `cut`: they are gone. */
export type LogLoss = 'none' | 'broken' | 'cut';

/**
 * What the log beside a file has lost of what was saved: SQLite takes it up to the first break and says nothing of the rest.
 * To be asked before the file is opened, which makes the index anew. An app that was killed leaves a log that is whole.
 */
export function logLoss(file: string): LogLoss {
  const loss = lookForLoss(file);
  // A log that another process begins anew while it is read looks broken, once.
  return loss === 'none' ? loss : lookForLoss(file);
}

function lookForLoss(file: string): LogLoss {
  // The index first: another process may be writing, and tells it only what the log has already.
  const index = readIfThere(`${file}-shm`);
  const frames = readFrames(`${file}-wal`);
  const known = knownBy(index);
  // Another use of the log than the index knows of: it is the index that is behind.
  const written = known !== null && (frames?.salts.equals(known.salts) ?? true) ? known.written : 0;
  if (frames !== null && frames.committed.length > frames.sound) {
    // Killed between the header of a transaction's last frame and its page: nobody was told that it is saved.
    const neverWritten = frames.breaksAtLast && written < frames.committed.length;
    if (!neverWritten) return 'broken';
  }
  return (known?.moved ?? 0) < written && (frames?.sound ?? 0) < written ? 'cut' : 'none';
}

/** What the index says of the log: frames saved, how many of them are in the file already, and of which use. Null: nothing. */
function knownBy(
  index: Buffer | null,
): { readonly written: number; readonly moved: number; readonly salts: Buffer } | null {
  // It has two headers of 48 bytes, equal unless it was being written.
  if (index === null || index.length < 104) return null;
  const header = index.subarray(0, 48);
  if (!header.equals(index.subarray(48, 96)) || header[12] !== 1) return null;
  return {
    written: nativeUInt32(index, 16),
    moved: nativeUInt32(index, 96),
    salts: header.subarray(32, 40),
  };
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function nativeUInt32(bytes: Buffer, offset: number): number {
  return new Uint32Array(Uint8Array.from(bytes.subarray(offset, offset + 4)).buffer)[0] ?? 0;
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, [first, second]: Sum, bigEndian: boolean): Sum {
  let [a, b] = [first, second];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + view.getUint32(at, !bigEndian) + b) >>> 0;
    b = (b + view.getUint32(at + 4, !bigEndian) + a) >>> 0;
  }
  return [a, b];
}

function matches([a, b]: Sum, bytes: Buffer, at: number): boolean {
  return a === bytes.readUInt32BE(at) && b === bytes.readUInt32BE(at + 4);
}
