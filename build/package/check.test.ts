import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/app/content-security-policy.ts';
import type { Archive } from './archive.ts';
import {
  missingFiles,
  missingPolicy,
  secrets,
  sources,
  strayPackages,
  wrongEntry,
  wrongIcons,
} from './check-content.ts';
import { unresolvedImports } from './check-imports.ts';
import { nativeFaults } from './check-native.ts';
import { pageFaults } from './check-page.ts';

const target = { platform: 'linux', arch: 'x64' } as const;
const icons = join(import.meta.dirname, '..', 'icons', 'rendered');
const sqlite = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const keyring = 'node_modules/@napi-rs/keyring-linux-x64-gnu/keyring.linux-x64-gnu.node';
const builtIn = '/home/builder/lytt';

/** A small app without a fault, path by path. */
function sound(): Record<string, string | Uint8Array> {
  const icon = (name: string) => readFileSync(join(icons, name));
  return {
    LICENSE: 'MIT',
    'package.json': JSON.stringify({ main: 'electron/main.js', type: 'module' }),
    'electron/main.js': [
      "import { app } from 'electron';",
      "import { join } from 'node:path';",
      "import Database from 'better-sqlite3';",
      `const headers = { 'content-security-policy': ${JSON.stringify(contentSecurityPolicy)} };`,
      'export { app, join, Database, headers };',
    ].join('\n'),
    'electron/file-worker.cjs': "let sqlite = require('better-sqlite3');",
    'electron/similar-worker.cjs': "let threads = require('node:worker_threads');",
    'electron/preload.cjs': "let electron = require('electron');",
    'electron/licenses.md': '# Licenses',
    'electron/icons/icon.png': icon('icon.png'),
    'electron/icons/tray.ico': icon('tray.ico'),
    'electron/icons/tray.png': icon('tray.png'),
    'electron/icons/tray@2x.png': icon('tray@2x.png'),
    'electron/icons/trayTemplate.png': icon('trayTemplate.png'),
    'electron/icons/trayTemplate@2x.png': icon('trayTemplate@2x.png'),
    'renderer/index.html':
      '<!doctype html><script type="module" crossorigin src="/assets/a.js"></script><link rel="stylesheet" href="/assets/a.css"><div id="app"></div>',
    'renderer/licenses.md': '# Licenses',
    'renderer/assets/a.js':
      "import './b.js'; const late = () => import('./c.js'); export { late };",
    'renderer/assets/b.js': "const s = 'http://www.w3.org/2000/svg'; export { s };",
    'renderer/assets/c.js': "export * from './b.js';",
    'renderer/assets/a.css':
      '@font-face{src:url(/assets/f.woff2)} a{background:url(data:image/svg+xml,x)}',
    'renderer/assets/f.woff2': Uint8Array.of(1),
    'node_modules/better-sqlite3/package.json': '{"main":"lib/index.js"}',
    'node_modules/better-sqlite3/lib/index.js': "require('./binding'); require('fs');",
    'node_modules/better-sqlite3/lib/binding.js': "require('../prebuilds/linux-x64.node')",
    [sqlite]: Uint8Array.of(1),
    [keyring]: Uint8Array.of(1),
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lytt-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function laidOut(files: Record<string, string | Uint8Array | null>): Archive {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const paths = Object.keys(files).filter((path) => files[path] !== null);
  return {
    folder,
    files: paths,
    unpacked: new Set(paths.filter((path) => path.endsWith('.node'))),
  };
}

function faults(archive: Archive): string[] {
  return [
    ...missingFiles(archive),
    ...wrongEntry(archive),
    ...wrongIcons(archive),
    ...missingPolicy(archive),
    ...pageFaults(archive),
    ...unresolvedImports(archive),
    ...nativeFaults(archive, target),
    ...sources(archive),
    ...strayPackages(
      archive,
      ['better-sqlite3', '@napi-rs/keyring', '@napi-rs/keyring-linux-x64-gnu'],
      new Set(['vite']),
    ),
    ...secrets(archive, builtIn),
  ];
}

/** The sound app with some files changed, added, or (null) left out. */
const withChange = (changes: Record<string, string | Uint8Array | null>): string[] =>
  faults(laidOut({ ...sound(), ...changes }));

test('nothing is found in a sound app', () => {
  expect(withChange({})).toEqual([]);
});

describe('what is missing', () => {
  test.each([
    'LICENSE',
    'electron/preload.cjs',
    'electron/licenses.md',
    'electron/icons/icon.png',
    'electron/icons/trayTemplate@2x.png',
    'renderer/licenses.md',
    sqlite,
    keyring,
  ])('%s', (path) => {
    expect(withChange({ [path]: null })).toContain(`${path} is missing`);
  });

  test('main, which package.json names too', () => {
    expect(withChange({ 'electron/main.js': null })).toEqual([
      'electron/main.js is missing',
      'package.json names a main file that is not there',
    ]);
  });

  test('the page', () => {
    expect(withChange({ 'renderer/index.html': null })).toEqual(['renderer/index.html is missing']);
  });

  test('the font', () => {
    expect(withChange({ 'renderer/assets/f.woff2': null })).toEqual([
      'renderer/assets/a.css asks for renderer/assets/f.woff2, which is not there',
      'renderer holds no font',
    ]);
  });

  test('the word that main is a module', () => {
    expect(withChange({ 'package.json': '{"main":"electron/main.js"}' })).toEqual([
      'package.json does not say that main is a module',
    ]);
  });
});

describe('icons', () => {
  test.each([
    ['icon.png', 'tray.png'],
    ['trayTemplate@2x.png', 'trayTemplate.png'],
    ['tray.ico', 'tray.png'],
  ])('%s may not be %s', (name, other) => {
    const path = `electron/icons/${name}`;
    expect(withChange({ [path]: readFileSync(join(icons, other)) })).toEqual([
      `${path} is not the icon it should be`,
    ]);
  });

  test('may not be something else by the name of one', () => {
    expect(withChange({ 'electron/icons/icon.png': '<svg/>' })).toHaveLength(1);
  });
});

describe('the security policy', () => {
  const main = () => String(sound()['electron/main.js']);

  test.each(contentSecurityPolicy.split('; '))('may not lack "%s"', (part) => {
    expect(withChange({ 'electron/main.js': main().replace(part, '') })).toEqual([
      `electron/main.js does not set the security policy "${part}"`,
    ]);
  });

  test('may not be left unsent', () => {
    expect(
      withChange({ 'electron/main.js': main().replace('content-security-policy', 'x') }),
    ).toHaveLength(1);
  });
});

describe('the page', () => {
  const page = () => String(sound()['renderer/index.html']);
  const after = (tag: string) => ({ 'renderer/index.html': page() + tag });

  test.each([
    ['<script>start()</script>', 'renderer/index.html has an inline script'],
    ['<style>a{}</style>', 'renderer/index.html has an inline style'],
    ['<p style="color:red">', 'renderer/index.html has an inline style'],
    ['<body onload="start()">', 'renderer/index.html has an inline handler'],
    [
      '<script src="https://cdn.example.org/a.js"></script>',
      'renderer/index.html reaches out to https://cdn.example.org/a.js',
    ],
    [
      '<img src="//cdn.example.org/a.png">',
      'renderer/index.html reaches out to //cdn.example.org/a.png',
    ],
    [
      '<link rel="icon" href="/assets/none.png">',
      'renderer/index.html asks for renderer/assets/none.png, which is not there',
    ],
  ])('may not hold %s', (tag, fault) => {
    expect(withChange(after(tag))).toEqual([fault]);
  });

  test('must start a script', () => {
    expect(withChange({ 'renderer/index.html': '<div id="app">' })).toEqual([
      'renderer/index.html starts no script',
    ]);
  });

  test.each([
    '@import "https://cdn.example.org/a.css";',
    "@font-face{src:url('https://cdn.example.org/f.woff2')}",
  ])('may not fetch by style: %s', (css) => {
    expect(withChange({ 'renderer/assets/b.css': css })).toEqual([
      expect.stringMatching(/^renderer\/assets\/b\.css reaches out to https:\/\/cdn\.example\.org/),
    ]);
  });
});

describe('an import that leads nowhere', () => {
  test.each([
    ['renderer/assets/b.js', "import './gone.js';", './gone.js'],
    ['renderer/assets/b.js', "import('./gone.js');", './gone.js'],
    ['renderer/assets/b.js', "export { x } from './gone.js';", './gone.js'],
    ['renderer/assets/b.js', "import 'react';", 'react'],
    ['renderer/assets/b.js', "import 'node:fs';", 'node:fs'],
    ['renderer/assets/b.js', "import '/../electron/main.js';", '/../electron/main.js'],
    ['electron/preload.cjs', "require('node:fs');", 'node:fs'],
    ['electron/preload.cjs', "require('./other.cjs');", './other.cjs'],
    ['node_modules/better-sqlite3/lib/binding.js', "require('bindings');", 'bindings'],
    ['node_modules/better-sqlite3/lib/binding.js', "require('electron');", 'electron'],
    ['node_modules/better-sqlite3/lib/binding.js', "require('./gone');", './gone'],
  ])('in %s: %s', (path, script, name) => {
    expect(withChange({ [path]: script })).toEqual([`${path} imports ${name}, which is not there`]);
  });

  test('in main, of a package that was not brought along', () => {
    const main = `${sound()['electron/main.js']}\nimport 'fastify'; __require('pg');`;
    expect(withChange({ 'electron/main.js': main })).toEqual([
      'electron/main.js imports fastify, which is not there',
      'electron/main.js imports pg, which is not there',
    ]);
  });

  test('is let be where the script tries it and goes on without', () => {
    const script = "try { require('./other-system.node') } catch {}";
    expect(withChange({ 'node_modules/better-sqlite3/lib/binding.js': script })).toEqual([]);
  });

  test('is not looked for in a script that can’t be read; that is a fault of its own', () => {
    expect(withChange({ 'renderer/assets/b.js': 'import {' })).toEqual([
      'renderer/assets/b.js is not a script that can be read',
    ]);
  });
});

describe('compiled code', () => {
  test('of another system', () => {
    const path = 'node_modules/better-sqlite3/prebuilds/win32-x64.node';
    expect(withChange({ [path]: 'x' })).toEqual([`${path} is for another system`]);
  });

  test('inside the archive, where it can’t be loaded', () => {
    const archive = { ...laidOut(sound()), unpacked: new Set([keyring]) };
    expect(faults(archive)).toEqual([`${sqlite} is not unpacked`]);
  });
});

describe('what should have stayed behind', () => {
  test.each([
    'electron/main.ts',
    'electron/main.js.map',
    'renderer/app/app.tsx',
    'node_modules/better-sqlite3/src/better_sqlite3.cpp',
    'node_modules/better-sqlite3/index.d.ts',
    'node_modules/better-sqlite3/binding.gyp',
    'docs/notes.txt',
    'electron/ipc.test.js',
    'README.md',
  ])('source %s', (path) => {
    expect(withChange({ [path]: '' })).toEqual([`${path} is a source`]);
  });

  test('a development dependency', () => {
    expect(withChange({ 'node_modules/vite/package.json': '{}' })).toEqual([
      'vite is a development dependency',
    ]);
  });

  test('a package nobody asks for', () => {
    expect(withChange({ 'node_modules/@scope/x/package.json': '{}' })).toEqual([
      '@scope/x is a package the app does not ask for',
    ]);
  });

  test.each([
    '.env',
    '.env.local',
    'electron/.npmrc',
    'lytt.json',
    'a.pem',
    'x/lytt.sqlite',
    'a.jsonl',
  ])('a file that may hold secrets or data: %s', (path) => {
    expect(withChange({ [path]: '' })).toEqual([`${path} may hold secrets or data`]);
  });

  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ';
  test.each([
    ['a private key', `const key = "-----BEGIN PRIVATE KEY-----\\n${body}\\n"`],
    ['a private key', `/*\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n*/`],
    ['a signed token', 'const t = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJrYXJpIn0.c2lnbmF0dXJlLWhlcmU"'],
    ['an address with a password', 'const d = "postgres://lytt:hunter2@db.example.org/lytt"'],
    ['a key to a cloud', 'const k = "AKIAABCDEFGHIJKLMNOP"'],
  ])('%s in a script', (what, script) => {
    expect(withChange({ 'renderer/assets/b.js': script })).toEqual([
      `renderer/assets/b.js holds ${what}`,
    ]);
  });

  test('is not a library’s own talk of keys and addresses', () => {
    const script = [
      'const head = "-----BEGIN PRIVATE KEY-----"; pem.indexOf(head);',
      'const form = "https://user:$' + '{password}@host";',
      'const time = "https://example.org/a?t=10:20@x";',
    ].join('\n');
    expect(withChange({ 'renderer/assets/b.js': script })).toEqual([]);
  });

  test('the folder it was built in', () => {
    expect(withChange({ 'renderer/assets/b.js': `// ${builtIn}/renderer/main.tsx` })).toEqual([
      'renderer/assets/b.js names the folder it was built in',
    ]);
  });
});
