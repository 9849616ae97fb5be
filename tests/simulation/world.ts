import { join } from 'node:path';
import type { Metrics } from '../../backlog/metrics.ts';
import { dismissItem, retryItem, sendEverythingAgain } from '../../electron/app/sync.ts';
import { logObservation } from '../../electron/store/observations.ts';
import { outboxLines } from '../../electron/store/outbox.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { nextAction, words } from './actions.ts';
import type { Backup, ServiceDatabase } from './database.ts';
import { Died } from './disk.ts';
import type { Finding } from './finding.ts';
import type { Incoming } from './incoming.ts';
import { Ledger, type Made } from './ledger.ts';
import { Machine } from './machine.ts';
import { Network } from './network.ts';
import { type PersonName, people, type SimulatedPerson, units } from './people.ts';
import { Random } from './random.ts';
import { Replica } from './replica.ts';
import type { Timeline } from './timeline.ts';

/** What a process that runs seeds has once, for all of them. */
export interface Ground {
  readonly database: ServiceDatabase;
  readonly metrics: Metrics;
  /** In memory where there is such a place. */
  readonly folder: string;
  /** An empty store, as a first start makes it. */
  readonly template: string;
}

/** How one seed's world is made. */
export interface Setting {
  readonly seed: number;
  readonly machines: Readonly<Record<string, PersonName>>;
  /** The share of requests that something happens to. */
  readonly faults: number;
  readonly pollMs: number;
  /** Operations of one push at most. */
  readonly pushLimit: number;
  readonly tokenLife: number;
  /** Milliseconds that the second replica's clock is ahead of the first's. */
  readonly skew: number;
}

/** Everyone and everything of one run. */
export class World {
  readonly timeline: Timeline;
  readonly database: ServiceDatabase;
  readonly ledger = new Ledger();
  readonly network: Network;
  readonly replicas: readonly [Replica, Replica];
  readonly machines: readonly Machine[];
  /** Machines that died while their person took something back: whether she did is on the disk. */
  readonly #diedTakingBack = new Set<string>();
  readonly #acts: Random;
  /** Who the issuer says they are now. */
  readonly claims: Map<PersonName, SimulatedPerson>;
  /** What was seen on the way that may never be. */
  readonly faults: Finding[] = [];
  #calm = false;
  #backup: { readonly rows: Backup; readonly length: number } | null = null;
  restored = false;
  deposed = false;
  /** The service takes nobody's token for good. */
  tokensRefused = false;

  constructor(setting: Setting, ground: Ground, timeline: Timeline, folder: string) {
    const { seed } = setting;
    const random = (name: string) => new Random(seed, name);
    this.timeline = timeline;
    this.database = ground.database;
    this.#acts = random('acts');
    const pace = random('pace');
    const replica = (name: string, ahead: number) =>
      new Replica({
        name,
        timeline,
        database: ground.database,
        metrics: ground.metrics,
        randomBytes: random(name).bytes,
        ahead,
        pace: (statement) => this.#pace(pace, statement),
        refusesTokens: () => this.tokensRefused,
        committed: (incoming) => this.#committed(incoming),
        failed: (detail) => this.faults.push({ check: 'does not fall over', detail }),
      });
    this.replicas = [replica('east', 0), replica('west', setting.skew)];
    this.replicas[0].beside(this.replicas[1]);
    this.replicas[1].beside(this.replicas[0]);
    this.network = new Network(timeline, random('network'), this.replicas, setting.faults);
    this.claims = new Map(Object.entries(people) as [PersonName, SimulatedPerson][]);
    this.machines = Object.entries(setting.machines).map(
      ([name, owner]) =>
        new Machine({
          name,
          owner,
          timeline,
          network: this.network,
          random: random(name),
          folder: join(folder, name),
          template: ground.template,
          pollMs: setting.pollMs,
          pushLimit: setting.pushLimit,
          tokenLife: setting.tokenLife,
          claims: () => this.claims.get(owner) ?? people[owner],
          died: (machine) => this.#died(machine),
        }),
    );
  }

  /** Now and then a transaction stands still with all that it has locked, and just before its end it matters most. */
  #pace(random: Random, statement: string): number {
    if (!this.#calm && statement === 'COMMIT' && random.chance(0.1))
      return random.between(300, 5_000);
    if (this.#calm || random.chance(0.85)) return random.between(0, 3);
    return random.chance(0.85) ? random.between(3, 300) : random.between(300, 6_000);
  }

  async begin(): Promise<void> {
    await this.database.empty(units);
    for (const replica of this.replicas) await replica.start();
    for (const machine of this.machines) await machine.start();
  }

  /** A person does something on a machine, or a few things in a row. */
  act(machine: Machine, times: number): void {
    for (let time = 0; time < times && machine.account !== null; time += 1) this.#actOnce(machine);
  }

  #actOnce(machine: Machine): void {
    const { timeline } = this;
    const { name, act } = nextAction(
      machine.context(() => undefined),
      this.#acts,
    );
    timeline.note(`${machine.name} ${name}`);
    this.#guarded(machine, name === 'revise' || name === 'withdraw', act);
  }

  /** `mayTakeBack`: operations may leave the outbox by it, without the service having had them. */
  #guarded(machine: Machine, mayTakeBack: boolean, act: () => unknown): void {
    const before = this.#outbox(machine);
    try {
      act();
    } catch (error) {
      if (error instanceof Died) {
        if (mayTakeBack) this.#diedTakingBack.add(machine.name);
        return;
      }
      // What the app refuses is refused; a fault of the store is not among what may happen here.
      if (!(error instanceof LyttError) || error.code.startsWith('store.')) throw error;
      this.timeline.note(`${machine.name} may not: ${error.code}`);
    }
    if (machine.account === null) return;
    this.look(machine);
    this.#compare(machine, before.keys(), mayTakeBack);
    this.#lookForOwn(machine);
  }

  /** What she logged on a machine stays on its screen, whatever role she loses and whatever the service has lost. */
  #lookForOwn(machine: Machine): void {
    const { ledger } = this;
    const listed = new Set(
      machine.running.store
        .read((db) => db.all<{ id: string }>('SELECT id FROM observation WHERE listed = 1'))
        .map(({ id }) => id),
    );
    for (const { operation, machine: name, by } of ledger.made.values()) {
      if (operation.kind !== 'observation.log' || name !== machine.name) continue;
      const { id, observationId } = operation;
      if (listed.has(observationId) || ledger.takenBack.has(id)) continue;
      if (ledger.isWithdrawn(observationId)) continue;
      this.#lost(`${by} does not see her ${observationId} on ${name}`);
    }
  }

  #lost(detail: string): void {
    this.faults.push({ check: 'keeps', detail });
  }

  #compare(machine: Machine, before: Iterable<string>, mayTakeBack: boolean): void {
    const after = this.#outbox(machine);
    for (const id of before) {
      if (after.has(id)) continue;
      if (mayTakeBack) this.ledger.takenBack.add(id);
      else this.#lost(`${machine.name} has lost ${id} from its outbox`);
    }
  }

  /** Takes note of what lies in a machine's outbox. */
  look(machine: Machine): void {
    for (const operation of this.#outbox(machine).values())
      this.ledger.add({ operation, by: machine.owner, machine: machine.name, poison: null });
  }

  #outbox(machine: Machine): Map<string, Operation> {
    const rows = machine.running.store.read((db) =>
      db.all<{ id: string; body: string }>('SELECT id, body FROM outbox ORDER BY n'),
    );
    return new Map(rows.map(({ id, body }) => [id, JSON.parse(body) as Operation]));
  }

  /** Something that the service must refuse, saved as an older app with a weaker gate would have saved it. */
  poison(machine: Machine, poison: NonNullable<Made['poison']>): void {
    if (machine.account === null) return;
    const { account } = machine;
    const random = this.#acts;
    const { newId } = account;
    const madeAt = new Date(machine.clock()).toISOString();
    const operation = {
      id: newId(),
      madeAt,
      unit: poison === 'unit.unknown' ? NO_UNIT : '4100',
      kind: 'observation.log' as const,
      observationId: newId(),
      revisionId: newId(),
      text: poison === 'text.identifies' ? `${words(random)} ${FORBIDDEN}` : words(random),
      workaround: null,
      tags: noTags,
      acknowledged: [],
      heardAt: madeAt,
      sameAs: null,
    };
    this.ledger.add({ operation, by: machine.owner, machine: machine.name, poison });
    if (poison === 'service.failed') this.network.crashing.add(operation.id);
    this.timeline.note(`${machine.name} saves what gives ${poison}`);
    this.#guarded(machine, false, () => {
      account.store.write((db) => logObservation(db, operation));
      account.queued([operation.id]);
    });
  }

  async #committed(incoming: Incoming): Promise<void> {
    if (incoming.method !== 'POST' || incoming.body === null) return;
    const { operations } = JSON.parse(incoming.body) as { operations: { id: string }[] };
    const fresh = await this.ledger.committed(
      this.database,
      operations.map(({ id }) => id),
    );
    if (fresh.length > 0) this.timeline.note(`committed ${fresh.join(' ')}`);
  }

  #died(machine: Machine): void {
    const wait = this.#calm ? 0 : this.#acts.between(500, 20_000);
    this.timeline.plan(wait, () => this.startAgain(machine));
  }

  async startAgain(machine: Machine): Promise<void> {
    const waiting = this.#diedTakingBack.delete(machine.name) ? this.#unsentOn(machine) : [];
    await machine.start();
    // Also what was on the disk before its person could be told.
    this.look(machine);
    this.#compare(machine, waiting, true);
  }

  /** What it had that the service had not, as far as anybody knows. */
  #unsentOn(machine: Machine): string[] {
    return [...this.ledger.made.values()]
      .filter((made) => made.machine === machine.name && !this.ledger.isTaken(made.operation.id))
      .map(({ operation }) => operation.id);
  }

  async takeBackup(): Promise<void> {
    this.timeline.note('backup');
    this.#backup = { rows: await this.database.backup(), length: this.ledger.length };
  }

  /** The service is set back to the backup, with nothing connected to it. */
  async restore(): Promise<void> {
    if (this.#backup === null) return;
    for (const replica of this.replicas) await replica.kill();
    await this.database.restore(this.#backup.rows);
    await this.ledger.setBack(this.database, this.#backup.length);
    this.restored = true;
    this.timeline.note('restored');
    for (const replica of this.replicas) await replica.start();
  }

  /** From here on nothing goes wrong: what was down comes up, who was out is let in. */
  async heal(): Promise<void> {
    this.timeline.note('all is well');
    this.#calm = true;
    this.network.healsAt = this.timeline.now;
    this.network.cutOff.clear();
    this.network.captive.clear();
    this.tokensRefused = false;
    for (const [name, person] of Object.entries(people)) {
      const known = name as PersonName;
      if (this.claims.get(known) === person) continue;
      this.claims.set(known, person);
      for (const machine of this.machines) if (machine.owner === known) machine.forgetToken();
    }
    for (const replica of this.replicas) {
      replica.spare();
      await replica.start();
    }
    for (const machine of this.machines) {
      machine.spare();
      machine.issuerIsDown = false;
      if (machine.signedOut) {
        machine.signedOut = false;
        machine.account?.nudge();
      }
      if (machine.account === null) await this.startAgain(machine);
    }
  }

  /** Where the app has halted over a service that was set back, its person has everything sent again. */
  sendAgain(machine: Machine): void {
    const { account } = machine;
    if (account === null || account.syncState().state !== 'restored') return;
    this.timeline.note(`${machine.name} sends everything again`);
    // It answers when the try is over.
    sendEverythingAgain(machine.context(() => undefined)).catch((error: unknown) => {
      if (!(error instanceof Died || error instanceof LyttError)) this.#lost(String(error));
    });
  }

  /** Each person looks at what was set aside, and sends it again or gives it up. True: there was something. */
  mend(giveUp: (made: Made | undefined, code: string) => boolean): boolean {
    let any = false;
    for (const machine of this.machines) {
      const lines = machine.running.store.read((db) => outboxLines(db, 'set_aside', 500));
      for (const { operationId, code } of lines) {
        const made = this.ledger.made.get(operationId);
        if (made?.poison !== null) continue;
        any = true;
        const gives = giveUp(made, code ?? '');
        this.timeline.note(`${machine.name} ${gives ? 'gives up' : 'sends again'} ${code}`);
        const context = machine.context(() => undefined);
        this.#guarded(machine, gives, () =>
          gives ? dismissItem(context, { operationId }) : retryItem(context, { operationId }),
        );
      }
    }
    return any;
  }

  /** Nothing more comes to a machine, and the replicas end what they are at. */
  async freeze(): Promise<void> {
    for (const machine of this.machines) machine.freeze();
    await this.timeline.pass(20_000);
  }

  async end(): Promise<void> {
    for (const machine of this.machines) await machine.stop();
    for (const replica of this.replicas) await replica.end();
  }
}

/** No unit has this number. */
export const NO_UNIT = '9876';
/** Nobody's, and yet no gate lets it through. */
const FORBIDDEN = 'noen@example.com';
