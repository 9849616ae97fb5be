import { shell } from 'electron';
import type { Log } from '../app/ports.ts';
import { outsideAddress } from './origin.ts';

/** Opens a login page in the person's own browser; false when the address is refused or nothing could open it. */
export function browserOpener(log: Log): (address: string) => Promise<boolean> {
  return async (address) => {
    const allowed = outsideAddress(address);
    if (allowed === null) {
      log('browser.refused');
      return false;
    }
    try {
      await shell.openExternal(allowed);
      return true;
    } catch {
      log('browser.failed');
      return false;
    }
  };
}
