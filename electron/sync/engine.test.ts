import { describe, expect, it } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { Hints, page, started, uuid } from '../../tests/support/started-engine.ts';
import { TransportFault } from './transport.ts';

const down = () => {
  throw new TransportFault('service.unreachable');
};

describe('draining', () => {
  it('sends what waits at the start, and what is queued later, without being asked', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    engine.start();
    await time.pass(10);
    expect(store.left).toEqual([uuid(1)]);
    store.add(2);
    await time.pass(3_000);
    expect(store.left).toEqual([uuid(1), uuid(2)]);
    expect(service.pushes).toHaveLength(2);
  });

  it('empties within 60 s of the network coming back, however long it was away, with no new write', async () => {
    for (const away of [1_000, 60_000, 3_600_000]) {
      const { time, store, service, engine } = started();
      const { answer, feed } = service;
      service.answer = down;
      service.feed = down;
      store.add(1);
      engine.start();
      await time.pass(away);
      expect(store.queue).toHaveLength(1);
      expect(engine.state().state).toBe('offline');
      service.answer = answer;
      service.feed = feed;
      await time.pass(60_000);
      expect(store.left).toEqual([uuid(1)]);
      expect(engine.state().state).toBe('idle');
    }
  });

  it('empties within 60 s also when the try under way at that moment ends in silence', async () => {
    // From every place within a try, and with waits of every length after it.
    for (let away = 200_000; away < 500_000; away += 4_000) {
      const { time, store, service, engine } = started();
      const { push } = service;
      service.push = () =>
        new Promise((_, reject) => {
          time.set(() => reject(new TransportFault('service.unreachable')), 30_000);
        });
      store.add(1);
      engine.start();
      await time.pass(away);
      service.push = push.bind(service);
      await time.pass(60_000);
      expect(store.left).toEqual([uuid(1)]);
    }
  });

  it('waits as long as the service asks, and goes on by itself', async () => {
    const { time, store, service, engine } = started();
    const { answer } = service;
    service.answer = () => {
      throw new TransportFault('service.tooManyRequests', { status: 429, retryAfterMs: 20_000 });
    };
    store.add(1);
    engine.start();
    await time.pass(19_000);
    expect(service.pushes).toHaveLength(1);
    service.answer = answer;
    await time.pass(5_000);
    expect(store.left).toEqual([uuid(1)]);
  });
});

describe('one bad operation', () => {
  it('that the service rejects is set aside; the rest goes on in the same round', async () => {
    const { time, store, service, engine } = started();
    for (let n = 1; n <= 5; n += 1) store.add(n);
    service.answer = (operations) =>
      operations.map(({ id }) =>
        id === uuid(2)
          ? { id, outcome: 'rejected', code: 'text.tooLong', field: 'text' }
          : { id, outcome: 'applied' },
      );
    engine.start();
    await time.pass(10);
    expect(store.setAside).toEqual([uuid(2)]);
    expect(store.left).toHaveLength(4);
  });

  it('that the service falls over is found, set aside in the end, and never delays the others', async () => {
    const { time, store, service, engine } = started();
    for (let n = 1; n <= 20; n += 1) store.add(n);
    service.answer = (operations) => {
      if (operations.some(({ id }) => id === uuid(7)))
        throw new TransportFault('service.failed', { status: 500 });
      return operations.map(({ id }) => ({ id, outcome: 'applied' }));
    };
    engine.start();
    await time.pass(10);
    expect(store.left).toHaveLength(19);
    expect(store.queue.map(({ id }) => id)).toEqual([uuid(7)]);
    // It is blamed only once others have gone through between its failures.
    for (let n = 21; n <= 60; n += 1) {
      store.add(n);
      await time.pass(10_000);
    }
    expect(store.setAside).toEqual([uuid(7)]);
    expect(store.queue).toEqual([]);
  });

  it('that must wait holds back what is about the same thing, so that order is kept, and nothing else', async () => {
    const { time, store, service, engine } = started();
    store.add(1, 50);
    store.add(2, 50);
    store.add(3, 51);
    let refuse = true;
    service.answer = (operations) =>
      operations.map(({ id }) =>
        refuse && id === uuid(1)
          ? { id, outcome: 'not_now', code: 'service.notReady' }
          : { id, outcome: 'applied' },
      );
    engine.start();
    await time.pass(10);
    expect(store.left).toContain(uuid(3));
    expect(store.queue.map(({ id }) => id)).toContain(uuid(1));
    refuse = false;
    await time.pass(60_000);
    expect(store.queue).toEqual([]);
    expect(store.setAside).toEqual([]);
  });

  it('that must wait does not wait for a clock that was set back two days', async () => {
    const { time, wall, store, service, engine } = started();
    store.add(1);
    const { answer } = service;
    service.answer = (operations) =>
      operations.map(({ id }) => ({ id, outcome: 'not_now', code: 'service.notReady' }));
    engine.start();
    await time.pass(10);
    expect(service.pushes).toHaveLength(1);
    wall.ahead = -48 * 3_600_000;
    service.answer = answer;
    await time.pass(60_000);
    expect(store.left).toEqual([uuid(1)]);
  });

  it('answers that contradict each other, or name what was not sent, are not believed', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    let contradict = true;
    service.answer = ([operation]) => {
      const id = operation?.id ?? uuid(0);
      return contradict
        ? [
            { id, outcome: 'applied' },
            { id, outcome: 'rejected', code: 'text.empty', field: null },
            { id: uuid(99), outcome: 'applied' },
          ]
        : [{ id, outcome: 'already_applied' }];
    };
    engine.start();
    await time.pass(10);
    expect(store.queue).toHaveLength(1);
    expect(store.setAside).toEqual([]);
    contradict = false;
    await time.pass(60_000);
    expect(store.left).toEqual([uuid(1)]);
  });
});

describe('login', () => {
  it.each(['session.tokenInvalid', 'session.forbidden'] as const)(
    '%s pauses and asks for it; nothing is set aside or lost, and a new login drains',
    async (code) => {
      const { time, store, service, engine } = started();
      const { answer, feed } = service;
      const refuse = () => {
        throw new TransportFault(code, { status: code === 'session.forbidden' ? 403 : 401 });
      };
      service.answer = refuse;
      service.feed = refuse;
      store.add(1);
      engine.start();
      await time.pass(600_000);
      expect(engine.state().state).toBe('signed_out');
      expect(store.queue).toHaveLength(1);
      expect(store.setAside).toEqual([]);
      service.answer = answer;
      service.feed = feed;
      engine.nudge();
      await time.pass(10);
      expect(store.left).toEqual([uuid(1)]);
    },
  );
});

describe('the feed', () => {
  it('is read until there is no more, each page once', async () => {
    const { time, store, service, engine } = started();
    service.feed = (cursor) => page(String(Number(cursor ?? 0) + 1), Number(cursor ?? 0) < 3);
    engine.start();
    await time.pass(10);
    expect(service.cursors).toEqual([null, '1', '2', '3']);
    expect(store.pages).toBe(4);
  });

  it('starts over when the service does not know the place', async () => {
    const { time, store, service, engine } = started();
    engine.start();
    await time.pass(10);
    service.feed = (cursor) => {
      if (cursor !== null) throw new LyttError('feed.startOver');
      return page('9');
    };
    await time.pass(3_000);
    expect(store.cursor()).toBe('9');
    expect(engine.state().state).toBe('idle');
  });

  it('that says "more" without moving on is not asked for ever', async () => {
    const { time, service, engine } = started();
    service.feed = () => page('1', true);
    engine.start();
    await time.pass(1_000);
    expect(service.cursors.length).toBeLessThan(10);
  });
});

describe('hints', () => {
  it('are asked for only once the service has answered', async () => {
    const hints = new Hints();
    const { time, service, engine } = started(hints);
    const { feed } = service;
    service.feed = down;
    engine.start();
    await time.pass(30_000);
    expect(hints.opened).toBe(0);
    service.feed = feed;
    await time.pass(60_000);
    expect(hints.opened).toBeGreaterThan(0);
    await engine.stop();
    expect(hints.stopped).toBe(true);
  });

  it('that come make it look at once, and else a tenth as often', async () => {
    const hints = new Hints();
    const { time, service, engine } = started(hints);
    engine.start();
    await time.pass(10);
    hints.become(true);
    await time.pass(10);
    // What happened before the first hint could come.
    expect(service.cursors).toHaveLength(2);
    await time.pass(23_000);
    expect(service.cursors).toHaveLength(2);
    hints.listener?.hinted(['unit:4100']);
    await time.pass(10);
    expect(service.cursors).toHaveLength(3);
    await time.pass(30_000);
    expect(service.cursors).toHaveLength(4);
  });

  it('of what everybody follows make each look at a moment of its own within a second', async () => {
    const waits = new Set<number>();
    for (let app = 0; app < 8; app += 1) {
      const hints = new Hints();
      const { time, service, engine } = started(hints, app * 29);
      engine.start();
      await time.pass(10);
      hints.become(true);
      await time.pass(10);
      const before = service.cursors.length;
      hints.listener?.hinted(['themes']);
      let waited = 0;
      for (; service.cursors.length === before; waited += 10) await time.pass(10);
      expect(waited).toBeLessThanOrEqual(1_010);
      waits.add(waited);
    }
    expect(waits.size).toBeGreaterThan(4);
  });

  it('that break off make it look as often as without, the first time within a poll', async () => {
    const hints = new Hints();
    const { time, service, engine } = started(hints);
    engine.start();
    await time.pass(10);
    hints.become(true);
    await time.pass(5_000);
    const before = service.cursors.length;
    hints.become(false);
    await time.pass(3_000);
    expect(service.cursors.length).toBe(before + 1);
    await time.pass(9_000);
    expect(service.cursors.length).toBe(before + 4);
  });

  it('do not shorten the wait after a fault', async () => {
    const hints = new Hints();
    const { time, service, engine } = started(hints);
    engine.start();
    await time.pass(10);
    hints.become(true);
    await time.pass(10);
    const feed = service.feed;
    service.feed = () => {
      throw new TransportFault('service.tooManyRequests', { status: 429, retryAfterMs: 60_000 });
    };
    hints.listener?.hinted(['own']);
    await time.pass(10);
    const asked = service.cursors.length;
    service.feed = feed;
    for (let n = 0; n < 20; n += 1) {
      hints.listener?.hinted(['own']);
      await time.pass(2_000);
    }
    expect(service.cursors).toHaveLength(asked);
    await time.pass(25_000);
    expect(service.cursors.length).toBeGreaterThan(asked);
  });

  it('do not keep waiting what the service could not take just then', async () => {
    const hints = new Hints();
    const { time, store, service, engine } = started(hints);
    const { answer } = service;
    engine.start();
    await time.pass(10);
    hints.become(true);
    await time.pass(10);
    service.answer = (operations) =>
      operations.map(({ id }) => ({ id, outcome: 'not_now', code: 'service.tooManyRequests' }));
    store.add(1);
    engine.nudge();
    await time.pass(5_000);
    expect(service.pushes.length).toBeGreaterThan(1);
    service.answer = answer;
    await time.pass(15_000);
    expect(store.left).toEqual([uuid(1)]);
  });
});

describe('a service that is not itself', () => {
  it.each([
    ['service.otherServer', 'other_server'],
    ['service.restored', 'restored'],
  ] as const)(
    '%s halts: nothing goes out or in, and it is asked now and then',
    async (code, halt) => {
      const { time, store, service, engine } = started();
      engine.start();
      await time.pass(10);
      const { feed } = service;
      service.feed = () => {
        throw new TransportFault(code, { status: 409 });
      };
      await time.pass(3_000);
      expect(engine.state().state).toBe(halt);
      expect(store.halted).toBe(halt);
      const { pages } = store;
      store.add(1);
      engine.nudge();
      await time.pass(600_000);
      expect(service.pushes).toEqual([]);
      expect(store.pages).toBe(pages);
      expect(store.queue).toHaveLength(1);
      expect(service.cursors.length).toBeGreaterThan(15);
      expect(service.cursors.length).toBeLessThan(30);
      // The right one is back: it goes on by itself.
      service.feed = feed;
      await time.pass(30_000);
      expect(engine.state().state).toBe('idle');
      expect(store.halted).toBeNull();
      expect(store.left).toEqual([uuid(1)]);
    },
  );

  it('is still halted after a start, before anything is sent', async () => {
    const { time, store, service, engine } = started();
    store.halted = 'other_server';
    service.feed = down;
    store.add(1);
    engine.start();
    expect(engine.state().state).toBe('other_server');
    await time.pass(120_000);
    expect(engine.state().state).toBe('other_server');
    expect(service.pushes).toEqual([]);
  });

  it('a push that meets it is not believed, and what it carried waits', async () => {
    const { time, store, service, engine } = started();
    engine.start();
    await time.pass(10);
    service.answer = () => {
      throw new TransportFault('service.otherServer', { status: 409 });
    };
    store.add(1);
    await time.pass(3_000);
    expect(engine.state().state).toBe('other_server');
    expect(store.queue).toHaveLength(1);
  });

  it('that was set back while it was away is met before anything new goes out', async () => {
    const { time, store, service, engine } = started();
    engine.start();
    await time.pass(10);
    service.feed = down;
    await time.pass(3_000);
    store.add(1);
    service.feed = () => {
      throw new TransportFault('service.restored', { status: 409 });
    };
    await time.pass(60_000);
    expect(engine.state().state).toBe('restored');
    expect(service.pushes).toEqual([]);
  });

  it('is looked for after a fault, yet a feed that alone is broken keeps nothing from going out', async () => {
    const { time, store, service, engine } = started();
    engine.start();
    await time.pass(10);
    service.feed = () => {
      throw new TransportFault('service.failed', { status: 500 });
    };
    await time.pass(3_000);
    store.add(1);
    await time.pass(60_000);
    expect(store.left).toEqual([uuid(1)]);
  });

  it('is met before anything leaves a new machine', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    service.feed = () => {
      throw new TransportFault('service.notLytt');
    };
    engine.start();
    await time.pass(60_000);
    expect(service.pushes).toEqual([]);
  });
});

describe('the person', () => {
  it('can ask for a try during a wait, and it is over when the answer comes', async () => {
    const { time, store, service, engine } = started();
    const { answer, feed } = service;
    service.answer = down;
    service.feed = down;
    store.add(1);
    engine.start();
    await time.pass(120_000);
    service.answer = answer;
    service.feed = feed;
    await engine.tryNow();
    expect(store.left).toEqual([uuid(1)]);
  });

  it('who ends the app has a store that is left alone from then on', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    const gate = Promise.withResolvers<void>();
    const push = service.push.bind(service);
    service.push = async (operations) => {
      await gate.promise;
      return push(operations);
    };
    engine.start();
    await time.pass(10);
    await engine.stop();
    gate.resolve();
    await time.pass(60_000);
    expect(store.queue).toHaveLength(1);
    expect(store.left).toEqual([]);
  });
});
