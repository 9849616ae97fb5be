import { app, dialog } from 'electron';
import { LyttError } from '../../shared/domain/errors.ts';
import type { ConfigurationFaults } from '../app/configuration.ts';
import type { DesktopTranslate } from './language.ts';

export const EXIT_CONFIGURATION = 2;
export const EXIT_FAULT = 1;

/** Names everything that is missing or wrong, and where to set it, then ends the app. */
export function refuseConfiguration(
  { missing, wrong }: ConfigurationFaults,
  unreadable: readonly string[],
  file: string,
  t: DesktopTranslate,
): void {
  const parts: string[] = [];
  if (missing.length > 0) parts.push([t('missing'), ...missing].join('\n'));
  if (wrong.length + unreadable.length > 0)
    parts.push([t('wrong'), ...wrong, ...unreadable].join('\n'));
  parts.push(t('whereToSet', { file }));
  dialog.showErrorBox(t('cannotStart'), parts.join('\n\n'));
  app.exit(EXIT_CONFIGURATION);
}

/** Says that the app could not start, without the fault's own words, and ends it. */
export function refuseStart(error: unknown, t: DesktopTranslate): void {
  const code = error instanceof LyttError ? error.code : 'app.failed';
  dialog.showErrorBox(
    t('cannotStart'),
    code === 'store.keychainUnavailable' ? t('keychain') : t('fault', { code }),
  );
  app.exit(EXIT_FAULT);
}

/** Says that the other host has the data folder, and ends this one. */
export function refuseSecondHost(t: DesktopTranslate): void {
  dialog.showErrorBox(t('cannotStart'), t('elsewhere'));
  app.exit(EXIT_FAULT);
}

/** Says that the running app came to a fault it can't go on from, and ends it. What was saved is in the store. */
export function refuseToGoOn(t: DesktopTranslate): void {
  dialog.showErrorBox(t('stoppedTitle'), t('stoppedBody'));
  app.exit(EXIT_FAULT);
}
