import { expect, test } from 'vitest';
import { parseTestArguments } from './arguments.ts';

test('everything, or one kind with what is meant for its runner', () => {
  expect(parseTestArguments([])).toEqual({ only: null, rest: [] });
  expect(parseTestArguments(['--only', 'types'])).toEqual({ only: 'types', rest: [] });
  expect(parseTestArguments(['--only', 'unit', 'electron/store', '-t', 'saved'])).toEqual({
    only: 'unit',
    rest: ['electron/store', '-t', 'saved'],
  });
  expect(parseTestArguments(['--help'])).toEqual({ help: true });
});

test.each([
  [['--only']],
  [['--only', 'all']],
  [['unit']],
  [['--only', 'types', 'x']],
  [['--fast']],
])('%j is refused', (args) => {
  expect(parseTestArguments(args)).toHaveProperty('fault');
});
