import { beforeEach, describe, expect, test } from 'vitest';
import { freshElectron, globalShortcut } from '../../tests/desktop/electron-double.ts';
import { readableKeys, shortcuts, takeShortcut } from './shortcut.ts';

beforeEach(freshElectron);

const [first, second, third] = shortcuts;

describe('the global shortcut', () => {
  test('is the first, and does what it is for', () => {
    let pressed = 0;
    expect(takeShortcut(() => pressed++)).toEqual({ keys: first, taken: [] });
    globalShortcut.ours.get(first)?.();
    expect(pressed).toBe(1);
    expect([...globalShortcut.ours.keys()]).toEqual([first]);
  });

  test('is the next where another program has the first', () => {
    globalShortcut.taken.add(first);
    expect(takeShortcut(() => undefined)).toEqual({ keys: second, taken: [first] });
  });

  test('is the next where the system only says that it gave the first', () => {
    globalShortcut.lying.add(first);
    expect(takeShortcut(() => undefined)).toEqual({ keys: second, taken: [first] });
  });

  test('is none where all are taken', () => {
    globalShortcut.taken = new Set(shortcuts);
    expect(takeShortcut(() => undefined)).toEqual({ keys: null, taken: [first, second, third] });
  });
});

describe('the keys as they are printed', () => {
  test.each([
    ['win32', 'Ctrl+Alt+Shift+L'],
    ['linux', 'Ctrl+Alt+Shift+L'],
    ['darwin', '⌘⌥⇧L'],
  ] as const)('%s: %s', (platform, keys) => {
    expect(readableKeys(second, platform)).toBe(keys);
  });
});

test('no shortcut types a letter on a Norwegian keyboard, where Ctrl+Alt is AltGr', () => {
  // What AltGr gives there: @ £ $ { [ ] } € and, with dead keys, ~ and ´.
  const typed = new Set(['2', '3', '4', '7', '8', '9', '0', 'E', 'M']);
  for (const keys of shortcuts) expect(typed).not.toContain(keys.split('+').at(-1));
});
