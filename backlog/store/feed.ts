import type { DocumentKind, Scope } from '../../shared/protocol/protocol.ts';
import { statement, type Tx } from './database.ts';

/** One thing that changed in one scope; `deleted`: it is no longer to be seen there. */
export interface FeedMark {
  readonly scope: Scope;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly deleted: boolean;
}

/** What a transaction has changed, gathered until its end; the last word about a thing in a scope holds. */
export class FeedMarks {
  readonly #marks = new Map<string, FeedMark>();

  put(scope: Scope, kind: DocumentKind, id: string, deleted = false): void {
    const key = `${scope} ${kind} ${id}`;
    // To the end: numbers follow the order of the last changes.
    this.#marks.delete(key);
    this.#marks.set(key, { scope, kind, id, deleted });
  }

  get all(): readonly FeedMark[] {
    return [...this.#marks.values()];
  }
}

const advance = statement<{ scope: string; last: string }>(
  'scopeHead.advance',
  // Sorted: two transactions that need the same scopes wait for one another instead of dying of it.
  `INSERT INTO scope_head AS head (scope, last)
   SELECT scope, taken FROM unnest($1::text[], $2::int[]) AS given (scope, taken) ORDER BY scope COLLATE "C"
   ON CONFLICT (scope) DO UPDATE SET last = head.last + excluded.last
   RETURNING scope, last`,
);
const upsert = statement(
  'feed.upsert',
  `INSERT INTO feed (scope, seq, kind, entity_id, deleted)
   SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::uuid[], $5::boolean[])
   ON CONFLICT (scope, kind, entity_id) DO UPDATE
   SET seq = excluded.seq, deleted = excluded.deleted, deleted_at = NULL`,
);

/**
 * Gives every mark its number. Must be a transaction's last statements: from here to its end the scopes are locked, so
 * that within a scope numbers become visible in the order they were given out. That is what lets a reader trust a cursor.
 */
export async function writeFeed(tx: Tx, marks: readonly FeedMark[]): Promise<void> {
  if (marks.length === 0) return;
  for (const { scope } of marks) tx.changed.add(scope);
  const taken = new Map<string, number>();
  for (const { scope } of marks) taken.set(scope, (taken.get(scope) ?? 0) + 1);
  const heads = await tx.write(advance, [[...taken.keys()], [...taken.values()]]);
  const next = new Map(
    heads.map(({ scope, last }) => [scope, Number(last) - (taken.get(scope) ?? 0) + 1]),
  );
  const numbers = marks.map(({ scope }) => {
    const seq = next.get(scope);
    if (seq === undefined) throw new Error('a scope gave no number');
    next.set(scope, seq + 1);
    return seq;
  });
  await tx.write(upsert, [
    marks.map(({ scope }) => scope),
    numbers,
    marks.map(({ kind }) => kind),
    marks.map(({ id }) => id),
    marks.map(({ deleted }) => deleted),
  ]);
}
