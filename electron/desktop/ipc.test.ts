import type { WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { AppDouble, kari, sessionOf } from '../../tests/desktop/app-double.ts';
import {
  FrameDouble,
  freshElectron,
  ipcMain,
  WebContentsDouble,
} from '../../tests/desktop/electron-double.ts';
import { CALL_CHANNEL, CHANGED_CHANNEL } from './channels.ts';
import { errorName, serveIpc } from './ipc.ts';

const forbidden = {
  ok: false,
  error: { code: 'session.forbidden', field: null, params: null },
};

let app: AppDouble;
let contents: WebContentsDouble;
let lines: unknown[][];

beforeEach(() => {
  freshElectron();
  app = new AppDouble();
  lines = [];
  contents = new WebContentsDouble();
  const host = serveIpc(app, (...line) => lines.push(line));
  host.attach(contents as unknown as WebContents, 'main');
});

function call(method: unknown, input: unknown, from: Partial<Sender> = {}): Promise<unknown> {
  const sender = from.sender ?? contents;
  const senderFrame = from.senderFrame === undefined ? sender.mainFrame : from.senderFrame;
  return ipcMain.invoke(CALL_CHANNEL, { sender, senderFrame }, method, input);
}
interface Sender {
  readonly sender: WebContentsDouble;
  readonly senderFrame: FrameDouble | null;
}

describe('a call from the page', () => {
  test('is served by the app for its own window', async () => {
    expect(await call('session.get', {})).toEqual({ ok: true, value: sessionOf(kari) });
    expect(app.calls).toEqual([{ windowId: 'main', method: 'session.get' }]);
  });

  test('has its input parsed, defaults filled in, before the app sees it', async () => {
    let seen: unknown;
    app.answers['review.list'] = async (input) => {
      seen = input;
      return { items: [], total: 0 };
    };
    expect(await call('review.list', {})).toEqual({ ok: true, value: { items: [], total: 0 } });
    expect(seen).toEqual({ limit: 100, offset: 0 });
  });

  test.each([
    ['a field too many', 'session.get', { extra: 1 }, null],
    ['no input at all', 'session.get', undefined, null],
    ['a wrong type', 'review.list', { limit: 'all' }, 'limit'],
    ['out of range', 'review.list', { limit: 501 }, 'limit'],
    ['not an id', 'observation.get', { observationId: '../x' }, 'observationId'],
  ])('is refused with bad input: %s', async (_what, method, input, field) => {
    expect(await call(method, input)).toEqual({
      ok: false,
      error: { code: 'input.invalid', field, params: null },
    });
    expect(app.calls).toEqual([]);
  });

  test.each(['toString', '__proto__', 'constructor', 'session', 'nothing.here', '', 7, null, {}])(
    'is refused with a method that is not of the contract: %j',
    async (method) => {
      expect(await call(method, {})).toEqual({
        ok: false,
        error: { code: 'input.invalid', field: 'method', params: null },
      });
      expect(app.calls).toEqual([]);
    },
  );

  test('carries the error of the catalogue back', async () => {
    app.answers['observation.withdraw'] = async () => {
      throw new LyttError('observation.decided', { field: 'observationId' });
    };
    const answer = await call('observation.withdraw', {
      observationId: '0198f0c0-0000-7000-8000-000000000000',
    });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'observation.decided', field: 'observationId', params: null },
    });
    expect(lines).toEqual([]);
  });

  test('tells nothing of a fault but that there was one, in the answer and in the log', async () => {
    app.answers['counts.get'] = async () => {
      throw new RangeError('Ola Nordmann, 12345678901');
    };
    expect(await call('counts.get', {})).toEqual({
      ok: false,
      error: { code: 'app.failed', field: null, params: null },
    });
    expect(lines).toEqual([['call.failed', { method: 'counts.get', error: 'RangeError' }]]);
  });

  test('never carries out what the contract does not name', async () => {
    app.answers['counts.get'] = async () => ({ ...app.counts, waiting: -1 });
    expect(await call('counts.get', {})).toMatchObject({
      ok: false,
      error: { code: 'app.failed' },
    });
  });
});

describe('a sender that is not our page', () => {
  const strangers: Record<string, () => Partial<Sender>> = {
    'a sub frame': () => ({ senderFrame: new FrameDouble('app://lytt/', contents.mainFrame) }),
    'a top frame that is not the current one': () => ({
      senderFrame: new FrameDouble('app://lytt/'),
    }),
    'a frame that is gone': () => ({ senderFrame: null }),
    'another window': () => ({ sender: new WebContentsDouble() }),
    'another origin': () => {
      contents.mainFrame.url = 'https://example.org/';
      return {};
    },
    'another host of our scheme': () => {
      contents.mainFrame.url = 'app://lytt.example.org/';
      return {};
    },
    'an empty page': () => {
      contents.mainFrame.url = 'about:blank';
      return {};
    },
  };

  test.each(Object.entries(strangers))('%s is refused and written down', async (_who, from) => {
    expect(await call('session.get', {}, from())).toEqual(forbidden);
    expect(app.calls).toEqual([]);
    expect(lines).toEqual([['ipc.refused']]);
  });
});

describe('changes', () => {
  test('reach the window they concern, as topics alone', () => {
    app.tell('main', 'sync', 'inbox');
    app.tell('other', 'themes');
    expect(contents.sent).toEqual([
      { channel: CHANGED_CHANNEL, args: [{ topics: ['sync', 'inbox'] }] },
    ]);
  });

  test('stop with the window, whose calls are refused from then on', async () => {
    contents.destroy();
    app.tell('main', 'sync');
    expect(contents.sent).toEqual([]);
    expect(app.followers('main')).toBe(0);
    expect(app.closedWindows).toEqual(['main']);
    expect(await call('session.get', {})).toEqual(forbidden);
  });
});

test('a fault is named by its class alone', () => {
  expect(errorName(new TypeError('secret'))).toBe('TypeError');
  expect(errorName('secret')).toBe('string');
  expect(errorName(undefined)).toBe('undefined');
});
