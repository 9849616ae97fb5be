import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { type CallState, spaced, startQuery } from './query.ts';

/** A question whose answers the test gives. */
function asked() {
  const answers: { give(value: string): void; fail(error: unknown): void }[] = [];
  const ask = () =>
    new Promise<string>((give, fail) => {
      answers.push({ give, fail });
    });
  return { ask, answers };
}
const settle = () => new Promise((done) => setImmediate(done));

describe('a query', () => {
  test('asks once more, not twice, for what changed while it was asking', async () => {
    const { ask, answers } = asked();
    let again = () => {};
    const states: Partial<CallState<string>>[] = [];
    startQuery(
      ask,
      (listener) => {
        again = listener;
        return () => {};
      },
      (change) => states.push(change),
    );
    again();
    again();
    expect(answers).toHaveLength(1);
    answers[0]?.give('old');
    await settle();
    expect(answers).toHaveLength(2);
    answers[1]?.give('new');
    await settle();
    expect(answers).toHaveLength(2);
    expect(states.map(({ data }) => data).filter(Boolean)).toEqual(['old', 'new']);
    expect(states.at(-1)).toEqual({ loading: false });
  });

  test('says nothing once it is stopped, and keeps what it had when asking fails', async () => {
    const { ask, answers } = asked();
    const states: Partial<CallState<string>>[] = [];
    const query = startQuery(
      ask,
      () => () => {},
      (change) => states.push(change),
    );
    answers[0]?.fail(new LyttError('store.locked'));
    await settle();
    expect(states.some((change) => 'data' in change)).toBe(false);
    expect(states.find(({ error }) => error)?.error?.code).toBe('store.locked');
    query.reload();
    query.stop();
    const before = states.length;
    answers[1]?.give('late');
    await settle();
    expect(states).toHaveLength(before);
  });
});

describe('spaced calls', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('pass at once while the list is short', () => {
    const act = vi.fn();
    const { call } = spaced(act, () => false, 500);
    call();
    call();
    expect(act).toHaveBeenCalledTimes(2);
  });

  test('are gathered while it is long, and a steady stream does not hold them off', () => {
    const act = vi.fn();
    const { call } = spaced(act, () => true, 500);
    for (let elapsed = 0; elapsed < 2000; elapsed += 100) {
      call();
      vi.advanceTimersByTime(100);
    }
    expect(act).toHaveBeenCalledTimes(4);
    call();
    vi.advanceTimersByTime(500);
    expect(act).toHaveBeenCalledTimes(5);
  });

  test('end with stop', () => {
    const act = vi.fn();
    const { call, stop } = spaced(act, () => true, 500);
    call();
    stop();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });
});
