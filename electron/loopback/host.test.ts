import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChangedEvent, Handlers } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { App } from '../app/ports.ts';
import { type Loopback, startLoopback } from './host.ts';

const DAY = 24 * 60 * 60_000;
/** Two busy cores may take their time. */
const patient = { timeout: 15_000 };
const doorKey = 'key-of-the-home';
let now: number;
let folder: string;
let host: Loopback;
let app: RecordingApp;
const logged: string[] = [];

/** What the host needs of an app: it remembers which windows came and went. */
class RecordingApp implements App {
  readonly listeners = new Map<string, Set<(event: ChangedEvent) => void>>();
  readonly seen: string[] = [];
  readonly closed: string[] = [];

  handlers(windowId: string): Handlers {
    this.seen.push(windowId);
    const some: Partial<Handlers> = {
      'counts.get': async () => ({ waiting: 0, setAside: 0, state: 'idle', inbox: 0, review: 0 }),
      'draft.discard': async () => {
        throw new LyttError('store.full');
      },
      'sync.tryNow': async () => {
        throw new Error('Kari Eksempel ringte');
      },
      'draft.save': async () => ({ savedAt: new Date(0).toISOString() }),
    };
    return some as Handlers;
  }

  onChanged(windowId: string, listener: (event: ChangedEvent) => void): () => void {
    const own = this.listeners.get(windowId) ?? new Set();
    this.listeners.set(windowId, own.add(listener));
    return () => own.delete(listener);
  }

  closeWindow(windowId: string): void {
    this.closed.push(windowId);
  }

  async close(): Promise<void> {}
}

beforeEach(async () => {
  now = 1_000_000;
  logged.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'lytt-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Lytt</title>page');
  writeFileSync(join(folder, 'assets', 'a-1.js'), 'export {};');
  writeFileSync(join(folder, '..', `${folder.split('/').pop()}-secret.json`), 'secret');
  app = new RecordingApp();
  host = await startLoopback({
    app,
    host: '127.0.0.1',
    port: 0,
    pageFolder: folder,
    doorKey,
    log: (event, facts) => logged.push(JSON.stringify({ event, ...facts })),
    randomBytes: (length) => randomBytes(length),
    clock: () => now,
  });
});
afterEach(async () => {
  await host.close();
  rmSync(`${folder}-secret.json`, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

function go(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, host.origin), { redirect: 'manual', ...init });
}

async function enter(address = host.ticketUrl()): Promise<string> {
  const answer = await go(address);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/');
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function call(
  method: string,
  headers: Record<string, string>,
  body: BodyInit = '{}',
): Promise<{ status: number; body: unknown }> {
  const answer = await go(`/api/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

const refused = (code: string, field: string | null = null, params: unknown = null) => ({
  ok: false,
  error: { code, field, params },
});

/** `fetch` sets Host and Sec-Fetch headers itself, so a caller that lies speaks plain HTTP. */
function lie(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(host.origin);
    request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

test('a ticket lets one browser in, with a cookie scripts and other sites never see', async () => {
  const answer = await go(host.url);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^lytt-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  const page = await go('/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('page');
});

test('a ticket is good once, and another one is another window', async () => {
  await enter(host.url);
  const again = await go(host.url);
  expect(again.status).toBe(401);
  expect(again.headers.get('set-cookie')).toBeNull();
  const [one, two] = [await enter(), await enter()];
  await call('counts.get', { cookie: one });
  await call('counts.get', { cookie: two });
  await call('counts.get', { cookie: one });
  expect(app.seen[0]).toBe(app.seen[2]);
  expect(app.seen[0]).not.toBe(app.seen[1]);
});

test('a ticket opened by a browser that is in already is used up, and the window stays the same', async () => {
  const cookie = await enter();
  const ticket = host.ticketUrl();
  const answer = await go(ticket, { headers: { cookie } });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect((await go(ticket)).status).toBe(401);
});

test('a look ahead does not use the ticket up', async () => {
  const ticket = host.ticketUrl();
  expect((await go(ticket, { method: 'HEAD' })).headers.get('set-cookie')).toBeNull();
  expect(await lie(new URL(ticket).pathname, { 'sec-purpose': 'prefetch' })).toBe(204);
  await enter(ticket);
});

test('a ticket waits for hours, but not for ever', async () => {
  const [soon, late] = [host.ticketUrl(), host.ticketUrl()];
  now += DAY - 1;
  await enter(soon);
  now += 2;
  expect((await go(late)).status).toBe(401);
});

test('without the cookie nothing but a page that says how to open Lytt again', async () => {
  for (const path of ['/', '/mine', '/assets/a-1.js', '/nowhere.txt']) {
    const answer = await go(path, { headers: { 'accept-language': 'en-GB' } });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('Lytt must be opened again');
  }
  expect(await (await go('/')).text()).toContain('Lytt må åpnes på nytt');
  const forged = { cookie: `lytt-${new URL(host.origin).port}=${'A'.repeat(43)}` };
  expect((await go('/', { headers: forged })).status).toBe(401);
  expect(await call('counts.get', forged)).toEqual({
    status: 401,
    body: refused('app.unreachable'),
  });
  expect((await go('/api/events')).status).toBe(401);
  expect(app.seen).toEqual([]);
});

test('the policy of that page lets its own style in and nothing else', async () => {
  const answer = await go('/');
  const style = /<style>([\s\S]*?)<\/style>/.exec(await answer.text())?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toContain(`style-src 'sha256-${hash}';`);
  expect(policy).not.toContain('unsafe');
});

test('a link on another site, which brings no cookie, leads in after one step on our own page', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  const first = await new Promise<string>((resolve, reject) => {
    const { port } = new URL(host.origin);
    request({ host: '127.0.0.1', port, path: '/', headers }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString();
      });
      answer.once('end', () => resolve(text));
    })
      .once('error', reject)
      .end();
  });
  expect(first).toContain('http-equiv="refresh"');
  expect(await (await go('/')).text()).not.toContain('http-equiv="refresh"');
});

test('another name in Host is refused, cookie or not', async () => {
  const cookie = await enter();
  const { port } = new URL(host.origin);
  for (const name of [`evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:1`])
    for (const path of ['/', '/api/events', '/open?ticket=x'])
      expect(await lie(path, { cookie, host: name })).toBe(421);
  expect(await lie('http://evil.example/', { cookie, host: `127.0.0.1:${port}` })).toBe(421);
  expect(app.seen).toEqual([]);
});

test('a call from another page is refused though the cookie came along', async () => {
  const cookie = await enter();
  const headers = { cookie, 'content-type': 'application/json' };
  const path = '/api/counts.get';
  for (const origin of [
    'https://evil.example',
    'http://127.0.0.1:1',
    'null',
    `${host.origin}.evil`,
  ])
    expect(await lie(path, { ...headers, origin }, 'POST')).toBe(403);
  for (const site of ['cross-site', 'same-site', 'none'])
    expect(await lie(path, { ...headers, 'sec-fetch-site': site }, 'POST')).toBe(403);
  expect(await lie('/api/events', { cookie, 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(app.seen).toEqual([]);
  const ours = { origin: host.origin, 'sec-fetch-site': 'same-origin' };
  expect((await call('counts.get', { cookie, ...ours })).status).toBe(200);
});

test('answers carry the security headers, nothing opens them to other sites', async () => {
  const cookie = await enter();
  for (const answer of [
    await go('/'),
    await go('/', { headers: { cookie } }),
    await go('/assets/a-1.js', { headers: { cookie } }),
    await go('/api/counts.get', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }),
    await go(host.ticketUrl()),
  ]) {
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a path chooses from the built files and reaches nothing else', async () => {
  const cookie = await enter();
  const name = folder.split('/').pop();
  for (const path of [
    `/../${name}-secret.json`,
    `/..%2f${name}-secret.json`,
    `/%2e%2e/${name}-secret.json`,
    `/assets/..%5c..%5c${name}-secret.json`,
    '/assets/a-1.js%00.html',
    '/%',
    '//etc/passwd.txt',
  ])
    expect(await lie(path, { cookie })).not.toBe(200);
  expect((await go('/tema/en-to', { headers: { cookie } })).status).toBe(200);
  const script = await go('/assets/a-1.js', { headers: { cookie } });
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
});

test('what the page served is of the start, whatever is built meanwhile', async () => {
  const cookie = await enter();
  rmSync(folder, { recursive: true });
  expect((await go('/assets/a-1.js', { headers: { cookie } })).status).toBe(200);
});

test('a call that is no JSON, no method or no POST is refused with a reason', async () => {
  const cookie = await enter();
  expect(await call('no.such', { cookie })).toEqual({
    status: 404,
    body: refused('input.unknownRoute', 'method'),
  });
  expect(await call('__proto__', { cookie })).toMatchObject({ status: 404 });
  expect(await call('counts.get', { cookie }, '{"a":')).toEqual({
    status: 400,
    body: refused('input.invalid', 'body'),
  });
  expect(await call('counts.get', { cookie }, new Uint8Array([0x22, 0xff, 0x22]))).toEqual({
    status: 400,
    body: refused('input.invalid', 'body'),
  });
  expect(await call('counts.get', { cookie }, '{"unknown":1}')).toMatchObject({
    status: 200,
    body: refused('input.invalid'),
  });
  expect(await call('counts.get', { cookie, 'content-type': 'text/plain' })).toEqual({
    status: 415,
    body: refused('input.invalid', 'content-type'),
  });
  const got = await go('/api/counts.get', { headers: { cookie } });
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a body over the limit is refused as too large, told its length or not, and the connection lives', async () => {
  const cookie = await enter();
  const limit = 2 * 1024 * 1024;
  const large = { status: 413, body: refused('input.tooLarge', null, { limit }) };
  expect(await call('counts.get', { cookie }, 'x'.repeat(limit + 1))).toEqual(large);
  const stream = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 3; part += 1) controller.enqueue(new Uint8Array(1024 * 1024));
      controller.close();
    },
  });
  const answer = await go('/api/counts.get', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: stream,
    duplex: 'half',
  } as RequestInit);
  expect({ status: answer.status, body: await answer.json() }).toEqual(large);
  const most = JSON.stringify({ a: 'x'.repeat(limit - 8) });
  expect(Buffer.byteLength(most)).toBe(limit);
  expect((await call('counts.get', { cookie }, most)).status).toBe(200);
});

test('a fault of the catalogue travels; any other stays inside, its words out of the log', async () => {
  const cookie = await enter();
  expect(await call('draft.discard', { cookie })).toEqual({
    status: 200,
    body: refused('store.full'),
  });
  expect(await call('sync.tryNow', { cookie })).toEqual({
    status: 200,
    body: refused('app.failed'),
  });
  expect(logged).toContain('{"event":"call.failed","method":"sync.tryNow","error":"Error"}');
  expect(logged.join()).not.toContain('Kari');
});

test('changes reach the window they are for, until it goes', async () => {
  const [one, two] = [await enter(), await enter()];
  const stop = new AbortController();
  const events = await go('/api/events', { headers: { cookie: one }, signal: stop.signal });
  expect(events.headers.get('content-type')).toContain('text/event-stream');
  const other = await go('/api/events', { headers: { cookie: two } });
  const [first] = [...app.listeners.keys()];
  for (const tell of app.listeners.get(first ?? '') ?? []) tell({ topics: ['inbox'] });
  const reader = events.body?.getReader();
  const read = await reader?.read();
  expect(new TextDecoder().decode(read?.value)).toBe('data: {"topics":["inbox"]}\n\n');
  stop.abort();
  await expect.poll(() => app.listeners.get(first ?? '')?.size, patient).toBe(0);
  await other.body?.cancel();
});

test('a browser with many tabs keeps connections for its calls', async () => {
  const cookie = await enter();
  const streams: Response[] = [];
  for (let tab = 0; tab < 6; tab += 1)
    streams.push(await go('/api/events', { headers: { cookie } }));
  await expect.poll(() => [...app.listeners.values()].map((set) => set.size), patient).toEqual([4]);
  await Promise.all(streams.map((stream) => stream.body?.cancel()));
});

test('a session that nobody came back to ends when room is needed, and the app hears of it', async () => {
  const first = await enter();
  await call('counts.get', { cookie: first });
  for (let more = 0; more < 32; more += 1) await enter();
  expect(app.closed).toEqual([app.seen[0]]);
  expect((await call('counts.get', { cookie: first })).status).toBe(401);
});

test('closing ends streams and sessions', async () => {
  const cookie = await enter();
  const events = await go('/api/events', { headers: { cookie } });
  await host.close();
  expect(await events.text()).toBe('');
  expect(app.closed).toHaveLength(1);
  await expect(go('/')).rejects.toThrow();
});

test('a second start gets an address for the key of the home, a browser or a stranger does not', async () => {
  const ask = (headers: Record<string, string>) => go('/ticket', { method: 'POST', headers });
  const given = await ask({ authorization: `Bearer ${doorKey}` });
  const { url, origin } = (await given.json()) as { url: string; origin: string };
  expect(origin).toBe(host.origin);
  await enter(url);
  expect((await ask({})).status).toBe(403);
  expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(403);
  expect((await ask({ authorization: `Bearer ${doorKey}`, origin: host.origin })).status).toBe(403);
  expect((await go('/ticket', { headers: { authorization: `Bearer ${doorKey}` } })).status).toBe(
    403,
  );
});

test('it is bound to loopback, and a taken port is an error', async () => {
  const { port } = new URL(host.origin);
  await expect(
    startLoopback({
      app,
      host: '127.0.0.1',
      port: Number(port),
      pageFolder: folder,
      doorKey: null,
      log: () => undefined,
      randomBytes: (length) => randomBytes(length),
      clock: () => now,
    }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  // 127.0.0.2 is this machine too, and answers if the host listens on every address.
  const reached = await new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.2', port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve('reached');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
  });
  expect(reached).not.toBe('reached');
});

test('a garbled request breaks nothing', async () => {
  const { port } = new URL(host.origin);
  await new Promise<void>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => {
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\u0000\r\n\r\n');
    });
    socket.once('close', () => resolve());
    socket.once('error', () => resolve());
    socket.resume();
  });
  await enter();
});
