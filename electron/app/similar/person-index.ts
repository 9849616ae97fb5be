import { noTags, type Tags } from '../../../shared/domain/tags.ts';
import { createIndex } from '../../../shared/text/similar/similar-index.ts';
import type { Taken } from './messages.ts';

/** Below this score two texts have next to nothing in common: figures in docs/decisions/0013-themes-and-governance.md. */
const LEAST_SCORE = 0.25;
/** Texts looked at for each thing asked for: those of one theme stand close to one another. */
const TEXTS_A_THING = 4;

/** The texts of one person's store, by the thing they belong to. */
export class PersonIndex {
  readonly #index = createIndex();
  /** How many texts each thing has. */
  readonly #texts = new Map<string, number>();
  /** Not taken in yet; the newest word about a thing holds. */
  readonly #waiting = new Map<string, Taken['texts']>();

  take(things: readonly Taken[]): void {
    for (const { key, texts } of things) this.#waiting.set(key, texts);
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes in things until `until` (of `clock`, in milliseconds) has passed, at least one. True: there are more. */
  work(clock: () => number, until: number): boolean {
    for (const [key, texts] of this.#waiting) {
      this.#waiting.delete(key);
      this.#put(key, texts);
      if (clock() >= until) break;
    }
    return this.busy;
  }

  #put(key: string, texts: Taken['texts']): void {
    const before = this.#texts.get(key) ?? 0;
    for (let n = texts.length; n < before; n += 1) this.#index.remove(`${key} ${n}`);
    texts.forEach(({ text, tags }, n) => {
      this.#index.add({ id: `${key} ${n}`, text, tags });
    });
    if (texts.length === 0) this.#texts.delete(key);
    else this.#texts.set(key, texts.length);
  }

  /** Learns what the next question would have to wait for. */
  prepare(): void {
    this.#index.prepare();
  }

  find(text: string, tags: Tags = noTags, limit: number): string[] {
    const keys = new Set<string>();
    for (const { id, score } of this.#index.similar({ text, tags }, limit * TEXTS_A_THING)) {
      if (score < LEAST_SCORE) continue;
      keys.add(id.slice(0, id.indexOf(' ')));
      if (keys.size === limit) break;
    }
    return [...keys];
  }
}
