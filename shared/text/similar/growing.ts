/** Typed arrays that grow by half when they are full. */

export class GrowingInts {
  #items: Int32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 8) {
    this.#items = new Int32Array(capacity);
  }

  /** The items behind, of which the first `length` count. Gone stale after the next push. */
  get items(): Int32Array<ArrayBuffer> {
    return this.#items;
  }

  push(value: number): void {
    if (this.length === this.#items.length) {
      const grown = new Int32Array(Math.max(8, Math.ceil(this.length * 1.5)));
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length] = value;
    this.length += 1;
  }

  get bytes(): number {
    return this.#items.byteLength;
  }
}

/** A copy with room for `length` items, or the array itself where it has it. */
export function withRoom(
  array: Float32Array<ArrayBuffer>,
  length: number,
): Float32Array<ArrayBuffer> {
  if (array.length >= length) return array;
  const grown = new Float32Array(Math.max(64, Math.ceil(length * 1.5)));
  grown.set(array);
  return grown;
}
