import type { ThemePatch } from '../../../shared/domain/theme.ts';
import { call } from '../../bridge.ts';

/** Saves one change of a theme. Throws the catalogue error where the domain's rules refuse it. */
export async function changeTheme(
  themeId: string,
  patch: ThemePatch,
  reason: string | null = null,
): Promise<void> {
  await call('theme.change', { themeId, patch, reason });
}
