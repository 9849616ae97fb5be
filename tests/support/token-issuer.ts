import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TokenClaims {
  readonly sub: string;
  readonly roles?: readonly string[];
  readonly unit?: string | null;
}

export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** How often its keys were fetched. */
  readonly keyRequests: number;
  /** A token as the service wants it; `claims` overrides any of them. */
  token(person: TokenClaims, claims?: JWTPayload): Promise<string>;
  /** The private key it signs with now, for tokens that are wrong in their own way. */
  readonly key: CryptoKey;
  readonly kid: string;
  /** Signs with a new key from now on; the old one is no longer offered. */
  rotate(): Promise<void>;
  /** Answers every request with this status; null: as it should. */
  fail(status: number | null): void;
  close(): Promise<void>;
}

/** An issuer on loopback that offers its metadata and keys, and makes any token a test asks for. */
export async function startTokenIssuer(audience = 'lytt-backlog'): Promise<TokenIssuer> {
  let failing: number | null = null;
  let keyRequests = 0;
  let number = 0;
  let current = await newKey();
  const server = createServer((request, response) => {
    const answer = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (failing !== null) response.writeHead(failing).end();
    else if (request.url === '/.well-known/openid-configuration')
      answer({ issuer, jwks_uri: `${issuer}/keys` });
    else if (request.url === '/keys') {
      keyRequests += 1;
      answer({ keys: [current.jwk] });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function newKey() {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    number += 1;
    const kid = `key-${number}`;
    return { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
  }

  return {
    issuer,
    audience,
    get keyRequests() {
      return keyRequests;
    },
    get key() {
      return current.privateKey;
    },
    get kid() {
      return current.kid;
    },
    token({ sub, roles = [], unit = null }, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({
        iss: issuer,
        aud: audience,
        sub,
        iat: now,
        // Long, so that tests may move the service's clock.
        exp: now + 10 * 365 * 86_400,
        roles: [...roles],
        ...(unit === null ? {} : { unit }),
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: current.kid })
        .sign(current.privateKey);
    },
    async rotate() {
      current = await newKey();
    },
    fail(status) {
      failing = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
