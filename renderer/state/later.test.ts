import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { doAllNow, doLater, TAKE_BACK_MS, takeBack, useLater } from './later.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  doAllNow();
  vi.useRealTimers();
});

const keys = () => [...useLater.getState().keys];

test('is done when the moment has passed, and shown until it is done', async () => {
  const act = vi.fn(async () => {});
  doLater('a', act);
  await vi.advanceTimersByTimeAsync(TAKE_BACK_MS - 1);
  expect(act).not.toHaveBeenCalled();
  expect(keys()).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1);
  expect(act).toHaveBeenCalledTimes(1);
  expect(keys()).toEqual([]);
});

test('is not done when it was taken back', async () => {
  const act = vi.fn(async () => {});
  doLater('a', act);
  takeBack('a');
  await vi.advanceTimersByTimeAsync(TAKE_BACK_MS * 2);
  expect(act).not.toHaveBeenCalled();
  expect(keys()).toEqual([]);
});

test('asked for twice is done once', async () => {
  const act = vi.fn(async () => {});
  doLater('a', act);
  doLater('a', act);
  doAllNow();
  await vi.advanceTimersByTimeAsync(TAKE_BACK_MS * 2);
  expect(act).toHaveBeenCalledTimes(1);
});

test('all is done at once when the window closes', async () => {
  const first = vi.fn(async () => {});
  const second = vi.fn(async () => {});
  doLater('a', first);
  doLater('b', second);
  doAllNow();
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(keys()).toEqual([]);
});

test('once begun it can not be taken back into being done again', async () => {
  let end = () => {};
  const act = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  doLater('a', act, 10);
  await vi.advanceTimersByTimeAsync(10);
  doAllNow();
  takeBack('a');
  expect(act).toHaveBeenCalledTimes(1);
  expect(keys()).toEqual(['a']);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(keys()).toEqual([]);
});
