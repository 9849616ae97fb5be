import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { freshElectron, Menu } from '../../tests/desktop/electron-double.ts';
import { desktopText } from './language.ts';
import { type MenuOptions, menuTemplate, showMenu } from './menu.ts';
import { desktopMessages } from './messages.ts';

beforeEach(freshElectron);

const languages = ['nb', 'nn', 'en'] as const;
const systems = ['win32', 'darwin', 'linux'] as const;

function options(changes: Partial<MenuOptions> = {}): MenuOptions {
  return {
    t: desktopText('nb'),
    platform: 'win32',
    version: '1.2.3',
    developer: false,
    shortcut: 'Hent fram Lytt: Ctrl+Alt+L',
    openAtLogin: false,
    onOpenAtLogin: () => undefined,
    ...changes,
  };
}

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? items(item.submenu) : []),
  ]);
}

describe.each(systems)('the menu on %s', (platform) => {
  test.each(languages)(
    'says everything itself in %s, nothing is left to Electron’s English',
    (language) => {
      const all = items(
        menuTemplate(options({ platform, t: desktopText(language), developer: true })),
      );
      for (const item of all)
        if (item.type !== 'separator') expect(item.label, item.role).toBeTruthy();
      const roles = all.map(({ role }) => role);
      expect(roles).toEqual(expect.arrayContaining(['quit', 'close', 'copy', 'paste', 'zoomIn']));
    },
  );

  test('cannot reload the page, which would throw away what is being written', () => {
    const roles = items(menuTemplate(options({ platform, developer: true }))).map(
      ({ role }) => role,
    );
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('forceReload');
  });

  test('has developer tools in development alone', () => {
    const roles = (developer: boolean) =>
      items(menuTemplate(options({ platform, developer }))).map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});

test('the three languages are three', () => {
  const labels = languages.map((language) =>
    menuTemplate(options({ t: desktopText(language) })).map(({ label }) => label),
  );
  expect(labels).toEqual([
    ['Fil', 'Rediger', 'Vis', 'Hjelp'],
    ['Fil', 'Rediger', 'Vis', 'Hjelp'],
    ['File', 'Edit', 'View', 'Help'],
  ]);
  expect(desktopMessages.nn.closeWindow).not.toBe(desktopMessages.nb.closeWindow);
});

test('every text has the same places to fill in, in each language', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(desktopMessages.nb)) {
    expect(places(desktopMessages.nn[key as 'open']), `nn ${key}`).toEqual(places(text));
    expect(places(desktopMessages.en[key as 'open']), `en ${key}`).toEqual(places(text));
  }
});

test('Help names the shortcut and the version', () => {
  const help = menuTemplate(options()).at(-1);
  expect(items([help ?? {}]).map(({ label }) => label)).toEqual([
    'Hjelp',
    'Hent fram Lytt: Ctrl+Alt+L',
    'Versjon 1.2.3',
  ]);
});

test('starting with the machine is a choice where the system has one', () => {
  const wanted: boolean[] = [];
  const find = (changes: Partial<MenuOptions>) =>
    items(menuTemplate(options(changes))).find(
      ({ label }) => label === desktopText('nb')('openAtLogin'),
    );
  const box = find({ openAtLogin: true, onOpenAtLogin: (value) => wanted.push(value) });
  expect(box).toMatchObject({ type: 'checkbox', checked: true });
  box?.click?.({ checked: false } as never, undefined, {} as never);
  expect(wanted).toEqual([false]);
  expect(find({ openAtLogin: null })).toBeUndefined();
});

test('is set as the application’s menu', () => {
  showMenu(options());
  expect(Menu.application?.template.map(({ label }) => label)).toEqual([
    'Fil',
    'Rediger',
    'Vis',
    'Hjelp',
  ]);
});
