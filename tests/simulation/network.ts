import { assertNever } from '../../shared/domain/assert-never.ts';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import type { Answered } from './incoming.ts';
import type { Random } from './random.ts';
import type { Replica } from './replica.ts';
import type { Timeline } from './timeline.ts';

/** One running app's way to the network. */
export interface Line {
  readonly name: string;
  /** The app is running. What comes back to one that is not comes to nobody. */
  alive: boolean;
}

/** What may happen to a request and its answer. */
const fates = {
  refused: 3,
  silent: 2,
  /** Silence for whoever asked, yet it arrives, perhaps long after she has given up. */
  late: 2,
  twice: 5,
  cutShort: 1,
  gateway: 3,
  overload: 2,
  unanswered: 5,
  unansweredSilently: 2,
  answerCutShort: 3,
  answerStalls: 1,
  gatewayTimeout: 2,
  slow: 3,
};
type Fate = keyof typeof fates | 'well';

interface Call {
  readonly line: Line;
  readonly name: string;
  readonly url: URL;
  readonly init: RequestInit;
  readonly signal: AbortSignal | null;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
}

/** A portal that wants to be logged in to, or a proxy that has lost its way. */
const PAGE = '<!doctype html><title>Velkommen til gjestenettet</title><form>…</form>';

/** The network between the apps and the replicas. Everything that goes over it is planned on the timeline. */
export class Network {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #replicas: readonly Replica[];
  readonly #faults: number;
  #calls = 0;
  /** Names of lines, or `*`: nothing gets through, with an error or without a word. */
  readonly cutOff = new Map<string, 'refused' | 'silent'>();
  /** Names of lines that a portal answers. */
  readonly captive = new Set<string>();
  /** Operations that the service falls over. */
  readonly crashing = new Set<string>();
  /** When all is to be well again; what still travels has arrived by then. */
  healsAt = Number.POSITIVE_INFINITY;

  /** `faults`: the share of requests that something happens to. */
  constructor(timeline: Timeline, random: Random, replicas: readonly Replica[], faults: number) {
    this.#timeline = timeline;
    this.#random = random;
    this.#replicas = replicas;
    this.#faults = faults;
  }

  get #isWell(): boolean {
    return this.#timeline.now >= this.healsAt;
  }

  fetchOf(line: Line): typeof globalThis.fetch {
    return (input, init = {}) =>
      new Promise((resolve, reject) => {
        this.#calls += 1;
        const url = new URL(String(input));
        const name = `${line.name}#${this.#calls} ${url.pathname.slice(4)}`;
        const signal = init.signal ?? null;
        const call: Call = { line, name, url, init, signal, resolve, reject, settled: false };
        signal?.addEventListener('abort', () => this.#fail(call, signal.reason, 'gave up'));
        this.#go(call);
      });
  }

  #go(call: Call): void {
    const { line, name, init } = call;
    const body = typeof init.body === 'string' ? init.body : '';
    const cut = this.cutOff.get(line.name) ?? this.cutOff.get('*');
    const fate = this.#fate();
    this.#timeline.note(`${name} ${cut ?? fate}`, body + call.url.search);
    const crashes = [...this.crashing].some((id) => body.includes(id));
    if (cut === 'refused') this.#refuse(call);
    else if (cut === undefined && this.captive.has(line.name)) this.#page(call, 200);
    else if (cut === undefined && crashes) this.#own(call, 500, 'service.failed', null);
    else if (cut === undefined) this.#meet(call, fate);
  }

  #meet(call: Call, fate: Fate): void {
    const random = this.#random;
    switch (fate) {
      case 'refused':
        this.#refuse(call);
        break;
      case 'silent':
        break;
      case 'late':
        this.#send(call, random.between(5_000, 60_000), () => undefined);
        break;
      case 'twice':
        this.#send(call, this.#delay(), (answer) => this.#answer(call, answer));
        this.#send(call, this.#delay() + random.between(0, 50), () => undefined);
        break;
      case 'cutShort':
        this.#send(call, this.#delay(), (answer) => this.#answer(call, answer), 0.7);
        break;
      case 'gateway':
        this.#page(call, random.pick([403, 429, 502, 503, 504]));
        break;
      case 'overload':
        this.#overload(call);
        break;
      case 'unanswered':
        this.#send(call, this.#delay(), () => this.#refuse(call));
        break;
      case 'unansweredSilently':
        this.#send(call, this.#delay(), () => undefined);
        break;
      case 'answerCutShort':
      case 'answerStalls':
        this.#send(call, this.#delay(), (answer) => this.#answer(call, answer, fate));
        break;
      case 'gatewayTimeout':
        this.#send(call, this.#delay(), () => this.#page(call, 504));
        break;
      case 'slow':
        this.#send(call, random.between(500, 20_000), (answer) => this.#answer(call, answer));
        break;
      case 'well':
        this.#send(call, this.#delay(), (answer) => this.#answer(call, answer));
        break;
      default:
        assertNever(fate);
    }
  }

  #fate(): Fate {
    if (this.#isWell || !this.#random.chance(this.#faults)) return 'well';
    return this.#random.weighed(fates);
  }

  #delay(): number {
    const random = this.#random;
    if (this.#isWell || random.chance(0.8)) return random.between(2, 40);
    return random.between(40, 1_500);
  }

  /** To either replica. `share`: of the body, where it breaks off. */
  #send(call: Call, delay: number, then: (answer: Answered | null) => void, share = 1): void {
    const timeline = this.#timeline;
    const replica = this.#random.pick(this.#replicas);
    const { init, url, name } = call;
    const whole = typeof init.body === 'string' ? init.body : null;
    const until = Math.max(2, this.healsAt - timeline.now - 1);
    timeline.plan(Math.min(delay, until), async () => {
      if (!replica.isUp) this.#page(call, 502);
      else
        await replica.receive({
          name,
          method: init.method === 'POST' ? 'POST' : 'GET',
          path: `${url.pathname}${url.search}`,
          headers: init.headers as Record<string, string>,
          body: whole === null ? null : whole.slice(0, Math.ceil(whole.length * share)),
          answered: then,
        });
    });
  }

  #answer(call: Call, answer: Answered | null, fault?: 'answerCutShort' | 'answerStalls'): void {
    if (answer === null) {
      this.#refuse(call);
      return;
    }
    const { status, headers, body } = answer;
    this.#deliver(call, () => {
      if (fault === undefined) return new Response(body, { status, headers });
      const half = body.slice(0, Math.floor(body.length / 2));
      // A proxy may end a body that was cut off as if it were whole, or break off itself.
      if (fault === 'answerCutShort' && this.#random.chance(0.5))
        return new Response(half, { status, headers });
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(half));
          if (fault === 'answerCutShort') controller.error(new TypeError('terminated'));
          else call.signal?.addEventListener('abort', () => controller.error(call.signal?.reason));
        },
      });
      return new Response(stream, { status, headers });
    });
  }

  #overload(call: Call): void {
    const [status, code] = this.#random.pick([
      [429, 'service.tooManyRequests'],
      [503, 'service.notReady'],
      [500, 'service.failed'],
      [403, 'session.forbidden'],
    ] as const);
    const wait = this.#random.chance(0.5) ? this.#random.between(1, 10) : null;
    this.#own(call, status, code, wait);
  }

  /** In the service's own name, by a process of it that does not get further. */
  #own(call: Call, status: number, code: string, retryAfter: number | null): void {
    const headers = {
      [SERVER_HEADER]: 'starting',
      'content-type': 'application/json; charset=utf-8',
      ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
    };
    const body = JSON.stringify({ code, field: null });
    this.#deliver(call, () => new Response(body, { status, headers }));
  }

  #page(call: Call, status: number): void {
    this.#deliver(
      call,
      () => new Response(PAGE, { status, headers: { 'content-type': 'text/html' } }),
    );
  }

  #refuse(call: Call): void {
    this.#timeline.plan(this.#delay(), () =>
      this.#fail(call, new TypeError('fetch failed'), 'fails'),
    );
  }

  #deliver(call: Call, response: () => Response): void {
    this.#timeline.plan(this.#delay(), () => {
      if (call.settled || !call.line.alive) return;
      call.settled = true;
      const answer = response();
      this.#timeline.note(`${call.name} comes back ${answer.status}`);
      call.resolve(answer);
    });
  }

  #fail(call: Call, error: unknown, how: string): void {
    if (call.settled || !call.line.alive) return;
    call.settled = true;
    this.#timeline.note(`${call.name} ${how}`);
    call.reject(error);
  }
}
