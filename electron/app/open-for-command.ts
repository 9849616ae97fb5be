import type { Person } from '../../shared/api.ts';
import type { AppConfig } from './ports.ts';

/** One person's store, opened by a command line; sync is left to the app, which may be running beside it. */
export interface CommandContext {
  readonly person: Person;
  close(): void;
}

/**
 * Opens the store of a person who has signed in on this machine (in the demo: any demo person). `personId` null: the one last
 * active. Errors: `session.signedOut` where nobody is known, and the store's own.
 */
export declare function openForCommand(
  config: Pick<AppConfig, 'home' | 'keys' | 'clock' | 'randomBytes' | 'log' | 'demoPeople'>,
  personId: string | null,
): Promise<CommandContext>;
