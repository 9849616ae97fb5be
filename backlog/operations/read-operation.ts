import type { z } from 'zod';
import { isErrorCode } from '../../shared/domain/errors.ts';
import type { Instant } from '../../shared/domain/observation.ts';
import {
  isOperationKind,
  type Operation,
  operationSchemas,
} from '../../shared/domain/operation.ts';
import { type Fault, fault } from './fault.ts';

/** One element of a push: an id to answer by, and whatever came with it. */
export interface Arrival {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Reading =
  | { readonly operation: Operation; readonly fault: null }
  | { readonly operation: null; readonly fault: Fault };

const KIND_LIMIT = 60;
/** Before this nobody heard anything for Lytt, and after it nobody has yet: weeks beyond would have no name. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** The operation that an element holds, its fields checked, fields we don't know left out, instants in one form. */
export function readOperation({ body }: Arrival): Reading {
  const kind = body['kind'];
  if (typeof kind !== 'string' || kind.length > KIND_LIMIT)
    return refused(fault('input.invalid', 'kind'));
  // Of a newer app, as likely as not.
  if (!isOperationKind(kind)) return refused(fault('operation.unknownKind', 'kind'));
  const parsed = operationSchemas[kind].safeParse(body);
  if (!parsed.success) return refused(faultOf(parsed.error));
  const operation: Operation = parsed.data;
  const madeAt = canonical(operation.madeAt);
  if (madeAt === null) return refused(fault('input.invalid', 'madeAt'));
  if (operation.kind !== 'observation.log')
    return { operation: { ...operation, madeAt }, fault: null };
  const heardAt = canonical(operation.heardAt);
  if (heardAt === null) return refused(fault('input.invalid', 'heardAt'));
  return { operation: { ...operation, madeAt, heardAt }, fault: null };
}

function refused(of: Fault): Reading {
  return { operation: null, fault: of };
}

function faultOf(error: z.ZodError): Fault {
  const [issue] = error.issues;
  const field = issue?.path.map(String).join('.') || null;
  return fault(isErrorCode(issue?.message) ? issue.message : 'input.invalid', field);
}

/** To the millisecond; the digits a client may put behind that are no place for a number of another kind. */
function canonical(instant: Instant): Instant | null {
  const time = Date.parse(instant);
  return time >= EARLIEST && time < LATEST ? new Date(time).toISOString() : null;
}
