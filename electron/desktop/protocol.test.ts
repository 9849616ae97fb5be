import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshElectron, protocol, SessionDouble } from '../../tests/desktop/electron-double.ts';
import { contentSecurityPolicy } from '../app/content-security-policy.ts';
import { listPage } from '../app/page-files.ts';
import { fileFor, registerScheme, servePage } from './protocol.ts';

let outer: string;
let page: string;

beforeEach(() => {
  freshElectron();
  outer = mkdtempSync(join(tmpdir(), 'lytt-page-'));
  page = join(outer, 'renderer');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(outer, 'secret.txt'), 'outside');
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Lytt</title>');
  writeFileSync(join(page, 'assets', 'main-1a.js'), 'export const a = 1;');
  writeFileSync(join(page, 'assets', 'main-1a.css'), 'body{}');
  writeFileSync(join(page, 'assets', 'font.woff2'), Uint8Array.of(0, 255, 128));
  writeFileSync(join(page, 'assets', 'left.sqlite'), 'not of the page');
  symlinkSync(join(outer, 'secret.txt'), join(page, 'assets', 'link.txt'));
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

async function ask(address: string, method = 'GET'): Promise<Response> {
  const double = new SessionDouble('page');
  servePage(double.protocol as unknown as Protocol, await listPage(page));
  if (double.serve === null) throw new Error('nothing serves app:');
  // Node's Request refuses some addresses that Chromium would let through, so the two parts that are read are given.
  return double.serve({ url: address, method } as Request);
}

test('the scheme is standard and secure, and bypasses nothing', () => {
  registerScheme();
  expect(protocol.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

describe('what is served', () => {
  test.each([
    ['app://lytt/', 'text/html; charset=utf-8'],
    ['app://lytt/index.html', 'text/html; charset=utf-8'],
    ['app://lytt/assets/main-1a.js', 'text/javascript; charset=utf-8'],
    ['app://lytt/assets/main-1a.js?v=2#x', 'text/javascript; charset=utf-8'],
    ['app://lytt/assets/main-1a.css', 'text/css; charset=utf-8'],
    ['app://lytt/assets/font.woff2', 'font/woff2'],
  ])('%s as %s', async (address, type) => {
    const answer = await ask(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
  });

  test('the bytes of the file, unchanged', async () => {
    const answer = await ask('app://lytt/assets/font.woff2');
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 128]);
  });

  test.each(['app://lytt/mine', 'app://lytt/tema/0199', 'app://lytt/gjennomgang/'])(
    'the page for its own route %s',
    async (address) => {
      expect(await (await ask(address)).text()).toContain('<title>Lytt</title>');
    },
  );

  test('with the security policy and no caching, refusals too', async () => {
    for (const address of ['app://lytt/', 'app://lytt/assets/main-1a.js', 'app://lytt/none.js']) {
      const { headers } = await ask(address);
      expect(headers.get('content-security-policy'), address).toBe(contentSecurityPolicy);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('x-frame-options'), address).toBe('DENY');
    }
    expect((await ask('app://lytt/')).headers.get('cache-control')).toBe('no-store');
  });

  test('a policy that allows the page itself and nothing else', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*|wasm/);
  });

  test('HEAD with the headers of GET and no body', async () => {
    const answer = await ask('app://lytt/assets/main-1a.js', 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await answer.text()).toBe('');
  });
});

describe('what is refused', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('method %s', async (method) => {
    const answer = await ask('app://lytt/', method);
    expect([answer.status, await answer.text()]).toEqual([405, '']);
  });

  test.each([
    'app://lytt/../secret.txt',
    'app://lytt/%2e%2e/secret.txt',
    'app://lytt/..%2fsecret.txt',
    'app://lytt/assets/..%5c..%5csecret.txt',
    'app://lytt/assets/../../secret.txt',
    'app://lytt//etc/passwd.txt',
    'app://lytt/%00index.html',
    'app://lytt/%ff',
    'app://lytt/assets/link.txt',
    'app://lytt/assets/left.sqlite',
    'app://lytt/assets/main-1a.js/',
    'app://lytt/ASSETS/MAIN-1A.JS',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://lytt/index.html',
    'index.html',
  ])('%s', async (address) => {
    const answer = await ask(address);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  test('whatever a path is made of, only a listed file is ever named', async () => {
    const files = await listPage(page);
    const listed = new Set(files.values());
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '%00', '\\', '', 'assets', 'secret.txt'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const file = fileFor(files, `app://lytt/${pieces.join('/')}`);
        expect(file === null || listed.has(file)).toBe(true);
      }),
    );
  });
});

test('a page that was never built is a fault of its own', async () => {
  rmSync(join(page, 'index.html'));
  await expect(listPage(page)).rejects.toThrow('no index.html');
});
