import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of a connection. `reset`: cut off at once. `resetAfterRequest`: the request goes through, the answer is cut off
 * by a reset, so that its outcome is not known. `halfClose`: the same, but with an orderly end of our side and no word.
 * `stall`: the request goes through, the answer never comes. `truncate`: the answer ends in the middle, in order. `dribble`: it
 * comes in small pieces.
 */
export const faults = [
  'reset',
  'resetAfterRequest',
  'halfClose',
  'stall',
  'truncate',
  'dribble',
] as const;
export type Fault = (typeof faults)[number];

/** So much of an answer comes through before it is cut. */
const ANSWER_BYTES = 300;
const PIECE_BYTES = 200;

export interface BreakableWay {
  readonly url: string;
  /** What becomes of connections from now on; null: they go through. Open ones are ended. */
  set(fault: Fault | null): void;
  /** How many connections a fault has met. */
  readonly broken: number;
  close(): Promise<void>;
}

/** A way to a service on loopback that can be broken, byte by byte, as real networks break. */
export async function startProxy(target: string): Promise<BreakableWay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;
  let broken = 0;
  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    hold(client);
    const now = fault;
    if (now !== null) broken += 1;
    if (now === 'reset') {
      client.resetAndDestroy();
      return;
    }
    const service = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    hold(service);
    client.pipe(service);
    service.once('close', () => client.destroy());
    client.once('close', () => service.destroy());
    answer(now, client, service);
  });

  function answer(now: Exclude<Fault, 'reset'> | null, client: Socket, service: Socket): void {
    switch (now) {
      case null:
        service.pipe(client);
        break;
      case 'resetAfterRequest':
        service.once('data', () => client.resetAndDestroy());
        break;
      case 'halfClose':
        service.once('data', () => client.end());
        break;
      case 'stall':
        service.resume();
        break;
      case 'truncate':
        service.once('data', (bytes: Buffer) => client.end(bytes.subarray(0, ANSWER_BYTES)));
        break;
      case 'dribble':
        dribble(client, service).catch(() => client.destroy());
        break;
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      fault = next;
      for (const socket of sockets) socket.destroy();
    },
    get broken() {
      return broken;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function dribble(client: Socket, service: Socket): Promise<void> {
  for await (const bytes of service as AsyncIterable<Buffer>)
    for (let at = 0; at < bytes.length && !client.destroyed; at += PIECE_BYTES) {
      client.write(bytes.subarray(at, at + PIECE_BYTES));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  client.end();
}
