import type { OutboxMark } from '../../shared/domain/entry-state.ts';
import type { Observation, Review, Revision, SameAs } from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { OutboxRow } from './operations.ts';

/** An observation as it holds on this machine: the service's document with this machine's own doings on top. */
export interface ObservationView {
  readonly observation: Observation;
  readonly mark: OutboxMark;
  /** Of the first operation the service refused. */
  readonly setAside: { readonly code: string; readonly field: string | null } | null;
  /** A review of it waits here. */
  readonly reviewPending: boolean;
  /** The author's words that the service refused, oldest first; whoever mends the entry replaces these. */
  readonly refused: readonly OutboxRow[];
  /** The newest revision that was not refused: what new words are based on. Null where the entry itself was refused. */
  readonly basis: Revision | null;
  /** Acknowledged operations that the document holds already. */
  readonly spent: readonly OutboxRow[];
}

export function parseDocument(document: string | null): Observation | null {
  return document === null ? null : (JSON.parse(document) as Observation);
}

/**
 * Lays operations on the document. Everything is matched by id, so that it makes no difference whether the service's answer to
 * a push or its feed comes first. Null where there are no words to show: neither a document nor a revision made here.
 * A refused revision stays, since its words are nowhere else; a refused review or withdrawal does not, since it did not happen.
 */
export function observationView(
  document: Observation | null,
  operations: readonly OutboxRow[],
): ObservationView | null {
  const revisions: Revision[] = [...(document?.revisions ?? [])];
  const reviews: Review[] = [...(document?.reviews ?? [])];
  const known = new Set([...revisions, ...reviews].map(({ id }) => id));
  const spent: OutboxRow[] = [];
  const refused: OutboxRow[] = [];
  let basis: Revision | null = revisions.at(-1) ?? null;
  let origin: Pick<Observation, 'id' | 'unit' | 'heardAt'> | null = document;
  let withdrawn = document?.withdrawn ?? false;
  let sameAs: SameAs | null = document?.sameAs ?? null;
  let follows = document?.follows ?? false;
  let waiting = false;
  let reviewPending = false;
  let setAside: ObservationView['setAside'] = null;

  for (const row of operations) {
    const { operation, state } = row;
    if (state === 'waiting') waiting = true;
    if (state === 'set_aside')
      setAside ??= { code: row.code ?? 'service.failed', field: row.field };
    switch (operation.kind) {
      case 'observation.log':
      case 'observation.revise':
        origin ??= originOf(operation);
        if (state === 'set_aside') refused.push(row);
        if (known.has(operation.revisionId)) {
          if (state === 'acknowledged') spent.push(row);
        } else {
          const revision = revisionOf(operation);
          known.add(revision.id);
          revisions.push(revision);
          if (state !== 'set_aside') basis = revision;
          // Pointing at another until the author words it herself.
          sameAs = operation.kind === 'observation.log' ? operation.sameAs : null;
          follows = sameAs !== null;
        }
        break;
      case 'observation.withdraw':
        if (state !== 'set_aside') withdrawn = true;
        break;
      case 'review.add':
        if (known.has(operation.reviewId)) {
          if (state === 'acknowledged') spent.push(row);
        } else if (state !== 'set_aside') {
          known.add(operation.reviewId);
          reviews.push(reviewOf(operation));
        }
        if (state === 'waiting') reviewPending = true;
        break;
      default:
        break;
    }
  }
  // Words that build on an entry the service refused are refused with it.
  if (document === null && operations.some(isRefusedLog)) basis = null;
  if (origin === null || revisions.length === 0) return null;
  return {
    observation: {
      id: origin.id,
      unit: origin.unit,
      heardAt: origin.heardAt,
      revisions,
      reviews,
      withdrawn,
      sameAs,
      follows,
      themeId: document?.themeId ?? null,
      escalation: document?.escalation ?? 0,
    },
    mark: setAside !== null ? 'set_aside' : waiting ? 'waiting' : 'none',
    setAside,
    reviewPending,
    refused,
    basis,
    spent,
  };
}

function isRefusedLog({ kind, state }: OutboxRow): boolean {
  return kind === 'observation.log' && state === 'set_aside';
}

type Words = OperationOf<'observation.log'> | OperationOf<'observation.revise'>;

function originOf(operation: Words): Pick<Observation, 'id' | 'unit' | 'heardAt'> {
  return {
    id: operation.observationId,
    unit: operation.unit,
    heardAt: operation.kind === 'observation.log' ? operation.heardAt : operation.madeAt,
  };
}

function revisionOf(operation: Words): Revision {
  return {
    id: operation.revisionId,
    basedOn: operation.kind === 'observation.revise' ? operation.basedOn : null,
    text: operation.text,
    workaround: operation.workaround,
    tags: operation.tags,
    answer: operation.kind === 'observation.revise' ? operation.answer : null,
    acknowledged: operation.acknowledged,
    madeAt: operation.madeAt,
  };
}

function reviewOf(operation: OperationOf<'review.add'>): Review {
  return {
    id: operation.reviewId,
    revisionId: operation.revisionId,
    decision: operation.decision,
    madeAt: operation.madeAt,
  };
}
