import type { ThemePatch } from '../../../shared/domain/theme.ts';
import type { FindingKind } from '../../../shared/privacy/finding.ts';
import { call } from '../../bridge.ts';

/**
 * Saves one change of a theme. `acknowledged`: what the gate asked about in it and its author kept. Throws the catalogue error
 * where the domain's rules refuse it.
 */
export async function changeTheme(
  themeId: string,
  patch: ThemePatch,
  acknowledged: readonly FindingKind[],
  reason: string | null = null,
): Promise<void> {
  await call('theme.change', { themeId, patch, reason, acknowledged: [...acknowledged] });
}
