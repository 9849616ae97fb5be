import type { RandomBytes } from '../../shared/domain/ids.ts';

/**
 * Longest wait after a fault. Under a minute, so that an outbox is empty within 60 s of the network healing even when
 * the last try failed just before.
 */
export const LONGEST_WAIT_MS = 50_000;
const FIRST_WAIT_MS = 1_000;
/** A service may ask for patience, but not for a day: a mistaken header would look like lost entries. */
export const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/** A number in [0, 1) from four random bytes. */
export function randomFraction(randomBytes: RandomBytes): number {
  return randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
}

/**
 * Milliseconds to wait after the `failures`-th fault in a row (1 is the first). Doubles from one second; full jitter, so
 * that an office whose network comes back does not arrive all at once. Never sooner than the service asked for.
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number, retryAfterMs: number | null): number {
  const ceiling = Math.min(
    LONGEST_WAIT_MS,
    FIRST_WAIT_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 16),
  );
  const jittered = Math.floor(random * ceiling);
  // A little spread above the asked-for wait too: all were told the same number.
  const asked =
    retryAfterMs === null
      ? 0
      : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS) + Math.floor(random * FIRST_WAIT_MS);
  return Math.max(100, jittered, asked);
}
