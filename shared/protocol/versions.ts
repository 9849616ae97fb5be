/** The versions of the protocol that a peer speaks, both ends included. */
export interface Versions {
  readonly min: number;
  readonly max: number;
}

/** What this code speaks. `max` is raised only when an old peer would misread a new one; `min` when such peers are given up. */
export const PROTOCOL: Versions = { min: 1, max: 1 };

/** With every request of an app: the version it speaks. Without: the first. */
export const PROTOCOL_HEADER = 'x-lytt-protocol';

export type Agreement =
  | { readonly version: number; readonly tooOld: null }
  /** They have none in common. */
  | { readonly version: null; readonly tooOld: 'own' | 'peer' };

/** The newest version that both speak, or which of them must be updated. */
export function agree(own: Versions, peer: Versions): Agreement {
  const version = Math.min(own.max, peer.max);
  if (version >= Math.max(own.min, peer.min)) return { version, tooOld: null };
  return { version: null, tooOld: own.max < peer.min ? 'own' : 'peer' };
}

export function speaks({ min, max }: Versions, version: number): boolean {
  return Number.isInteger(version) && version >= min && version <= max;
}
