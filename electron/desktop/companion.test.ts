import { describe, expect, test } from 'vitest';
import { topics } from '../../shared/api.ts';
import { AppDouble, kari, quiet, sessionOf } from '../../tests/desktop/app-double.ts';
import { followStanding, type Standing } from './companion.ts';

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function follow(app: AppDouble) {
  const seen: Standing[] = [];
  const lines: unknown[][] = [];
  const follower = followStanding(
    app,
    'main',
    (standing) => seen.push(standing),
    (...line) => lines.push(line),
  );
  return { seen, lines, follower };
}

const asked = (app: AppDouble, method: string) =>
  app.calls.filter((call) => call.method === method).length;

describe('the standing', () => {
  test('is read at the start, for the window’s own person', async () => {
    const app = new AppDouble();
    const { seen } = follow(app);
    await settle();
    expect(seen).toEqual([{ session: sessionOf(kari), counts: quiet }]);
    expect(new Set(app.calls.map(({ windowId }) => windowId))).toEqual(new Set(['main']));
  });

  test('has no counts where nobody is signed in', async () => {
    const app = new AppDouble();
    app.session = sessionOf(null);
    const { seen } = follow(app);
    await settle();
    expect(seen).toEqual([{ session: sessionOf(null), counts: null }]);
    expect(asked(app, 'counts.get')).toBe(0);
  });

  test('has no counts where they can’t be read; none are made up', async () => {
    const app = new AppDouble();
    app.answers['counts.get'] = async () => Promise.reject(new Error('store.locked'));
    const { seen } = follow(app);
    await settle();
    expect(seen).toEqual([{ session: sessionOf(kari), counts: null }]);
  });

  test.each(topics.filter((topic) => topic !== 'themes'))('is read again on %s', async (topic) => {
    const app = new AppDouble();
    const { seen } = follow(app);
    await settle();
    app.counts = { ...quiet, waiting: 4 };
    app.tell('main', topic);
    await settle();
    expect(seen.at(-1)?.counts?.waiting).toBe(4);
  });

  test('is not read again for what it does not show', async () => {
    const app = new AppDouble();
    const { seen } = follow(app);
    await settle();
    app.tell('main', 'themes');
    await settle();
    expect(seen).toHaveLength(1);
  });

  test('is read once more, not a hundred times, when changes come fast', async () => {
    const app = new AppDouble();
    const { seen } = follow(app);
    for (let change = 0; change < 100; change++) app.tell('main', 'sync');
    app.counts = { ...quiet, waiting: 100 };
    await settle();
    expect(asked(app, 'session.get')).toBe(2);
    expect(seen.at(-1)?.counts?.waiting).toBe(100);
  });

  test('that can’t be read is written down by the fault’s class, and read at the next change', async () => {
    const app = new AppDouble();
    app.answers['session.get'] = async () => Promise.reject(new RangeError('Ola Nordmann'));
    const { seen, lines } = follow(app);
    await settle();
    expect([seen, lines]).toEqual([[], [['standing.failed', { error: 'RangeError' }]]]);
    app.answers = {};
    app.tell('main', 'session');
    await settle();
    expect(seen).toHaveLength(1);
  });

  test('is not told of after the end, not even what was being read', async () => {
    const app = new AppDouble();
    const { seen, follower } = follow(app);
    follower.stop();
    await settle();
    app.tell('main', 'sync');
    await settle();
    expect(seen).toEqual([]);
    expect(app.followers('main')).toBe(0);
  });
});
