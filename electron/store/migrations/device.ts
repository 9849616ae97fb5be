import type { Migration } from '../migrate.ts';
import { deviceFirst } from './device-0001-first.ts';

/** The schema of the device's store, in order. A migration that has shipped is never changed. */
export const deviceMigrations: readonly Migration[] = [deviceFirst];
