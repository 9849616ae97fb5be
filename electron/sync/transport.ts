import { type ErrorCode, isErrorCode, LyttError } from '../../shared/domain/errors.ts';
import { PersonExport } from '../../shared/protocol/person-export.ts';
import {
  type OperationResult,
  Problem,
  type PushRequest,
  SERVER_HEADER,
  UNNAMED_SERVER,
} from '../../shared/protocol/protocol.ts';
import { readFeedPage, readPushResponse, readSession } from '../../shared/protocol/read-peer.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../shared/protocol/versions.ts';
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
  /** The service that is expected to answer, or null: any. Another one's answers are not believed. */
  readonly server?: () => string | null;
  /** The version of the protocol that was agreed on. Default: the newest. */
  readonly version?: () => number;
  /** For one whole request, body included. Default 30 s. */
  readonly timeoutMs?: number;
  readonly timers?: Timers;
}

/** What the service holds of the bearer. */
export interface PersonSource {
  personExport(): Promise<PersonExport>;
}

/** The service over HTTP. Everything that comes back is checked before it is believed. */
export function createTransport(options: TransportOptions): Transport & PersonSource {
  const {
    fetch,
    token,
    timeoutMs = 30_000,
    timers = systemTimers,
    server = () => null,
    version = () => PROTOCOL.max,
  } = options;
  const base = options.baseUrl.replace(/\/+$/, '');

  async function once(path: string, bearer: string, body: string | null): Promise<Answer> {
    const expected = server();
    const late = new AbortController();
    const timer = timers.set(() => late.abort(), timeoutMs);
    try {
      const response = await fetch(`${base}${path}`, {
        method: body === null ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${bearer}`,
          [PROTOCOL_HEADER]: String(version()),
          ...(expected === null ? {} : { [SERVER_HEADER]: expected }),
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        body,
        signal: late.signal,
        // A redirect is a portal or a mistake, and would carry the bearer along.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      const named = response.headers.get(SERVER_HEADER);
      return {
        status: response.status,
        isLytt: named !== null,
        isExpected: expected === null || named === expected || named === UNNAMED_SERVER,
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

  async function request<T>(
    path: string,
    body: string | null,
    parse: (body: unknown) => T | null,
  ): Promise<T> {
    const bearer = await token();
    let answer = await once(path, bearer, body);
    if (answer.status === 401 && answer.isLytt && answer.isExpected) {
      // Expired early, or the service's keys turned: a fresh token once, then it is a matter of logging in.
      const fresh = await token(bearer);
      if (fresh !== bearer) answer = await once(path, fresh, body);
    }
    return read(answer, parse);
  }

  return {
    async push(operations: readonly QueuedOperation[]): Promise<readonly OperationResult[]> {
      const body = {
        protocol: version(),
        operations: operations.map(({ id, kind, body }) => ({ ...body, id, kind })),
      } satisfies PushRequest;
      const answer = await request('/v1/operations', JSON.stringify(body), readPushResponse);
      return answer.results;
    },
    changes(cursor) {
      const query = cursor === null ? '' : `?${new URLSearchParams({ cursor }).toString()}`;
      return request(`/v1/changes${query}`, null, readFeedPage);
    },
    session(acknowledged = null) {
      const query =
        acknowledged === null ? '' : `?${new URLSearchParams({ acknowledged }).toString()}`;
      return request(`/v1/session${query}`, null, readSession);
    },
    personExport() {
      return request(
        '/v1/person/export',
        null,
        (body) => PersonExport.safeParse(body).data ?? null,
      );
    },
  };
}

interface Answer {
  readonly status: number;
  readonly isLytt: boolean;
  readonly isExpected: boolean;
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

function read<T>(answer: Answer, parse: (body: unknown) => T | null): T {
  const { status, isLytt, isJson } = answer;
  const retryAfterMs = parseRetryAfter(answer.retryAfter);
  const body = isLytt && isJson ? parseJson(answer.text) : undefined;
  // A gateway in front of the service says these in its own name, without our header.
  if (!isLytt && status === 429)
    throw new TransportFault('service.tooManyRequests', { retryAfterMs });
  if (!isLytt && status >= 500) throw new TransportFault('service.failed', { retryAfterMs });
  if (!isLytt) throw new TransportFault('service.notLytt');
  // Before anything else it may say: it may not know her either.
  if (!answer.isExpected) throw new TransportFault('service.otherServer', { status });
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
  const parsed = parse(body);
  if (parsed === null) throw new TransportFault('service.notLytt', { status });
  return parsed;
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
