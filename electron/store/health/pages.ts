import {
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  pbkdf2Sync,
} from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PAGE_BYTES } from '../connect.ts';
import { readFrames } from './log-file.ts';

/** Of a file of ours: as it is made now first, then as it was. */
const PAGE_SIZES = [PAGE_BYTES, 4096];
/** In the clear in a file's header: its page size. */
const PAGE_BYTES_AT = 16;
/** As SQLCipher 4 lays a page out: content, then an initialisation vector of 16 bytes and an HMAC-SHA512 of 64. */
const MAC_BYTES = 64;
const IV_BYTES = 16;
const SALT_BYTES = 16;
const SALT_MASK = 0x3a;
/** The first page begins with the salt and what SQLite must read before it can decrypt. */
const CLEAR_BYTES = 24;
/** What is read of the beginning to know how to read the rest. */
const HEADER_BYTES = CLEAR_BYTES;
/** In its header: how many pages the file has. */
const COUNT_AT = 28;

/** The pages of an encrypted file, each as the log beside it last had it, or not at all where its bytes were changed. */
export interface Pages {
  /** Numbers run from 1 to this. */
  readonly count: number;
  /** Bytes that SQLite may use of a page. */
  readonly usable: number;
  /** Those in the clear; null where nothing that verifies is there. */
  page(number: number): Buffer | null;
  close(): void;
}

/**
 * Reads a file page by page, without SQLite: so that one page that was damaged, also the first, costs no other. `salts`: where
 * the file's own may be gone, those of its copies. Null where no page verifies under the key: it is another's, or nothing is
 * left. Writes nothing.
 */
export function openPages(file: string, key: Uint8Array, salts: readonly Buffer[]): Pages | null {
  const database = openSync(file, 'r');
  const frames = readFrames(`${file}-wal`);
  const log = frames === null ? null : openSync(`${file}-wal`, 'r');
  const close = () => {
    closeSync(database);
    if (log !== null) closeSync(log);
  };
  const { size } = fstatSync(database);
  const inLog = frames?.committed ?? [];
  /** Newest last. */
  const versions = Map.groupBy(inLog, ({ page }) => page);

  /** Where its versions lie, the newest first. */
  function* places(number: number, pageBytes: number): Generator<Buffer> {
    for (const { offset } of versions.get(number)?.toReversed() ?? [])
      if (log !== null) yield read(log, offset, pageBytes);
    yield read(database, (number - 1) * pageBytes, pageBytes);
  }

  const cipherKey = createSecretKey(key);
  const header = read(database, 0, HEADER_BYTES);
  const saltsToTry = [header.subarray(0, SALT_BYTES), ...salts].filter(
    ({ length }) => length === SALT_BYTES,
  );
  const sizesToTry = new Set([pageBytesOf(header), ...PAGE_SIZES]);
  for (const pageBytes of sizesToTry)
    for (const salt of saltsToTry) {
      const macKey = macKeyOf(key, salt);
      const page = (number: number) => {
        for (const bytes of places(number, pageBytes))
          if (verifies(bytes, number, pageBytes, macKey)) return decrypt(bytes, number, cipherKey);
        return null;
      };
      const inFile = Math.ceil(size / pageBytes);
      // Not verified: no more than the log can have added.
      const inUse = Math.min(inLog.at(-1)?.commits ?? 0, inFile + inLog.length);
      // A file that was cut short still says how long it was.
      const said = page(1)?.readUInt32BE(COUNT_AT) ?? 0;
      const count = Math.max(inFile, inUse, said);
      const usable = usableOf(pageBytes);
      for (let number = 1; number <= count; number += 1)
        if (page(number) !== null) return { count, usable, page, close };
    }
  close();
  return null;
}

/** How many pages a file has, by its length and what its beginning says. Nothing is verified. */
export function pagesIn(file: string): number {
  const database = openSync(file, 'r');
  try {
    const pageBytes = pageBytesOf(read(database, 0, HEADER_BYTES));
    return Math.ceil(fstatSync(database).size / pageBytes);
  } finally {
    closeSync(database);
  }
}

/** As the beginning of a file says; where that is gone, as files are made now. */
function pageBytesOf(header: Buffer): number {
  const said = header.length >= PAGE_BYTES_AT + 2 ? header.readUInt16BE(PAGE_BYTES_AT) : 0;
  return PAGE_SIZES.includes(said) ? said : PAGE_BYTES;
}

function usableOf(pageBytes: number): number {
  return pageBytes - MAC_BYTES - IV_BYTES;
}

function read(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
}

function macKeyOf(key: Uint8Array, salt: Buffer): KeyObject {
  const masked = Buffer.from(salt.map((byte) => byte ^ SALT_MASK));
  return createSecretKey(pbkdf2Sync(key, masked, 2, 32, 'sha512'));
}

function verifies(bytes: Buffer, number: number, pageBytes: number, macKey: KeyObject): boolean {
  if (bytes.length !== pageBytes) return false;
  const place = Buffer.alloc(4);
  place.writeUInt32LE(number);
  const content = bytes.subarray(encryptedFrom(number), pageBytes - MAC_BYTES);
  const mac = createHmac('sha512', macKey).update(content).update(place).digest();
  return mac.equals(bytes.subarray(pageBytes - MAC_BYTES));
}

function decrypt(bytes: Buffer, number: number, key: KeyObject): Buffer {
  const from = encryptedFrom(number);
  const usable = usableOf(bytes.length);
  const iv = bytes.subarray(usable, usable + IV_BYTES);
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  // Whole blocks; the last half one of the first page, which holds nothing of a row, is left out.
  return Buffer.concat([bytes.subarray(0, from), cipher.update(bytes.subarray(from, usable))]);
}

function encryptedFrom(number: number): number {
  return number === 1 ? CLEAR_BYTES : 0;
}
