import { expect, test } from 'vitest';
import { sampleDay, sampleId } from '../../../tests/support/review-samples.ts';
import { themeLife } from './theme-life.ts';

const theme = {
  id: sampleId(1),
  createdAt: sampleDay(1),
  changes: [
    {
      id: sampleId(2),
      patch: { owner: 'Team Meldekort' },
      reason: null,
      madeAt: sampleDay(2),
      event: null,
    },
    {
      id: sampleId(3),
      patch: { status: 'released' as const, releaseDate: '2026-11-03' },
      reason: 'Framdrift vises',
      madeAt: sampleDay(3),
      event: null,
    },
    {
      id: sampleId(4),
      patch: { workaround: null, name: 'Nytt' },
      reason: null,
      madeAt: sampleDay(4),
      event: null,
    },
    { id: sampleId(5), patch: {}, reason: null, madeAt: sampleDay(5), event: null },
  ],
};

test('a life runs from the newest change to when the theme was made, the weightiest fact of a change first', () => {
  expect(themeLife(theme)).toEqual([
    {
      id: sampleId(4),
      at: sampleDay(4),
      reason: null,
      facts: [
        { kind: 'renamed', name: 'Nytt' },
        { kind: 'workaround', removed: true },
      ],
    },
    {
      id: sampleId(3),
      at: sampleDay(3),
      reason: 'Framdrift vises',
      facts: [
        { kind: 'status', status: 'released' },
        { kind: 'releaseDate', date: '2026-11-03' },
      ],
    },
    {
      id: sampleId(2),
      at: sampleDay(2),
      reason: null,
      facts: [{ kind: 'owner', owner: 'Team Meldekort' }],
    },
    { id: sampleId(1), at: sampleDay(1), reason: null, facts: [{ kind: 'created' }] },
  ]);
});
