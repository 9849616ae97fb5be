import type { FastifyReply } from 'fastify';
import { LyttError } from '../../shared/domain/errors.ts';
import { followedScopes } from '../feed/read-feed.ts';
import type { Service } from '../service.ts';
import { inOneStatement } from '../store/database.ts';
import type { VerifiedBearer } from './token-verifier.ts';

export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** `GET /v1/hints`. Throws `service.notReady` where no hint would come: whoever asks does better to ask for changes. */
export async function answerHints(
  service: Service,
  bearer: VerifiedBearer,
  reply: FastifyReply,
): Promise<void> {
  const { hints } = service;
  if (hints?.live !== true) throw new LyttError('service.notReady');
  const scopes = await inOneStatement(service.pool, (tx) => followedScopes(tx, bearer));
  // A proxy that compresses or gathers would keep hints for itself.
  reply.header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no');
  reply.type(EVENT_STREAM).hijack();
  const { raw: response } = reply;
  // She may have gone while it was found out what she follows.
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200);
  response.socket?.setNoDelay(true);
  hints.open({
    sub: bearer.sub,
    scopes,
    lastsMs: bearer.expiresAt - service.clock(),
    response,
  });
}
