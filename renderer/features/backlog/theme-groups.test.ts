import { expect, test } from 'vitest';
import { newTheme, type Theme, themeStatuses } from '../../../shared/domain/theme.ts';
import { sampleDay, sampleId } from '../../../tests/support/review-samples.ts';
import { groupOf, themeGroups } from './theme-groups.ts';

function theme(n: number, change: Partial<Theme>): Theme {
  return {
    ...newTheme({
      id: sampleId(n),
      name: `Tema ${n}`,
      tema: 'DAG',
      step: null,
      owner: 'Team A',
      createdAt: sampleDay(1),
    }),
    evidence: { total: n, units: 1, weeks: [] },
    ...change,
  };
}

test('an owner is missed only before something is decided', () => {
  const ofNobody = themeStatuses.map((status) => groupOf({ status, owner: null }));
  expect(ofNobody).toEqual([
    'noOwner',
    'noOwner',
    'underway',
    'underway',
    'fixed',
    'fixed',
    'declined',
  ]);
  expect(groupOf({ status: 'new', owner: 'Team A' })).toBe('assessing');
});

test('every theme is in one group, what was heard most first, and empty groups are left out', () => {
  const themes = [
    theme(1, { status: 'released' }),
    theme(2, {}),
    theme(3, { status: 'measured' }),
    theme(4, { owner: null }),
  ];
  expect(
    themeGroups(themes).map(({ name, themes: of }) => [name, of.map(({ name: called }) => called)]),
  ).toEqual([
    ['noOwner', ['Tema 4']],
    ['assessing', ['Tema 2']],
    ['fixed', ['Tema 3', 'Tema 1']],
  ]);
});
