import { globalShortcut } from 'electron';

/** Tried in this order. Chosen to make no letter on a Norwegian keyboard, where Ctrl+Alt is AltGr. */
export const shortcuts = [
  'CommandOrControl+Alt+L',
  'CommandOrControl+Alt+Shift+L',
  'CommandOrControl+Alt+Shift+Y',
] as const;

/** What came of asking the system for a shortcut. `keys` null: none could be had. `taken`: those another program has. */
export interface ShortcutOutcome {
  readonly keys: string | null;
  readonly taken: readonly string[];
}

/** Takes the first shortcut that no other program has. */
export function takeShortcut(onPressed: () => void): ShortcutOutcome {
  const taken: string[] = [];
  for (const keys of shortcuts) {
    // Some systems answer true though they gave nothing, so ask again whether it is ours.
    if (globalShortcut.register(keys, onPressed) && globalShortcut.isRegistered(keys))
      return { keys, taken };
    taken.push(keys);
  }
  return { keys: null, taken };
}

/** A shortcut as it is printed on the keys: `Ctrl+Alt+L`, `⌘⌥L` on macOS. */
export function readableKeys(keys: string, platform: NodeJS.Platform): string {
  if (platform !== 'darwin') return keys.replace('CommandOrControl', 'Ctrl');
  return keys
    .replace('CommandOrControl', '⌘')
    .replace('Alt', '⌥')
    .replace('Shift', '⇧')
    .replaceAll('+', '');
}
