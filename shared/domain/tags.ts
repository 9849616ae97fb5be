import { z } from 'zod';

/** Where in the journey through a service the pain was met. */
export const journeySteps = [
  'discover',
  'understand',
  'apply',
  'document',
  'wait',
  'decision',
  'payment',
  'report',
  'change',
  'followup',
  'appeal',
] as const;
export const JourneyStep = z.enum(journeySteps);
export type JourneyStep = z.infer<typeof JourneyStep>;

/** What kind of pain, after the categories of NAV's complaints intake. */
export const painTypes = [
  'waiting',
  'availability',
  'information',
  'digital',
  'guidance',
  'conduct',
  'other',
] as const;
export const PainType = z.enum(painTypes);
export type PainType = z.infer<typeof PainType>;

export const channels = ['phone', 'counter', 'chat', 'meeting', 'letter'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

/** 1 small, 2 noticeable, 3 a great nuisance, 4 acute. */
export const severities = [1, 2, 3, 4] as const;
export const Severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Severity = z.infer<typeof Severity>;

/** NAV's service code, three capital letters or digits. A code outside the taxonomy is kept as it is and shown as unknown. */
export const TemaCode = z.string().regex(/^[A-Z0-9ÆØÅ]{2,5}$/, { error: 'expected a tema code' });
export type TemaCode = z.infer<typeof TemaCode>;

/** What the caseworker confirmed; null where nobody has said. */
export const Tags = z.object({
  tema: TemaCode.nullable(),
  step: JourneyStep.nullable(),
  pain: PainType.nullable(),
  channel: Channel.nullable(),
  severity: Severity.nullable(),
});
export type Tags = z.infer<typeof Tags>;

export const noTags: Tags = { tema: null, step: null, pain: null, channel: null, severity: null };
