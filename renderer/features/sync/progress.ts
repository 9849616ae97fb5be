import type { SyncStatus } from '../../../shared/view/sync.ts';

/** From more than this on, one wants to see how far it has come. */
const MANY = 50;

export interface Progress {
  /** Of `most`, so many are gone. */
  readonly sent: number;
  readonly most: number;
}

/** The most that has waited since nothing did, as far as this page has seen. */
export function mostWaiting(before: number, waiting: number): number {
  return waiting === 0 ? 0 : Math.max(before, waiting);
}

/** How far many have come on their way out; null where few wait, or none of them has begun to go. */
export function progressOf(
  most: number,
  { waiting, state }: Pick<SyncStatus, 'waiting' | 'state'>,
): Progress | null {
  if (most <= MANY || waiting === 0) return null;
  return state === 'working' || waiting < most ? { sent: most - waiting, most } : null;
}
