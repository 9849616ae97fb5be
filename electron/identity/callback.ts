import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What became of a redirect back to us: a login, someone else's redirect (ignored), or a login that failed. */
export type Outcome = 'signedIn' | 'notOurs' | 'failed';

export interface CallbackServer {
  readonly redirectUri: string;
  close(): void;
}

const PATH = '/callback';

const pages: Readonly<Record<Outcome, { status: number; text: string }>> = {
  signedIn: { status: 200, text: 'Du er logget inn. Du kan lukke denne fanen.' },
  notOurs: { status: 400, text: 'Denne lenken hører ikke til en innlogging som pågår.' },
  failed: { status: 400, text: 'Innloggingen gikk ikke. Gå tilbake til Lytt og prøv igjen.' },
};

/**
 * Serves the redirect of one login on a free port of 127.0.0.1, until closed. `onRedirect` gets the whole address that the
 * browser came to; the page waits for its outcome.
 */
export async function serveCallback(
  onRedirect: (url: URL) => Promise<Outcome>,
): Promise<CallbackServer> {
  const server = createServer((request, response) => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
    const url = URL.parse(request.url ?? '', origin);
    if (request.headers.host !== origin.slice('http://'.length) || url?.origin !== origin)
      return answer(response, pages.notOurs);
    if (request.method !== 'GET' || url.pathname !== PATH)
      return answer(response, { status: 404, text: 'Siden finnes ikke.' });
    void onRedirect(url)
      .catch((): Outcome => 'failed')
      .then((outcome) => answer(response, pages[outcome]));
  });
  server.requestTimeout = 10_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A login that nobody finishes keeps no process alive.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://127.0.0.1:${port}${PATH}`,
    close() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function answer(response: ServerResponse, page: { status: number; text: string }): void {
  response
    .writeHead(page.status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(
      `<!doctype html><html lang="nb"><meta charset="utf-8"><title>Lytt</title><h1>Lytt</h1><p>${page.text}</p></html>`,
    );
}
