import type { Migration } from '../migrate.ts';

/** How many versions stand beside the one that holds. */
export const beside: Migration = {
  version: 7,
  sql: 'ALTER TABLE observation ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;',
};
