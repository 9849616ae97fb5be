import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServiceUnderTest } from '../../tests/support/backlog-service.ts';
import { inSnapshot, type Reading, type Statement, statement } from './database.ts';
import { overdue } from './escalations.ts';
import { insightDocuments, sourcesOfInsights } from './insights.ts';
import { takenIds } from './observation-writes.ts';
import { observationDocuments } from './observations.ts';
import { appliedBefore } from './operations.ts';
import { type Poll, readPoll } from './poll.ts';
import { ownReplies, replyDocuments } from './replies.ts';
import { themeDocuments } from './themes.ts';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
  await fill();
});
afterAll(() => service.stop());

const ROWS = 20_000;

/** Enough of everything that reading a whole table would cost more than its index. */
async function fill(): Promise<void> {
  const at = `'2026-01-01T00:00:00Z'::timestamptz`;
  await service.pool.query(`
    INSERT INTO theme (id, name, tema, status, created_at)
      SELECT gen_random_uuid(), 'x', 'DAG', 'new', ${at} FROM generate_series(1, 2000);
    INSERT INTO observation (id, author, unit, heard_at, received_at, waiting_since, escalation)
      SELECT gen_random_uuid(), 'a' || n % 50, '4100', '2026-01-01T00:00:00.000Z', ${at},
        CASE WHEN n % 20 = 0 THEN ${at} + n * interval '1 minute' END, n % 3
      FROM generate_series(1, ${ROWS}) AS n;
    INSERT INTO revision (id, observation_id, ordinal, text, tags, acknowledged, made_at, received_at)
      SELECT gen_random_uuid(), id, 1, repeat('ord ', 30), '{}', '{}', heard_at, received_at FROM observation;
    INSERT INTO review (id, observation_id, ordinal, revision_id, reviewer, decision, made_at, received_at)
      SELECT gen_random_uuid(), id, 1, id, 'r', '{"kind":"approve"}', heard_at, received_at FROM observation;
    INSERT INTO insight (id, observation_id, text, tags, week, theme_id, created_at)
      SELECT gen_random_uuid(), o.id, 'x', '{}', '2026-W01', t.id, ${at}
      FROM (SELECT id, row_number() OVER () AS n FROM observation) AS o
      JOIN (SELECT id, row_number() OVER () AS n FROM theme) AS t ON t.n = 1 + o.n % 2000;
    INSERT INTO reply (id, sub, observation_id, theme_id, theme_name, status, made_at)
      SELECT gen_random_uuid(), 'a', observation_id, theme_id, 'x', 'new', ${at} FROM insight;
    INSERT INTO theme_change (id, theme_id, ordinal, patch, made_by, made_at, received_at)
      SELECT gen_random_uuid(), id, n, '{}', 'p', '', ${at} FROM theme, generate_series(1, 5) AS n;
    INSERT INTO operation (id, kind, sub, received_at)
      SELECT gen_random_uuid(), 'x', 'a', ${at} FROM generate_series(1, ${ROWS});
    INSERT INTO feed (scope, seq, kind, entity_id, deleted)
      SELECT scope, row_number() OVER (PARTITION BY scope), 'observation', id, false
      FROM observation, unnest(ARRAY['unit:4100', 'person:' || author]) AS scope;
    INSERT INTO scope_head (scope, last) SELECT scope, max(seq) FROM feed GROUP BY scope;
    INSERT INTO scope_head (scope, last) SELECT 'person:x' || n, 1 FROM generate_series(1, 5000) AS n;
  `);
  await service.pool.query('ANALYZE');
}

type Read = (tx: Reading) => Promise<unknown>;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** What a function of the store asks of PostgreSQL, each with the plan it is answered by. */
async function plansOf(work: Read, mode: 'auto' | 'force_generic_plan' = 'auto'): Promise<Plan[]> {
  const plans: Plan[] = [];
  await inSnapshot(service.pool, async (tx) => {
    await tx.read(statement(`plan.${mode}`, `SET LOCAL plan_cache_mode = ${mode}`), []);
    await work({
      async read<Row>(query: Statement<Row>, values: readonly unknown[]) {
        const explained = await tx.read<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          { name: `explain.${query.name}`, text: `EXPLAIN (FORMAT JSON) ${query.text}` },
          values,
        );
        for (const row of explained) plans.push(row['QUERY PLAN'][0].Plan);
        return tx.read(query, values);
      },
    });
  });
  return plans;
}

const BIG = [
  'observation',
  'revision',
  'review',
  'insight',
  'reply',
  'theme_change',
  'operation',
  'feed',
  'scope_head',
];

function wholeTables(plans: readonly Plan[]): string[] {
  return plans
    .flatMap(nodesOf)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name'] ?? '')
    .filter((name) => BIG.includes(name));
}

function indexes(plans: readonly Plan[]): string[] {
  return plans.flatMap(nodesOf).flatMap((node) => node['Index Name'] ?? []);
}

async function ids(sql: string): Promise<string[]> {
  const { rows } = await service.pool.query<{ id: string }>(sql);
  return rows.map(({ id }) => id);
}

test('a poll is answered by index, however far on the reader is, and also where the plan is made for any reader', async () => {
  for (const after of [0, ROWS / 2, ROWS - 10])
    for (const mode of ['auto', 'force_generic_plan'] as const) {
      const poll: Poll = {
        scopes: ['unit:4100', 'person:a7', 'themes'],
        parent: '4100',
        positions: new Map([['unit:4100', after]]),
        checkpoint: null,
        limit: 500,
      };
      const plans = await plansOf((tx) => readPoll(tx, poll), mode);
      expect(plans).toHaveLength(1);
      expect(indexes(plans)).toContain('feed_order');
      expect(indexes(plans)).toContain('scope_head_pkey');
      expect(wholeTables(plans)).toEqual([]);
      // The order comes from the index; only what is returned is sorted.
      const sorts = plans.flatMap(nodesOf).filter((node) => node['Node Type'] === 'WindowAgg');
      expect(sorts).toHaveLength(1);
      for (const { Plans } of sorts) expect(JSON.stringify(Plans)).not.toContain('"Sort"');
    }
});

test('documents and what is known of ids come by index', async () => {
  const [observations, themes, insights, replies, operations, revisions] = await Promise.all([
    ids('SELECT id FROM observation LIMIT 100'),
    ids('SELECT id FROM theme LIMIT 3'),
    ids('SELECT id FROM insight LIMIT 100'),
    ids('SELECT id FROM reply LIMIT 100'),
    ids('SELECT id FROM operation LIMIT 100'),
    ids('SELECT id FROM revision LIMIT 100'),
  ]);
  const reads: Record<string, Read> = {
    observations: (tx) => observationDocuments(tx, observations),
    themes: (tx) => themeDocuments(tx, themes),
    insights: (tx) => insightDocuments(tx, insights),
    replies: (tx) => replyDocuments(tx, replies),
    sources: (tx) => sourcesOfInsights(tx, insights),
    operations: (tx) => appliedBefore(tx, operations),
    taken: (tx) => takenIds(tx, revisions),
    own: (tx) => ownReplies(tx, replies, 'a'),
  };
  for (const [name, read] of Object.entries(reads)) {
    const plans = await plansOf(read);
    expect(plans.length).toBeGreaterThan(0);
    expect([name, wholeTables(plans)]).toEqual([name, []]);
  }
});

test('what has waited too long is found through the index of what waits', async () => {
  const { rows } = await service.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON) ${overdue.text}`,
    [new Date('2026-01-04T00:00:00Z'), 500],
  );
  const plans = rows.map((row) => row['QUERY PLAN'][0].Plan);
  expect(indexes(plans)).toContain('observation_waiting');
  expect(wholeTables(plans)).toEqual([]);
});
