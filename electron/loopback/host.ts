import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMethod } from '../../shared/api.ts';
import { failure, serveCall } from '../../shared/call.ts';
import { errorCatalogue, LyttError } from '../../shared/domain/errors.ts';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import { securityHeaders } from '../app/content-security-policy.ts';
import { contentTypeOf, fileForPath, listPage } from '../app/page-files.ts';
import type { App, Log } from '../app/ports.ts';
import { cookieValue, type DoorSession, makeDoor } from './door.ts';
import { eventStreams } from './event-streams.ts';
import { lockedPage, notFoundPage, plainPagePolicy } from './plain-page.ts';
import { readJson } from './read-body.ts';

export interface LoopbackOptions {
  readonly app: App;
  readonly host: '127.0.0.1';
  /** 0: any free one. */
  readonly port: number;
  /** The built page. Read once, at the start: a later build does not change what is served. */
  readonly pageFolder: string;
  /** Whoever shows it as a bearer token gets a ticket address; for a second start by the same user. Null: nobody. */
  readonly doorKey: string | null;
  readonly log: Log;
  readonly randomBytes: RandomBytes;
  readonly clock: Clock;
}

export interface Loopback {
  readonly origin: string;
  /** Address that lets one browser in, once. */
  readonly url: string;
  /** A further such address. */
  ticketUrl(): string;
  close(): Promise<void>;
}

const BODY_LIMIT = 2 * 1024 * 1024;
const SWEEP_MS = 60_000;
const CLOSE_WITHIN_MS = 2_000;
const ENTRANCE = '/open';
const TICKET_ROUTE = '/ticket';
const API = '/api/';

/**
 * Serves the page and the typed API to the user's own browser. Rejects where the page is not built or the port is taken.
 * Deny first: this machine's other users and every page elsewhere can knock here, so nothing but the entrance answers without
 * the cookie that a ticket was exchanged for.
 */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { app, log } = options;
  const page = await readPage(options.pageFolder);
  const streams = eventStreams(app);
  const door = makeDoor(options.clock, options.randomBytes, (windowId) => {
    streams.end(windowId);
    app.closeWindow(windowId);
  });
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const authority = `${options.host}:${port}`;
  const origin = `http://${authority}`;
  // A cookie knows no port: another Lytt on this machine must not overwrite it.
  const cookieName = `lytt-${port}`;
  const ticketUrl = () => `${origin}${ENTRANCE}?ticket=${door.ticket()}`;

  const underWay = new Set<ServerResponse>();
  server.on('request', (request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    answer(request, response).catch((error: unknown) => {
      log('loopback.failed', { error: error instanceof Error ? error.name : typeof error });
      if (response.headersSent) response.destroy();
      else sendFailure(response, new LyttError('app.failed'));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '', origin);
    // Another name than ours is a page elsewhere that had its name point here.
    if (request.headers.host !== authority || url?.origin !== origin) {
      log('loopback.refused', { why: 'host' });
      response.writeHead(421, { connection: 'close' }).end();
    } else if (url.pathname === TICKET_ROUTE) giveTicket(request, response);
    else if (url.pathname.startsWith(API)) await serveApi(request, response, url.pathname);
    else servePage(request, response, url);
  }

  function sessionOf(request: IncomingMessage): DoorSession | null {
    const cookie = cookieValue(request.headers.cookie, cookieName);
    return cookie === null ? null : door.session(cookie);
  }

  function opens(shown: string): boolean {
    if (options.doorKey === null) return false;
    const [a, b] = [shown, options.doorKey].map((key) => createHash('sha256').update(key).digest());
    return a !== undefined && b !== undefined && timingSafeEqual(a, b);
  }

  function giveTicket(request: IncomingMessage, response: ServerResponse): void {
    const { authorization, origin: from, 'sec-fetch-site': site } = request.headers;
    const shown = authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : null;
    const browser = from !== undefined || site !== undefined;
    if (request.method !== 'POST' || browser || shown === null || !opens(shown)) {
      log('loopback.refused', { why: 'ticket' });
      response.writeHead(403, { connection: 'close' }).end();
      return;
    }
    sendJson(response, 200, { url: ticketUrl(), origin });
  }

  async function serveApi(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    try {
      if (!isFromOurPage(request)) throw new LyttError('session.forbidden', { field: 'origin' });
      const session = sessionOf(request);
      if (session === null) {
        sendFailure(response, new LyttError('app.unreachable'), 401);
        return;
      }
      const { windowId } = session;
      const name = path.slice(API.length);
      if (name === 'events' && request.method === 'GET') streams.open(windowId, response);
      else if (!isMethod(name)) throw new LyttError('input.unknownRoute', { field: 'method' });
      else if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        sendFailure(response, new LyttError('input.invalid', { field: 'method' }), 405);
      } else if (!isJson(request.headers['content-type']))
        sendFailure(response, new LyttError('input.invalid', { field: 'content-type' }), 415);
      else {
        const input = await readJson(request, BODY_LIMIT);
        const onFault = (method: string, error: unknown) =>
          log('call.failed', { method, error: error instanceof Error ? error.name : typeof error });
        sendJson(response, 200, await serveCall(app.handlers(windowId), name, input, onFault));
      }
    } catch (error) {
      if (!(error instanceof LyttError)) throw error;
      if (error.code === 'session.forbidden') log('loopback.refused', { why: 'origin' });
      sendFailure(response, error);
    }
  }

  /** A browser always says where a call comes from; a caller that says nothing is no browser, and still needs the cookie. */
  function isFromOurPage({ headers }: IncomingMessage): boolean {
    const site = headers['sec-fetch-site'];
    return (
      (headers.origin === undefined || headers.origin === origin) &&
      (site === undefined || site === 'same-origin')
    );
  }

  function servePage(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const language = request.headers['accept-language'];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', connection: 'close' }).end();
      return;
    }
    const session = sessionOf(request);
    if (url.pathname === ENTRANCE) {
      enter(request, response, url.searchParams.get('ticket') ?? '', session);
      return;
    }
    if (session === null) {
      // The cookie does not come along from another site, a link in a chat say; from our own page it does.
      const tryAgain = request.headers['sec-fetch-site'] === 'cross-site';
      sendHtml(response, 401, lockedPage(language, tryAgain));
      return;
    }
    const file = fileForPath(page.paths, url.pathname);
    const content = file === null ? undefined : page.contents.get(file);
    if (file === null || content === undefined) {
      sendHtml(response, 404, notFoundPage(language));
      return;
    }
    response.setHeader('content-type', contentTypeOf(file));
    // Built files carry a hash of their content in their name.
    if (url.pathname.startsWith('/assets/'))
      response.setHeader('cache-control', 'private, max-age=31536000, immutable');
    response.end(content);
  }

  function enter(
    request: IncomingMessage,
    response: ServerResponse,
    ticket: string,
    session: DoorSession | null,
  ): void {
    // A look ahead must not use the ticket up.
    const looking = request.method === 'HEAD' || request.headers['sec-purpose'] !== undefined;
    if (looking) {
      response.writeHead(204).end();
      return;
    }
    const good = door.spend(ticket);
    if (session === null && !good) {
      sendHtml(response, 401, lockedPage(request.headers['accept-language'], false));
      return;
    }
    // A browser that is in already stays who it is.
    if (session === null) {
      const cookie = `${cookieName}=${door.enter()}`;
      response.setHeader('set-cookie', `${cookie}; HttpOnly; SameSite=Strict; Path=/`);
    }
    response.writeHead(303, { location: '/' }).end();
  }

  const sweep = setInterval(() => door.sweep(streams.has), SWEEP_MS).unref();
  let closing: Promise<void> | null = null;
  return {
    origin,
    url: ticketUrl(),
    ticketUrl,
    close() {
      clearInterval(sweep);
      door.close();
      closing ??= stop(server, underWay);
      return closing;
    },
  };
}

async function readPage(folder: string) {
  const paths = await listPage(folder);
  const contents = new Map<string, Buffer>();
  for (const file of paths.values()) contents.set(file, await readFile(file));
  return { paths, contents };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

function sendFailure(response: ServerResponse, error: LyttError, status?: number): void {
  sendJson(response, status ?? errorCatalogue[error.code].status, failure(error));
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.setHeader('content-security-policy', plainPagePolicy);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function listen(server: Server, { host, port }: LoopbackOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Lets calls under way end, for a moment; then every connection, also those kept for a next call that no longer comes. */
async function stop(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const answered = Promise.all([...underWay].map((response) => once(response, 'close')));
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await answered.catch(() => undefined);
  clearTimeout(late);
  server.closeAllConnections();
  await closed;
}
