import type { Id } from '../../shared/domain/ids.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import type { CommandContext } from './open-for-command.ts';

/** One observation to take in; already parsed, and through the gate. `heardAt` null: now. */
export interface ManyItem {
  /** The observation's id, made from the row it comes from: the same row has the same id whenever it is taken in. */
  readonly observationId: Id;
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly heardAt: string | null;
}

/**
 * Logs many observations as `observation.log` does, in transactions of up to 500. One whose id the store already holds is left
 * as it is and counted as `known`. A fault stops between two transactions: what was logged before it stays, and the same call
 * again goes on from there. Throws the catalogue error with `params.logged`, the number that are in.
 */
export declare function logMany(
  context: CommandContext,
  items: readonly ManyItem[],
): { logged: number; known: number };
