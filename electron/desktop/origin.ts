export const SCHEME = 'app';
export const HOST = 'lytt';
export const PAGE_URL = `${SCHEME}://${HOST}/`;

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

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
  if (url.protocol === 'https:') return url.href;
  return url.protocol === 'http:' && loopback.has(url.hostname) ? url.href : null;
}
