import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import { VirtualTime } from '../../tests/support/virtual-time.ts';
import { createHintSource, type HintSource } from './hints.ts';

const serverId = '0190a000-0000-7000-8000-000000000001';
const lytt = { [SERVER_HEADER]: serverId, 'content-type': 'text/event-stream; charset=utf-8' };
const ready = 'event: ready\ndata: {}\n\n';
const hint = (scopes: string[]) => `event: hint\ndata: ${JSON.stringify({ scopes })}\n\n`;

let time: VirtualTime;
let said: string[];
let source: HintSource;
let bearers: (string | undefined)[];
const closing: (() => void)[] = [];
beforeEach(() => {
  time = new VirtualTime();
  said = [];
  bearers = [];
});
afterEach(() => {
  source.stop();
  for (const close of closing.splice(0)) close();
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A service of one answer over real HTTP, asked once. Returns how often it was asked and what came last. */
async function opened(answer: Answer, expected: string | null = null) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  closing.push(() => server.closeAllConnections());
  sourceAt(await listening(server), expected);
  return { asked };
}

function sourceAt(baseUrl: string, expected: string | null = null): void {
  source = createHintSource(
    {
      baseUrl,
      fetch,
      token: async (refused) => {
        if (refused !== undefined) bearers.push(refused);
        return `bearer-${bearers.length + 1}`;
      },
      server: () => expected,
      randomBytes: (length) => new Uint8Array(length).fill(128),
      log: (event, facts) => {
        if (event === 'hints.closed')
          said.push(`closed ${facts?.['code'] ?? facts?.['end'] ?? ''}`);
      },
      timers: time,
    },
    {
      hinted: (scopes) => said.push(`hint ${scopes.join(' ')}`),
      changed: (live) => said.push(live ? 'live' : 'not live'),
    },
  );
  source.open();
}

const hears = (...lines: string[]) => vi.waitFor(() => expect(said).toEqual(lines));

describe('a stream of the service', () => {
  it('is live once it says so, and tells what it hints at, however its lines end', async () => {
    let response: ServerResponse | undefined;
    const { asked } = await opened((_request, answer) => {
      response = answer.writeHead(200, lytt);
      answer.write(': hello\n\n');
    }, serverId);
    await vi.waitFor(() => expect(response).toBeDefined());
    expect(source.live).toBe(false);
    response?.write(ready.replaceAll('\n', '\r\n'));
    await hears('live');
    expect(source.live).toBe(true);
    response?.write(hint(['own', 'themes']).slice(0, 20));
    response?.write(hint(['own', 'themes']).slice(20).replaceAll('\n', '\r'));
    response?.write('event: hint\ndata: not json\n\nevent: newer\ndata: x\n\n');
    await hears('live', 'hint own themes', 'hint ');
    expect(asked[0]?.url).toBe('/v1/hints');
    expect(asked[0]?.headers).toMatchObject({
      authorization: 'Bearer bearer-1',
      accept: 'text/event-stream',
      [SERVER_HEADER]: serverId,
    });
    source.open();
    await time.settle();
    expect(asked).toHaveLength(1);
  });

  it('that ends when the token does is opened at once with a fresh one', async () => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(200, lytt).end(`${ready}event: end\ndata: {"reason":"token"}\n\n`);
    });
    await hears('live', 'closed token', 'not live');
    source.open();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });

  it.each([
    ['stopping', 1_000],
    ['age', 1_000],
    ['replaced', 1_500],
  ])('that ends for %s is not opened anew in the same moment', async (reason, ms) => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(200, lytt).end(`${ready}event: end\ndata: {"reason":"${reason}"}\n\n`);
    });
    await hears('live', `closed ${reason}`, 'not live');
    source.open();
    await time.pass(ms - 600);
    source.open();
    await time.settle();
    expect(asked).toHaveLength(1);
    await time.pass(601);
    source.open();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });

  it('is over for good once it is stopped', async () => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(200, lytt).write(ready);
    });
    await hears('live');
    source.stop();
    await hears('live', 'closed silent');
    source.open();
    await time.pass(3_600_000);
    expect(asked).toHaveLength(1);
  });
});

describe('a bad way', () => {
  it('on which nothing comes is given up after ten seconds, and tried ever more seldom', async () => {
    // A proxy that gathers: headers pass, events do not.
    const { asked } = await opened((_request, response) => {
      response.writeHead(200, lytt).flushHeaders();
    });
    const tries: number[] = [];
    for (let n = 1; n <= 6; n += 1) {
      await vi.waitFor(() => expect(asked).toHaveLength(n));
      tries.push(time.clock());
      await time.settle();
      await time.pass(10_000);
      await vi.waitFor(() => expect(said).toHaveLength(n));
      while (asked.length === n) {
        await time.pass(500);
        source.open();
        await time.settle();
      }
    }
    expect(said.every((line) => line === 'closed silent')).toBe(true);
    const waits = tries.slice(1).map((at, n) => at - (tries[n] ?? 0));
    for (const [n, wait] of waits.entries())
      expect(wait).toBeGreaterThanOrEqual(waits[n - 1] ?? 11_000);
    expect(waits.at(-1)).toBeGreaterThan(30_000);
  });

  it('that goes silent without a word is noticed, though the connection stands', async () => {
    let response: ServerResponse | undefined;
    await opened((_request, answer) => {
      response = answer.writeHead(200, lytt);
      answer.write(ready);
    });
    await hears('live');
    for (let beat = 0; beat < 6; beat += 1) {
      await time.pass(15_000);
      response?.write(':\n\n');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(source.live).toBe(true);
    await time.pass(45_000);
    await hears('live', 'closed silent', 'not live');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['an end without a word', (socket) => socket.end()],
  ])('%s is told, and it is opened anew', async (_what, breakOff) => {
    const sockets: Socket[] = [];
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        sockets.push(socket);
        socket.write(
          `HTTP/1.1 200 OK\r\n${SERVER_HEADER}: ${serverId}\r\ncontent-type: text/event-stream\r\n\r\n${ready}`,
        );
      });
    });
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
    });
    sourceAt(await listening(server));
    await hears('live');
    if (sockets[0] !== undefined) breakOff(sockets[0]);
    await vi.waitFor(() => expect(said.at(-1)).toBe('not live'));
    await time.pass(3_000);
    source.open();
    await vi.waitFor(() => expect(said.filter((line) => line === 'live')).toHaveLength(2));
  });
});

describe('an answer that is no stream', () => {
  it.each<[string, number, Record<string, string>]>([
    ['a captive portal', 200, { 'content-type': 'text/html' }],
    ['something else of the service', 200, { ...lytt, 'content-type': 'application/json' }],
    ['another service', 200, { ...lytt, [SERVER_HEADER]: serverId.replace('1', '2') }],
    ['a redirect', 302, { location: 'http://127.0.0.1:1/' }],
    ['a service that is not ready', 503, lytt],
  ])('%s is not listened to', async (_what, status, headers) => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(status, headers).end(ready + hint(['own']));
    }, serverId);
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toMatch(/^closed (notLytt|otherServer|status 503)$/);
    expect(source.live).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('a service that is older than hints is asked again only after half an hour', async () => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(404, lytt).end('{"code":"input.unknownRoute"}');
    });
    await hears('closed unknown');
    await time.pass(10 * 60_000);
    source.open();
    await time.settle();
    expect(asked).toHaveLength(1);
    await time.pass(20 * 60_000);
    source.open();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });

  it('a refused bearer is renewed for the next try', async () => {
    const { asked } = await opened((_request, response) => {
      response.writeHead(401, lytt).end('{}');
    });
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(bearers).toEqual(['bearer-1']);
    await time.pass(5_000);
    source.open();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.headers.authorization).toBe('Bearer bearer-2');
  });
});
