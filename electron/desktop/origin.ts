import { isPrivateAddress } from '../identity/loopback-address.ts';

export const SCHEME = 'app';
export const HOST = 'lytt';
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Whether an address is of our own page. Compared by parts: `app:` has no origin outside Chromium. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/**
 * The address as it may be handed to the operating system, or null: https anywhere, http on this machine alone, and never
 * one with a name and password in it. Everything else (javascript:, file:, a program's own scheme) can start something.
 */
export function outsideAddress(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return isPrivateAddress(url) ? url.href : null;
}
