import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { extname, join, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';
import type { Archive } from './archive.ts';
import { pageFile } from './check-page.ts';

/** What a script asks for by name. `optional`: asked for in a `try`, so that the script goes on without. */
interface Request {
  readonly name: string;
  readonly optional: boolean;
}

/** Imports and requires that lead nowhere, each in the way its file is run: page, sandboxed preload, or Node. */
export function unresolvedImports(archive: Archive): string[] {
  const faults: string[] = [];
  for (const path of archive.files) {
    if (!/\.[cm]?js$/.test(path)) continue;
    const requests = requestsOf(path, readFileSync(join(archive.folder, path), 'utf8'));
    if (requests === null) faults.push(`${path} is not a script that can be read`);
    else
      for (const { name, optional } of requests)
        if (!optional && !leadsSomewhere(archive, path, name))
          faults.push(`${path} imports ${name}, which is not there`);
  }
  return faults;
}

function leadsSomewhere(archive: Archive, path: string, name: string): boolean {
  if (path.startsWith('renderer/'))
    return /^\.{0,2}\//.test(name) && archive.files.includes(pageFile(path, name));
  // A sandboxed preload is given `electron` and nothing of Node worth having.
  if (path.endsWith('preload.cjs')) return name === 'electron';
  if (name === 'electron') return path.startsWith('electron/');
  if (isBuiltin(name)) return true;
  try {
    const found = createRequire(join(archive.folder, path)).resolve(name);
    return realpathSync(found).startsWith(realpathSync(archive.folder) + sep);
  } catch {
    return false;
  }
}

/** By a script's kind and content: reading the large ones takes seconds, and one app is looked at more than once. */
const read = new Map<string, readonly Request[] | null>();

function requestsOf(path: string, content: string): readonly Request[] | null {
  const key = extname(path) + createHash('sha256').update(content).digest('hex');
  const known = read.get(key);
  if (known !== undefined) return known;
  const requests = readRequests(path, content);
  read.set(key, requests);
  return requests;
}

/** Names in `import`, `export … from`, `import()` and `require()`; those put together at run time can't be known. */
function readRequests(path: string, content: string): Request[] | null {
  const { program, errors } = parseSync(path, content);
  if (errors.length > 0) return null;
  const requests: Request[] = [];
  let tries = 0;
  const note = (node: unknown) => {
    const { type, value } = (node ?? {}) as { type?: unknown; value?: unknown };
    if (type === 'Literal' && typeof value === 'string')
      requests.push({ name: value, optional: tries > 0 });
  };
  new Visitor({
    TryStatement: () => void tries++,
    'TryStatement:exit': () => void tries--,
    ImportDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    CallExpression({ callee, arguments: given }) {
      // `__require` is how a bundle calls what came of CommonJS.
      if (callee.type === 'Identifier' && /^(?:__)?require$/.test(callee.name)) note(given[0]);
    },
  }).visit(program);
  return requests;
}
