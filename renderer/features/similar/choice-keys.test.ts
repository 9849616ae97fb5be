import { expect, it } from 'vitest';
import { nextChoice } from './choice-keys.ts';

it('arrows go through the choices and stop at the last; above the first is the field', () => {
  expect(nextChoice('ArrowDown', 0, 3)).toBe(1);
  expect(nextChoice('ArrowDown', 2, 3)).toBe(2);
  expect(nextChoice('ArrowUp', 2, 3)).toBe(1);
  expect(nextChoice('ArrowUp', 0, 3)).toBe('field');
  expect(nextChoice('Escape', 1, 3)).toBe('field');
  expect(nextChoice('Enter', 1, 3)).toBeNull();
});
