import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorCatalogue, LyttError } from '../../shared/domain/errors.ts';
import type { Problem } from '../../shared/protocol/protocol.ts';
import { databaseFault } from '../store/database.ts';

/** How soon a client may come again when the service is not ready, in seconds. */
const RETRY_AFTER = 2;

export interface Refusal {
  readonly status: number;
  readonly problem: Problem;
}

/** What is answered to a fault. Says nothing of the fault but its code: an error's words may quote a person's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof LyttError) return refusal(error.code, error.field);
  const status = statusOf(error);
  if (status === 413) return refusal('input.tooLarge');
  if (status !== null && status >= 400 && status < 500)
    return { status, problem: { code: 'input.invalid', field: null } };
  switch (databaseFault(error)) {
    case 'unavailable':
    case 'conflict':
      return refusal('service.notReady');
    default:
      return refusal('service.failed');
  }
}

function refusal(code: ErrorCode, field?: string): Refusal {
  return { status: errorCatalogue[code].status, problem: { code, field: field ?? null } };
}

/** The status Fastify gives its own errors. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;
}

export function sendRefusal(reply: FastifyReply, { status, problem }: Refusal): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer error="invalid_token"');
  if (status === 503) reply.header('retry-after', RETRY_AFTER);
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(problem));
}
