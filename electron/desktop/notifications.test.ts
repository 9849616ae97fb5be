import { beforeEach, describe, expect, test } from 'vitest';
import type { Counts } from '../../shared/view/sync.ts';
import { quiet } from '../../tests/desktop/app-double.ts';
import { freshElectron, Notification } from '../../tests/desktop/electron-double.ts';
import { desktopText } from './language.ts';
import { makeNotifier } from './notifications.ts';

beforeEach(freshElectron);

const t = desktopText('nb');

function notifier() {
  const state = { watching: false, clicked: 0 };
  const made = makeNotifier({ watching: () => state.watching, onClicked: () => state.clicked++ });
  const look = (counts: Partial<Counts>, who: string | null = 'kari') =>
    made.look(who, { ...quiet, ...counts }, t);
  return { state, look, say: made.say };
}

const said = () => Notification.shown.map(({ options }) => [options.title, options.body]);

describe('what came while the person looked elsewhere', () => {
  test('is told as a number', () => {
    const { look } = notifier();
    look({ inbox: 1 });
    look({ inbox: 3 });
    look({ inbox: 3, setAside: 1 });
    expect(said()).toEqual([
      ['Lytt', '3 nye i innboksen'],
      ['Noe ble ikke sendt', '1 oppføring er satt til side. Åpne Synk for å se hvorfor.'],
    ]);
  });

  test.each(['nb', 'nn', 'en'] as const)('is worded in %s', (language) => {
    const made = makeNotifier({ watching: () => false, onClicked: () => undefined });
    made.look('kari', quiet, desktopText(language));
    made.look('kari', { ...quiet, inbox: 1 }, desktopText(language));
    expect(said()).toEqual([['Lytt', desktopText(language)('inbox', { count: 1 })]]);
  });

  test('is not told at the start: it did not come just now', () => {
    notifier().look({ inbox: 5, setAside: 2 });
    expect(said()).toEqual([]);
  });

  test('is not told to who looks at it, nor later when she looks away', () => {
    const { look, state } = notifier();
    look({});
    state.watching = true;
    look({ inbox: 2 });
    state.watching = false;
    look({ inbox: 2 });
    expect(said()).toEqual([]);
  });

  test('is not told when there is less of it', () => {
    const { look } = notifier();
    look({ inbox: 4, setAside: 2 });
    look({ inbox: 1, setAside: 1 });
    expect(said()).toEqual([]);
  });

  test('of one person is no news to another', () => {
    const { look } = notifier();
    look({ inbox: 0 }, 'kari');
    look({ inbox: 9 }, 'ola');
    look({ inbox: 10 }, 'ola');
    expect(said()).toEqual([['Lytt', '10 nye i innboksen']]);
  });

  test('is not told of what waits: being offline is normal', () => {
    const { look } = notifier();
    look({});
    look({ waiting: 7, state: 'offline', review: 3 });
    expect(said()).toEqual([]);
  });
});

describe('a notification', () => {
  test('is silent and leads back to the app', () => {
    const { say, state } = notifier();
    say('Lytt', 'x');
    const [shown] = Notification.shown;
    expect(shown?.options).toEqual({ title: 'Lytt', body: 'x', silent: true });
    shown?.emit('click');
    expect(state.clicked).toBe(1);
  });

  test('is none where the system has none', () => {
    Notification.supported = false;
    notifier().say('Lytt', 'x');
    expect(Notification.shown).toEqual([]);
  });

  test('that closes or fails is let go without a fault', () => {
    const { say } = notifier();
    say('Lytt', 'x');
    const [shown] = Notification.shown;
    expect(shown?.emit('failed', {}, 'no daemon')).toBe(true);
    expect(shown?.emit('close')).toBe(true);
  });
});
