import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/**
 * SQLCipher 4 as the store's engine writes it: pages, each AES-256-CBC with a vector and a MAC of its own in its
 * last 80 bytes. The first page begins with the salt and eight bytes of its header in the clear, and so ends in half a block,
 * which is left out: the schema lies there, no words.
 */
/** In the clear: how large a page is, in the file's header and in that of its log. */
const PAGE_AT = 16;
const PAGE_IN_LOG_AT = 8;
const RESERVED = 80;
const BLOCK = 16;
const CLEAR = 24;
const SALT = 16;
const SALT_MASK = 0x3a;
const MAC = 64;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * Every page of a store as it lies on the disk, decrypted: those of the file, free ones among them, and every frame of the
 * write-ahead log, older versions of pages and what lies behind its end among them. `file` is the database's path, `key` its
 * 32 bytes. Reads the bytes itself, so that nothing is opened, recovered or cleaned up before it is looked at.
 */
export function decryptedPages(file: string, key: Uint8Array): Buffer[] {
  const database = readFileSync(file);
  const pages: Buffer[] = [];
  const size = database.length < CLEAR ? 0 : database.readUInt16BE(PAGE_AT);
  if (size > 0)
    for (let at = 0; at + size <= database.length; at += size)
      pages.push(decrypted(database.subarray(at, at + size), at === 0, key));
  const log = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0);
  if (log.length < WAL_HEADER) return pages;
  const frame = FRAME_HEADER + log.readUInt32BE(PAGE_IN_LOG_AT);
  for (let at = WAL_HEADER; at + frame <= log.length; at += frame) {
    const isFirst = log.readUInt32BE(at) === 1;
    pages.push(decrypted(log.subarray(at + FRAME_HEADER, at + frame), isFirst, key));
  }
  return pages;
}

/** Whether the key is the one the file was made with: it signs the first page. */
export function isKeyOf(file: string, key: Uint8Array): boolean {
  const database = readFileSync(file);
  const size = database.length < CLEAR ? 0 : database.readUInt16BE(PAGE_AT);
  const page = database.subarray(0, size);
  if (size === 0 || page.length < size) return false;
  const masked = Buffer.from(page.subarray(0, SALT).map((byte) => byte ^ SALT_MASK));
  const number = Buffer.from([1, 0, 0, 0]);
  const mac = createHmac('sha512', pbkdf2Sync(key, masked, 2, 32, 'sha512'))
    .update(page.subarray(CLEAR, size - MAC))
    .update(number)
    .digest();
  return mac.equals(page.subarray(size - MAC));
}

function decrypted(page: Buffer, isFirst: boolean, key: Uint8Array): Buffer {
  const end = page.length - RESERVED;
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + 16));
  decipher.setAutoPadding(false);
  const start = isFirst ? CLEAR : 0;
  const whole = start + Math.floor((end - start) / BLOCK) * BLOCK;
  return decipher.update(page.subarray(start, whole));
}
