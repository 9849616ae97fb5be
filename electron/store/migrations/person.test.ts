import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Observation } from '../../../shared/domain/observation.ts';
import { Operation } from '../../../shared/domain/operation.ts';
import { Insight, Reply, Theme } from '../../../shared/domain/theme.ts';
import { inNewest, old, oldStore } from '../../../tests/support/old-store.ts';
import { loadDraft } from '../drafts.ts';
import { listEntries } from '../entries.ts';
import { listInbox } from '../inbox.ts';
import { listInsights } from '../insights.ts';
import { cursor } from '../meta.ts';
import { findObservation } from '../observations.ts';
import { waitingHead } from '../outbox.ts';
import { listQueue } from '../review-queue.ts';
import { findTheme, listThemes } from '../themes.ts';
import { personMigrations } from './person.ts';

const all = { query: null, limit: 99, offset: 0 };

it('every migration but the first has a test of its own, from the version before with rows', () => {
  const names = readdirSync(import.meta.dirname);
  for (const { version } of personMigrations.slice(1)) {
    const number = String(version).padStart(4, '0');
    expect(names, number).toContainEqual(expect.stringMatching(`^${number}-.*\\.test\\.ts$`));
  }
});

describe('a store of the first version, opened by this one', () => {
  it('shows all it had, and finds it', () => {
    inNewest(oldStore(1), (store) =>
      store.read((db) => {
        expect(listEntries(db, all).entries.map(({ id, state }) => [id, state])).toEqual([
          [old.refused, 'set_aside'],
          [old.waiting, 'waiting'],
          [old.reviewed, 'sent'],
        ]);
        expect(listEntries(db, { ...all, query: 'venter' }).total).toBe(1);
        expect(listQueue(db, all).items.map(({ observation }) => observation.id)).toEqual([
          old.reviewed,
        ]);
        expect(listThemes(db, null).map(({ id }) => id)).toEqual([old.theme]);
        expect(listInsights(db, { ...all, placed: null }).insights.map(({ id }) => id)).toEqual([
          old.insight,
        ]);
        expect(listInbox(db).happened.map(({ id }) => id)).toEqual([old.reply]);
        expect(loadDraft(db)?.draft.text).toBe('Halvveis');
        expect(waitingHead(db, 9).map(({ body }) => body['observationId'])).toEqual([old.waiting]);
        expect(cursor(db)).toBe('c1');
      }),
    );
  });

  it('has documents in today’s shape: what reads them trusts that', () => {
    inNewest(oldStore(1), (store) =>
      store.read((db) => {
        const observation = findObservation(db, old.reviewed)?.observation;
        expect(Observation.parse(observation)).toEqual(observation);
        const theme = findTheme(db, old.theme);
        expect(Theme.parse(theme)).toEqual(theme);
        for (const insight of listInsights(db, { ...all, placed: null }).insights)
          expect(Insight.parse(insight)).toEqual(insight);
        for (const item of listInbox(db).happened)
          if (item.kind === 'reply') expect(Reply.parse(item.reply)).toEqual(item.reply);
        for (const { body } of waitingHead(db, 9)) expect(Operation.parse(body)).toEqual(body);
      }),
    );
  });
});
