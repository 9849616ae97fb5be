import { Id } from '../../../shared/domain/ids.ts';
import { Instant } from '../../../shared/domain/observation.ts';
import { Draft } from '../../../shared/view/entry.ts';
import type { OutboxState } from '../operations.ts';
import type { Pages } from './pages.ts';
import { recordsOn, type Value } from './records.ts';

/** A line of the outbox as it lay in a damaged file; `body` is the operation as JSON. */
export interface SalvagedOperation {
  readonly n: number;
  readonly id: string;
  readonly kind: string;
  readonly entityId: string;
  readonly body: string;
  readonly state: OutboxState;
  readonly code: string | null;
  readonly field: string | null;
  readonly madeAt: string;
  readonly acknowledgedAt: string | null;
  /** JSON or null. */
  readonly findings: string | null;
}

/** What could be read of a damaged file of a person's. */
export interface Salvaged {
  /** In the order made. */
  readonly operations: readonly SalvagedOperation[];
  readonly draft: { readonly draft: Draft; readonly savedAt: string } | null;
  /** Operations that had been taken out for good, by id. */
  readonly removed: ReadonlySet<string>;
  /** Own entries that are known to have been there, by id. */
  readonly entries: ReadonlySet<string>;
  /** The number of the last operation queued, as far as can be seen. */
  readonly lastN: number;
  readonly pages: number;
  /** Pages where nothing could be read. */
  readonly unreadable: number;
}

export const nothingSalvaged: Salvaged = {
  operations: [],
  draft: null,
  removed: new Set(),
  entries: new Set(),
  lastN: 0,
  pages: 0,
  unreadable: 0,
};

/** What the audit says of an operation that was taken out, in `removeOperation`'s words. */
const removals: ReadonlySet<Value | undefined> = new Set([
  'operation.replaced',
  'operation.dismissed',
  'observation.discarded',
]);

/**
 * Goes through every page that is left. A row is known by its shape and by what its columns must agree on, since what tells
 * the tables apart may be gone; nothing that does not verify is taken.
 */
export function salvage(pages: Pages): Salvaged {
  const operations = new Map<string, SalvagedOperation>();
  const removed = new Set<string>();
  const entries = new Set<string>();
  /** Entries by the operation that logged them. */
  const logged = new Map<string, string>();
  const withdrawn = new Set<string>();
  let draft: Salvaged['draft'] = null;
  let lastN = 0;
  let unreadable = 0;
  for (let number = 2; number <= pages.count; number += 1) {
    const page = pages.page(number);
    if (page === null) {
      unreadable += 1;
      continue;
    }
    for (const { rowid, values } of recordsOn(page, pages)) {
      const operation = operationOf(rowid, values);
      if (operation !== null) {
        operations.set(operation.id, operation);
        lastN = Math.max(lastN, rowid);
      }
      const written = draftOf(values);
      if (written !== null && (draft === null || written.savedAt > draft.savedAt)) draft = written;
      if (values.length === 2 && values[0] === 'outbox' && typeof values[1] === 'number')
        lastN = Math.max(lastN, values[1]);
      const line = auditOf(values);
      if (line?.action === 'observation.log') logged.set(line.operationId, line.entityId);
      if (line?.action === 'observation.withdraw') withdrawn.add(line.entityId);
      if (line !== null && removals.has(line.action)) removed.add(line.operationId);
      const entry = ownEntryOf(values);
      if (entry !== null) entries.add(entry);
    }
  }
  for (const [operationId, id] of logged) if (!removed.has(operationId)) entries.add(id);
  for (const id of withdrawn) entries.delete(id);
  const inOrder = [...operations.values()].sort((a, b) => a.n - b.n);
  return { operations: inOrder, draft, removed, entries, lastN, pages: pages.count, unreadable };
}

function operationOf(n: number, values: readonly Value[]): SalvagedOperation | null {
  const [alias, id, kind, entityId, body, state, , , code, field, madeAt, acknowledgedAt] = values;
  const findings = values[12] ?? null;
  if (values.length < 12 || alias !== null || !isId(id) || typeof kind !== 'string') return null;
  if (typeof entityId !== 'string' || typeof body !== 'string' || !isState(state)) return null;
  if (!isText(code) || !isText(field) || !isText(acknowledgedAt) || !isText(findings)) return null;
  if (typeof madeAt !== 'string') return null;
  const operation = parse(body);
  if (operation?.['id'] !== id || operation['kind'] !== kind) return null;
  return {
    ...{ n, id, kind, entityId, body, state },
    ...{ code, field, madeAt, acknowledgedAt, findings },
  };
}

function draftOf(values: readonly Value[]): Salvaged['draft'] {
  const [alias, body, savedAt] = values;
  if (values.length < 3 || alias !== null || typeof body !== 'string') return null;
  const at = Instant.safeParse(savedAt);
  const draft = Draft.safeParse(parse(body));
  return draft.success && at.success ? { draft: draft.data, savedAt: at.data } : null;
}

interface AuditLine {
  readonly action: string;
  readonly entityId: string;
  readonly operationId: string;
}

function auditOf(values: readonly Value[]): AuditLine | null {
  const [alias, at, action, entityId, operationId] = values;
  if (values.length !== 5 || alias !== null || typeof action !== 'string') return null;
  if (!Instant.safeParse(at).success || typeof entityId !== 'string' || !isId(operationId))
    return null;
  return { action, entityId, operationId };
}

/** A row of `observation` that was hers and not withdrawn. */
function ownEntryOf(values: readonly Value[]): string | null {
  const [alias, id, unit, heardAt, mine, listed] = values;
  if (values.length < 22 || alias !== null || !isId(id) || typeof unit !== 'string') return null;
  return typeof heardAt === 'string' && mine === 1 && listed === 1 ? id : null;
}

function isId(value: Value | undefined): value is string {
  return Id.safeParse(value).success;
}

function isText(value: Value | undefined): value is string | null {
  return value === null || typeof value === 'string';
}

function isState(value: Value | undefined): value is OutboxState {
  return value === 'waiting' || value === 'acknowledged' || value === 'set_aside';
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
