import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type Provider from 'oidc-provider';
import { keysIn } from './keys.ts';
import { choicePage } from './page.ts';
import { accountOf, makeProvider } from './provider.ts';
import { openIssuerStore } from './store.ts';

export interface IssuerOptions {
  /** Folder of keys and grants; made if missing. */
  readonly folder: string;
  /** Only a loopback address is accepted. */
  readonly host: string;
  readonly port: number;
  /** Who the issuer says it is, e.g. `http://127.0.0.1:9001`. Part of every person's identity: keep it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
}

export interface Issuer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A development issuer: signs in anybody of the demo people without a password. Never leaves this machine. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  refuseOpenDoor(options.host);
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  chmodSync(options.folder, 0o700);
  const store = openIssuerStore(join(options.folder, 'issuer.db'));
  const provider = makeProvider(
    options.issuer,
    options.clientId,
    options.audience,
    keysIn(join(options.folder, 'keys.json')),
    store,
  );
  const server = createServer(handlerOf(provider, options.port));
  await listen(server, options);
  return {
    url: options.issuer,
    stop: async () => {
      await close(server);
      store.close();
    },
  };
}

/** Anyone who can reach it is let in: so nobody but this machine may. */
function refuseOpenDoor(host: string): void {
  const loopback = isIP(host) === 4 ? host.startsWith('127.') : host === '::1';
  if (!loopback)
    throw new Error(`The development issuer listens on a loopback address only, not on ${host}.`);
}

/**
 * Approves at once when `login_hint` names a demo person: the interaction is walked here, so that a caller needs no cookies
 * and no earlier session decides who is signed in. Without a hint it shows the people to choose from.
 */
function handlerOf(provider: Provider, port: number) {
  const serve = provider.callback();
  const origin = `http://127.0.0.1:${port}`;
  // Known to this process alone: marks the requests it makes of itself.
  const mark = randomBytes(16).toString('hex');
  return (request: IncomingMessage, response: ServerResponse): void => {
    // A kept connection would break under its client at the issuer's next restart.
    response.setHeader('connection', 'close');
    // Another name in Host is a page elsewhere that had its name point here.
    if (request.headers.host !== `127.0.0.1:${port}`) {
      response.writeHead(421).end();
      return;
    }
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname.startsWith('/interaction/')) {
      finish(approve(provider, request, response), response);
    } else if (url.pathname === '/auth' && request.headers['x-lytt-walk'] !== mark) {
      const hint = url.searchParams.get('login_hint');
      if (accountOf(hint) !== undefined) finish(walk(origin, url, mark, response), response);
      else if (url.searchParams.get('prompt') === 'none') void serve(request, response);
      else offerChoice(url, response);
    } else void serve(request, response);
  };
}

function finish(work: Promise<void>, response: ServerResponse): void {
  work.catch(() => {
    if (!response.headersSent) response.writeHead(400);
    response.end();
  });
}

async function approve(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const account = accountOf(params['login_hint']);
  if (account === undefined) throw new Error('No demo person is named.');
  await provider.interactionFinished(request, response, {
    login: { accountId: account.subject },
  });
}

/** Follows the provider's own redirects until it sends the person back to the app, or shows an error. */
async function walk(
  origin: string,
  start: URL,
  mark: string,
  response: ServerResponse,
): Promise<void> {
  const cookies = new Map<string, string>();
  let next = start;
  for (let step = 0; step < 6; step += 1) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: {
        'x-lytt-walk': mark,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) {
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(await answer.text());
      return;
    }
    await answer.body?.cancel();
    next = new URL(location, origin);
    if (next.origin !== origin) {
      response.writeHead(303, { location: next.href, 'cache-control': 'no-store' }).end();
      return;
    }
  }
  throw new Error('The sign-in went in circles.');
}

function offerChoice(url: URL, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.end(
    choicePage((account) => {
      const chosen = new URL(url);
      chosen.searchParams.set('login_hint', account.subject);
      return `${chosen.pathname}${chosen.search}`;
    }),
  );
}

function listen(server: Server, { host, port }: IssuerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
