import type { Overview } from '../../shared/domain/overview.ts';
import { type Reading, statement, type Tx } from './database.ts';

const documents = statement<{ document: Overview }>(
  'overview.documents',
  'SELECT document FROM overview WHERE id = ANY($1::uuid[])',
);

export const overviewStatements = [documents];

export async function overviewDocuments(tx: Reading, ids: readonly string[]): Promise<Overview[]> {
  if (ids.length === 0) return [];
  return (await tx.read(documents, [ids])).map(({ document }) => document);
}

const known = statement<{ id: string; unit: string | null }>(
  'overview.known',
  'SELECT id, unit FROM overview',
);

/** The ids of those there are, by unit; null: of all. */
export async function knownOverviews(tx: Reading): Promise<Map<string | null, string>> {
  return new Map((await tx.read(known, [])).map(({ id, unit }) => [unit, id]));
}

const put = statement(
  'overview.put',
  `INSERT INTO overview (id, unit, document) SELECT id, unit, document::jsonb
   FROM unnest($1::uuid[], $2::text[], $3::text[]) AS given (id, unit, document)
   ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
);

export async function putOverviews(tx: Tx, overviews: readonly Overview[]): Promise<void> {
  await tx.write(put, [
    overviews.map(({ id }) => id),
    overviews.map(({ unit }) => unit),
    overviews.map((overview) => JSON.stringify(overview)),
  ]);
}
