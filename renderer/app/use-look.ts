import { useSyncExternalStore } from 'react';
import { usePreferences } from '../state/preferences.ts';

const darkQuery = '(prefers-color-scheme: dark)';

function onSystemChange(listener: () => void): () => void {
  const media = window.matchMedia(darkQuery);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Light or dark, as the person chose or as the machine is. */
export function useLook(): 'light' | 'dark' {
  const theme = usePreferences((preferences) => preferences.theme);
  const dark = useSyncExternalStore(onSystemChange, () => window.matchMedia(darkQuery).matches);
  if (theme !== 'system') return theme;
  return dark ? 'dark' : 'light';
}
