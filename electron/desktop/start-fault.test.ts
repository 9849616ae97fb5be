import { beforeEach, describe, expect, test } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { app, dialog, freshElectron } from '../../tests/desktop/electron-double.ts';
import { desktopText } from './language.ts';
import { refuseConfiguration, refuseStart, refuseToGoOn } from './start-fault.ts';

beforeEach(freshElectron);

const nb = desktopText('nb');

describe('a start without its configuration', () => {
  test('names all that is missing and all that is wrong at once, and where to set it', () => {
    refuseConfiguration(
      { missing: ['LYTT_BACKLOG_URL', 'LYTT_CLIENT_ID'], wrong: ['LYTT_ISSUER'] },
      ['/home/kari/lytt.json'],
      '/etc/lytt/lytt.json',
      nb,
    );
    expect(dialog.shown).toEqual([
      {
        title: 'Lytt kan ikke starte',
        content: [
          'Dette mangler i oppsettet:\nLYTT_BACKLOG_URL\nLYTT_CLIENT_ID',
          'Dette er galt i oppsettet:\nLYTT_ISSUER\n/home/kari/lytt.json',
          'Sett dem som miljøvariabler eller i /etc/lytt/lytt.json.',
        ].join('\n\n'),
      },
    ]);
    expect(app.exits).toEqual([2]);
  });

  test('says nothing of what is right', () => {
    refuseConfiguration({ missing: ['LYTT_ISSUER'], wrong: [] }, [], '/etc/lytt/lytt.json', nb);
    expect(dialog.shown[0]?.content).not.toContain(nb('wrong'));
  });
});

describe('a start that fails', () => {
  test.each(['nb', 'nn', 'en'] as const)(
    'is told by its code, never in its own words (%s)',
    (language) => {
      const t = desktopText(language);
      refuseStart(new Error('/home/kari/secret'), t);
      refuseStart(new LyttError('store.newer'), t);
      expect(dialog.shown).toEqual([
        { title: t('cannotStart'), content: t('fault', { code: 'app.failed' }) },
        { title: t('cannotStart'), content: t('fault', { code: 'store.newer' }) },
      ]);
      expect(app.exits).toEqual([1, 1]);
    },
  );

  test('for want of the keychain says what to do', () => {
    refuseStart(new LyttError('store.keychainUnavailable'), nb);
    expect(dialog.shown[0]?.content).toBe(nb('keychain'));
  });
});

test('a running app that can’t go on does not say that it could not start', () => {
  refuseToGoOn(nb);
  expect(dialog.shown).toEqual([{ title: nb('stoppedTitle'), content: nb('stoppedBody') }]);
  expect(app.exits).toEqual([1]);
});
