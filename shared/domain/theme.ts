import { z } from 'zod';
import { Id } from './ids.ts';
import { Instant } from './observation.ts';
import { JourneyStep, Tags, TemaCode } from './tags.ts';
import { OptionalNote, requiredText, Workaround } from './text.ts';

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

export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** ISO 8601 week, e.g. `2026-W48`. */
export const Week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);
export type Week = z.infer<typeof Week>;

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

export const ThemeChange = z.object({
  id: Id,
  patch: ThemePatch,
  reason: OptionalNote,
  madeAt: Instant,
});
export type ThemeChange = z.infer<typeof ThemeChange>;

/** A theme as everyone with a role may see it: no author, no unit. */
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
  evidence: z.object({
    total: z.number().int().nonnegative(),
    units: z.number().int().nonnegative(),
    weeks: z.array(z.object({ week: Week, count: z.number().int().nonnegative() })),
  }),
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
});
export type Insight = z.infer<typeof Insight>;

/** What travels back to a contributor. */
export const Reply = z.object({
  id: Id,
  observationId: Id,
  themeId: Id,
  themeName: z.string(),
  status: ThemeStatus,
  owner: z.string().nullable(),
  releaseDate: CalendarDate.nullable(),
  reason: z.string().nullable(),
  madeAt: Instant,
  readAt: Instant.nullable(),
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
  | 'theme.releaseDateMissing';

/** Why a change may not be made, or null. The app asks before it queues, the service before it applies. */
export function themeFault(
  theme: Pick<Theme, 'status' | 'owner' | 'releaseDate'>,
  patch: ThemePatch,
  reason: string | null,
): ThemeFault | null {
  const status = patch.status ?? theme.status;
  const owner = patch.owner === undefined ? theme.owner : patch.owner;
  const releaseDate = patch.releaseDate === undefined ? theme.releaseDate : patch.releaseDate;
  if (status !== theme.status && !reachable[theme.status].includes(status))
    return 'theme.statusNotReachable';
  if (status === 'declined' && status !== theme.status && reason === null)
    return 'theme.reasonMissing';
  if ((status === 'planned' || status === 'in_progress' || status === 'released') && owner === null)
    return 'theme.ownerMissing';
  if ((status === 'released' || status === 'measured') && releaseDate === null)
    return 'theme.releaseDateMissing';
  return null;
}

/** The ISO 8601 week of an instant, in UTC. */
export function weekOf(instant: Instant): Week {
  const day = new Date(instant);
  const thursday = new Date(
    Date.UTC(
      day.getUTCFullYear(),
      day.getUTCMonth(),
      day.getUTCDate() + 4 - (day.getUTCDay() || 7),
    ),
  );
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
