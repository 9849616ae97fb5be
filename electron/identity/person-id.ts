import { createHash } from 'node:crypto';

/**
 * A person's stable name on this machine: the first 16 hex digits of SHA-256 over issuer and subject, with a line break
 * between so that no two pairs run together.
 */
export function personIdOf(issuer: string, subject: string): string {
  return createHash('sha256').update(`${issuer}\n${subject}`).digest('hex').slice(0, 16);
}
