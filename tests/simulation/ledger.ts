import type { Operation } from '../../shared/domain/operation.ts';
import type { ServiceDatabase } from './database.ts';
import type { PersonName } from './people.ts';

/** An operation that lies, or lay, in an outbox. */
export interface Made {
  readonly operation: Operation;
  readonly by: PersonName;
  readonly machine: string;
  /** The service must refuse it, with this code; or it falls over it. */
  readonly poison: 'text.identifies' | 'unit.unknown' | 'service.failed' | null;
}

/** Operations that one transaction of the service has taken in. */
export interface Taken {
  readonly ids: readonly string[];
  /** Insights as they were before, each with the observation behind it. */
  readonly insights: ReadonlyMap<string, string>;
}

/**
 * What everyone has done, and what the service has taken in, in the order it was committed. Kept beside the system from what a
 * person saw saved and what the database held after each commit; nobody's clock is asked.
 */
export class Ledger {
  readonly made = new Map<string, Made>();
  /** What a person took back before it left, or gave up or worded anew after it was refused. */
  readonly takenBack = new Set<string>();
  /** Taken in once, and lost when the service was set back to a time before. */
  readonly lost = new Set<string>();
  readonly #withdrawn = new Set<string>();
  #taken: Taken[] = [];
  #insights: ReadonlyMap<string, string> = new Map();
  #known = new Set<string>();

  get taken(): readonly Taken[] {
    return this.#taken;
  }

  isTaken(id: string): boolean {
    return this.#known.has(id);
  }

  /** Its author has taken it back, or wants to. */
  isWithdrawn(observationId: string): boolean {
    return this.#withdrawn.has(observationId);
  }

  add(made: Made): void {
    const { id } = made.operation;
    if (this.made.has(id)) return;
    this.made.set(id, made);
    const { operation } = made;
    if (operation.kind === 'observation.withdraw') this.#withdrawn.add(operation.observationId);
  }

  /** After a commit: which of these operations are in that were not. */
  async committed(database: ServiceDatabase, ids: readonly string[]): Promise<string[]> {
    const { taken, insights } = await read(database, ids);
    const fresh = ids.filter((id) => taken.has(id) && !this.#known.has(id));
    if (fresh.length > 0) this.#taken.push({ ids: fresh, insights: this.#insights });
    for (const id of fresh) this.#known.add(id);
    this.#insights = insights;
    return fresh;
  }

  /** What is known of an entry, a theme or an operation, a line each, for whoever looks for a cause. */
  historyOf(id: string): string[] {
    return [...this.made.values()]
      .filter(({ operation }) => JSON.stringify(operation).includes(id))
      .map(({ operation, machine, poison }) => {
        const marks = [
          this.isTaken(operation.id) ? 'taken in' : 'not taken in',
          ...(this.lost.has(operation.id) ? ['lost once'] : []),
          ...(this.takenBack.has(operation.id) ? ['taken back'] : []),
          ...(poison === null ? [] : [`poisoned: ${poison}`]),
        ];
        return `${machine} ${operation.kind} ${operation.id}: ${marks.join(', ')}`;
      });
  }

  /** How far it has come; to be given back to `setBack`. */
  get length(): number {
    return this.#taken.length;
  }

  async setBack(database: ServiceDatabase, length: number): Promise<void> {
    for (const { ids } of this.#taken.slice(length)) for (const id of ids) this.lost.add(id);
    this.#taken = this.#taken.slice(0, length);
    this.#known = new Set(this.#taken.flatMap(({ ids }) => ids));
    this.#insights = (await read(database, [])).insights;
  }
}

async function read(
  database: ServiceDatabase,
  ids: readonly string[],
): Promise<{ taken: Set<string>; insights: Map<string, string> }> {
  const [row] = await database.query<{ taken: string[]; insights: [string, string][] }>(
    `SELECT coalesce((SELECT json_agg(id) FROM operation WHERE id = ANY($1::uuid[])), '[]') AS taken,
       coalesce((SELECT json_agg(json_build_array(id, observation_id)) FROM insight), '[]') AS insights`,
    [ids],
  );
  return { taken: new Set(row?.taken), insights: new Map(row?.insights) };
}
