import { describe, expect, it } from 'vitest';
import {
  currentTags,
  type Decision,
  fateOf,
  type Observation,
  type Review,
  type Revision,
} from './observation.ts';
import { noTags } from './tags.ts';

const id = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const madeAt = '2026-11-24T08:00:00.000Z';

function revision(n: number, basedOn: number | null = null): Revision {
  return {
    id: id(n),
    basedOn: basedOn === null ? null : id(basedOn),
    text: `revision ${n}`,
    workaround: null,
    tags: { ...noTags, tema: 'DAG' },
    answer: null,
    acknowledged: [],
    madeAt,
  };
}
function review(n: number, of: number, decision: Decision): Review {
  return { id: id(n), revisionId: id(of), decision, madeAt };
}
function observation(revisions: Revision[], reviews: Review[] = []): Observation {
  return {
    id: id(999),
    unit: '4100',
    heardAt: madeAt,
    revisions,
    reviews,
    withdrawn: false,
    sameAs: null,
    follows: false,
    themeId: null,
    escalation: 0,
  };
}
const approve: Decision = { kind: 'approve' };
const ask: Decision = { kind: 'return', question: 'Which form?' };
const decline: Decision = { kind: 'decline', reason: 'Not ours' };
const undo = (n: number): Decision => ({ kind: 'undo', reviewId: id(n) });

describe('where an observation stands', () => {
  it('is in review until somebody decides', () => {
    expect(fateOf(observation([revision(1)]))).toEqual({ kind: 'in_review', answered: false });
  });

  it.each([
    ['approved', approve],
    ['returned', ask],
    ['declined', decline],
  ])('is %s by a decision of the latest revision', (kind, decision) => {
    expect(fateOf(observation([revision(1)], [review(11, 1, decision)])).kind).toBe(kind);
  });

  it.each([approve, decline])('a $kind of an older revision does not decide', (decision) => {
    const both = [revision(1), revision(2, 1)];
    expect(fateOf(observation(both, [review(11, 1, decision)]))).toEqual({
      kind: 'in_review',
      answered: false,
    });
    expect(fateOf(observation(both, [review(11, 2, decision)])).kind).not.toBe('in_review');
  });

  it('is in review, answered, once the author writes after a question', () => {
    const asked = observation([revision(1), revision(2, 1)], [review(11, 1, ask)]);
    expect(fateOf(asked)).toEqual({ kind: 'in_review', answered: true });
  });

  it('stays answered though a late decision names the older revision', () => {
    const late = observation(
      [revision(1), revision(2, 1)],
      [review(11, 1, ask), review(12, 1, approve)],
    );
    expect(fateOf(late)).toEqual({ kind: 'in_review', answered: true });
  });

  it('a decision taken back no longer counts, and the one before it does', () => {
    const one = [review(11, 1, approve), review(12, 1, undo(11))];
    expect(fateOf(observation([revision(1)], one))).toEqual({ kind: 'in_review', answered: false });
    const two = [review(11, 1, approve), review(12, 1, approve), review(13, 1, undo(12))];
    expect(fateOf(observation([revision(1)], two)).kind).toBe('approved');
  });

  it('withdrawn and in a theme go before any review', () => {
    const declined = observation([revision(1)], [review(11, 1, decline)]);
    expect(fateOf({ ...declined, themeId: id(5) }).kind).toBe('in_theme');
    expect(fateOf({ ...declined, themeId: id(5), withdrawn: true }).kind).toBe('withdrawn');
  });
});

describe('the tags that hold', () => {
  const retagged = { ...noTags, tema: 'SYK' };

  it("are the supervisor's for the revision she retagged, the author's again after a new one", () => {
    const retag = [review(11, 1, { kind: 'retag', tags: retagged })];
    expect(currentTags(observation([revision(1)], retag)).tema).toBe('SYK');
    expect(currentTags(observation([revision(1), revision(2, 1)], retag)).tema).toBe('DAG');
  });
});
