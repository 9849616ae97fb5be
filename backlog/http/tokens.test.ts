import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import { people, ServiceUnderTest } from '../../tests/support/backlog-service.ts';
import { startTokenIssuer } from '../../tests/support/token-issuer.ts';
import { createTokenVerifier } from './token-verifier.ts';

const { kari } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const routes = [
  ['GET', '/v1/session'],
  ['GET', '/v1/person/export'],
  ['GET', '/v1/changes'],
  ['POST', '/v1/operations'],
] as const;

function call(method: string, path: string, authorization: string | null): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    body: method === 'POST' ? '{"protocol":1,"operations":[]}' : null,
  });
}

const now = () => Math.floor(Date.now() / 1000);

/** Undefined: the claim is left out. */
type Claims = { readonly [K in keyof JWTPayload]: JWTPayload[K] | undefined };

function claims(more: Claims = {}): JWTPayload {
  return {
    iss: service.issuer.issuer,
    aud: service.issuer.audience,
    sub: 'kari',
    exp: now() + 3600,
    roles: ['caseworker'],
    unit: '4100',
    ...more,
  } as JWTPayload;
}

/** Signed with the issuer's own key: only what the test changes is wrong with it. */
function signed(more: Claims, header: { kid?: string; alg?: string } = {}): Promise<string> {
  return new SignJWT(claims(more))
    .setProtectedHeader({ alg: 'ES256', kid: service.issuer.kid, ...header })
    .sign(service.issuer.key);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

const bad: Record<string, () => Promise<string> | string> = {
  'no signature at all': () => new UnsecuredJWT(claims()).encode(),
  'the algorithm none with a signature': async () => {
    const [, payload, signature] = (await signed({})).split('.');
    return `${encode({ alg: 'none', kid: service.issuer.kid })}.${payload}.${signature}`;
  },
  'a shared secret made of the public key': async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const head = `${encode({ alg: 'HS256', kid: service.issuer.kid })}.${encode(claims())}`;
    const mac = createHmac('sha256', await exportSPKI(publicKey))
      .update(head)
      .digest('base64url');
    return `${head}.${mac}`;
  },
  'another audience': () => signed({ aud: 'another-service' }),
  'no audience': () => signed({ aud: undefined }),
  'another issuer': () => signed({ iss: 'http://127.0.0.1:1' }),
  'an issuer with a slash too many': () => signed({ iss: `${service.issuer.issuer}/` }),
  'a life that is over': () => signed({ exp: now() - 60 }),
  'no end of life': () => signed({ exp: undefined }),
  'a life not yet begun': () => signed({ nbf: now() + 3600 }),
  'no subject': () => signed({ sub: undefined }),
  'an empty subject': () => signed({ sub: '' }),
  'a subject of two lines': () => signed({ sub: 'kari\nperson:ola' }),
  'a subject too long to be a scope': () => signed({ sub: 'x'.repeat(201) }),
  'another key under the issuer’s name for its own': async () => {
    const { privateKey } = await generateKeyPair('ES256');
    return new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', kid: service.issuer.kid })
      .sign(privateKey);
  },
  'a key that the issuer does not offer': () => signed({}, { kid: 'unknown' }),
  'changed claims': async () => {
    const [header, , signature] = (await signed({})).split('.');
    return `${header}.${encode(claims({ roles: ['supervisor', 'product'] }))}.${signature}`;
  },
  garbage: () => 'garbage',
  'three parts of garbage': () => 'a.b.c',
  'a header that is no JSON': async () =>
    `bm90.${(await signed({})).split('.').slice(1).join('.')}`,
  'a very long one': () => `${'a'.repeat(6000)}.b.c`,
};

for (const [what, make] of Object.entries(bad))
  test(`a token with ${what} opens no route`, async () => {
    const token = await make();
    for (const [method, path] of routes) {
      const answer = await call(method, path, `Bearer ${token}`);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(await answer.json()).toEqual({ code: 'session.tokenInvalid', field: null });
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.headers.get(SERVER_HEADER)).toBeTruthy();
    }
  });

test('without a token, or with another scheme, nothing opens', async () => {
  const token = await signed({});
  for (const authorization of [null, '', 'Bearer', 'Bearer ', `Basic ${token}`, token])
    for (const [method, path] of routes)
      expect((await call(method, path, authorization)).status).toBe(401);
});

test('a good token opens every route', async () => {
  const token = await signed({});
  for (const [method, path] of routes)
    expect((await call(method, path, `Bearer ${token}`)).status).toBe(200);
});

test('a valid token of somebody without a role is refused by name', async () => {
  const answer = await call('GET', '/v1/session', `Bearer ${await signed({ roles: ['boss'] })}`);
  expect([answer.status, await answer.json()]).toEqual([
    403,
    { code: 'session.forbidden', field: null },
  ]);
});

test('the service’s own clock decides when a life is over', async () => {
  const token = await signed({ exp: now() + 3600 });
  service.ahead = 2 * 3_600_000;
  try {
    expect((await call('GET', '/v1/session', `Bearer ${token}`)).status).toBe(401);
  } finally {
    service.ahead = 0;
  }
  expect((await call('GET', '/v1/session', `Bearer ${token}`)).status).toBe(200);
});

test('keys are fetched once, and anew when the issuer has new ones', async () => {
  const issuer = await startTokenIssuer();
  const verify = createTokenVerifier({ ...issuer, clock: Date.now, fetch, cooldownMs: 0 });
  for (let n = 0; n < 5; n += 1) await verify(await issuer.token(kari));
  expect(issuer.keyRequests).toBe(1);
  const old = await issuer.token(kari);
  await issuer.rotate();
  expect(await verify(await issuer.token(kari))).toMatchObject(kari);
  expect(issuer.keyRequests).toBe(2);
  await expect(verify(old)).rejects.toMatchObject({ code: 'session.tokenInvalid' });
  await issuer.close();
});

test('unknown keys do not make the service ask the issuer again and again', async () => {
  const issuer = await startTokenIssuer();
  const verify = createTokenVerifier({ ...issuer, clock: Date.now, fetch, cooldownMs: 60_000 });
  await verify(await issuer.token(kari));
  for (let n = 0; n < 10; n += 1) {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: `k${n}` })
      .sign(issuer.key);
    await expect(verify(token)).rejects.toMatchObject({ code: 'session.tokenInvalid' });
  }
  expect(issuer.keyRequests).toBe(1);
  await issuer.close();
});

test('an issuer that can not be reached is no fault of the token, but of garbage it is', async () => {
  const issuer = await startTokenIssuer();
  const verify = createTokenVerifier({ ...issuer, clock: Date.now, fetch, cooldownMs: 0 });
  issuer.fail(503);
  const token = await issuer.token(kari);
  await expect(verify(token)).rejects.toMatchObject({ code: 'session.issuerUnreachable' });
  await expect(verify('garbage')).rejects.toMatchObject({ code: 'session.tokenInvalid' });
  const unsigned = new UnsecuredJWT({ sub: 'kari' }).encode();
  await expect(verify(unsigned)).rejects.toMatchObject({ code: 'session.tokenInvalid' });
  issuer.fail(null);
  expect(await verify(token)).toMatchObject(kari);
  // From here on its keys are known.
  await issuer.close();
  expect(await verify(token)).toMatchObject(kari);
  await issuer.rotate();
  await expect(verify(await issuer.token(kari))).rejects.toMatchObject({
    code: 'session.issuerUnreachable',
  });
});

test('over HTTP that is 503 with a wait, not 401', async () => {
  const lonely = await service.replica({ issuer: 'http://127.0.0.1:1' });
  const answer = await fetch(`${lonely.url}/v1/session`, {
    headers: { authorization: `Bearer ${await signed({})}` },
  });
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { code: 'session.issuerUnreachable', field: null },
  ]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('metadata of another issuer is not believed', async () => {
  const issuer = await startTokenIssuer();
  const alias = issuer.issuer.replace('127.0.0.1', 'localhost');
  const verify = createTokenVerifier({ ...issuer, issuer: alias, clock: Date.now, fetch });
  await expect(verify(await issuer.token(kari, { iss: alias }))).rejects.toMatchObject({
    code: 'session.issuerUnreachable',
  });
  await issuer.close();
});

test('a token of the development issuer opens the service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lytt-tokens-'));
  const port = await freePort();
  const audience = 'api://lytt-backlog';
  const address = `http://127.0.0.1:${port}`;
  const issuer = await startIssuer({
    folder,
    host: '127.0.0.1',
    port,
    issuer: address,
    clientId: 'lytt',
    audience,
  });
  try {
    const replica = await service.replica({ issuer: address, audience });
    const answer = await fetch(`${replica.url}/v1/session`, {
      headers: { authorization: `Bearer ${await signedInAt(address, 'siri')}` },
    });
    expect(await answer.json()).toMatchObject({
      roles: ['supervisor'],
      unit: '4100',
      unitName: 'Eksempelvik',
      protocol: { min: 1, max: 1 },
    });
  } finally {
    await issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Signs a demo person in by code and PKCE, as the app does, and gives her access token. */
async function signedInAt(issuer: string, person: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = Buffer.from(
    await crypto.subtle.digest('SHA-256', Buffer.from(verifier)),
  ).toString('base64url');
  const redirect = 'http://127.0.0.1:1/callback';
  const login = await fetch(
    `${issuer}/auth?${new URLSearchParams({
      client_id: 'lytt',
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid profile offline_access',
      state: 's',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      login_hint: person,
    })}`,
    { redirect: 'manual' },
  );
  const code = new URL(login.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'lytt',
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}
