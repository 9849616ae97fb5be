import type { Session } from 'electron';

/**
 * `fetch` through Chromium, which knows the machine's proxy and the certificates its administrators trust; Node's knows
 * neither. The session is one of memory alone and sends no cookies, so that no answer is left on the disk in the clear.
 */
export function networkFetch(network: Session): typeof globalThis.fetch {
  return (input, init) =>
    network.fetch(input instanceof URL ? input.href : input, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
    });
}
