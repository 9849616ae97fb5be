import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { LyttError } from '../../shared/domain/errors.ts';
import { BODY_LIMIT, SERVER_HEADER, UNNAMED_SERVER } from '../../shared/protocol/protocol.ts';
import { PROTOCOL, PROTOCOL_HEADER, speaks } from '../../shared/protocol/versions.ts';
import { faultFacts } from '../fault-facts.ts';
import type { Service } from '../service.ts';
import { answerHints, EVENT_STREAM } from './hints.ts';
import { openApi } from './openapi.ts';
import { refusalOf, sendRefusal } from './problems.ts';
import type { TokenVerifier, VerifiedBearer } from './token-verifier.ts';
import { answerChanges, answerOperations, answerPersonExport, answerSession } from './v1.ts';

declare module 'fastify' {
  interface FastifyRequest {
    bearer: VerifiedBearer | null;
  }
}

/** The service's door. Everything under /v1 wants a bearer; what stands outside tells nothing of anybody. */
export function createApp(service: Service, verify: TokenVerifier): FastifyInstance {
  const name = () => service.server?.serverId ?? UNNAMED_SERVER;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // What is still under way when the service stops is answered as usual.
    return503OnClosing: false,
    requestTimeout: 60_000,
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      sendRefusal(reply.header(SERVER_HEADER, name()), refusalOf(error));
    },
    clientErrorHandler: (_error, socket) => refuseSocket(socket, name()),
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('bearer', null);
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(SERVER_HEADER, name());
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    // Else a client that keeps its connection keeps a stopping service from ending, for a minute and more.
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    // How long somebody listened is no measure of the service.
    if (reply.raw.getHeader('content-type') === EVENT_STREAM) return;
    service.metrics.requests.observe(
      {
        // Any token may stand here in a request.
        method: /^(GET|HEAD|POST)$/.test(request.method) ? request.method : 'other',
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
      },
      reply.elapsedTime / 1000,
    );
  });
  app.setErrorHandler((error, _request, reply) => {
    const refused = refusalOf(error);
    if (refused.status >= 500) service.log('http.failed', faultFacts(refused.problem.code, error));
    return sendRefusal(reply, refused);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply, refusalOf(new LyttError('input.unknownRoute'))),
  );
  app.register((inner, _options, done) => {
    internalRoutes(inner, service);
    done();
  });
  app.register(
    (inner, _options, done) => {
      v1Routes(inner, service, verify);
      done();
    },
    { prefix: '/v1' },
  );
  return app;
}

function internalRoutes(app: FastifyInstance, service: Service): void {
  const { registry, ready } = service.metrics;
  app.get('/internal/isAlive', async () => ({ alive: true }));
  app.get('/internal/isReady', async () => {
    if (service.server === null) throw new LyttError('service.notReady');
    await service.pool.query('SELECT 1');
    return { ready: true };
  });
  app.get('/metrics', async (_request, reply) => {
    ready.set(service.server === null ? 0 : 1);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/openapi.json', async () => openApi);
}

function v1Routes(app: FastifyInstance, service: Service, verify: TokenVerifier): void {
  // Before a body is read: a stranger's eight megabytes are not.
  app.addHook('onRequest', async (request) => {
    request.bearer = await verify(tokenOf(request));
    if (service.server === null) throw new LyttError('service.notReady');
    const meant = request.headers[SERVER_HEADER];
    if (meant !== undefined && meant !== service.server.serverId)
      throw new LyttError('service.otherServer');
    // Whoever asks for the session is told which versions there are.
    if (request.routeOptions.url !== SESSION_PATH) refuseUnspoken(request, service);
  });
  app.post('/operations', (request) => answerOperations(service, bearerOf(request), request.body));
  app.get('/changes', (request) => answerChanges(service, bearerOf(request), request.query));
  app.get('/session', (request) => answerSession(service, bearerOf(request), request.query));
  app.get('/person/export', (request) => answerPersonExport(service, bearerOf(request)));
  app.get('/hints', (request, reply) => answerHints(service, bearerOf(request), reply));
}

const SESSION_PATH = '/v1/session';

/** Throws `protocol.unsupported` for a request in a version of the protocol that is not spoken here. */
function refuseUnspoken({ headers }: FastifyRequest, service: Service): void {
  const version = headers[PROTOCOL_HEADER];
  if (version !== undefined && !speaks(service.protocol ?? PROTOCOL, Number(version)))
    throw new LyttError('protocol.unsupported');
}

function tokenOf(request: FastifyRequest): string {
  const [, token] = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new LyttError('session.tokenInvalid');
  return token;
}

function bearerOf(request: FastifyRequest): VerifiedBearer {
  if (request.bearer === null) throw new LyttError('session.tokenInvalid');
  return request.bearer;
}

/** Bytes that are no HTTP. */
function refuseSocket(socket: Socket, name: string): void {
  if (socket.writable && !socket.destroyed) {
    const body = JSON.stringify({ code: 'input.invalid', field: null });
    socket.write(
      `HTTP/1.1 400 Bad Request\r\n${SERVER_HEADER}: ${name}\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
