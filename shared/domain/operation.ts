import { z } from 'zod';
import { Id } from './ids.ts';
import { Decision, Instant } from './observation.ts';
import { UnitNumber } from './roles.ts';
import { JourneyStep, Tags, TemaCode } from './tags.ts';
import { ObservationText, OptionalNote, Workaround } from './text.ts';
import { ThemeName, ThemePatch } from './theme.ts';

/** Of every operation: its own id (applied once, however often it arrives), the unit it was made under, when by that machine's clock. */
const base = { id: Id, unit: UnitNumber.nullable(), madeAt: Instant };

const words = {
  observationId: Id,
  revisionId: Id,
  text: ObservationText,
  workaround: Workaround,
  tags: Tags,
  /** Kinds of finding (`shared/privacy`) the author was asked about and kept: "this is not a person". */
  acknowledged: z.array(z.string().max(40)).max(20).default([]),
};

export const operationSchemas = {
  'observation.log': z.object({
    ...base,
    kind: z.literal('observation.log'),
    ...words,
    unit: UnitNumber,
    heardAt: Instant,
    /** "+1": the observation that said the same before. */
    sameAs: Id.nullable().default(null),
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
  }),
  'theme.create': z.object({
    ...base,
    kind: z.literal('theme.create'),
    themeId: Id,
    name: ThemeName,
    tema: TemaCode,
    step: JourneyStep.nullable(),
  }),
  'theme.change': z.object({
    ...base,
    kind: z.literal('theme.change'),
    themeId: Id,
    changeId: Id,
    patch: ThemePatch,
    reason: OptionalNote,
  }),
  /** Puts insights into a theme, or takes them out (`themeId` null). */
  'theme.place': z.object({
    ...base,
    kind: z.literal('theme.place'),
    themeId: Id.nullable(),
    insightIds: z.array(Id).min(1).max(1000),
  }),
  'reply.read': z.object({
    ...base,
    kind: z.literal('reply.read'),
    replyId: Id,
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
  operationSchemas['reply.read'],
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
      return operation.themeId;
    case 'theme.place':
      return operation.themeId ?? (operation.insightIds[0] as string);
    case 'reply.read':
      return operation.replyId;
  }
}
