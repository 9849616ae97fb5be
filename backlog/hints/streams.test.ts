import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HintStreams } from './streams.ts';

const HOUR = 3_600_000;
let server: Server;
let responses: ServerResponse[];
let sockets: Socket[];
beforeEach(async () => {
  responses = [];
  sockets = [];
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    responses.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Somebody who has asked, and the answer to her, over a real connection. `heard` is what she has read. */
async function asked(): Promise<{ response: ServerResponse; socket: Socket; heard: () => string }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const before = responses.length;
  const response = await vi.waitUntil(() => responses[before]);
  return { response, socket, heard: () => text };
}

const hints = (text: string) => text.match(/event: hint/g)?.length ?? 0;

test('what comes together is told together, each scope once', async () => {
  const streams = new HintStreams();
  const { response, heard } = await asked();
  streams.open({ sub: 'kari', scopes: ['person:kari', 'themes'], lastsMs: HOUR, response });
  for (let n = 0; n < 20; n += 1) streams.changed(['themes', 'insights']);
  await vi.waitFor(() => expect(heard()).toContain('"scopes":["themes"]'));
  expect(hints(heard())).toBe(1);
  streams.changed(['*']);
  await vi.waitFor(() => expect(heard()).toContain('"scopes":["own","themes"]'));
});

test('whoever does not read is told once when she does, and fills no memory meanwhile', async () => {
  const streams = new HintStreams();
  const { response, socket, heard } = await asked();
  streams.open({ sub: 'kari', scopes: ['themes'], lastsMs: HOUR, response });
  await vi.waitFor(() => expect(heard()).toContain('ready'));
  socket.pause();
  // The way to her is full.
  response.write(`:${' '.repeat(16 * 1024 * 1024)}\n`);
  expect(response.writableNeedDrain).toBe(true);
  const length = response.writableLength;
  for (let n = 0; n < 5; n += 1) {
    streams.changed(['themes']);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(response.writableLength).toBe(length);
  socket.resume();
  await vi.waitFor(() => expect(hints(heard())).toBe(1), 10_000);
});

test('a connection that takes nothing for two beats is given up', async () => {
  const streams = new HintStreams(50);
  const [gone, there] = [await asked(), await asked()];
  for (const { response } of [gone, there])
    streams.open({ sub: 'kari', scopes: ['themes'], lastsMs: HOUR, response });
  expect(streams.size).toBe(2);
  gone.socket.pause();
  gone.response.write(`:${' '.repeat(16 * 1024 * 1024)}\n`);
  await vi.waitFor(() => expect(streams.size).toBe(1), 10_000);
  expect(gone.response.destroyed).toBe(true);
  await vi.waitFor(() => expect(there.heard()).toMatch(/\n:\n/), 10_000);
});
