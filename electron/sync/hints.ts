import type { RandomBytes } from '../../shared/domain/ids.ts';
import {
  END_EVENT,
  HINT_BEAT_MS,
  HINT_EVENT,
  HINTS_PATH,
  Hint,
  HintEnd,
  READY_EVENT,
} from '../../shared/protocol/hints.ts';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import type { Log } from '../app/ports.ts';
import { randomFraction } from './backoff.ts';
import { EventStream } from './event-stream.ts';
import { systemTimers, type Timers } from './timers.ts';
import type { TokenSource } from './transport.ts';

/** Without a first event by then something on the way keeps what it should pass on. */
const READY_MS = 10_000;
/** Silence that is longer means that the other side is gone, whatever the connection says. */
const SILENCE_MS = 3 * HINT_BEAT_MS;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A stream that held so long was a good one. */
const GOOD_MS = 60_000;
/** The service is older than hints. */
const UNKNOWN_ROUTE_WAIT_MS = 30 * 60_000;

export interface HintListener {
  /** Something has changed in these scopes; names as the service gives them. */
  hinted(scopes: readonly string[]): void;
  /** Hints come from now on, or no longer do. What happened before either is unknown. */
  changed(live: boolean): void;
}

export interface HintSource {
  /** Hints come: whoever follows need not ask often. */
  readonly live: boolean;
  /** Opens the stream, unless it is open or was tried too short a while ago. To be called when the service has just answered. */
  open(): void;
  stop(): void;
}

export interface HintSourceOptions {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly token: TokenSource;
  readonly server: () => string | null;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly timers?: Timers;
}

/**
 * The service's stream of hints, read over `fetch`. It sets no timer to try again: it is opened when the service has answered, and
 * keeps its own distance, so that an app that is offline makes no more requests for it.
 */
export function createHintSource(options: HintSourceOptions, listener: HintListener): HintSource {
  const { fetch, token, server, log, timers = systemTimers } = options;
  const url = `${options.baseUrl.replace(/\/+$/, '')}${HINTS_PATH}`;
  let open: AbortController | null = null;
  let live = false;
  let stopped = false;
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;

  function become(now: boolean): void {
    if (live === now) return;
    live = now;
    if (!stopped) listener.changed(now);
  }

  function mayOpen(): boolean {
    return !stopped && open === null && timers.now() >= notBefore;
  }

  async function run(closing: AbortController): Promise<void> {
    const watch = watcher(timers, () => closing.abort());
    const beganAt = timers.now();
    let end: HintEnd['reason'] | null = null;
    let code: string | null = null;
    try {
      watch(READY_MS);
      const bearer = await token();
      const response = await connect(bearer, closing.signal);
      if (response.status === 401) await token(bearer);
      code = refusalOf(response, server());
      if (code !== null || response.body === null) return;
      for await (const { event, data } of eventsOf(response.body, () => {
        if (live) watch(SILENCE_MS);
      })) {
        if (event === READY_EVENT) {
          watch(SILENCE_MS);
          become(true);
        } else if (event === HINT_EVENT && live) listener.hinted(hintOf(data));
        else if (event === END_EVENT) end = endOf(data);
      }
    } catch {
      code = closing.signal.aborted ? 'silent' : 'broken';
    } finally {
      watch(null);
      closing.abort();
      const good = live && (end !== null || timers.now() - beganAt >= GOOD_MS);
      log('hints.closed', { code, end, live });
      open = null;
      rest(good, end, code);
      become(false);
    }
  }

  function connect(bearer: string, signal: AbortSignal): Promise<Response> {
    const expected = server();
    return fetch(url, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${bearer}`,
        ...(expected === null ? {} : { [SERVER_HEADER]: expected }),
      },
      signal,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
  }

  /** Decides how long not to try again. */
  function rest(good: boolean, end: HintEnd['reason'] | null, code: string | null): void {
    failures = good && end !== 'replaced' ? 0 : failures + 1;
    const ceiling =
      code === 'unknown'
        ? UNKNOWN_ROUTE_WAIT_MS
        : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 12));
    // All of an office lose a replica in the same moment; a token runs out for one alone.
    const spread = 0.5 + randomFraction(options.randomBytes) / 2;
    notBefore = timers.now() + (end === 'token' ? 0 : Math.floor(ceiling * spread));
  }

  return {
    get live() {
      return live;
    },
    open() {
      if (!mayOpen()) return;
      open = new AbortController();
      void run(open);
    },
    stop() {
      stopped = true;
      open?.abort();
    },
  };
}

/** Runs `late` when a time has passed without a newer one being set; null: never. */
function watcher(timers: Timers, late: () => void): (ms: number | null) => void {
  let timer: unknown = null;
  return (ms) => {
    if (timer !== null) timers.clear(timer);
    timer = ms === null ? null : timers.set(late, ms);
  };
}

/** Why it is no stream of the service that is expected, or null. */
function refusalOf(response: Response, expected: string | null): string | null {
  const named = response.headers.get(SERVER_HEADER);
  if (named === null) return 'notLytt';
  if (expected !== null && named !== expected) return 'otherServer';
  if (response.status === 404) return 'unknown';
  if (response.status !== 200) return `status ${response.status}`;
  return /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')
    ? null
    : 'notLytt';
}

async function* eventsOf(body: ReadableStream<Uint8Array>, alive: () => void) {
  const stream = new EventStream();
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    alive();
    yield* stream.read(decoder.decode(chunk, { stream: true }));
  }
}

/** A hint that can't be read, of a newer service say, is a hint all the same. */
function hintOf(data: string): readonly string[] {
  return Hint.safeParse(parsed(data)).data?.scopes ?? [];
}

function endOf(data: string): HintEnd['reason'] | null {
  return HintEnd.safeParse(parsed(data)).data?.reason ?? null;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
