import { useEffect, useRef } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { comboOf, isInField, mayFire } from './hotkeys.ts';

export type Hotkeys = Readonly<Record<string, (() => void) | undefined>>;

/**
 * Keys of a page while it is shown: `{ 'ctrl+enter': save, g: approve, arrowdown: next }`. Single letters act only where
 * they are turned on and focus is in no field. What is undefined is not in force.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const latest = useRef({ hotkeys, singleKeys });
  useEffect(() => {
    latest.current = { hotkeys, singleKeys };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // AltGr writes characters; in Chromium it looks like Ctrl and Alt together.
      if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return;
      const combo = comboOf(event);
      const act = latest.current.hotkeys[combo];
      const place = {
        inField: isInField(event.target),
        singleKeys: latest.current.singleKeys,
      };
      if (act === undefined || !mayFire(combo, place)) return;
      event.preventDefault();
      if (!event.repeat || combo.startsWith('arrow')) act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
