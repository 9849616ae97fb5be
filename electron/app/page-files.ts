import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

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
 * The file an address's path names (percent-encoded, as it came), or null. A request chooses from the list and never forms a
 * path on disk, so there is nothing to traverse; a path without a file ending is one of the page's own routes and gets the page.
 */
export function fileForPath(files: PageFiles, pathname: string): string | null {
  const path = decoded(pathname);
  if (path === null) return null;
  const known = files.get(path);
  if (known !== undefined) return known;
  return /^(?:\/[\p{L}\p{N}_-]*)+$/u.test(path) ? (files.get(INDEX) ?? null) : null;
}

/** The content type of one of the page's files. */
export function contentTypeOf(file: string): string {
  return types[extname(file)] ?? 'application/octet-stream';
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
