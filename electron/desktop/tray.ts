import { Menu, Tray } from 'electron';
import type { Counts } from '../../shared/view/sync.ts';
import type { DesktopTranslate } from './language.ts';

export interface TrayOptions {
  /** On macOS a template picture: black and clear, coloured by the system. */
  readonly icon: string;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
}

export interface LyttTray {
  update(counts: Counts | null, t: DesktopTranslate): void;
  destroy(): void;
}

/** How the queue stands, in one line. "Everything is sent" is said only when nothing waits and nothing is set aside. */
export function queueLine(counts: Counts, t: DesktopTranslate): string {
  const lines: string[] = [];
  if (counts.setAside > 0) lines.push(t('setAside', { count: counts.setAside }));
  if (counts.waiting > 0) lines.push(t('waiting', { count: counts.waiting }));
  if (lines.length === 0) return t('allSent');
  return lines.join(', ');
}

/** The icon by the clock, or null where the system has no place for one. */
export function makeTray(options: TrayOptions): LyttTray | null {
  let tray: Tray;
  try {
    tray = new Tray(options.icon);
  } catch {
    return null;
  }
  tray.setToolTip('Lytt');
  tray.on('click', options.onOpen);
  return {
    update(counts, t) {
      const line = counts === null ? null : queueLine(counts, t);
      tray.setToolTip(line === null ? 'Lytt' : `Lytt: ${line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: t('open'), click: options.onOpen },
          ...(line === null ? [] : [{ label: line, enabled: false }]),
          { type: 'separator' },
          { label: t('quit'), click: options.onQuit },
        ]),
      );
    },
    destroy: () => tray.destroy(),
  };
}
