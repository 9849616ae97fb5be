import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Serving } from './serving.ts';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the other end in a process of its own: it must not share a thread with what is measured. */
export async function startServed(serving: Serving): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serving.ts'), JSON.stringify(serving)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  try {
    return { url: await urlOf(child, serving.kind), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function urlOf({ stdout, stderr }: ChildProcess, kind: string): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('a pipe is asked for');
  let said = '';
  stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  for await (const line of createInterface({ input: stdout }))
    if (line.startsWith('http')) {
      stdout.resume();
      return line;
    }
  throw new Error(`${kind} does not start: ${said.trim()}`);
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  token(subject: string, unit: string): Promise<string>;
  stop(): void;
}

/** An issuer of tokens on loopback, with the metadata and the key that the service asks for. */
export async function startIssuer(): Promise<Issuer> {
  const audience = 'lytt-backlog';
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const metadata = { issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [key] } : metadata));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    audience,
    token: (subject, unit) =>
      new SignJWT({ roles: ['caseworker'], unit })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
