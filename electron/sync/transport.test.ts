import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import { createTransport, TransportFault } from './transport.ts';

const serverId = '0190a000-0000-7000-8000-000000000001';
const operation = {
  id: '0190a000-0000-7000-8000-00000000000a',
  kind: 'reply.read',
  body: { unit: null, replyId: '0190a000-0000-7000-8000-00000000000b' },
};
const lytt = { [SERVER_HEADER]: serverId, 'content-type': 'application/json' };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A service of one answer, over real HTTP on loopback. */
async function served(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  return listening(createServer(answer));
}

/** A service that speaks raw bytes: for answers no HTTP server would give. */
async function raw(speak: (socket: Socket) => void): Promise<string> {
  return listening(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => speak(socket));
    }),
  );
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function transportTo(
  baseUrl: string,
  token: (refused?: string) => Promise<string> = async () => 'bearer-1',
) {
  return createTransport({ baseUrl, fetch, token, timeoutMs: 500 });
}

async function faultOf(work: Promise<unknown>): Promise<TransportFault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TransportFault);
  return error as TransportFault;
}

describe('an answer of the service', () => {
  it('brings the results of a push, which carried the bearer and each operation whole', async () => {
    let seen: { authorization: string | undefined; body: unknown } | null = null;
    const url = await served((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      request.on('end', () => {
        seen = { authorization: request.headers.authorization, body: JSON.parse(text) };
        const results = [{ id: operation.id, outcome: 'applied' }];
        response.writeHead(200, lytt).end(JSON.stringify({ serverId, results }));
      });
    });
    await expect(transportTo(url).push([operation])).resolves.toEqual([
      { id: operation.id, outcome: 'applied' },
    ]);
    expect(seen).toEqual({
      authorization: 'Bearer bearer-1',
      body: {
        protocol: 1,
        operations: [{ ...operation.body, id: operation.id, kind: operation.kind }],
      },
    });
  });

  it('to a refused bearer is asked once more with a fresh one, then it is a matter of login', async () => {
    const bearers: (string | undefined)[] = [];
    const url = await served((request, response) => {
      bearers.push(request.headers.authorization);
      response.writeHead(401, lytt).end(JSON.stringify({ code: 'session.tokenInvalid' }));
    });
    const transport = transportTo(url, async (refused) =>
      refused === undefined ? 'old' : 'fresh',
    );
    const fault = await faultOf(transport.session());
    expect(fault.code).toBe('session.tokenInvalid');
    expect(bearers).toEqual(['Bearer old', 'Bearer fresh']);
  });

  it.each([
    [403, 'session.forbidden'],
    [409, 'feed.startOver'],
    [426, 'protocol.unsupported'],
    [503, 'service.notReady'],
  ])('of %i keeps its code and how long to wait', async (status, code) => {
    const url = await served((_request, response) => {
      response
        .writeHead(status, { ...lytt, 'retry-after': '7' })
        .end(JSON.stringify({ code, field: null }));
    });
    const fault = await faultOf(transportTo(url).changes(null));
    expect(fault).toMatchObject({ code, status, retryAfterMs: 7_000 });
  });
});

describe('what is not the service', () => {
  it('a captive portal that answers 200 in HTML is not taken for it', async () => {
    const url = await served((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    });
    expect((await faultOf(transportTo(url).changes(null))).code).toBe('service.notLytt');
  });

  it('a redirect is not followed, so the bearer goes nowhere else', async () => {
    let followed = false;
    const other = await served((_request, response) => {
      followed = true;
      response.end();
    });
    const url = await served((_request, response) => {
      response.writeHead(302, { location: other }).end();
    });
    expect((await faultOf(transportTo(url).session())).code).toBe('service.notLytt');
    expect(followed).toBe(false);
  });

  it('a gateway that is busy is waited for as long as it asks', async () => {
    const url = await served((_request, response) => {
      response.writeHead(429, { 'retry-after': '30', 'content-type': 'text/plain' }).end('slow');
    });
    const fault = await faultOf(transportTo(url).push([operation]));
    expect(fault).toMatchObject({ code: 'service.tooManyRequests', retryAfterMs: 30_000 });
  });

  it('an answer of another shape is no answer', async () => {
    const url = await served((_request, response) => {
      response.writeHead(200, lytt).end(JSON.stringify({ ok: true }));
    });
    expect((await faultOf(transportTo(url).push([operation]))).code).toBe('service.notLytt');
  });
});

describe('a bad way to the service', () => {
  const whole = JSON.stringify({ serverId, results: [{ id: operation.id, outcome: 'applied' }] });
  const head = (length: number) =>
    `HTTP/1.1 200 OK\r\n${SERVER_HEADER}: ${serverId}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

  it.each<[string, (socket: Socket) => void]>([
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['a close without a word', (socket) => socket.end()],
    [
      'a body cut off in the middle',
      (socket) => socket.end(`${head(whole.length)}${whole.slice(0, 30)}`),
    ],
    [
      'a body cut off with its length cut too',
      (socket) => socket.end(`${head(30)}${whole.slice(0, 30)}`),
    ],
    ['silence', () => undefined],
    ['a stall in the middle of the body', (socket) => socket.write(`${head(whole.length)}{`)],
  ])('%s is the network, and the operation stays', async (_what, speak) => {
    const fault = await faultOf(transportTo(await raw(speak)).push([operation]));
    expect(fault.code).toBe('service.unreachable');
    expect(fault.status).toBeNull();
  });

  it('nobody listening is the network too', async () => {
    const url = await served(() => undefined);
    open.pop()?.close();
    expect((await faultOf(transportTo(url).session())).code).toBe('service.unreachable');
  });
});
