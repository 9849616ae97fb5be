import type { FastifyInstance } from 'fastify';
import { keepCheckpoint } from '../../backlog/checkpoints.ts';
import { createApp } from '../../backlog/http/app.ts';
import { escalateOverdue } from '../../backlog/jobs/escalation.ts';
import type { Metrics } from '../../backlog/metrics.ts';
import { usualDeadlines } from '../../backlog/operations/due.ts';
import type { Service } from '../../backlog/service.ts';
import { idMaker, type RandomBytes } from '../../shared/domain/ids.ts';
import { defaultRetention } from '../../shared/domain/retention.ts';
import type { ServiceDatabase } from './database.ts';
import { Gate } from './gate.ts';
import { type Answered, answerOf, type Incoming, isOwnFault, resultsOf } from './incoming.ts';
import { verifierAt } from './issuer.ts';
import type { Timeline } from './timeline.ts';

export interface ReplicaOptions {
  readonly name: string;
  readonly timeline: Timeline;
  readonly database: ServiceDatabase;
  readonly metrics: Metrics;
  readonly randomBytes: RandomBytes;
  /** Milliseconds that its clock is ahead. */
  readonly ahead: number;
  /** How long it takes until a statement goes out, in milliseconds. */
  readonly pace: (statement: string) => number;
  /** It takes no token, however good. */
  readonly refusesTokens: () => boolean;
  /** A transaction of this request has been committed. */
  readonly committed: (incoming: Incoming) => Promise<void>;
  /** It fell over something, with nothing done to it that would excuse that. */
  readonly failed: (detail: string) => void;
}

type Fate = { readonly kind: 'kill' } | { readonly kind: 'cut'; readonly when: 'before' | 'after' };

interface Job {
  readonly name: string;
  readonly incoming: Incoming | null;
  /** Its connection was broken under it. */
  disturbed: boolean;
}

/** One process of the service. It takes one request at a time, and each of its statements is a step. */
export class Replica {
  readonly name: string;
  readonly #options: ReplicaOptions;
  readonly #queue: Incoming[] = [];
  #gate: Gate;
  #app: FastifyInstance | null = null;
  #service: Service | null = null;
  #job: Job | null = null;
  /** What it last said of a fault of its own. */
  #fault = '';
  #blocked: Promise<void> | null = null;
  #fate: (Fate & { statements: number }) | null = null;
  #other: Replica | null = null;

  constructor(options: ReplicaOptions) {
    this.name = options.name;
    this.#options = options;
    this.#gate = new Gate(options.database.url);
  }

  get isUp(): boolean {
    return this.#app !== null;
  }

  /** The two that work on one database. */
  beside(other: Replica): void {
    this.#other = other;
  }

  async start(): Promise<void> {
    if (this.#app !== null) return;
    const { timeline, metrics, randomBytes, ahead, database } = this.#options;
    const clock = () => timeline.now + ahead;
    const kept = this.#gate.retire() ?? database.spare();
    this.#gate = new Gate(database.url);
    this.#gate.adopt(kept);
    const service: Service = {
      pool: this.#gate.pool,
      clock,
      newId: idMaker(clock, randomBytes),
      metrics,
      log: (event, facts) => {
        timeline.note(`${this.name} ${event} ${facts?.['code'] ?? ''} ${facts?.['cause'] ?? ''}`);
        this.#fault = `${event} ${Object.values(facts ?? {}).join(' ')}`;
      },
      retention: defaultRetention,
      deadlines: usualDeadlines,
      server: null,
    };
    await keepCheckpoint(service);
    this.#service = service;
    this.#app = createApp(service, verifierAt(clock, this.#options.refusesTokens));
    await this.#app.ready();
    timeline.note(`${this.name} is up`);
  }

  /** Whatever it is at, and whoever waits for it, is left alone. */
  async kill(): Promise<void> {
    if (this.#app === null) return;
    const { timeline, database } = this.#options;
    timeline.note(`${this.name} is killed${this.#job === null ? '' : ` over ${this.#job.name}`}`);
    const over = [this.#job?.incoming ?? null, ...this.#queue.splice(0)];
    const { pid } = this.#gate;
    this.#app = null;
    this.#service = null;
    this.#job = null;
    this.#blocked = null;
    this.#fate = null;
    this.#gate.die();
    if (pid !== null) await database.terminate(pid);
    for (const incoming of over) incoming?.answered(null);
    await this.#other?.unblock();
  }

  /** The run is over. A connection that is whole may serve the next one. */
  async end(): Promise<void> {
    const free = this.#app !== null && this.#job === null;
    const client = free ? this.#gate.retire() : null;
    if (client !== null) this.#options.database.keep(client);
    await this.kill();
  }

  /** The process or its connection ends at one of the next statements of a request. */
  doom(fate: Fate, statements: number): void {
    this.#fate = { ...fate, statements };
  }

  spare(): void {
    this.#fate = null;
  }

  async receive(incoming: Incoming): Promise<void> {
    if (this.#app === null) incoming.answered(null);
    else if (this.#job !== null) this.#queue.push(incoming);
    else await this.#begin(incoming);
  }

  /** What the service does by itself: raises what has waited too long, notes that it was here. Passed over when it is busy. */
  async doOwn(what: 'escalation' | 'checkpoint'): Promise<void> {
    const service = this.#service;
    if (service === null || this.#job !== null) return;
    const work = what === 'escalation' ? escalateOverdue : keepCheckpoint;
    await this.#take({ name: what, incoming: null, disturbed: false }, () => work(service));
  }

  /** Answers at once, with no step between: what the service says when all is over. */
  async ask(path: string, bearer: string): Promise<Answered> {
    if (this.#app === null || this.#job !== null) throw new Error(`${this.name} is not free`);
    return answerOf(
      await this.#app.inject({
        method: 'GET',
        url: path,
        headers: { authorization: `Bearer ${bearer}` },
      }),
    );
  }

  async #begin(incoming: Incoming): Promise<void> {
    const app = this.#app;
    if (app === null) return incoming.answered(null);
    const { name, method, path, headers, body } = incoming;
    const job = { name, incoming, disturbed: false };
    await this.#take(job, async () => {
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...headers },
        ...(body === null ? {} : { payload: body }),
      });
      if (this.#app !== app) return;
      const answered = answerOf(answer);
      this.#options.timeline.note(
        `${this.name} ${answered.status} to ${name} ${resultsOf(answered)}`,
        answered.body,
      );
      if (isOwnFault(answered)) this.#failed(job, `${answered.status} ${this.#fault}`);
      incoming.answered(answered);
    });
  }

  #failed(job: Job, how: string): void {
    if (!job.disturbed) this.#options.failed(`${this.name} over ${job.name}: ${how}`);
  }

  async #take(job: Job, work: () => Promise<unknown>): Promise<void> {
    this.#job = job;
    const gate = this.#gate;
    gate.closed = true;
    const still = gate.stillness();
    work()
      .catch((error: unknown) => {
        this.#options.timeline.note(`${this.name} ${job.name} failed: ${String(error)}`);
        this.#failed(job, String(error));
      })
      .finally(() => {
        if (this.#gate !== gate) return;
        this.#job = null;
        gate.closed = false;
        gate.ended();
      });
    await still;
    await this.#goOn();
  }

  /** Plans its next statement, or takes the next request. */
  async #goOn(): Promise<void> {
    const { timeline, pace } = this.#options;
    const gate = this.#gate;
    if (gate.parked !== null)
      timeline.plan(pace(gate.parked.text), async () => {
        if (this.#gate === gate && gate.parked !== null) await this.#step();
      });
    else if (this.#job === null) {
      const next = this.#queue.shift();
      if (next !== undefined) await this.#begin(next);
    }
  }

  /** Lets one statement through, as far as it comes. */
  async #step(): Promise<void> {
    const { database, committed } = this.#options;
    const gate = this.#gate;
    const incoming = this.#job?.incoming ?? null;
    const fate = this.#fateNow();
    if (fate?.kind === 'kill') return this.kill();
    const parked = gate.take();
    const still = gate.stillness();
    gate.committed = false;
    if (fate?.kind === 'cut') {
      const { pid } = gate;
      if (this.#job !== null) this.#job.disturbed = true;
      this.#options.timeline.note(`${this.name} loses its database ${fate.when} a statement`);
      await parked.lose(fate.when);
      if (pid !== null) await database.terminate(pid);
    } else {
      void parked.send();
      if (await this.#isBlocked(still)) return;
    }
    await still;
    await this.#stepped(gate, incoming, committed);
  }

  async #stepped(
    gate: Gate,
    incoming: Incoming | null,
    committed: ReplicaOptions['committed'],
  ): Promise<void> {
    if (gate.committed && incoming !== null) await committed(incoming);
    if (!gate.inTransaction) await this.#other?.unblock();
    await this.#goOn();
  }

  /** True when the statement waits for the other replica's transaction; it goes on by itself when that ends. */
  async #isBlocked(still: Promise<void>): Promise<boolean> {
    const other = this.#other;
    if (other === null || !other.#gate.inTransaction) return false;
    const { database, timeline } = this.#options;
    const { pid } = this.#gate;
    while (!(await within(still, 2)))
      if (pid !== null && (await database.isBlocked(pid))) {
        if (other.#blocked !== null) throw new Error('deadlock: each waits for the other');
        timeline.note(`${this.name} waits for a lock`);
        this.#blocked = still;
        return true;
      }
    return false;
  }

  /** The other's transaction has ended: what waited for it has gone on. */
  async unblock(): Promise<void> {
    const still = this.#blocked;
    if (still === null) return;
    this.#blocked = null;
    await still;
    this.#options.timeline.note(`${this.name} has the lock`);
    await this.#stepped(this.#gate, this.#job?.incoming ?? null, this.#options.committed);
  }

  #fateNow(): Fate | null {
    const fate = this.#fate;
    if (fate === null) return null;
    fate.statements -= 1;
    if (fate.statements > 0) return null;
    this.#fate = null;
    return fate;
  }
}

/** Whether it resolves within so many real milliseconds. Decides only when to look again, never what happens. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
