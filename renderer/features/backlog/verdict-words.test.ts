import { expect, it } from 'vitest';
import type { ThemeVerdict } from '../../../shared/domain/evidence.ts';
import { verdictFigures } from './verdict-words.ts';

const verdict = (kind: ThemeVerdict['kind'], effect: ThemeVerdict['effect']): ThemeVerdict => ({
  kind,
  releaseDate: '2026-08-31',
  effect,
  rateBefore: 10.6,
  rateAfter: 4.3,
  weeksBefore: 24,
  weeksAfter: 12,
});

it('a rate ratio is said as less or more, its interval the right way round', () => {
  expect(verdictFigures(verdict('helped', { ratio: 0.4, low: 0.3, high: 0.54 }))).toEqual({
    kind: 'less',
    share: 60,
    low: 46,
    high: 70,
  });
  expect(verdictFigures(verdict('worse', { ratio: 1.5, low: 1.1, high: 2.1 }))).toEqual({
    kind: 'more',
    share: 50,
    low: 10,
    high: 110,
  });
});

it('what can’t be told from chance gets no single figure', () => {
  const figures = verdictFigures(verdict('no_clear_change', { ratio: 0.9, low: 0.7, high: 1.2 }));
  expect(figures).toEqual({ kind: 'unclear', low: 30, high: 20 });
  expect(verdictFigures(verdict('too_little_data', null))).toBeNull();
});
