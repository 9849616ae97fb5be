import type { z } from 'zod';
import { type ErrorCode, isErrorCode, LyttError } from '../../shared/domain/errors.ts';
import {
  FeedResponse,
  type OperationResult,
  PROTOCOL_VERSION,
  Problem,
  type PushRequest,
  PushResponse,
  SERVER_HEADER,
  SessionResponse,
} from '../../shared/protocol/protocol.ts';
import type { QueuedOperation, Transport } from './ports.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Largest answer read, in bytes: a feed page of the longest entries fits, an endless stream does not. */
const ANSWER_LIMIT = 64 * 1024 * 1024;

/** A fault of the way to the service, or of the service. */
export class TransportFault extends LyttError {
  /** What the service asked us to wait, or null. */
  readonly retryAfterMs: number | null;
  /** HTTP status of Lytt's own answer; null when nothing came, or it was not Lytt that answered. */
  readonly status: number | null;

  constructor(
    code: ErrorCode,
    details: {
      retryAfterMs?: number | null;
      status?: number | null;
      field?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(code, { field: details.field, cause: details.cause });
    this.name = 'TransportFault';
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.status = details.status ?? null;
  }
}

/**
 * A bearer for the service. `refused` is one that the service has just answered 401 to: if it is still the current one,
 * a fresh one is fetched. Throws `session.signedOut` or `session.issuerUnreachable`.
 */
export type TokenSource = (refused?: string) => Promise<string>;

export interface TransportOptions {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly token: TokenSource;
  /** For one whole request, body included. Default 30 s. */
  readonly timeoutMs?: number;
  readonly timers?: Timers;
}

/** The service over HTTP. Everything that comes back is checked before it is believed. */
export function createTransport(options: TransportOptions): Transport {
  const { fetch, token, timeoutMs = 30_000, timers = systemTimers } = options;
  const base = options.baseUrl.replace(/\/+$/, '');

  async function once(path: string, bearer: string, body: string | null): Promise<Answer> {
    const late = new AbortController();
    const timer = timers.set(() => late.abort(), timeoutMs);
    try {
      const response = await fetch(`${base}${path}`, {
        method: body === null ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${bearer}`,
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        body,
        signal: late.signal,
        // A redirect is a portal or a mistake, and would carry the bearer along.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      return {
        status: response.status,
        isLytt: response.headers.has(SERVER_HEADER),
        isJson: /^application\/(json|problem\+json)\b/i.test(
          response.headers.get('content-type') ?? '',
        ),
        retryAfter: response.headers.get('retry-after'),
        text: await readText(response),
      };
    } catch (cause) {
      throw new TransportFault('service.unreachable', { cause });
    } finally {
      timers.clear(timer);
    }
  }

  async function request<S extends z.ZodType>(
    path: string,
    body: string | null,
    schema: S,
  ): Promise<z.output<S>> {
    const bearer = await token();
    let answer = await once(path, bearer, body);
    if (answer.status === 401 && answer.isLytt) {
      // Expired early, or the service's keys turned: a fresh token once, then it is a matter of logging in.
      const fresh = await token(bearer);
      if (fresh !== bearer) answer = await once(path, fresh, body);
    }
    return read(answer, schema);
  }

  return {
    async push(operations: readonly QueuedOperation[]): Promise<readonly OperationResult[]> {
      const body = {
        protocol: PROTOCOL_VERSION,
        operations: operations.map(({ id, kind, body }) => ({ ...body, id, kind })),
      } satisfies PushRequest;
      const answer = await request('/v1/operations', JSON.stringify(body), PushResponse);
      return answer.results;
    },
    changes(cursor) {
      const query = cursor === null ? '' : `?${new URLSearchParams({ cursor }).toString()}`;
      return request(`/v1/changes${query}`, null, FeedResponse);
    },
    session() {
      return request('/v1/session', null, SessionResponse);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly isLytt: boolean;
  readonly isJson: boolean;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Reads the body up to the limit; throws when it breaks off (undici checks the announced length). */
async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > ANSWER_LIMIT) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function read<S extends z.ZodType>(answer: Answer, schema: S): z.output<S> {
  const { status, isLytt, isJson } = answer;
  const retryAfterMs = parseRetryAfter(answer.retryAfter);
  const body = isLytt && isJson ? parseJson(answer.text) : undefined;
  // A gateway in front of the service says these in its own name, without our header.
  if (!isLytt && status === 429)
    throw new TransportFault('service.tooManyRequests', { retryAfterMs });
  if (!isLytt && status >= 500) throw new TransportFault('service.failed', { retryAfterMs });
  if (!isLytt) throw new TransportFault('service.notLytt');
  if (status < 200 || status > 299) {
    const problem = Problem.safeParse(body);
    const named = problem.success && isErrorCode(problem.data.code) ? problem.data.code : null;
    throw new TransportFault(codeOfStatus(status) ?? named ?? 'service.failed', {
      retryAfterMs,
      status,
      field: problem.data?.field ?? undefined,
    });
  }
  if (!isJson) throw new TransportFault('service.notLytt', { status });
  // Lytt's header and a body that ends in the middle: the way cut it off.
  if (body === undefined) throw new TransportFault('service.unreachable');
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join('.');
  throw new TransportFault('service.notLytt', { status, field: path });
}

/** These statuses mean one thing, whatever the body says. */
function codeOfStatus(status: number): ErrorCode | null {
  if (status === 401) return 'session.tokenInvalid';
  if (status === 403) return 'session.forbidden';
  if (status === 429) return 'service.tooManyRequests';
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds; a date is taken as unknown, because this machine's clock may be wrong. Milliseconds or null. */
function parseRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : null;
}
