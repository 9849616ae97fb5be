import { usePreferences } from '../state/preferences.ts';
import { Keys } from './keys.tsx';

/** A single-letter key on the button it presses; nothing where the person has turned such keys off. */
export function SingleKey({ children }: { readonly children: string }) {
  const on = usePreferences(({ singleKeys }) => singleKeys);
  return on ? <Keys keys={[children]} /> : null;
}

/** `aria-keyshortcuts` of such a button. */
export function useSingleKey(key: string): string | undefined {
  return usePreferences(({ singleKeys }) => (singleKeys ? key : undefined));
}
