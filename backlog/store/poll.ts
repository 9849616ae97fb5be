import type { DocumentKind, Scope } from '../../shared/protocol/protocol.ts';
import { type Reading, type Statement, statement } from './database.ts';
import { insightStatements } from './insights.ts';
import { observationStatements } from './observations.ts';
import { overviewStatements } from './overviews.ts';
import { proposalStatements } from './proposals.ts';
import { replyStatements } from './replies.ts';
import { type Standing, standing } from './server.ts';
import { themeStatements } from './themes.ts';

/** What somebody asks who follows the feed. */
export interface Poll {
  readonly scopes: readonly Scope[];
  /** The unit whose children's `above` she follows too, or null. */
  readonly parent: string | null;
  /** How far she has come; a scope that is missing here begins. */
  readonly positions: ReadonlyMap<Scope, number>;
  /** The one that she has come by, or null. */
  readonly checkpoint: string | null;
  readonly limit: number;
}

export interface FeedRow {
  readonly scope: Scope;
  readonly seq: number;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly deleted: boolean;
}

export interface ScopeHead {
  readonly scope: Scope;
  /** The last number given out. */
  readonly last: number;
  /** Tombstones up to this number are gone. */
  readonly low: number;
}

/** What she is told, all of one moment. */
export interface Polled {
  readonly standing: Standing;
  /** The units under `parent`. */
  readonly children: readonly string[];
  /** Of each of her scopes in which anything ever happened. */
  readonly heads: readonly ScopeHead[];
  /** The next rows after each scope's position, at most `limit` in all. */
  readonly rows: readonly FeedRow[];
  /** Answers for the documents of `rows`, and for nothing else. */
  readonly documents: Reading;
}

/** Which rows make the documents of each kind; every statement takes ids alone. */
const documents: Readonly<Record<DocumentKind, readonly Statement<unknown>[]>> = {
  observation: observationStatements,
  theme: themeStatements,
  insight: insightStatements,
  reply: replyStatements,
  proposal: proposalStatements,
  overview: overviewStatements,
};

const scopes = `
  SELECT scope FROM unnest($1::text[]) AS given (scope)
  UNION ALL
  SELECT 'above:' || number FROM unit WHERE parent = $2`;

const positions = `
  SELECT scope, coalesce(known.position, 0) AS position
  FROM followed LEFT JOIN unnest($3::text[], $4::bigint[]) AS known (scope, position) USING (scope)`;

// By rank within its scope first: a scope with a long backlog does not hold up the others, and within each scope what is
// returned has no gap.
const page = `
  SELECT reader.scope, row.seq, row.kind, row.id, row.deleted, row.rank
  FROM reader
  CROSS JOIN LATERAL (
    SELECT seq, kind, entity_id AS id, deleted, row_number() OVER (ORDER BY seq) AS rank
    FROM feed WHERE feed.scope = reader.scope AND seq > reader.position ORDER BY seq LIMIT $5) AS row
  ORDER BY row.rank, reader.scope LIMIT $5`;

const wanted = `
  SELECT kind, array_agg(DISTINCT id) AS ids FROM page WHERE NOT deleted GROUP BY kind`;

const parts: Readonly<Record<string, string>> = {
  standing: standing('$6'),
  children: 'SELECT number FROM unit WHERE parent = $2 ORDER BY number',
  heads:
    'SELECT scope, last, low FROM scope_head WHERE scope = ANY(ARRAY(SELECT scope FROM followed))',
  rows: 'SELECT scope, seq, kind, id, deleted FROM page ORDER BY rank, scope',
  ...Object.fromEntries(
    Object.entries(documents).flatMap(([kind, statements]) =>
      statements.map(({ name, text }) => [
        name,
        text.replaceAll('$1', `(SELECT ids FROM wanted WHERE kind = '${kind}')`),
      ]),
    ),
  ),
};

/**
 * One statement, for it is asked more often than all else together, and what is one statement is of one moment. Its rows are of
 * many kinds: each comes with the name of its part.
 */
const poll = statement<{ part: string; row: unknown }>(
  'feed.poll',
  `WITH followed AS (${scopes}),
reader AS (${positions}),
page AS MATERIALIZED (${page}),
wanted AS MATERIALIZED (${wanted})
${Object.entries(parts)
  .map(([name, text]) => `SELECT '${name}' AS part, to_json(part) AS row FROM (${text}) AS part`)
  .join('\nUNION ALL\n')}`,
);

export async function readPoll(tx: Reading, asked: Poll): Promise<Polled> {
  const { positions } = asked;
  const rows = await tx.read(poll, [
    asked.scopes,
    asked.parent,
    [...positions.keys()],
    [...positions.values()],
    asked.limit,
    asked.checkpoint,
  ]);
  const byPart = Map.groupBy(rows, ({ part }) => part);
  // What a part's rows look like is known where its text is.
  const of = <Row>(part: string) => (byPart.get(part) ?? []).map(({ row }) => row as Row);
  const [server] = of<Standing>('standing');
  if (server === undefined) throw new Error('the database has lost its server row');
  return {
    standing: server,
    children: of<{ number: string }>('children').map(({ number }) => number),
    heads: of<ScopeHead>('heads'),
    rows: of<FeedRow>('rows'),
    documents: { read: async <Row>({ name }: Statement<Row>) => of<Row>(name) },
  };
}
