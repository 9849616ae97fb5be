import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../support/ports.ts';
import { type Issuer, startIssuer } from './server.ts';

const audience = 'api://lytt-backlog';
const redirect = 'http://127.0.0.1:51234/anything/callback';
let folder: string;
let port: number;
let issuer: Issuer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  port = await freePort();
  issuer = await start();
});
afterEach(async () => {
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<Issuer> {
  const url = `http://127.0.0.1:${port}`;
  return startIssuer({ folder, host: '127.0.0.1', port, issuer: url, clientId: 'lytt', audience });
}

function authUrl(more: Record<string, string>): { url: URL; verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL('/auth', issuer.url);
  url.search = new URLSearchParams({
    client_id: 'lytt',
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'openid profile offline_access',
    state: 's',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }).toString();
  return { url, verifier };
}

interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

async function token(body: Record<string, string>): Promise<{ status: number; tokens: Tokens }> {
  const answer = await fetch(new URL('/token', issuer.url), {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'lytt', ...body }),
  });
  return { status: answer.status, tokens: (await answer.json()) as Tokens };
}

async function codeFor(
  hint: string,
  more: Record<string, string> = {},
): Promise<{ code: string; verifier: string }> {
  const { url, verifier } = authUrl({ login_hint: hint, ...more });
  const answer = await fetch(url, { redirect: 'manual' });
  const location = new URL(answer.headers.get('location') ?? 'about:blank');
  expect(location.origin + location.pathname).toBe(redirect);
  return { code: location.searchParams.get('code') ?? '', verifier };
}

async function signIn(hint: string, more: Record<string, string> = {}): Promise<Tokens> {
  const { code, verifier } = await codeFor(hint, more);
  const { status, tokens } = await token({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirect,
  });
  expect(status).toBe(200);
  return tokens;
}

async function claimsOf(jwt: string, of: string) {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer.url));
  return (await jwtVerify(jwt, keys, { issuer: issuer.url, audience: of })).payload;
}

test('a hint that names a demo person signs her in, no questions and no cookies', async () => {
  const tokens = await signIn('kari');
  const expected = { sub: 'kari', name: 'Kari Eksempel', roles: ['caseworker'], unit: '4100' };
  expect(await claimsOf(tokens.access_token, audience)).toMatchObject(expected);
  expect(await claimsOf(tokens.id_token, 'lytt')).toMatchObject(expected);
});

test('someone without a unit has no unit claim', async () => {
  const claims = await claimsOf((await signIn('pia')).access_token, audience);
  expect(claims).toMatchObject({ sub: 'pia', roles: ['product'] });
  expect(claims).not.toHaveProperty('unit');
});

test('the audience is the same whether the client names it or not, and no other is given', async () => {
  const named = await signIn('siri', { resource: audience });
  expect((await claimsOf(named.access_token, audience))['roles']).toEqual(['supervisor']);
  const { url } = authUrl({ login_hint: 'siri', resource: 'api://other' });
  const answer = await fetch(url, { redirect: 'manual' });
  expect(answer.headers.get('location')).toContain('error=invalid_target');
});

test('without a hint, or with a stranger in it, one chooses from a list', async () => {
  for (const hint of [{}, { login_hint: '<b>nobody' }] as Record<string, string>[]) {
    const { url } = authUrl(hint);
    const answer = await fetch(url, { redirect: 'manual' });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    for (const name of ['Kari', 'Ola', 'Siri', 'Dag', 'Pia', 'Olav']) expect(page).toContain(name);
    expect(page).not.toContain('<b>');
    const link = /href="([^"]*login_hint&#61;ola&?[^"]*|[^"]*login_hint=ola[^"]*)"/.exec(page)?.[1];
    const chosen = await fetch(new URL((link ?? '').replaceAll('&#38;', '&'), issuer.url), {
      redirect: 'manual',
    });
    expect(chosen.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:51234\/.*code=/);
  }
});

test('a refresh token lives on after a restart, and twice used still works', async () => {
  const { refresh_token } = await signIn('ola');
  await issuer.stop();
  issuer = await start();
  for (let time = 0; time < 2; time += 1) {
    const { status, tokens } = await token({ grant_type: 'refresh_token', refresh_token });
    expect(status).toBe(200);
    expect(await claimsOf(tokens.access_token, audience)).toMatchObject({ sub: 'ola' });
  }
});

test('a token given out before a restart still verifies after it', async () => {
  const { access_token } = await signIn('dag');
  await issuer.stop();
  issuer = await start();
  expect(await claimsOf(access_token, audience)).toMatchObject({ roles: ['deputy'] });
});

test('a code is good once, and only with its verifier', async () => {
  const { code, verifier } = await codeFor('kari');
  const body = { grant_type: 'authorization_code', code, redirect_uri: redirect };
  expect((await token({ ...body, code_verifier: 'x'.repeat(43) })).status).toBe(400);
  const fresh = await codeFor('kari');
  const good = { ...body, code: fresh.code, code_verifier: fresh.verifier };
  expect((await token(good)).status).toBe(200);
  expect((await token(good)).status).toBe(400);
  expect(verifier).not.toBe(fresh.verifier);
});

test('a callback outside this machine is refused', async () => {
  const { url } = authUrl({ login_hint: 'kari', redirect_uri: 'https://example.org/callback' });
  const answer = await fetch(url, { redirect: 'manual' });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('location')).toBeNull();
});

test('it refuses to listen where others can reach it', async () => {
  const refused = startIssuer({
    folder,
    host: '0.0.0.0',
    port: await freePort(),
    issuer: issuer.url,
    clientId: 'lytt',
    audience,
  });
  await expect(refused).rejects.toThrow('loopback');
});

test('it answers to its own name only', async () => {
  const status = await new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path: '/jwks', headers: { host: `evil.example:${port}` } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    )
      .once('error', reject)
      .end();
  });
  expect(status).toBe(421);
});
