import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdHome } from './hold-home.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const quiet = () => undefined;

test('the folder is held at once where nobody else holds it', async () => {
  const held = { release: quiet };
  expect(await holdHome(() => held, quiet)).toBe(held);
});

test('an app that is just ending is waited for', async () => {
  const held = { release: quiet };
  let asked = 0;
  const holding = holdHome(() => (++asked < 4 ? null : held), quiet);
  await vi.advanceTimersByTimeAsync(300);
  expect(await holding).toBe(held);
  expect(asked).toBe(4);
});

test('an app that goes on is not waited for for ever', async () => {
  let answer: unknown = 'waiting';
  void holdHome(() => null, quiet).then((held) => {
    answer = held;
  });
  await vi.advanceTimersByTimeAsync(4_900);
  expect(answer).toBe('waiting');
  await vi.advanceTimersByTimeAsync(100);
  expect(answer).toBeNull();
});

test('a folder that can’t be written needs no lock; that it has none is written down', async () => {
  const lines: unknown[] = [];
  const held = await holdHome(
    () => {
      throw new RangeError('/home/kari/lytt');
    },
    (...line) => lines.push(line),
  );
  held?.release();
  expect(held).not.toBeNull();
  expect(lines).toEqual([['home.unlocked', { error: 'RangeError' }]]);
});
