import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Archive } from './archive.ts';

const PAGE = 'renderer/index.html';

/** What the security policy would stop, or what the page asks for and is not there. */
export function pageFaults(archive: Archive): string[] {
  const faults: string[] = [];
  const read = (path: string) => readFileSync(join(archive.folder, path), 'utf8');
  if (archive.files.includes(PAGE)) faults.push(...documentFaults(archive, read(PAGE)));
  for (const path of archive.files)
    if (path.startsWith('renderer/') && path.endsWith('.css'))
      faults.push(...styleFaults(archive, path, read(path)));
  if (!archive.files.some((path) => /^renderer\/.*\.woff2$/.test(path)))
    faults.push('renderer holds no font');
  return faults;
}

function documentFaults(archive: Archive, html: string): string[] {
  const faults: string[] = [];
  let scripts = 0;
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
    const name = /^<([a-z0-9]+)/i.exec(tag)?.[1]?.toLowerCase();
    const address = /\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1];
    if (name === 'script' && address === undefined) faults.push(`${PAGE} has an inline script`);
    else if (name === 'script') scripts++;
    if (name === 'style' || /\sstyle\s*=/i.test(tag)) faults.push(`${PAGE} has an inline style`);
    if (/\son[a-z]+\s*=/i.test(tag)) faults.push(`${PAGE} has an inline handler`);
    if (address !== undefined) faults.push(...addressFaults(archive, PAGE, address));
  }
  if (scripts === 0) faults.push(`${PAGE} starts no script`);
  return faults;
}

function styleFaults(archive: Archive, path: string, css: string): string[] {
  const addresses = [
    ...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/gi),
    ...css.matchAll(/@import\s+["']([^"']+)["']/gi),
  ];
  return addresses.flatMap(([, address = '']) => addressFaults(archive, path, address));
}

/** An address must be of a file of the page. Small pictures may stand in the address itself. */
function addressFaults(archive: Archive, from: string, address: string): string[] {
  if (/^data:image\//i.test(address) || address.startsWith('#')) return [];
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return [`${from} reaches out to ${address}`];
  const file = pageFile(from, address);
  return archive.files.includes(file) ? [] : [`${from} asks for ${file}, which is not there`];
}

/** Where an address in one of the page's files leads. */
export function pageFile(from: string, address: string): string {
  const path = address.replace(/[?#].*$/, '');
  return path.startsWith('/') ? `renderer${path}` : posix.join(posix.dirname(from), path);
}
