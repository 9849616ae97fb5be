import type { OutboxMark } from '../../shared/domain/entry-state.ts';
import type { Observation, Review, Revision } from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { OutboxRow } from './outbox.ts';

/** An observation as it holds on this machine: the service's document with this machine's own doings on top. */
export interface ObservationView {
  readonly observation: Observation;
  readonly mark: OutboxMark;
  /** Of the first operation the service refused. */
  readonly setAside: { readonly code: string; readonly field: string | null } | null;
  /** A review of it waits here. */
  readonly reviewPending: boolean;
  /** Acknowledged operations that the document holds already. */
  readonly spent: readonly OutboxRow[];
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
  let origin: Pick<Observation, 'id' | 'unit' | 'heardAt'> | null = document;
  let withdrawn = document?.withdrawn ?? false;
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
        if (known.has(operation.revisionId)) {
          if (state === 'acknowledged') spent.push(row);
        } else {
          known.add(operation.revisionId);
          revisions.push(revisionOf(operation));
        }
        break;
      case 'observation.withdraw':
        if (document?.withdrawn === true && state === 'acknowledged') spent.push(row);
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
  if (origin === null || revisions.length === 0) return null;
  return {
    observation: {
      id: origin.id,
      unit: origin.unit,
      heardAt: origin.heardAt,
      revisions,
      reviews,
      withdrawn,
      themeId: document?.themeId ?? null,
      escalation: document?.escalation ?? 0,
    },
    mark: setAside !== null ? 'set_aside' : waiting ? 'waiting' : 'none',
    setAside,
    reviewPending,
    spent,
  };
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
