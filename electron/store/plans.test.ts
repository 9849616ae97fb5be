import { describe, expect, it } from 'vitest';
import { Operations, uuid } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import type { SqlValue } from './database.ts';
import { MINE, MINE_COUNT, SEARCH, SEARCH_COUNT } from './entries.ts';
import { ASKED, INBOX_COUNT, NOTED, REPLIES } from './inbox.ts';
import { INSIGHTS_OF_THEME, insightSql } from './insights.ts';
import { EXPIRED, OVERLAY, OVERLAYS, PARKED } from './operations.ts';
import { SET_ASIDE_LINES, WAITING_COUNT, WAITING_HEAD, WAITING_LINES } from './outbox.ts';
import { DECISIONS } from './proposals.ts';
import { RANKED_FROM, RANKED_TIER } from './ranked.ts';
import { QUEUE, QUEUE_COUNT } from './review-queue.ts';
import { NEW_ENTRIES, TOOK_WORDS } from './settle.ts';
import {
  HEARD_INSIGHTS,
  HEARD_OBSERVATIONS,
  INSIGHTS_BEFORE,
  OBSERVATIONS_BEFORE,
} from './similar.ts';
import { SHIFTS, THEMES } from './themes.ts';
import { ANY_UNINDEXED, FORGET_INDEXED, INDEX_WORDS, TELL_SIMILAR } from './unindexed.ts';

/** Each statement, its values, and the indexes it must be answered by; none may sort or read a table from end to end. */
const statements: readonly (readonly [string, string, SqlValue[], RegExp[]])[] = [
  ['what waits to be sent', WAITING_HEAD, ['["x"]', 10], [/INDEX outbox_waiting/]],
  [
    'new entries that went out',
    NEW_ENTRIES,
    ['["x"]'],
    [/SEARCH o USING INDEX sqlite_autoindex_outbox_1/, /SEARCH e USING INDEX sqlite_autoindex_obs/],
  ],
  [
    'words that went',
    TOOK_WORDS,
    ['["x"]'],
    [/SEARCH outbox USING INDEX sqlite_autoindex_outbox_1/],
  ],
  ['how much waits', WAITING_COUNT, [], [/COVERING INDEX outbox_waiting/]],
  ['the lines that wait', WAITING_LINES, [10], [/INDEX outbox_waiting/]],
  ['the lines set aside', SET_ASIDE_LINES, [10], [/INDEX outbox_set_aside/]],
  ['the overlay of one', OVERLAY, ['x'], [/INDEX outbox_entity \(entity_id=\?\)/]],
  ['the overlay of many', OVERLAYS, ['["x"]'], [/INDEX outbox_entity \(entity_id=\?\)/]],
  [
    'what is to be deleted',
    EXPIRED,
    ['2026', '2026', '2026', '2026', 10],
    [/INDEX outbox_acknowledged \(acknowledged_at<\?\)/],
  ],
  ['what was parked for one', PARKED, ['x'], [/INDEX outbox_again \(entity_id=\?\)/]],
  [
    'mine',
    MINE,
    [10, 0],
    [/COVERING INDEX observation_listed \(listed=\?\)/, /SEARCH o USING INTEGER/],
  ],
  ['how many are mine', MINE_COUNT, [], [/COVERING INDEX observation_listed/]],
  ['a search', SEARCH, ['"a"*', 10, 0], [/SCAN s VIRTUAL TABLE INDEX/]],
  ['how many a search finds', SEARCH_COUNT, ['"a"*', 10], [/SCAN s VIRTUAL/]],
  ['the ranked', RANKED_TIER, ['"a"', 0, 10], [/SCAN s VIRTUAL/]],
  ['how many are ranked', RANKED_FROM, ['"a"'], [/SCAN s VIRTUAL/]],
  ['whether words wait for the search index', ANY_UNINDEXED, [], [/SCAN unindexed/]],
  [
    'the words that join the search index',
    INDEX_WORDS,
    [64],
    [/SCAN unindexed/, /SEARCH o USING INTEGER PRIMARY KEY/],
  ],
  [
    'those that similar texts are told of',
    TELL_SIMILAR,
    [64],
    [/SCAN unindexed/, /SEARCH o USING INTEGER PRIMARY KEY/],
  ],
  [
    'those that have joined it',
    FORGET_INDEXED,
    [64],
    [/SEARCH unindexed USING INTEGER PRIMARY KEY/],
  ],
  ['the review queue', QUEUE, [10, 0], [/INDEX observation_queue/]],
  ['how long the queue is', QUEUE_COUNT, [], [/COVERING INDEX observation_queue/]],
  ['questions', NOTED, ['returned'], [/INDEX observation_noted \(fate=\?\)/]],
  ['replies', REPLIES, [], [/INDEX reply_made/]],
  ['what she is asked', ASKED, [], [/INDEX reply_asks/]],
  ['what was decided of a proposal', DECISIONS, ['x'], [/INDEX outbox_proposal/]],
  [
    'the texts of observations',
    OBSERVATIONS_BEFORE,
    [9e15, 10],
    [/INTEGER PRIMARY KEY \(rowid<\?\)/],
  ],
  ['the texts of insights', INSIGHTS_BEFORE, [9e15, 10], [/INTEGER PRIMARY KEY \(rowid<\?\)/]],
  [
    'how often it was heard in the unit',
    HEARD_INSIGHTS,
    ['x', 'x'],
    [/INDEX insight_text/, /PRIMARY KEY \(kind=\? AND id=\?\)/],
  ],
  [
    'how often it was heard by +1s',
    HEARD_OBSERVATIONS,
    ['x', 'x'],
    [/INDEX sqlite_autoindex_observation_1/, /INDEX observation_same/],
  ],
  ['the inbox count', INBOX_COUNT, [], [/INDEX observation_noted/, /INDEX reply_unread/]],
  ['themes', THEMES, [], [/INDEX theme_evidence/]],
  ['insights of a theme', INSIGHTS_OF_THEME, ['x', 10], [/INDEX insight_theme \(theme_id=\?\)/]],
  ['insights in no theme', insightSql(false, false).page, [10, 0], [/INDEX insight_theme/]],
  ['insights', insightSql(false, null).page, [10, 0], [/SCAN i$/m]],
  ['a search of insights', insightSql(true, false).page, ['"a"*', 10, 0], [/SCAN s VIRTUAL/]],
];

describe('the plan of a hot statement', () => {
  // With rows, so that the planner would choose as it does for real.
  const rows = () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => {
      for (let i = 0; i < 50; i += 1) queue(db, make.log());
    });
    return store;
  };

  it.each(statements)('%s is answered by an index, in its order', (_, sql, values, indexes) => {
    const plan = rows()
      .read((db) => db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values))
      .map(({ detail }) => detail)
      .join('\n');
    for (const index of indexes) expect(plan).toMatch(index);
    expect(plan).not.toMatch(/TEMP B-TREE/);
    // In the order of the rows themselves is no scan of a table for what it holds.
    if (!indexes.some(({ source }) => source.startsWith('SCAN i'))) {
      expect(plan).not.toMatch(/SCAN (outbox|observation|o|reply|r|theme|insight|i)$/m);
    }
  });

  it('of evidence that differs reads only what was placed here', () => {
    const store = rows();
    const plan = store
      .read((db) => db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${SHIFTS}`, uuid(1), uuid(1)))
      .map(({ detail }) => detail);
    expect(plan[0]).toMatch(/INDEX insight_moved/);
  });
});
