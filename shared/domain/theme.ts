import { z } from 'zod';
import { Answers, Due, Quote, RatePoint, Signal, Spread, ThemeVerdict, Weeks } from './evidence.ts';
import { Id } from './ids.ts';
import { Instant } from './observation.ts';
import { JourneyStep, Tags, TemaCode } from './tags.ts';
import { OptionalNote, requiredText, Workaround } from './text.ts';
import { CalendarDate, Week } from './week.ts';

export const themeStatuses = [
  'new',
  'assessing',
  'planned',
  'in_progress',
  'released',
  'measured',
  'declined',
] as const;
export const ThemeStatus = z.enum(themeStatuses);
export type ThemeStatus = z.infer<typeof ThemeStatus>;

export const ThemeName = requiredText(120);
export const OwnerName = requiredText(80);

/** What may be changed of a theme, each change with its own id; absent means unchanged. */
export const ThemePatch = z
  .object({
    name: ThemeName,
    status: ThemeStatus,
    owner: OwnerName.nullable(),
    releaseDate: CalendarDate.nullable(),
    /** What to tell the citizen meanwhile. */
    workaround: Workaround,
  })
  .partial();
export type ThemePatch = z.infer<typeof ThemePatch>;

/** What happened to a theme beside a change of its own fields. `theme`: the other one. */
export const ThemeEvent = z.discriminatedUnion('kind', [
  /** Its insights went to another, which it now stands for; and came back. */
  z.object({ kind: z.literal('merged_into'), theme: Id }),
  z.object({ kind: z.literal('parted_from'), theme: Id }),
  /** The same, seen from the other. */
  z.object({ kind: z.literal('took_in'), theme: Id }),
  z.object({ kind: z.literal('gave_back'), theme: Id }),
  z.object({ kind: z.literal('split_off'), theme: Id }),
  z.object({ kind: z.literal('split_from'), theme: Id }),
  /** Heard again after a release that had helped: opened anew by itself. */
  z.object({ kind: z.literal('recurred') }),
]);
export type ThemeEvent = z.infer<typeof ThemeEvent>;

export const ThemeChange = z.object({
  id: Id,
  patch: ThemePatch,
  reason: OptionalNote,
  madeAt: Instant,
  event: ThemeEvent.nullable(),
});
export type ThemeChange = z.infer<typeof ThemeChange>;

/** A theme as everyone with a role may see it: no author; units only as counts that are fit to be shown. */
export const Theme = z.object({
  id: Id,
  name: ThemeName,
  tema: TemaCode,
  step: JourneyStep.nullable(),
  status: ThemeStatus,
  owner: OwnerName.nullable(),
  releaseDate: CalendarDate.nullable(),
  workaround: Workaround,
  createdAt: Instant,
  changes: z.array(ThemeChange),
  /** The theme it was merged into: what is heard of it counts there. */
  mergedInto: Id.nullable(),
  evidence: z.object({
    total: z.number().int().nonnegative(),
    units: z.number().int().nonnegative(),
    weeks: Weeks,
  }),
  /** What it is known by, most telling first. */
  terms: z.array(z.string()),
  quotes: z.array(Quote),
  spread: Spread.nullable(),
  signal: Signal.nullable(),
  verdict: ThemeVerdict.nullable(),
  /** Week by week per 1,000 contacts; empty where contacts are not known. */
  chart: z.array(RatePoint),
  answers: Answers.nullable(),
  due: Due.nullable(),
});
export type Theme = z.infer<typeof Theme>;

/** An approved, tagged observation without author or unit: all that product teams see of what was heard. */
export const Insight = z.object({
  id: Id,
  text: z.string(),
  workaround: z.string().nullable(),
  tags: Tags,
  week: Week,
  themeId: Id.nullable(),
  /** A +1: said by pointing at another. */
  same: z.boolean(),
});
export type Insight = z.infer<typeof Insight>;

/**
 * Why a reply was sent: what she logged was put into the theme; its status changed; the theme it was in became part of this
 * one (`merged`) or this one of its parts (`split`); she is asked whether the release helped.
 */
export const replyEvents = ['placed', 'status', 'merged', 'split', 'asked'] as const;
export const ReplyEvent = z.enum(replyEvents);
export type ReplyEvent = z.infer<typeof ReplyEvent>;

export const Helped = z.enum(['yes', 'no', 'unsure']);
export type Helped = z.infer<typeof Helped>;

/** What travels back to a contributor. */
export const Reply = z.object({
  id: Id,
  observationId: Id,
  /** What she logged was a +1: she heard the same as the words quoted. */
  same: z.boolean(),
  event: ReplyEvent,
  themeId: Id,
  themeName: z.string(),
  /** Where it was before, for `merged` and `split`. */
  fromName: z.string().nullable(),
  status: ThemeStatus,
  owner: z.string().nullable(),
  releaseDate: CalendarDate.nullable(),
  reason: z.string().nullable(),
  madeAt: Instant,
  readAt: Instant.nullable(),
  /** Her answer to `asked`. */
  helped: Helped.nullable(),
});
export type Reply = z.infer<typeof Reply>;

const reachable: Record<ThemeStatus, readonly ThemeStatus[]> = {
  new: ['assessing', 'planned', 'in_progress', 'released', 'declined'],
  assessing: ['planned', 'in_progress', 'released', 'declined'],
  planned: ['assessing', 'in_progress', 'released', 'declined'],
  in_progress: ['assessing', 'planned', 'released', 'declined'],
  released: ['in_progress', 'measured', 'assessing'],
  measured: ['assessing'],
  declined: ['assessing'],
};

export function reachableFrom(status: ThemeStatus): readonly ThemeStatus[] {
  return reachable[status];
}

export type ThemeFault =
  | 'theme.statusNotReachable'
  | 'theme.reasonMissing'
  | 'theme.ownerMissing'
  | 'theme.releaseDateMissing'
  | 'theme.merged';

/** Why a change may not be made, or null. The app asks before it queues, the service before it applies. */
export function themeFault(
  theme: Pick<Theme, 'status' | 'owner' | 'releaseDate'> & Partial<Pick<Theme, 'mergedInto'>>,
  patch: ThemePatch,
  reason: string | null,
): ThemeFault | null {
  if ((theme.mergedInto ?? null) !== null) return 'theme.merged';
  const status = patch.status ?? theme.status;
  const owner = patch.owner === undefined ? theme.owner : patch.owner;
  const releaseDate = patch.releaseDate === undefined ? theme.releaseDate : patch.releaseDate;
  if (status !== theme.status && !reachable[theme.status].includes(status))
    return 'theme.statusNotReachable';
  if ((status === 'planned' || status === 'in_progress' || status === 'released') && owner === null)
    return 'theme.ownerMissing';
  if ((status === 'released' || status === 'measured') && releaseDate === null)
    return 'theme.releaseDateMissing';
  // Those who heard it read why.
  if (status !== theme.status && reason === null) return 'theme.reasonMissing';
  return null;
}

/** A theme as it is made: nothing heard, nothing decided. */
export function newTheme(
  theme: Pick<Theme, 'id' | 'name' | 'tema' | 'step' | 'owner' | 'createdAt'>,
): Theme {
  return {
    ...theme,
    status: 'new',
    releaseDate: null,
    workaround: null,
    changes: [],
    mergedInto: null,
    evidence: { total: 0, units: 0, weeks: [] },
    terms: [],
    quotes: [],
    spread: null,
    signal: null,
    verdict: null,
    chart: [],
    answers: null,
    due: null,
  };
}
