import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { followLogin } from './follow-login.ts';
import { createIdentity, type IdentityClient, type IdentityOptions } from './identity.ts';
import { personIdOf } from './person-id.ts';
import type { CredentialStore, Credentials } from './ports.ts';

const clientId = 'lytt-app';
const audience = 'api://lytt-backlog';
let folder: string;
let port: number;
let issuer: Issuer;
let address: string;
const clients: IdentityClient[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-identity-'));
  port = await freePort();
  address = `http://127.0.0.1:${port}`;
  issuer = await start();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = () =>
  startIssuer({ folder, host: '127.0.0.1', port, issuer: address, clientId, audience });

class Kept implements CredentialStore {
  readonly held = new Map<string, Credentials>();
  failing = false;
  load = (personId: string) => this.held.get(personId) ?? null;
  save(personId: string, credentials: Credentials): void {
    if (this.failing) throw new LyttError('store.full');
    this.held.set(personId, credentials);
  }
  clear = (personId: string) => void this.held.delete(personId);
}

function identity(more: Partial<IdentityOptions> = {}) {
  const credentials = new Kept();
  let now = Date.now();
  const logged: unknown[] = [];
  const client = createIdentity({
    issuer: address,
    clientId,
    audience,
    fetch,
    clock: () => now,
    credentials,
    openBrowser: followLogin(fetch),
    log: (...line) => logged.push(line),
    ...more,
  });
  clients.push(client);
  return {
    client,
    credentials,
    logged,
    later(ms: number) {
      now += ms;
    },
  };
}

const kari = () => personIdOf(address, 'kari');
const HOUR = 3_600_000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LyttError);
  return (error as LyttError).code;
}

async function signedIn(more: Partial<IdentityOptions> = {}) {
  const world = identity(more);
  const { done } = await world.client.signIn({ loginHint: 'kari' });
  return { ...world, who: await done };
}

describe('signing in', () => {
  it('tells who she is, and keeps a bearer for the service and no other', async () => {
    const { client, who } = await signedIn();
    expect(who).toEqual({
      personId: kari(),
      subject: 'kari',
      name: 'Kari Eksempel',
      roles: ['caseworker'],
      unit: '4100',
    });
    const bearer = decodeJwt(await client.accessToken(kari()));
    expect(bearer).toMatchObject({ iss: address, aud: audience, sub: 'kari', unit: '4100' });
  });

  it('leaves the page to open to the host where no browser can be opened', async () => {
    const { client } = identity({ openBrowser: async () => false });
    const { url, done } = await client.signIn({ loginHint: 'kari' });
    expect(new URL(url ?? '').origin).toBe(address);
    await followLogin(fetch)(url ?? '');
    expect((await done).subject).toBe('kari');
  });

  it('is not disturbed by a stranger who comes to its address without its state', async () => {
    const { client } = identity({ openBrowser: async () => false });
    const { url, done } = await client.signIn({ loginHint: 'kari' });
    const back = new URL(new URL(url ?? '').searchParams.get('redirect_uri') ?? '');
    back.search = '?code=stolen&state=wrong';
    expect((await fetch(back)).status).toBe(400);
    await followLogin(fetch)(url ?? '');
    expect((await done).subject).toBe('kari');
  });

  it('ends where nobody logs in in time, and a second one gives up the first', async () => {
    const { client } = identity({ openBrowser: async () => false, loginLimitMs: 50 });
    const first = await client.signIn();
    expect(await codeOf(first.done)).toBe('session.signedOut');
    const second = await client.signIn();
    const third = await client.signIn();
    expect(await codeOf(second.done)).toBe('session.signedOut');
    client.close();
    expect(await codeOf(third.done)).toBe('session.signedOut');
  });

  it('says that the issuer is away, and works once it is there', async () => {
    const { client } = identity();
    await issuer.stop();
    expect(await codeOf(client.signIn({ loginHint: 'kari' }))).toBe('session.issuerUnreachable');
    issuer = await start();
    const { done } = await client.signIn({ loginHint: 'kari' });
    expect((await done).subject).toBe('kari');
  });

  it('refuses an issuer that tokens would reach in the clear', () => {
    expect(() => identity({ issuer: 'http://issuer.example' })).toThrow('input.invalid');
  });
});

describe('a bearer', () => {
  it('that is about to end is replaced once for all who ask at the same moment', async () => {
    let refreshes = 0;
    const counting: typeof fetch = (input, init) => {
      if (String(input).endsWith('/token')) refreshes += 1;
      return fetch(input, init);
    };
    const { client, later } = await signedIn({ fetch: counting });
    const first = await client.accessToken(kari());
    refreshes = 0;
    later(HOUR);
    const bearers = await Promise.all([1, 2, 3].map(() => client.accessToken(kari())));
    expect(new Set(bearers).size).toBe(1);
    expect(bearers[0]).not.toBe(first);
    expect(refreshes).toBe(1);
  });

  it('that the service refused is replaced though it has time left', async () => {
    const { client } = await signedIn();
    const refused = await client.accessToken(kari());
    expect(await client.accessToken(kari(), refused)).not.toBe(refused);
  });

  it('of its last minute serves while the issuer is away; one that has ended does not', async () => {
    const { client, later } = await signedIn();
    const bearer = await client.accessToken(kari());
    await issuer.stop();
    later(HOUR - 30_000);
    expect(await client.accessToken(kari())).toBe(bearer);
    later(60_000);
    expect(await codeOf(client.accessToken(kari()))).toBe('session.issuerUnreachable');
    issuer = await start();
    expect(await client.accessToken(kari())).not.toBe(bearer);
  });

  it('that could not be kept on a full disk is not lost', async () => {
    const { client, credentials, later } = await signedIn();
    later(HOUR);
    credentials.failing = true;
    expect(await codeOf(client.accessToken(kari()))).toBe('store.full');
    credentials.failing = false;
    const bearer = await client.accessToken(kari());
    expect(credentials.held.get(kari())?.accessToken).toBe(bearer);
  });

  it('is not there for somebody who never signed in', async () => {
    expect(await codeOf(identity().client.accessToken('nobody'))).toBe('session.signedOut');
  });
});

describe('signing out', () => {
  it('forgets her tokens here and at the issuer', async () => {
    const { client, credentials, later } = await signedIn();
    const kept = credentials.held.get(kari());
    await client.signOut(kari());
    expect(credentials.held.size).toBe(0);
    if (kept === undefined) throw new Error('nothing was kept');
    // Whoever had copied them gets nothing with them.
    credentials.held.set(kari(), kept);
    later(HOUR);
    expect(await codeOf(client.accessToken(kari()))).toBe('session.signedOut');
  });

  it('works with the issuer away', async () => {
    const { client, credentials } = await signedIn();
    await issuer.stop();
    await client.signOut(kari());
    expect(credentials.held.size).toBe(0);
    issuer = await start();
  });
});

it('no token, code or name reaches the log', async () => {
  const { client, credentials, logged, later } = await signedIn();
  later(HOUR);
  await client.accessToken(kari());
  await client.signOut(kari());
  const text = JSON.stringify(logged);
  expect(logged.length).toBeGreaterThan(0);
  for (const { accessToken, refreshToken } of credentials.held.values())
    expect(text).not.toMatch(new RegExp(`${accessToken}|${refreshToken}`));
  expect(text).not.toContain('Kari');
  expect(text).not.toContain('eyJ');
});
