import type { HeldObservation } from '../store/observations.ts';

/** Which of the observations in hand go with which: a +1 with what it points at, a merged one with what it was merged into. */
export class Beside {
  readonly #of = new Map<string, Set<HeldObservation>>();

  /** Lays an observation beside another; null: beside none. */
  lay(held: HeldObservation, other: string | null): void {
    if (other === null) return;
    const known = this.#of.get(other) ?? new Set();
    known.add(held);
    this.#of.set(other, known);
  }

  take(held: HeldObservation, other: string | null): void {
    if (other !== null) this.#of.get(other)?.delete(held);
  }

  of(id: string): HeldObservation[] {
    return [...(this.#of.get(id) ?? [])];
  }

  /** What goes with an observation, and what goes with that. */
  companions(id: string): HeldObservation[] {
    return this.of(id).flatMap((held) => [held, ...this.companions(held.id)]);
  }
}
