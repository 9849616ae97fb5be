import type { z } from 'zod';
import { isErrorCode, LyttError } from '../../shared/domain/errors.ts';
import {
  FeedQuery,
  type FeedResponse,
  PROTOCOL_VERSION,
  type PushResponse,
  type SessionResponse,
} from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';
import { readFeed } from '../feed/read-feed.ts';
import { applyOperations } from '../operations/apply.ts';
import type { Service } from '../service.ts';
import type { Server } from '../store/server.ts';
import { recordMembership, unitName } from '../store/units.ts';
import { readPush } from './read-push.ts';

/** `POST /v1/operations` */
export async function answerOperations(
  service: Service,
  bearer: Bearer,
  body: unknown,
): Promise<PushResponse> {
  const { serverId } = serverOf(service);
  const elements = readPush(body);
  return { serverId, results: await applyOperations(service, bearer, elements) };
}

/** `GET /v1/changes` */
export async function answerChanges(
  service: Service,
  bearer: Bearer,
  query: unknown,
): Promise<FeedResponse> {
  const { cursor, limit } = parsed(FeedQuery, query);
  return readFeed(service, bearer, cursor ?? null, limit);
}

/** `GET /v1/session`: also records that she works in her unit. */
export async function answerSession(service: Service, bearer: Bearer): Promise<SessionResponse> {
  const { serverId } = serverOf(service);
  const { sub, roles, unit } = bearer;
  const name = unit === null ? null : await unitName(service.pool, unit);
  if (unit !== null && name !== null)
    await recordMembership(service.pool, sub, unit, new Date(service.clock()));
  return {
    serverId,
    protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
    roles: [...roles],
    unit,
    unitName: name,
  };
}

function serverOf(service: Service): Server {
  if (service.server === null) throw new LyttError('service.notReady');
  return service.server;
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const code = isErrorCode(issue?.message) ? issue.message : 'input.invalid';
  throw new LyttError(code, { field: issue?.path.map(String).join('.') });
}
