import { create } from 'zustand';
import type { Settings } from '../../shared/view/session.ts';

/** How the page speaks and looks: a copy of the session's settings, so that the page has words before it has a session. */
export const usePreferences = create<Settings>()(() => ({
  language: 'nb',
  theme: 'system',
  singleKeys: true,
}));
