import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  newId,
  people,
  place,
  ServiceUnderTest,
  withdraw,
} from '../../tests/support/backlog-service.ts';
import { readFeed } from '../feed/read-feed.ts';
import { inSnapshot } from './database.ts';
import { insightDocuments } from './insights.ts';
import { observationDocuments } from './observations.ts';
import { overviewDocuments } from './overviews.ts';
import { type Poll, readPoll } from './poll.ts';
import { proposalDocuments } from './proposals.ts';
import { replyDocuments } from './replies.ts';
import { themeDocuments } from './themes.ts';

const { kari, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
  await fill();
});
afterAll(() => service.stop());

/** Something of every kind, and something that is gone. */
async function fill(): Promise<void> {
  const [first, second, gone] = [log('Én ting'), log('En annen ting'), log('Angret')];
  await service.push(kari, [first, second, gone]);
  await service.push(siri, [approve(first), approve(second)]);
  await service.push(kari, [withdraw(gone)]);
  const theme = createTheme('Skjemaet');
  const insights = (await service.everything(pia)).filter(({ kind }) => kind === 'insight');
  await service.push(pia, [theme, place(theme.themeId, [insights[0]?.id ?? ''])]);
  await service.push(pia, [changeTheme(theme.themeId, { status: 'assessing' }, 'Vi ser på det')]);
  const proposal = newId();
  await service.pool.query(
    `INSERT INTO proposal (id, tema, terms, created_at) VALUES ($1, 'DAG', '{ord}', '2026-01-05T06:07:08.009Z')`,
    [proposal],
  );
  await service.pool.query(
    'INSERT INTO proposal_insight (insight_id, proposal_id, rank) VALUES ($1, $2, 1)',
    [insights[1]?.id, proposal],
  );
  const overview = newId();
  await service.pool.query(
    `INSERT INTO overview (id, unit, document) VALUES ($1, '4100', jsonb_build_object('id', $1::uuid, 'share', 0.125))`,
    [overview],
  );
  await service.pool.query(
    `INSERT INTO feed (scope, seq, kind, entity_id, deleted)
     VALUES ('proposals', 1, 'proposal', $1, false), ('figures:4100', 1, 'overview', $2, false)`,
    [proposal, overview],
  );
}

const everything: Poll = {
  scopes: ['person:kari', 'themes', 'insights', 'proposals', 'figures:4100'],
  parent: null,
  positions: new Map(),
  checkpoint: null,
  limit: 500,
};

test('documents that come with a poll are those that are read by themselves', async () => {
  await inSnapshot(service.pool, async (tx) => {
    const { rows, documents } = await readPoll(tx, everything);
    const read = {
      observation: observationDocuments,
      theme: themeDocuments,
      insight: insightDocuments,
      reply: replyDocuments,
      proposal: proposalDocuments,
      overview: overviewDocuments,
    };
    for (const [kind, documentsOf] of Object.entries(read)) {
      const ids = rows.filter((row) => row.kind === kind && !row.deleted).map(({ id }) => id);
      const alone = await documentsOf(tx, ids);
      expect([kind, alone.length]).not.toEqual([kind, 0]);
      const together = await documentsOf(documents, ids);
      const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
      expect(together.toSorted(byId)).toEqual(alone.toSorted(byId));
    }
  });
});

test('following the feed costs one statement and no transaction', async () => {
  const statements: (string | undefined)[] = [];
  const counting = {
    connect: async () => {
      const client = await service.pool.connect();
      return {
        query: (query: pg.QueryConfig) => {
          statements.push(query.name);
          return client.query(query);
        },
        release: () => client.release(),
      };
    },
  } as unknown as pg.Pool;
  const parts = { ...service.parts(), pool: counting };
  const { changes, cursor } = await readFeed(parts, siri, null, 500);
  expect(changes.length).toBeGreaterThan(0);
  await readFeed(parts, siri, cursor, 500);
  expect(statements).toEqual(['feed.poll', 'feed.poll']);
});

test('whoever looks down from a unit follows what came up from those under it, from where she was', async () => {
  await service.pool.query(
    `INSERT INTO feed (scope, seq, kind, entity_id, deleted)
     SELECT 'above:' || number, seq, 'observation', gen_random_uuid(), true
     FROM unnest(ARRAY['4100', '4200']) AS number, generate_series(1, 3) AS seq`,
  );
  const asked: Poll = {
    ...everything,
    scopes: ['person:olav'],
    parent: '4000',
    positions: new Map([['above:4200', 2]]),
  };
  const { children, rows } = await inSnapshot(service.pool, (tx) => readPoll(tx, asked));
  expect(children).toEqual(['4100', '4200']);
  expect(rows.map(({ scope, seq }) => `${scope} ${seq}`)).toEqual([
    'above:4100 1',
    'above:4200 3',
    'above:4100 2',
    'above:4100 3',
  ]);
});
