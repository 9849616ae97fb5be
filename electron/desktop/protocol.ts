import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { securityHeaders } from '../app/content-security-policy.ts';
import { contentTypeOf, fileForPath, type PageFiles } from '../app/page-files.ts';
import { isOurPage, SCHEME } from './origin.ts';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** The file a request's address names, or null. */
export function fileFor(files: PageFiles, address: string): string | null {
  return isOurPage(address) ? fileForPath(files, new URL(address).pathname) : null;
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
        'content-type': contentTypeOf(file),
      },
    });
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
