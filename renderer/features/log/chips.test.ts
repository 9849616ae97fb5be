import { expect, test } from 'vitest';
import { noTags } from '../../../shared/domain/tags.ts';
import type { TagSuggestion } from '../../../shared/text/suggest-tags.ts';
import { acceptAll, chipsOf } from './chips.ts';

const suggestions: TagSuggestion[] = [
  { field: 'severity', value: 3, confidence: 0.6 },
  { field: 'tema', value: 'DAG', confidence: 0.9 },
];

test('chosen and suggested tags stand in the order of the fields', () => {
  const chips = chipsOf({ ...noTags, channel: 'phone' }, suggestions, 'nb');
  expect(chips.map(({ label, chosen }) => [label, chosen])).toEqual([
    ['Dagpenger', false],
    ['Stor plage', false],
    ['Telefon', true],
  ]);
});

test('a choice stands in the way of a suggestion for the same field', () => {
  const chips = chipsOf({ ...noTags, tema: 'AAP' }, suggestions, 'nb');
  expect(chips.map(({ value }) => value)).toEqual(['AAP', '3']);
});

test('accepting all takes what is suggested and leaves what is chosen', () => {
  const tags = { ...noTags, tema: 'AAP' };
  expect(acceptAll(tags, chipsOf(tags, suggestions, 'nb'))).toEqual({
    ...noTags,
    tema: 'AAP',
    severity: 3,
  });
});

test('a suggestion outside the closed sets is never taken', () => {
  const odd: TagSuggestion[] = [{ field: 'step', value: 'teleport', confidence: 1 }];
  expect(acceptAll(noTags, chipsOf(noTags, odd, 'nb'))).toEqual(noTags);
});
