import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from './durable.ts';

const SALT_BYTES = 16;
const KEY_CHECK = 'whether this key fits';

/** What is kept beside an encrypted file to know how it is; nothing in it opens the file. */
const Kept = z.object({
  /** Hex: tells a wrong key from a damaged file. */
  keyCheck: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hex: the file's own, which its first bytes hold too. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** Instant; null once it was closed in order. */
  openedAt: z.string().nullable(),
  /** Instant of the last full check that found it whole. */
  checkedAt: z.string().nullable(),
});
export type HealthRecord = z.infer<typeof Kept>;

export function recordFile(file: string): string {
  return `${file}.health`;
}

/** Null where there is none, or none that can be read: then nothing is known. */
export function readRecord(file: string): HealthRecord | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(recordFile(file), 'utf8')));
  } catch {
    return null;
  }
}

export function writeRecord(file: string, record: HealthRecord): void {
  writeWhole(recordFile(file), JSON.stringify(record));
}

export function keyCheckOf(key: Uint8Array): string {
  return createHmac('sha256', key).update(KEY_CHECK).digest('hex');
}

/** Whether the key is the one the file was made with; null where nothing is known. */
export function keyFits(record: HealthRecord | null, key: Uint8Array): boolean | null {
  if (record === null) return null;
  return timingSafeEqual(Buffer.from(record.keyCheck, 'hex'), Buffer.from(keyCheckOf(key), 'hex'));
}

/** The salt an encrypted file that nobody here has open begins with, in hex; null where it is shorter. */
export function saltOf(file: string): string | null {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(SALT_BYTES);
    return readSync(descriptor, bytes, 0, SALT_BYTES, 0) === SALT_BYTES
      ? bytes.toString('hex')
      : null;
  } finally {
    closeSync(descriptor);
  }
}
