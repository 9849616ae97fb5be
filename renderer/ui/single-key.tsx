import { usePreferences } from '../state/preferences.ts';
import { Kbd } from './kbd.tsx';

/** A single-letter key on the button it presses; nothing where the person has turned such keys off. */
export function SingleKey({ children }: { readonly children: string }) {
  const on = usePreferences(({ singleKeys }) => singleKeys);
  return on ? (
    <span className="keys">
      <Kbd>{children}</Kbd>
    </span>
  ) : null;
}

/** `aria-keyshortcuts` of such a button. */
export function useSingleKey(key: string): string | undefined {
  return usePreferences(({ singleKeys }) => (singleKeys ? key : undefined));
}
