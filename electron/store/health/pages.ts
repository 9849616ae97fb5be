import {
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  pbkdf2Sync,
} from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFrames } from './log-file.ts';

/** As SQLCipher 4 lays a page out: content, then an initialisation vector of 16 bytes and an HMAC-SHA512 of 64. */
export const PAGE_BYTES = 4096;
const MAC_BYTES = 64;
const IV_BYTES = 16;
/** What SQLite may use of a page. */
export const USABLE_BYTES: number = PAGE_BYTES - MAC_BYTES - IV_BYTES;
const SALT_BYTES = 16;
const SALT_MASK = 0x3a;
/** The first page begins with the salt and what SQLite must read before it can decrypt. */
const CLEAR_BYTES = 24;
/** In its header: how many pages the file has. */
const COUNT_AT = 28;

/** The pages of an encrypted file, each as the log beside it last had it, or not at all where its bytes were changed. */
export interface Pages {
  /** Numbers run from 1 to this. */
  readonly count: number;
  /** Its first `USABLE_BYTES` in the clear; null where nothing that verifies is there. */
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
  const inFile = Math.ceil(fstatSync(database).size / PAGE_BYTES);
  const inLog = frames?.committed ?? [];
  /** Newest last. */
  const versions = Map.groupBy(inLog, ({ page }) => page);
  // Not verified: no more than the log can have added.
  const inUse = Math.min(inLog.at(-1)?.commits ?? 0, inFile + inLog.length);

  /** Where its versions lie, the newest first. */
  function* places(number: number): Generator<Buffer> {
    for (const { offset } of versions.get(number)?.toReversed() ?? [])
      if (log !== null) yield read(log, offset);
    yield read(database, (number - 1) * PAGE_BYTES);
  }

  const cipherKey = createSecretKey(key);
  for (const salt of [read(database, 0).subarray(0, SALT_BYTES), ...salts]) {
    if (salt.length !== SALT_BYTES) continue;
    const macKey = macKeyOf(key, salt);
    const page = (number: number) => {
      for (const bytes of places(number))
        if (verifies(bytes, number, macKey)) return decrypt(bytes, number, cipherKey);
      return null;
    };
    // A file that was cut short still says how long it was.
    const said = page(1)?.readUInt32BE(COUNT_AT) ?? 0;
    const count = Math.max(inFile, inUse, said);
    for (let number = 1; number <= count; number += 1)
      if (page(number) !== null) return { count, page, close };
  }
  close();
  return null;
}

function read(descriptor: number, offset: number): Buffer {
  const bytes = Buffer.alloc(PAGE_BYTES);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, PAGE_BYTES, offset));
}

function macKeyOf(key: Uint8Array, salt: Buffer): KeyObject {
  const masked = Buffer.from(salt.map((byte) => byte ^ SALT_MASK));
  return createSecretKey(pbkdf2Sync(key, masked, 2, 32, 'sha512'));
}

function verifies(bytes: Buffer, number: number, macKey: KeyObject): boolean {
  if (bytes.length !== PAGE_BYTES) return false;
  const place = Buffer.alloc(4);
  place.writeUInt32LE(number);
  const content = bytes.subarray(encryptedFrom(number), PAGE_BYTES - MAC_BYTES);
  const mac = createHmac('sha512', macKey).update(content).update(place).digest();
  return mac.equals(bytes.subarray(PAGE_BYTES - MAC_BYTES));
}

function decrypt(bytes: Buffer, number: number, key: KeyObject): Buffer {
  const from = encryptedFrom(number);
  const iv = bytes.subarray(USABLE_BYTES, USABLE_BYTES + IV_BYTES);
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  // Whole blocks; the last half one of the first page, which holds nothing of a row, is left out.
  return Buffer.concat([
    bytes.subarray(0, from),
    cipher.update(bytes.subarray(from, USABLE_BYTES)),
  ]);
}

function encryptedFrom(number: number): number {
  return number === 1 ? CLEAR_BYTES : 0;
}
