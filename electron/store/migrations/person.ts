import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';

/** The schema of a person's store, in order. A migration that has shipped is never changed. */
export const personMigrations: readonly Migration[] = [first];
