/** The part of a keyboard event that names a combination. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** `ctrl+enter`, `alt+enter`, `g`, `arrowdown`. Command counts as Ctrl. Shift is named only where the key has no other form. */
export function comboOf(press: KeyPress): string {
  const key = press.key.toLowerCase();
  const shift = press.shiftKey && key.length > 1;
  return [
    press.ctrlKey || press.metaKey ? 'ctrl' : '',
    press.altKey ? 'alt' : '',
    shift ? 'shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+');
}

export interface HotkeyPlace {
  /** Focus is where keys write or choose. */
  readonly inField: boolean;
  readonly singleKeys: boolean;
}

/**
 * Whether a combination may act here: with Ctrl or Alt always, Escape always; other keys only outside fields, and single
 * characters only where the person has not turned them off (WCAG 2.1.4).
 */
export function mayFire(combo: string, { inField, singleKeys }: HotkeyPlace): boolean {
  if (combo.startsWith('ctrl+') || combo.startsWith('alt+') || combo === 'escape') return true;
  return !inField && (combo.length > 1 || singleKeys);
}

// A box to tick takes Space alone, so every other key may still act there.
const FIELDS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"], [role="dialog"]';

export function isInField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}
