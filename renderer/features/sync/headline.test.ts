import { describe, expect, test } from 'vitest';
import { translator } from '../../../shared/i18n/define.ts';
import { syncMessages } from '../../../shared/i18n/sync.ts';
import type { SyncStatus } from '../../../shared/view/sync.ts';
import { headline } from './headline.ts';

const t = translator(syncMessages, 'nb');
const now = Date.parse('2026-11-24T10:47:00Z');
const still = {
  waiting: 0,
  setAside: 0,
  state: 'idle',
  offlineSince: null,
  nextTryAt: null,
} as const satisfies Partial<SyncStatus>;
const said = (status: Partial<SyncStatus>) =>
  headline({ ...still, ...status }, now, (instant) => instant.slice(11, 16).replace(':', '.'), t);

describe('headline', () => {
  test('tells why, since when and until when while offline', () => {
    expect(
      said({
        waiting: 3,
        setAside: 1,
        state: 'offline',
        offlineSince: '2026-11-24T10:14:00Z',
        nextTryAt: '2026-11-24T10:47:24Z',
      }),
    ).toEqual({
      title: '3 venter på nett',
      lines: [
        'Alt er lagret på maskinen.',
        'Lytt har ikke fått svar fra tjenesten siden 10.14.',
        'Lytt prøver igjen av seg selv om 24 sekunder.',
      ],
    });
  });

  test('says that everything is sent only when nothing waits and nothing is set aside', () => {
    for (const state of ['idle', 'working', 'offline', 'signed_out'] as const)
      for (const waiting of [0, 1, 2])
        for (const setAside of [0, 1]) {
          const { title, lines } = said({ waiting, setAside, state });
          const claims = [title, ...lines].some((words) => words.includes(t('allSent')));
          if (waiting > 0 || setAside > 0) expect(claims).toBe(false);
          else expect(claims).toBe(state === 'idle' || state === 'working');
        }
  });

  test('says that it has stopped, that nothing is deleted, and how to go on', () => {
    for (const state of ['other_server', 'restored'] as const)
      for (const waiting of [0, 3]) {
        const { title, lines } = said({ state, waiting });
        expect(title).toBe(t(`${state}_title`));
        expect(lines.join(' ')).toContain('ngenting er slettet');
        expect(lines.join(' ').includes('3 venter')).toBe(waiting === 3);
        expect([title, ...lines].join(' ')).not.toContain(t('allSent'));
      }
  });

  test('says what must be updated, and that nothing is lost over it', () => {
    for (const state of ['app_too_old', 'service_too_old'] as const) {
      const { title, lines } = said({ state, waiting: 2 });
      expect(title).toBe(t(`${state}_title`));
      expect(lines.join(' ')).toContain('Alt er lagret her');
      expect(lines.join(' ')).toContain('2 venter');
    }
  });

  test('asks for a login where that is what it waits for', () => {
    expect(said({ waiting: 2, state: 'signed_out' }).title).toBe('2 venter på at du logger inn');
  });

  test('a try that is due is under way, not in the past', () => {
    const { lines } = said({ waiting: 1, state: 'offline', nextTryAt: '2026-11-24T10:46:00Z' });
    expect(lines.at(-1)).toBe('Lytt prøver igjen nå.');
  });

  test('a far try is told in minutes', () => {
    const { lines } = said({ waiting: 1, state: 'offline', nextTryAt: '2026-11-24T10:52:00Z' });
    expect(lines.at(-1)).toBe('Lytt prøver igjen av seg selv om 5 minutter.');
  });
});
