import { z } from 'zod';
import { Id } from './ids.ts';
import { Decision, Instant, KeptKinds, SameAs } from './observation.ts';
import { UnitNumber } from './roles.ts';
import { JourneyStep, Tags, TemaCode } from './tags.ts';
import { ObservationText, OptionalNote, RequiredNote, Workaround } from './text.ts';
import { Helped, ThemeName, ThemePatch } from './theme.ts';

/** Of every operation: its own id (applied once, however often it arrives), the unit it was made under, when by that machine's clock. */
const base = { id: Id, unit: UnitNumber.nullable(), madeAt: Instant };

/** Of every operation with words in it: the kinds of finding its author was asked about and kept, "this is not a person". */
const acknowledged = KeptKinds.default([]);

const words = {
  observationId: Id,
  revisionId: Id,
  text: ObservationText,
  workaround: Workaround,
  tags: Tags,
  acknowledged,
};

export const operationSchemas = {
  'observation.log': z.object({
    ...base,
    kind: z.literal('observation.log'),
    ...words,
    unit: UnitNumber,
    heardAt: Instant,
    /** "+1": what said the same before. The words are then those of what it points at. */
    sameAs: SameAs.nullable().default(null),
  }),
  'observation.revise': z.object({
    ...base,
    kind: z.literal('observation.revise'),
    ...words,
    unit: UnitNumber,
    basedOn: Id,
    answer: OptionalNote,
  }),
  'observation.withdraw': z.object({
    ...base,
    kind: z.literal('observation.withdraw'),
    unit: UnitNumber,
    observationId: Id,
  }),
  'review.add': z.object({
    ...base,
    kind: z.literal('review.add'),
    unit: UnitNumber,
    reviewId: Id,
    observationId: Id,
    /** The revision the supervisor saw. */
    revisionId: Id,
    decision: Decision,
    acknowledged,
  }),
  'theme.create': z.object({
    ...base,
    kind: z.literal('theme.create'),
    themeId: Id,
    name: ThemeName,
    tema: TemaCode,
    step: JourneyStep.nullable(),
    acknowledged,
  }),
  'theme.change': z.object({
    ...base,
    kind: z.literal('theme.change'),
    themeId: Id,
    changeId: Id,
    patch: ThemePatch,
    reason: OptionalNote,
    acknowledged,
  }),
  /** Puts insights into a theme, or takes them out (`themeId` null). */
  'theme.place': z.object({
    ...base,
    kind: z.literal('theme.place'),
    themeId: Id.nullable(),
    insightIds: z.array(Id).min(1).max(1000),
  }),
  /** All that is heard of the theme counts in another from now on; can be taken back. */
  'theme.merge': z.object({
    ...base,
    kind: z.literal('theme.merge'),
    themeId: Id,
    changeId: Id,
    into: Id,
    reason: RequiredNote,
    acknowledged,
  }),
  'theme.unmerge': z.object({
    ...base,
    kind: z.literal('theme.unmerge'),
    themeId: Id,
    changeId: Id,
    reason: RequiredNote,
    acknowledged,
  }),
  /** Takes some insights of a theme out into a new one. Merging the new one into the old takes it back. */
  'theme.split': z.object({
    ...base,
    kind: z.literal('theme.split'),
    themeId: Id,
    changeId: Id,
    newThemeId: Id,
    name: ThemeName,
    tema: TemaCode,
    step: JourneyStep.nullable(),
    insightIds: z.array(Id).min(1).max(1000),
    acknowledged,
  }),
  /** Makes a theme of a proposal. */
  'proposal.confirm': z.object({
    ...base,
    kind: z.literal('proposal.confirm'),
    proposalId: Id,
    themeId: Id,
    name: ThemeName,
    tema: TemaCode,
    step: JourneyStep.nullable(),
    acknowledged,
  }),
  /** Puts what a proposal holds into a theme there is. */
  'proposal.place': z.object({
    ...base,
    kind: z.literal('proposal.place'),
    proposalId: Id,
    themeId: Id,
  }),
  /** These don't belong together: not proposed again as they are. */
  'proposal.dismiss': z.object({
    ...base,
    kind: z.literal('proposal.dismiss'),
    proposalId: Id,
    reason: RequiredNote,
    acknowledged,
  }),
  'reply.read': z.object({
    ...base,
    kind: z.literal('reply.read'),
    replyId: Id,
  }),
  /** "Did it help?" The last answer counts. */
  'reply.answer': z.object({
    ...base,
    kind: z.literal('reply.answer'),
    replyId: Id,
    helped: Helped,
  }),
} as const;

export type OperationKind = keyof typeof operationSchemas;
export type OperationOf<K extends OperationKind> = z.infer<(typeof operationSchemas)[K]>;

export const Operation = z.discriminatedUnion('kind', [
  operationSchemas['observation.log'],
  operationSchemas['observation.revise'],
  operationSchemas['observation.withdraw'],
  operationSchemas['review.add'],
  operationSchemas['theme.create'],
  operationSchemas['theme.change'],
  operationSchemas['theme.place'],
  operationSchemas['theme.merge'],
  operationSchemas['theme.unmerge'],
  operationSchemas['theme.split'],
  operationSchemas['proposal.confirm'],
  operationSchemas['proposal.place'],
  operationSchemas['proposal.dismiss'],
  operationSchemas['reply.read'],
  operationSchemas['reply.answer'],
]);
export type Operation = z.infer<typeof Operation>;

export function isOperationKind(value: unknown): value is OperationKind {
  return typeof value === 'string' && Object.hasOwn(operationSchemas, value);
}

/** The entry an operation is about: what Mine, Review or Sync shows it as. */
export function entityOf(operation: Operation): string {
  switch (operation.kind) {
    case 'observation.log':
    case 'observation.revise':
    case 'observation.withdraw':
    case 'review.add':
      return operation.observationId;
    case 'theme.create':
    case 'theme.change':
    case 'theme.merge':
    case 'theme.unmerge':
    case 'proposal.confirm':
      return operation.themeId;
    case 'theme.split':
      return operation.newThemeId;
    case 'proposal.place':
    case 'proposal.dismiss':
      return operation.proposalId;
    case 'theme.place':
      return operation.themeId ?? (operation.insightIds[0] as string);
    case 'reply.read':
    case 'reply.answer':
      return operation.replyId;
  }
}
