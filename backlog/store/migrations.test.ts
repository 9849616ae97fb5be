import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/postgres.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeEach(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const now = new Date('2026-01-01T00:00:00Z');
const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** What may be written from each version on: a row in every table that it made or widened. */
const rowsOf: Readonly<Record<number, string>> = {
  1: `
    INSERT INTO server (server_id, epoch) VALUES ('${id(1)}', 4);
    INSERT INTO unit (number, name, parent, review_limit_hours) VALUES ('4100', 'Eksempelvik', NULL, 48);
    INSERT INTO membership (sub, unit, since) VALUES ('kari', '4100', '2025-12-01T08:00:00Z');
    INSERT INTO operation (id, kind, sub, received_at) VALUES ('${id(2)}', 'observation.log', 'kari', '2025-12-01T08:00:00Z');
    INSERT INTO observation (id, author, unit, heard_at, received_at, waiting_since)
      VALUES ('${id(3)}', 'kari', '4100', '2025-12-01T07:59:00.000Z', '2025-12-01T08:00:00Z', '2025-12-01T08:00:00Z');
    INSERT INTO revision (id, observation_id, ordinal, text, workaround, tags, acknowledged, made_at, received_at)
      VALUES ('${id(4)}', '${id(3)}', 1, 'Fristen står ikke i brevet', 'Ring oss', '{"tema":"DAG"}', '{name}', '2025-12-01T07:59:00.000Z', '2025-12-01T08:00:00Z');
    INSERT INTO review (id, observation_id, ordinal, revision_id, reviewer, decision, made_at, received_at)
      VALUES ('${id(5)}', '${id(3)}', 1, '${id(4)}', 'siri', '{"kind":"approve"}', '2025-12-02T07:59:00.000Z', '2025-12-02T08:00:00Z');
    INSERT INTO theme (id, name, tema, step, status, owner, release_date, workaround, created_at)
      VALUES ('${id(6)}', 'Uklar frist', 'DAG', 'report', 'released', 'Team Dagpenger', '2025-12-20', 'Fristen er mandag', '2025-12-03T08:00:00Z');
    INSERT INTO theme_change (id, theme_id, ordinal, patch, reason, made_by, made_at, received_at)
      VALUES ('${id(7)}', '${id(6)}', 1, '{"status":"released"}', 'Rettet', 'pia', '2025-12-20T08:00:00.000Z', '2025-12-20T08:00:00Z');
    INSERT INTO insight (id, observation_id, text, tags, week, theme_id, created_at)
      VALUES ('${id(8)}', '${id(3)}', 'Fristen står ikke i brevet', '{"tema":"DAG"}', '2025-W49', '${id(6)}', '2025-12-02T08:00:00Z');
    INSERT INTO reply (id, sub, observation_id, theme_id, theme_name, status, made_at, read_at)
      VALUES ('${id(9)}', 'kari', '${id(3)}', '${id(6)}', 'Uklar frist', 'released', '2025-12-20T08:00:00Z', '2025-12-20T09:00:00.000Z');
    INSERT INTO scope_head (scope, last) VALUES ('themes', 7);
    INSERT INTO feed (scope, seq, kind, entity_id, deleted) VALUES ('themes', 7, 'theme', '${id(6)}', false);`,
  2: `
    INSERT INTO checkpoint (id, made_at) VALUES ('${id(10)}', '2025-12-20T08:00:00Z');
    UPDATE scope_head SET low = 3;
    INSERT INTO feed (scope, seq, kind, entity_id, deleted, deleted_at) VALUES ('themes', 6, 'theme', '${id(11)}', true, '2025-12-19T08:00:00Z');`,
  3: `
    UPDATE theme SET terms = '{frist,brev}', due_kind = 'decision', due_date = '2026-01-10', chart = '[{"week":"2025-W49"}]';
    UPDATE reply SET event = 'asked', helped = 'yes';
    INSERT INTO theme_quote (theme_id, rank, insight_id) VALUES ('${id(6)}', 1, '${id(8)}');
    INSERT INTO theme_moved (theme_id, insight_id) VALUES ('${id(6)}', '${id(8)}');
    INSERT INTO proposal (id, tema, step, terms, created_at) VALUES ('${id(12)}', 'DAG', 'report', '{frist}', '2025-12-20T08:00:00Z');
    INSERT INTO proposal_insight (insight_id, proposal_id, rank) VALUES ('${id(8)}', '${id(12)}', 1);
    INSERT INTO dismissal (proposal_id, insight_id) VALUES ('${id(13)}', '${id(8)}');
    INSERT INTO contacts (week, tema, channel, contacts) VALUES ('2025-W49', 'DAG', 'phone', 1200);
    INSERT INTO overview (id, unit, document) VALUES ('${id(14)}', '4100', '{}');`,
  4: `
    INSERT INTO retention_receipt (run, at, kind, days, removed) VALUES ('${id(15)}', '2025-12-21T03:00:00Z', 'revision', 90, 4);
    UPDATE server SET place = '{"cluster":"a"}';`,
  5: `
    UPDATE observation SET role = 'caseworker';
    UPDATE theme SET judged_week = '2026-W08';`,
};

type Row = Readonly<Record<string, unknown>>;

/** Every row of every table, by table; the versions themselves are told elsewhere. */
async function everyRow(): Promise<Map<string, Row[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' ORDER BY 1`,
  );
  const all = new Map<string, Row[]>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`,
    );
    all.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return all;
}

async function filledTo(version: number): Promise<Map<string, Row[]>> {
  for (let at = 1; at <= version; at += 1) {
    await migrate(pool, now, migrations.slice(0, at));
    await pool.query(rowsOf[at] ?? '');
  }
  return everyRow();
}

/** Followers start over where documents have more in them. */
const raisesEpoch = new Set([3]);

test.each(migrations.slice(1).map(({ version, name }) => [version, name] as const))(
  'version %i (%s) keeps every row of the version before, in every column',
  async (version) => {
    const before = await filledTo(version - 1);
    for (const [table, rows] of before) expect([table, rows.length]).not.toEqual([table, 0]);
    await migrate(pool, now, migrations.slice(0, version));
    const after = await everyRow();
    for (const [table, rows] of before) {
      const epoch = Number(rows[0]?.['epoch']) + 1;
      const kept =
        table === 'server' && raisesEpoch.has(version)
          ? rows.map((row) => ({ ...row, epoch }))
          : rows;
      expect([table, after.get(table)]).toMatchObject([table, kept]);
    }
  },
);

test('there are rows for each version, the latest too', async () => {
  expect(Object.keys(rowsOf).map(Number)).toEqual(migrations.map(({ version }) => version));
  const rows = await filledTo(migrations.length);
  expect([...rows].filter(([, found]) => found.length === 0)).toEqual([]);
});
