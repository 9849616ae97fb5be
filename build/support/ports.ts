import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
/** Below what the systems hand out by themselves, so that a port that is remembered is seldom someone else's next time. */
const LOWEST = 20_000;
const HIGHEST = 30_000;
const TRIES = 50;

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

/** A free loopback port to be remembered for the next start. */
export async function lastingPort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  return freePort();
}

/** The wanted port if it is free; else another, and `tell` hears of it. */
export async function portNear(
  wanted: number | undefined,
  what: string,
  tell: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  const port = await lastingPort();
  if (wanted !== undefined)
    tell(`Port ${wanted} is taken by another program; ${what} uses ${port}.`);
  return port;
}
