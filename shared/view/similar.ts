import { z } from 'zod';
import { SameAs } from '../domain/observation.ts';
import { Tags } from '../domain/tags.ts';
import { Theme } from '../domain/theme.ts';

/** Something that was heard before and seems to mean the same. */
export const SimilarMatch = z.object({
  /** What a +1 of it points at. */
  target: SameAs,
  /** The words, or the theme's name. */
  text: z.string(),
  tags: Tags,
  /** How often it has been heard in what she may see of her unit, +1s counted. */
  heard: z.number().int().nonnegative(),
  /** The theme it lies in; with a workaround there is something to tell the citizen now. */
  theme: Theme.pick({
    id: true,
    name: true,
    status: true,
    owner: true,
    workaround: true,
    releaseDate: true,
  }).nullable(),
});
export type SimilarMatch = z.infer<typeof SimilarMatch>;

/** Fewer characters than this say too little to be compared. */
export const SIMILAR_FROM = 5;
export const SIMILAR_LIMIT = 5;
