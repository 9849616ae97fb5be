import type { z } from 'zod';
import { isErrorCode, LyttError } from '../../shared/domain/errors.ts';
import type { PersonExport } from '../../shared/protocol/person-export.ts';
import {
  FeedQuery,
  type FeedResponse,
  type PushResponse,
  SessionQuery,
  type SessionResponse,
} from '../../shared/protocol/protocol.ts';
import { PROTOCOL } from '../../shared/protocol/versions.ts';
import type { Bearer } from '../bearer.ts';
import { readFeed } from '../feed/read-feed.ts';
import { applyOperations } from '../operations/apply.ts';
import type { Service } from '../service.ts';
import { inOneStatement, inSnapshot } from '../store/database.ts';
import { appliedBefore } from '../store/operations.ts';
import { heldOfPerson } from '../store/person-export.ts';
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
  const elements = readPush(body, service.protocol ?? PROTOCOL);
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
export async function answerSession(
  service: Service,
  bearer: Bearer,
  query: unknown,
): Promise<SessionResponse> {
  const { serverId } = serverOf(service);
  const { sub, roles, unit } = bearer;
  const { acknowledged } = parsed(SessionQuery, query);
  const name = unit === null ? null : await unitName(service.pool, unit);
  if (unit !== null && name !== null)
    await recordMembership(service.pool, sub, unit, new Date(service.clock()));
  return {
    serverId,
    acknowledgedKnown:
      acknowledged === undefined ? null : await isKnown(service, sub, acknowledged),
    protocol: service.protocol ?? PROTOCOL,
    roles: [...roles],
    unit,
    unitName: name,
  };
}

/** `GET /v1/person/export`: of the bearer alone, whoever she is. */
export async function answerPersonExport(service: Service, bearer: Bearer): Promise<PersonExport> {
  const { serverId } = serverOf(service);
  const { sub, roles, unit } = bearer;
  const held = await inSnapshot(service.pool, (tx) => heldOfPerson(tx, sub));
  const { retention } = service;
  return { serverId, subject: sub, roles: [...roles], unit, retention, ...held };
}

async function isKnown(service: Service, sub: string, id: string): Promise<boolean> {
  const applied = await inOneStatement(service.pool, (tx) => appliedBefore(tx, [id]));
  return applied.get(id)?.sub === sub;
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
