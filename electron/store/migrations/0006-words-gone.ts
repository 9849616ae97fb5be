import type { Migration } from '../migrate.ts';

/** What finds the words whose time is up. */
export const wordsGone: Migration = {
  version: 6,
  sql: `
CREATE INDEX observation_worded ON observation(waiting_since) WHERE text <> '';
CREATE INDEX audit_at ON audit(at);
`,
};
