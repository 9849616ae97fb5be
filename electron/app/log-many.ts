import type { Tags } from '../../shared/domain/tags.ts';
import type { CommandContext } from './open-for-command.ts';

/** One observation to take in; already parsed, and through the gate. `heardAt` null: now. */
export interface ManyItem {
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly heardAt: string | null;
}

/**
 * Logs many observations as `observation.log` does, in transactions of up to 500. A fault stops between two transactions:
 * what was logged before it stays. Throws the catalogue error with `params.logged`, the number that are in.
 */
export declare function logMany(
  context: CommandContext,
  items: readonly ManyItem[],
): { logged: number };
