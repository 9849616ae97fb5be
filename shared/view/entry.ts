import { z } from 'zod';
import { entryStates } from '../domain/entry-state.ts';
import { Id } from '../domain/ids.ts';
import { Instant, Observation, SameAs } from '../domain/observation.ts';
import { Tags } from '../domain/tags.ts';
import { DraftText, OptionalNote } from '../domain/text.ts';
import { Theme } from '../domain/theme.ts';

/** One line of Mine, of "last logged", of a search. */
export const Entry = z.object({
  id: Id,
  state: z.enum(entryStates),
  text: z.string(),
  workaround: z.string().nullable(),
  tags: Tags,
  heardAt: Instant,
  /** What a +1 points at; `text` is then the words that said it before. Null once its author has worded it herself. */
  sameAs: SameAs.nullable(),
  /** A supervisor has put it together with another that says the same; the words stay. */
  merged: z.boolean(),
  /** How many versions of hers, written on another machine at the same time, stand beside these words. */
  beside: z.number().int().nonnegative(),
  /** The supervisor's question or reason, quoted, or null. */
  note: z.string().nullable(),
  theme: z
    .object({
      id: Id,
      name: z.string(),
      status: Theme.shape.status,
      releaseDate: z.string().nullable(),
    })
    .nullable(),
  /** Why it was set aside: code of the error catalogue and the field it is about. */
  setAside: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
});
export type Entry = z.infer<typeof Entry>;

export const Draft = z.object({
  text: DraftText,
  workaround: DraftText.nullable(),
  tags: Tags,
  /** Set while a returned or set-aside entry is being edited. */
  observationId: Id.nullable(),
  answer: OptionalNote,
});
export type Draft = z.infer<typeof Draft>;

/** One line of the review queue. */
export const ReviewItem = z.object({
  observation: Observation,
  tags: Tags,
  /** The author wrote after a question. */
  answered: z.boolean(),
  waitingSince: Instant,
  /** A decision of it waits on this machine. */
  pending: z.boolean(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** Words the service's gate found in an entry that was set aside. `kind` may be one this version does not know. */
export const StoppedWords = z.object({
  field: z.string(),
  kind: z.string(),
  severity: z.enum(['block', 'warn']),
  words: z.string(),
});
export type StoppedWords = z.infer<typeof StoppedWords>;
