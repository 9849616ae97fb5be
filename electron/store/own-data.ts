import type { ReadableDb } from './database.ts';
import { loadDraft } from './drafts.ts';
import { marks } from './meta.ts';
import { parseDocument } from './observation-view.ts';
import { findObservation } from './observations.ts';
import { listReceipts } from './receipts.ts';

/** How many of a kind lie here, and since when; ISO instant or null. */
export interface Kept {
  readonly count: number;
  readonly oldest: string | null;
}

export interface OwnCounts {
  readonly observation: Kept;
  readonly draft: Kept;
  readonly reply: Kept;
  readonly review: Kept;
  readonly themeChange: Kept;
  readonly operation: Kept;
  readonly line: Kept;
  readonly notPerson: Kept;
}

const COUNTS = {
  observation: 'SELECT count(*) AS count, min(heard_at) AS oldest FROM observation WHERE mine = 1',
  draft: 'SELECT count(*) AS count, min(saved_at) AS oldest FROM draft',
  reply: 'SELECT count(*) AS count, min(made_at) AS oldest FROM reply',
  review: "SELECT count(*) AS count, min(made_at) AS oldest FROM outbox WHERE kind = 'review.add'",
  themeChange: `SELECT count(*) AS count, min(made_at) AS oldest FROM outbox
    WHERE kind LIKE 'theme.%' OR kind LIKE 'proposal.%'`,
  operation: 'SELECT count(*) AS count, min(made_at) AS oldest FROM outbox',
  line: 'SELECT count(*) AS count, min(at) AS oldest FROM audit',
  notPerson: 'SELECT count(*) AS count, min(said_at) AS oldest FROM not_a_person',
} as const satisfies Record<keyof OwnCounts, string>;

/** What of its owner lies in a store, counted. */
export function ownCounts(db: ReadableDb): OwnCounts {
  const counted = (sql: string): Kept => db.get<Kept>(sql) ?? { count: 0, oldest: null };
  return {
    observation: counted(COUNTS.observation),
    draft: counted(COUNTS.draft),
    reply: counted(COUNTS.reply),
    review: counted(COUNTS.review),
    themeChange: counted(COUNTS.themeChange),
    operation: counted(COUNTS.operation),
    line: counted(COUNTS.line),
    notPerson: counted(COUNTS.notPerson),
  };
}

const DECIDED = "fate IN ('approved', 'in_theme', 'declined')";
/** The oldest with words, so many: what goes first is among them. */
const LOOKED_AT = 500;
const OLDEST = (where: string) => `SELECT min(last) AS last FROM (
  SELECT max(waiting_since, coalesce((SELECT max(value ->> 'madeAt') FROM json_each(document, '$.reviews')), '')) AS last
  FROM observation WHERE text <> '' AND mine = 1 AND document IS NOT NULL AND ${where}
  ORDER BY waiting_since LIMIT ${LOOKED_AT})`;

/** When last something was said or decided of the own words that have rested longest: of those decided of, and of the others. */
export function restingSince(db: ReadableDb): {
  readonly decided: string | null;
  readonly undecided: string | null;
} {
  const last = (where: string) => db.get<{ last: string | null }>(OLDEST(where))?.last ?? null;
  return { decided: last(DECIDED), undecided: last(`NOT ${DECIDED}`) };
}

/** All of its owner's that lies in a store, as it is; nothing of anybody else's. */
export function ownData(db: ReadableDb): Readonly<Record<string, unknown>> {
  const own = db.all<{ id: string; state: string; document: string | null }>(
    'SELECT id, state, document FROM observation WHERE mine = 1 ORDER BY n',
  );
  const operations = db.all<{ body: string } & Record<string, unknown>>(
    `SELECT n, state, code, field, made_at AS madeAt, acknowledged_at AS acknowledgedAt, findings, body FROM outbox ORDER BY n`,
  );
  return {
    observations: own.map(({ id, state, document }) => ({
      state,
      observation: findObservation(db, id)?.observation ?? parseDocument(document),
    })),
    withdrawn: db.all<{ id: string }>('SELECT id FROM withdrawn').map(({ id }) => id),
    draft: loadDraft(db),
    replies: db
      .all<{ document: string; readAt: string | null; helped: string | null }>(
        'SELECT document, read_at AS readAt, helped FROM reply ORDER BY made_at, id',
      )
      .map(({ document, readAt, helped }) => ({ ...parsed(document), readAt, helped })),
    operations: operations.map(({ body, ...row }) => ({ ...row, operation: parsed(body) })),
    lines: db.all(
      'SELECT at, action, entity_id AS entityId, operation_id AS operationId FROM audit ORDER BY n',
    ),
    // Hashes: what the words were can't be told from them.
    notPerson: db.all('SELECT hash, said_at AS saidAt FROM not_a_person ORDER BY said_at'),
    receipts: listReceipts(db),
    sync: marks(db),
  };
}

function parsed(json: string): Record<string, unknown> {
  return JSON.parse(json) as Record<string, unknown>;
}
