import type { ServerResponse } from 'node:http';
import {
  END_EVENT,
  HINT_BEAT_MS,
  HINT_EVENT,
  type Hint,
  type HintEnd,
  READY_EVENT,
} from '../../shared/protocol/hints.ts';
import type { Scope } from '../../shared/protocol/protocol.ts';
import { ALL_MARKS, markOf, nameFor } from './marks.ts';

/** Of one person at one replica. A machine that lost its network leaves one behind that nobody hears of for a while. */
const MOST_PER_PERSON = 6;
/** What comes within this time goes out together. */
const GATHER_MS = 50;
/** Streams end after about an hour, so that those on a replica that was alone spread over the others. */
const AGE_MS = 3_600_000;

interface Stream {
  readonly person: string;
  readonly response: ServerResponse;
  /** What she is told a mark is called. */
  readonly names: ReadonlyMap<string, string>;
  readonly pending: Set<string>;
  /** Nothing has been taken from its buffer since the last beat. */
  stuck: boolean;
  readonly timers: NodeJS.Timeout[];
}

export interface StreamRequest {
  readonly sub: string;
  readonly scopes: readonly Scope[];
  /** Until the token runs out, in milliseconds. */
  readonly lastsMs: number;
  /** Headers have been written. */
  readonly response: ServerResponse;
}

/** The open `GET /v1/hints` answers of this replica. */
export class HintStreams {
  readonly #byMark = new Map<string, Set<Stream>>();
  readonly #byPerson = new Map<string, Set<Stream>>();
  readonly #dirty = new Set<Stream>();
  readonly #beatMs: number;
  #flush: NodeJS.Timeout | undefined;

  constructor(beatMs: number = HINT_BEAT_MS) {
    this.#beatMs = beatMs;
  }

  get size(): number {
    let size = 0;
    for (const streams of this.#byPerson.values()) size += streams.size;
    return size;
  }

  open({ sub, scopes, lastsMs, response }: StreamRequest): void {
    const mine = this.#byPerson.get(sub) ?? new Set();
    const [oldest] = mine;
    if (oldest !== undefined && mine.size >= MOST_PER_PERSON) this.#end(oldest, 'replaced');
    const stream: Stream = {
      person: sub,
      response,
      names: new Map(scopes.map((scope) => [markOf(scope), nameFor(scope)])),
      pending: new Set(),
      stuck: false,
      timers: [],
    };
    this.#byPerson.set(sub, mine.add(stream));
    for (const mark of stream.names.keys())
      this.#byMark.set(mark, (this.#byMark.get(mark) ?? new Set()).add(stream));
    const age = AGE_MS * (0.75 + Math.random() / 4);
    stream.timers.push(
      setInterval(() => this.#beat(stream), this.#beatMs).unref(),
      setTimeout(
        () => this.#end(stream, lastsMs <= age ? 'token' : 'age'),
        Math.max(0, Math.min(lastsMs, age)),
      ).unref(),
    );
    response.once('close', () => this.#forget(stream));
    response.once('error', () => this.#forget(stream));
    response.on('drain', () => {
      stream.stuck = false;
      this.#tell(stream);
    });
    write(stream, READY_EVENT, {});
  }

  /** Something changed in the scopes of these marks. */
  changed(marks: readonly string[]): void {
    for (const mark of marks) {
      if (mark === ALL_MARKS) for (const [each, streams] of this.#byMark) this.#mark(each, streams);
      else this.#mark(mark, this.#byMark.get(mark) ?? new Set());
    }
    if (this.#dirty.size > 0)
      this.#flush ??= setTimeout(() => {
        this.#flush = undefined;
        for (const stream of this.#dirty) this.#tell(stream);
        this.#dirty.clear();
      }, GATHER_MS).unref();
  }

  #mark(mark: string, streams: ReadonlySet<Stream>): void {
    for (const stream of streams) {
      const name = stream.names.get(mark);
      if (name === undefined) continue;
      stream.pending.add(name);
      this.#dirty.add(stream);
    }
  }

  /** Whoever does not read is told all at once when she does. */
  #tell(stream: Stream): void {
    if (stream.pending.size === 0 || stream.response.writableNeedDrain) return;
    const scopes = [...stream.pending];
    stream.pending.clear();
    write(stream, HINT_EVENT, { scopes } satisfies Hint);
  }

  #beat(stream: Stream): void {
    const { response } = stream;
    // Two beats without a byte taken: nobody is there.
    if (response.writableNeedDrain && stream.stuck) response.destroy();
    else if (response.writableNeedDrain) stream.stuck = true;
    else response.write(':\n\n');
  }

  #end(stream: Stream, reason: HintEnd['reason']): void {
    this.#forget(stream);
    write(stream, END_EVENT, { reason } satisfies HintEnd);
    stream.response.end();
  }

  #forget(stream: Stream): void {
    for (const timer of stream.timers) clearTimeout(timer);
    this.#dirty.delete(stream);
    const mine = this.#byPerson.get(stream.person);
    if (mine?.delete(stream) === true && mine.size === 0) this.#byPerson.delete(stream.person);
    for (const mark of stream.names.keys()) {
      const streams = this.#byMark.get(mark);
      if (streams?.delete(stream) === true && streams.size === 0) this.#byMark.delete(mark);
    }
  }

  endAll(reason: HintEnd['reason']): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    for (const streams of [...this.#byPerson.values()])
      for (const stream of [...streams]) this.#end(stream, reason);
  }
}

function write({ response }: Stream, event: string, data: object): void {
  if (!response.writableEnded && !response.destroyed)
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
