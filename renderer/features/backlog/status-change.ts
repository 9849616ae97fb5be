import { countCharacters, NOTE_LIMIT } from '../../../shared/domain/text.ts';
import {
  type Theme,
  type ThemeFault,
  type ThemePatch,
  type ThemeStatus,
  themeFault,
} from '../../../shared/domain/theme.ts';

type Standing = Pick<Theme, 'status' | 'owner' | 'releaseDate'>;

/** What the form for a change of status holds. */
export interface StatusDraft {
  readonly status: ThemeStatus | null;
  readonly owner: string | null;
  /** `2026-11-24`; null where the field is empty. */
  readonly releaseDate: string | null;
  /** The date field holds something that is no date. */
  readonly dateInvalid: boolean;
  readonly reason: string;
}

/** Which fields a status asks for beside the reason. */
export interface Asked {
  readonly owner: boolean;
  readonly releaseDate: boolean;
  readonly reasonRequired: boolean;
}

/** What must be told when a theme goes to `status`, read from the domain's own rule by trying it with nothing told. */
export function askedFor(theme: Standing, status: ThemeStatus | null): Asked {
  if (status === null) return { owner: false, releaseDate: false, reasonRequired: false };
  const nobody = 'x';
  const date = '2000-01-01';
  const fault = (owner: string | null, releaseDate: string | null, reason: string | null) =>
    themeFault(theme, { status, owner, releaseDate }, reason);
  return {
    owner: theme.owner === null && fault(null, date, nobody) === 'theme.ownerMissing',
    // A fix has a date of its own each time; a measure keeps that of the fix.
    releaseDate:
      fault(nobody, null, nobody) === 'theme.releaseDateMissing' &&
      (status === 'released' || theme.releaseDate === null),
    reasonRequired: fault(nobody, date, null) === 'theme.reasonMissing',
  };
}

export type StatusFault =
  | { readonly field: 'status'; readonly kind: 'missing' | 'notReachable' | 'merged' }
  | { readonly field: 'owner'; readonly kind: 'missing' }
  | { readonly field: 'releaseDate'; readonly kind: 'missing' | 'invalid' }
  | { readonly field: 'reason'; readonly kind: 'missing' | 'long' };

const faultOf: Readonly<Record<ThemeFault, StatusFault>> = {
  'theme.statusNotReachable': { field: 'status', kind: 'notReachable' },
  'theme.reasonMissing': { field: 'reason', kind: 'missing' },
  'theme.ownerMissing': { field: 'owner', kind: 'missing' },
  'theme.releaseDateMissing': { field: 'releaseDate', kind: 'missing' },
  'theme.merged': { field: 'status', kind: 'merged' },
};

/** The first thing wrong with a draft, or null. */
export function statusFault(theme: Standing, draft: StatusDraft): StatusFault | null {
  if (draft.status === null) return { field: 'status', kind: 'missing' };
  const asked = askedFor(theme, draft.status);
  if (asked.releaseDate && draft.dateInvalid) return { field: 'releaseDate', kind: 'invalid' };
  const reason = draft.reason.trim();
  const fault = themeFault(theme, statusPatch(theme, draft), reason === '' ? null : reason);
  if (fault !== null) return faultOf[fault];
  return countCharacters(reason) > NOTE_LIMIT ? { field: 'reason', kind: 'long' } : null;
}

/** Only what the status asks for and what differs from how the theme stands. */
export function statusPatch(theme: Standing, draft: StatusDraft): ThemePatch {
  const asked = askedFor(theme, draft.status);
  return {
    ...(draft.status !== null && { status: draft.status }),
    ...(asked.owner && draft.owner !== null && { owner: draft.owner }),
    ...(asked.releaseDate &&
      draft.releaseDate !== theme.releaseDate && { releaseDate: draft.releaseDate }),
  };
}
