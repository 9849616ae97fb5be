import type { ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Settings } from '../../shared/view/session.ts';
import { defaultSettings, listPeople, loadSettings, saveSettings } from '../store/device.ts';
import type { StoreAccess } from './accounts/held-store.ts';

/** A person's settings; for nobody, those of whoever was here last. As they come where the device's store can't be read. */
export function settingsOf(device: StoreAccess, personId: string | null): Settings {
  try {
    return device.read((db) => {
      const id = personId ?? listPeople(db)[0]?.person.id;
      return id === undefined ? defaultSettings : loadSettings(db, id);
    });
  } catch (error) {
    // The page has to be shown in some language, and tells of the fault as a problem.
    if (error instanceof LyttError) return defaultSettings;
    throw error;
  }
}

/** Changes what is named; the rest stays. */
export function changeSettings(
  device: StoreAccess,
  personId: string,
  changed: ParsedInput<'settings.set'>,
): Settings {
  return device.write((db) => {
    const settings = { ...loadSettings(db, personId) };
    if (changed.language !== undefined) settings.language = changed.language;
    if (changed.theme !== undefined) settings.theme = changed.theme;
    if (changed.singleKeys !== undefined) settings.singleKeys = changed.singleKeys;
    saveSettings(db, personId, settings);
    return settings;
  });
}
