import { describe, expect, test } from 'vitest';
import {
  dagpenger,
  sampleDay,
  sampleId,
  sampleItem,
  sampleObservation,
  sampleReview,
  sampleRevision,
} from '../../../tests/support/review-samples.ts';
import { reviewView, sameTags, tagsOf, wordsOf } from './review-view.ts';

const asked = sampleReview(11, 1, { kind: 'return', question: 'Hvilket skjema?' });

test('what the author wrote on two machines at a time stands beside the latest', () => {
  const basedOn = sampleId(1);
  const { revision, beside } = reviewView(
    sampleObservation(9, [
      sampleRevision(1),
      sampleRevision(2, { basedOn, text: 'På den ene' }),
      sampleRevision(3, { basedOn, text: 'På den andre' }),
    ]),
  );
  expect(revision.text).toBe('På den andre');
  expect(beside.map(({ text }) => text)).toEqual(['På den ene']);
});

describe('an item with a question that was answered', () => {
  test('shows the question, the answer, and the text before and after', () => {
    const { exchange, version, versions, history } = reviewView(
      sampleObservation(
        9,
        [
          sampleRevision(1),
          sampleRevision(2, { answer: 'Meldekortet', text: 'Meldekortet', madeAt: sampleDay(3) }),
        ],
        [asked],
      ),
    );
    expect(exchange).toMatchObject({
      question: 'Hvilket skjema?',
      askedAt: sampleDay(2),
      askedVersion: 1,
      askedOfOlder: false,
      answer: 'Meldekortet',
      answeredAt: sampleDay(3),
      before: { text: 'Tekst 1' },
      after: { text: 'Meldekortet' },
    });
    expect([version, versions]).toEqual([2, 2]);
    expect(history).toEqual([]);
  });

  test('keeps the latest answer where the text was changed again after it', () => {
    const { exchange } = reviewView(
      sampleObservation(
        9,
        [
          sampleRevision(1),
          sampleRevision(2, { answer: 'Ja', madeAt: sampleDay(3) }),
          sampleRevision(3, { text: 'Ny', madeAt: sampleDay(4) }),
        ],
        [asked],
      ),
    );
    expect(exchange).toMatchObject({ answer: 'Ja', after: { text: 'Ny' } });
  });

  test('says so where the question was asked of a version that was already old', () => {
    const { exchange } = reviewView(
      sampleObservation(
        9,
        [sampleRevision(1), sampleRevision(2, { text: 'Ny', madeAt: sampleDay(1) })],
        [asked],
      ),
    );
    expect(exchange?.askedOfOlder).toBe(true);
  });
});

describe('an item without an answer', () => {
  test('shows no exchange while the question stands open, or was taken back', () => {
    expect(reviewView(sampleObservation(9, [sampleRevision(1)], [asked])).exchange).toBeNull();
    const undo = sampleReview(12, 1, { kind: 'undo', reviewId: sampleId(11) });
    const view = reviewView(
      sampleObservation(9, [sampleRevision(1), sampleRevision(2)], [asked, undo]),
    );
    expect(view.exchange).toBeNull();
    expect(view.history).toMatchObject([{ kind: 'return', undone: true }]);
  });

  test('shows a decision of an older version as such, with its reason', () => {
    const declined = sampleReview(11, 1, { kind: 'decline', reason: 'Ikke vårt' });
    const { history } = reviewView(
      sampleObservation(9, [sampleRevision(1), sampleRevision(2)], [declined]),
    );
    expect(history).toEqual([
      {
        id: sampleId(11),
        kind: 'decline',
        madeAt: sampleDay(2),
        version: 1,
        older: true,
        undone: false,
        note: 'Ikke vårt',
      },
    ]);
  });
});

describe('tags and words', () => {
  test('a standing retag of the latest revision holds', () => {
    const item = sampleItem(1);
    const retag = sampleReview(11, 101, { kind: 'retag', tags: { ...dagpenger, tema: 'SYK' } });
    const retagged = { ...item, observation: { ...item.observation, reviews: [retag] } };
    expect(tagsOf(item).tema).toBe('DAG');
    expect(tagsOf(retagged).tema).toBe('SYK');
  });

  test('tags are the same only where every one is', () => {
    expect(sameTags(dagpenger, { ...dagpenger })).toBe(true);
    for (const change of [
      { tema: 'SYK' },
      { step: 'wait' },
      { pain: 'other' },
      { channel: 'chat' },
      { severity: 4 },
    ] as const)
      expect(sameTags(dagpenger, { ...dagpenger, ...change })).toBe(false);
  });

  test('an item is named by the first words of its latest text', () => {
    expect(wordsOf(sampleItem(1, { text: 'a '.repeat(60) }))).toMatch(/^(a )+…$/);
  });
});
