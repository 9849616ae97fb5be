import { isLoopback } from './loopback-address.ts';

const MOST_HOPS = 20;

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
  readonly path: string;
}

/**
 * For the demo alone: an `openBrowser` that logs in by itself. It follows the development issuer's redirects, which
 * approves whom the login hint names without a form, until it has been to the login's loopback redirect. False when the
 * issuer wants a person to do something, or leads away from this machine.
 */
export function followLogin(fetch: typeof globalThis.fetch): (url: string) => Promise<boolean> {
  return async (start) => {
    const cookies: Cookie[] = [];
    let url = new URL(start);
    const redirectUri = URL.parse(url.searchParams.get('redirect_uri') ?? '');
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      if (url.protocol !== 'http:' || !isLoopback(url)) return false;
      const response = await fetch(url.href, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: cookieHeader(cookies, url) },
        signal: AbortSignal.timeout(15_000),
      });
      await response.body?.cancel();
      if (url.origin === redirectUri?.origin && url.pathname === redirectUri.pathname)
        return response.ok;
      for (const header of response.headers.getSetCookie()) keep(cookies, header, url);
      const next = URL.parse(response.headers.get('location') ?? '', url.href);
      if (response.status < 300 || response.status > 399 || next === null) return false;
      if (!response.headers.has('location')) return false;
      url = next;
    }
    return false;
  };
}

function keep(cookies: Cookie[], header: string, url: URL): void {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const split = pair.indexOf('=');
  if (split < 1) return;
  const attribute = (name: string) =>
    attributes.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const name = pair.slice(0, split);
  const path = attribute('path') ?? '/';
  const held = cookies.findIndex(
    (cookie) => cookie.name === name && cookie.path === path && cookie.origin === url.origin,
  );
  if (held >= 0) cookies.splice(held, 1);
  const expires = attribute('expires');
  const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= 0);
  if (!gone) cookies.push({ name, value: pair.slice(split + 1), origin: url.origin, path });
}

function cookieHeader(cookies: readonly Cookie[], url: URL): string {
  return cookies
    .filter(
      ({ origin, path }) =>
        origin === url.origin &&
        (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)),
    )
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}
