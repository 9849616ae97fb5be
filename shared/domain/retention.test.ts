import { describe, expect, it } from 'vitest';
import { fateOf, Observation } from './observation.ts';
import { operationSchemas } from './operation.ts';
import { daysKept, defaultRetention, isWordless, withoutWords } from './retention.ts';
import { noTags } from './tags.ts';

const id = (n: number) => `0198d7f0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-11-24T09:00:00.000Z';
const revision = (n: number, text: string) => ({
  id: id(n),
  basedOn: n === 1 ? null : id(n - 1),
  text,
  workaround: 'Ring meg',
  tags: { ...noTags, tema: 'DAG' },
  answer: 'Fra appen',
  acknowledged: ['name'],
  madeAt: at,
});
const observation: Observation = {
  id: id(100),
  unit: '4100',
  heardAt: at,
  revisions: [revision(1, 'Får ikke svar'), revision(2, 'Får fortsatt ikke svar')],
  reviews: [
    { id: id(10), revisionId: id(1), decision: { kind: 'return', question: 'Hvor?' }, madeAt: at },
    { id: id(11), revisionId: id(2), decision: { kind: 'decline', reason: 'Rettet' }, madeAt: at },
  ],
  withdrawn: false,
  sameAs: null,
  follows: false,
  themeId: null,
  escalation: 0,
};

describe('an observation whose words are gone', () => {
  const gone = withoutWords(observation);

  it('holds not one word of anybody, and can be read by whoever could read it before', () => {
    expect(isWordless(observation)).toBe(false);
    expect(isWordless(gone)).toBe(true);
    expect(JSON.stringify(gone)).not.toMatch(/svar|Ring|appen|Hvor|Rettet/);
    expect(Observation.parse(gone)).toEqual(gone);
  });

  it('stands where it stood', () => {
    expect(fateOf(gone).kind).toBe(fateOf(observation).kind);
    expect(gone.revisions.map(({ tags }) => tags)).toEqual(
      observation.revisions.map(({ tags }) => tags),
    );
  });

  it('nobody can send words that are empty for all that', () => {
    const log = operationSchemas['observation.log'].shape;
    expect(log.text.safeParse('').success).toBe(false);
    const decision = operationSchemas['review.add'].shape.decision;
    expect(decision.safeParse({ kind: 'decline', reason: ' ' }).success).toBe(false);
  });
});

describe('how long words are kept', () => {
  it('depends on whether anything was decided of them', () => {
    const { textDays, undecidedDays } = defaultRetention;
    expect(daysKept(observation, defaultRetention)).toBe(textDays);
    expect(daysKept({ ...observation, reviews: [] }, defaultRetention)).toBe(undecidedDays);
    const asked = observation.reviews.slice(0, 1).map((one) => ({ ...one, revisionId: id(2) }));
    expect(daysKept({ ...observation, reviews: asked }, defaultRetention)).toBe(undecidedDays);
    expect(daysKept({ ...observation, reviews: [], themeId: id(50) }, defaultRetention)).toBe(
      textDays,
    );
  });
});
