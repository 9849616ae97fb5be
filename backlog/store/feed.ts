import type { DocumentKind, Scope } from '../../shared/protocol/protocol.ts';
import { column, textColumn } from './columns.ts';
import { statement, type Tx } from './database.ts';

/** One thing that changed in one scope; `deleted`: it is no longer to be seen there. */
export interface FeedMark {
  readonly scope: Scope;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly deleted: boolean;
  /** Made in this transaction: it has stood nowhere before. */
  readonly fresh?: boolean;
}

/** What a transaction has changed, gathered until its end; the last word about a thing in a scope holds. */
export class FeedMarks {
  /** By scope, then by kind and id. */
  readonly #marks = new Map<Scope, Map<string, FeedMark>>();

  put(scope: Scope, kind: DocumentKind, id: string, deleted = false): void {
    this.#put({ scope, kind, id, deleted });
  }

  /** The same of a thing that this transaction makes. */
  putNew(scope: Scope, kind: DocumentKind, id: string, deleted = false): void {
    this.#put({ scope, kind, id, deleted, fresh: true });
  }

  #put(mark: FeedMark): void {
    const key = `${mark.kind} ${mark.id}`;
    const marks = this.#marks.get(mark.scope) ?? new Map<string, FeedMark>();
    this.#marks.set(mark.scope, marks);
    // To the end: numbers follow the order of the last changes.
    marks.delete(key);
    marks.set(key, mark);
  }

  get all(): readonly FeedMark[] {
    return [...this.#marks.values()].flatMap((marks) => [...marks.values()]);
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
/** Scopes and kinds come once each, and are named by their place: there are few of them, and the first are long. */
const insert = `INSERT INTO feed (scope, seq, kind, entity_id, deleted)
   SELECT ($1::text[])[scope], seq, ($2::text[])[kind], entity_id, deleted
   FROM unnest($3::int[], $4::bigint[], $5::int[], $6::uuid[], $7::boolean[]) AS given (scope, seq, kind, entity_id, deleted)`;
/** Without looking for what might be there. */
const insertNew = statement('feed.insert', insert);
const upsert = statement(
  'feed.upsert',
  `${insert}
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
  const numbered = marks.map((mark): NumberedMark => {
    const seq = next.get(mark.scope);
    if (seq === undefined) throw new Error('a scope gave no number');
    next.set(mark.scope, seq + 1);
    return { ...mark, seq };
  });
  const [fresh, others] = [
    numbered.filter((mark) => mark.fresh === true),
    numbered.filter((mark) => mark.fresh !== true),
  ];
  if (fresh.length > 0) await tx.write(insertNew, valuesOf(fresh));
  if (others.length > 0) await tx.write(upsert, valuesOf(others));
}

type NumberedMark = FeedMark & { readonly seq: number };

function valuesOf(marks: readonly NumberedMark[]): string[] {
  const scopes = placesOf(marks.map(({ scope }) => scope));
  const kinds = placesOf(marks.map(({ kind }) => kind));
  return [
    textColumn([...scopes.keys()], (scope) => scope),
    textColumn([...kinds.keys()], (kind) => kind),
    column(marks, ({ scope }) => scopes.get(scope) ?? null),
    column(marks, ({ seq }) => seq),
    column(marks, ({ kind }) => kinds.get(kind) ?? null),
    column(marks, ({ id }) => id),
    column(marks, ({ deleted }) => deleted),
  ];
}

/** The place of each in an array of PostgreSQL's, which begins at one. */
function placesOf(names: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const name of names) if (!places.has(name)) places.set(name, places.size + 1);
  return places;
}
