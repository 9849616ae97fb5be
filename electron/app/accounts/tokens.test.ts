import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Issuer, startIssuer } from '../../../build/issuer/server.ts';
import { freePort } from '../../../build/support/ports.ts';
import { personIdOf } from '../../identity/person-id.ts';
import type { Credentials } from '../../identity/ports.ts';
import { demoTokens, type Tokens } from './tokens.ts';

const audience = 'api://lytt-backlog';
let folders: string[];
let port: number;
let issuer: Issuer | null;
let kept: Map<string, Credentials>;
let logins: number;
let tokens: Tokens;

async function start(): Promise<Issuer> {
  const folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
  folders.push(folder);
  const url = `http://127.0.0.1:${port}`;
  return startIssuer({ folder, host: '127.0.0.1', port, issuer: url, clientId: 'lytt', audience });
}

beforeEach(async () => {
  folders = [];
  port = await freePort();
  issuer = await start();
  kept = new Map();
  logins = 0;
  const url = `http://127.0.0.1:${port}`;
  tokens = demoTokens(
    {
      issuer: url,
      clientId: 'lytt',
      audience,
      clock: () => Date.now(),
      log: () => undefined,
      fetch: (input, init) => {
        if (String(input).startsWith(`${url}/auth`)) logins += 1;
        return fetch(input, init);
      },
      credentials: {
        load: (id) => kept.get(id) ?? null,
        save: (id, credentials) => void kept.set(id, credentials),
        clear: (id) => void kept.delete(id),
      },
    },
    personIdOf(url, 'kari'),
    'kari',
  );
});
afterEach(async () => {
  tokens.close();
  await issuer?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it('logs a demo person in by itself, once however many ask at once', async () => {
  const [first, second, third] = await Promise.all([
    tokens.bearer(),
    tokens.bearer(),
    tokens.bearer(),
  ]);
  expect(first).toMatch(/^ey/);
  expect([second, third, logins]).toEqual([first, first, 1]);
  expect(await tokens.bearer()).toBe(first);
});

it('logs in anew where the issuer has forgotten her', async () => {
  const first = await tokens.bearer();
  await issuer?.stop();
  issuer = await start();
  const second = await tokens.bearer(first);
  expect(second).not.toBe(first);
  expect(logins).toBe(2);
});

it('says that the issuer is away, and gets a bearer once it is back', async () => {
  await issuer?.stop();
  issuer = null;
  const away = { code: 'session.issuerUnreachable' };
  await expect(tokens.bearer()).rejects.toMatchObject(away);
  await expect(tokens.bearer()).rejects.toMatchObject(away);
  issuer = await start();
  expect(await tokens.bearer()).toMatch(/^ey/);
});

it('after signing out nothing of hers is kept', async () => {
  await tokens.bearer();
  await tokens.signOut();
  expect(kept.size).toBe(0);
});
