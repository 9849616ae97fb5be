import type { App, AppConfig } from './ports.ts';

/**
 * The app without a host. Resolves even where the store can't be opened: `session.get` then says what is wrong, and every
 * other call fails with that code.
 */
export declare function createApp(config: AppConfig): Promise<App>;
