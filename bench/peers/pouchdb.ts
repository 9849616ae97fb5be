import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import type { OperationOf } from '../../shared/domain/operation.ts';
import { peerRequire } from './install.ts';

/** What is used of PouchDB; its own types are not installed. */
interface PouchStatic {
  new (name: string): Pouch;
  defaults(options: { prefix: string }): PouchStatic;
}
interface Pouch {
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  readonly replicate: { to(url: string): Replication };
  close(): Promise<void>;
}
interface Replication extends PromiseLike<{ readonly ok: boolean }> {
  on(event: 'change', listener: (info: { readonly docs_written: number }) => void): this;
}

/** Replicates documents that wait in a local PouchDB to one behind HTTP, as PouchDB comes. Tells how many more have been written there. */
export async function drainPouch(
  folder: string,
  operations: readonly OperationOf<'observation.log'>[],
  url: string,
  started: () => void,
  gone: (count: number) => void,
): Promise<void> {
  const PouchDB = peerRequire('pouchdb') as PouchStatic;
  const local = new PouchDB(join(folder, 'pouch'));
  await local.bulkDocs(operations.map(({ id, ...operation }) => ({ _id: id, ...operation })));
  let written = 0;
  const tell = (all: number) => {
    gone(all - written);
    written = all;
  };
  started();
  const result = await local.replicate
    .to(url)
    .on('change', ({ docs_written }) => tell(docs_written));
  if (!result.ok || written !== operations.length)
    throw new Error(`PouchDB has written ${written} of ${operations.length}`);
  await local.close();
}

/** express-pouchdb over databases in a folder. */
export function startPouchService(folder: string): Server {
  const PouchDB = (peerRequire('pouchdb') as PouchStatic).defaults({ prefix: `${folder}/` });
  const serve = peerRequire('express-pouchdb') as (
    pouch: PouchStatic,
    options: { mode: string; inMemoryConfig: boolean; logPath: string },
  ) => RequestListener;
  return createServer(
    serve(PouchDB, {
      mode: 'minimumForPouchDB',
      inMemoryConfig: true,
      logPath: join(folder, 'log.txt'),
    }),
  );
}
