import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import type { Draft } from '../../shared/view/entry.ts';
import { type DraftState, startDraftKeeper } from './draft-keeper.ts';

const draft = (text: string): Draft => ({
  text,
  workaround: null,
  tags: noTags,
  observationId: null,
  answer: null,
});

function keeperOf(save: (draft: Draft) => Promise<void> = async () => {}) {
  const written: (string | null)[] = [];
  const states: DraftState['kind'][] = [];
  const keeper = startDraftKeeper({
    save: async (given) => {
      await save(given);
      written.push(given.text);
    },
    discard: async () => {
      written.push(null);
    },
    onState: ({ kind }) => states.push(kind),
  });
  return { keeper, written, states };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('writes the newest words once the keys have rested', async () => {
  const { keeper, written, states } = keeperOf();
  keeper.keep(draft('a'));
  await vi.advanceTimersByTimeAsync(300);
  keeper.keep(draft('ab'));
  await vi.advanceTimersByTimeAsync(399);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual(['ab']);
  expect(states).toEqual(['saved']);
});

test('writes also while one goes on writing', async () => {
  const { keeper, written } = keeperOf();
  for (let at = 0; at < 30; at += 1) {
    keeper.keep(draft('x'.repeat(at + 1)));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(written.length).toBeGreaterThanOrEqual(1);
});

test('an emptied field takes the draft away', async () => {
  const { keeper, written, states } = keeperOf();
  keeper.keep(null);
  await keeper.flush();
  expect(written).toEqual([null]);
  expect(states).toEqual(['none']);
});

test('one write at a time, the newest last', async () => {
  const ends: (() => void)[] = [];
  const { keeper, written } = keeperOf(() => new Promise((resolve) => ends.push(resolve)));
  keeper.keep(draft('a'));
  const first = keeper.flush();
  keeper.keep(draft('b'));
  keeper.keep(draft('c'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await first;
  expect(written).toEqual(['a', 'c']);
});

test('a write that failed is told of and tried again, with what is newest', async () => {
  let full = true;
  const { keeper, written, states } = keeperOf(async () => {
    if (full) throw new Error('full');
  });
  keeper.keep(draft('a'));
  await vi.advanceTimersByTimeAsync(400);
  expect(states).toEqual(['failed']);
  full = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(written).toEqual(['a']);
  expect(states).toEqual(['failed', 'saved']);
});

test('the same words again are not written again', async () => {
  const { keeper, written } = keeperOf();
  keeper.keep(draft('a'));
  await vi.advanceTimersByTimeAsync(400);
  keeper.keep(draft('a'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual(['a']);
  await keeper.forget();
  keeper.keep(draft('a'));
  await vi.advanceTimersByTimeAsync(400);
  expect(written).toEqual(['a', 'a']);
});

test('forgetting waits for the write under way and lets none follow', async () => {
  const ends: (() => void)[] = [];
  const { keeper, written } = keeperOf(() => new Promise((resolve) => ends.push(resolve)));
  keeper.keep(draft('a'));
  void keeper.flush();
  keeper.keep(draft('b'));
  let forgotten = false;
  const forgetting = keeper.forget().then(() => {
    forgotten = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(forgotten).toBe(false);
  ends[0]?.();
  await forgetting;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toEqual(['a']);
});
