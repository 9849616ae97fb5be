import type { Tags } from '../../../shared/domain/tags.ts';

/** What passes between the app and the thread that holds the indexes. `person`: whose index. */
export type ToIndex =
  | { readonly kind: 'take'; readonly person: string; readonly things: readonly Taken[] }
  | {
      readonly kind: 'find';
      readonly person: string;
      readonly asked: number;
      readonly text: string;
      readonly tags: Tags;
      readonly limit: number;
    }
  | { readonly kind: 'drop'; readonly person: string };

/** A thing as it now is found; without texts it is not found any more. */
export interface Taken {
  /** Kind and id with a colon between. */
  readonly key: string;
  readonly texts: readonly { readonly text: string; readonly tags: Tags }[];
}

/** Keys of the things found, best first, each once. */
export interface FromIndex {
  readonly asked: number;
  readonly keys: readonly string[];
  /** False while there are texts that are not taken in yet. */
  readonly complete: boolean;
}
