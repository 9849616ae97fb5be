import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Protocol, protocol } from 'electron';
import { securityHeaders } from '../app/content-security-policy.ts';
import { isOurPage, SCHEME } from './origin.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const INDEX = '/index.html';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Paths of the page (`/assets/x.js`) to files. Only what is listed here can ever be asked for. */
export type PageFiles = ReadonlyMap<string, string>;

/** Lists the built page's files. Links are not followed, files of a type the page does not use are left out. */
export async function listPage(folder: string): Promise<PageFiles> {
  const files = new Map<string, string>();
  const walk = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) await walk(inner);
      else if (entry.isFile() && extname(entry.name) in types)
        files.set(inner, join(folder, inner));
    }
  };
  await walk('');
  if (!files.has(INDEX)) throw new Error('the page has not been built: no index.html');
  return files;
}

/**
 * The file a request's address names, or null. A request chooses from the list and never forms a path on disk, so there is
 * nothing to traverse; a path without a file ending is one of the page's own routes and gets the page.
 */
export function fileFor(files: PageFiles, address: string): string | null {
  if (!isOurPage(address)) return null;
  const path = decoded(new URL(address).pathname);
  if (path === null) return null;
  const known = files.get(path);
  if (known !== undefined) return known;
  return /^(?:\/[\p{L}\p{N}_-]*)+$/u.test(path) ? (files.get(INDEX) ?? null) : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Answers the page's requests from the list, each with the security headers. */
export function servePage(target: Protocol, files: PageFiles): void {
  target.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
    const file = fileFor(files, request.url);
    if (file === null) return refusal(404);
    const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file));
    return new Response(body, {
      headers: {
        ...securityHeaders,
        'cache-control': 'no-store',
        'content-type': types[extname(file)] ?? 'application/octet-stream',
      },
    });
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
