import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { DesktopTranslate } from './language.ts';

export interface MenuOptions {
  readonly t: DesktopTranslate;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly developer: boolean;
  /** What the Help menu says of the global shortcut. */
  readonly shortcut: string;
  /** Null where the system has no such setting. */
  readonly openAtLogin: boolean | null;
  readonly onOpenAtLogin: (wanted: boolean) => void;
}

/**
 * The menu in the person's language. No "reload": it would throw away what is being written since the last draft.
 * Everything in it can also be done by key; on Windows and Linux the bar itself shows only while Alt is held.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { t, platform } = options;
  const apple = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: t('quit') };
  const login: MenuItemConstructorOptions[] =
    options.openAtLogin === null
      ? []
      : [
          {
            type: 'checkbox',
            label: t('openAtLogin'),
            checked: options.openAtLogin,
            click: (item) => options.onOpenAtLogin(item.checked),
          },
          separator,
        ];
  const appMenu: MenuItemConstructorOptions = {
    label: 'Lytt',
    submenu: [
      ...login,
      { role: 'hide', label: t('hide') },
      { role: 'hideOthers', label: t('hideOthers') },
      separator,
      quit,
    ],
  };
  return [
    ...(apple ? [appMenu] : []),
    {
      label: t('file'),
      submenu: apple
        ? [{ role: 'close', label: t('closeWindow') }]
        : [...login, { role: 'close', label: t('closeWindow') }, quit],
    },
    {
      label: t('edit'),
      submenu: [
        { role: 'undo', label: t('undo') },
        { role: 'redo', label: t('redo') },
        separator,
        { role: 'cut', label: t('cut') },
        { role: 'copy', label: t('copy') },
        { role: 'paste', label: t('paste') },
        { role: 'pasteAndMatchStyle', label: t('pastePlain') },
        { role: 'selectAll', label: t('selectAll') },
      ],
    },
    {
      label: t('view'),
      submenu: [
        { role: 'zoomIn', label: t('zoomIn') },
        { role: 'zoomOut', label: t('zoomOut') },
        { role: 'resetZoom', label: t('zoomReset') },
        separator,
        { role: 'togglefullscreen', label: t('fullScreen') },
        ...(options.developer
          ? [separator, { role: 'toggleDevTools' as const, label: t('developerTools') }]
          : []),
      ],
    },
    {
      label: t('help'),
      role: 'help',
      submenu: [
        { label: options.shortcut, enabled: false },
        { label: t('version', { version: options.version }), enabled: false },
      ],
    },
  ];
}

export function showMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
