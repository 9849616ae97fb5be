import { createHash } from 'node:crypto';
import type { Id } from '../../shared/domain/ids.ts';

/**
 * The id of what follows from something else, e.g. of the review a +1 shares: the same whenever and wherever it is worked out,
 * a UUIDv7 with the time of what it follows from.
 */
export function sharedId(from: Id, ...about: readonly string[]): Id {
  const hash = createHash('sha256')
    .update([from, ...about].join(' '))
    .digest('hex');
  return `${from.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
