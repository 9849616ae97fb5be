import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Whether this machine lets us listen on the loopback port right now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      probe.close(() => resolve(true));
    });
  });
}

/** A loopback port that nobody held a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: LOOPBACK, port: 0, exclusive: true }, () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The system gave no port.'));
        return;
      }
      probe.close(() => resolve(address.port));
    });
  });
}

/** The wanted port if it is free; else another, and `tell` hears of it. */
export async function portNear(
  wanted: number | undefined,
  what: string,
  tell: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  const port = await freePort();
  if (wanted !== undefined)
    tell(`Port ${wanted} is taken by another program; ${what} uses ${port}.`);
  return port;
}
