import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { Theme } from '../../../shared/domain/theme.ts';

/** In the order they ask for attention. */
export const groupNames = ['noOwner', 'assessing', 'underway', 'fixed', 'declined'] as const;
export type GroupName = (typeof groupNames)[number];

export interface ThemeGroup {
  readonly name: GroupName;
  readonly themes: readonly Theme[];
}

export function groupOf({ status, owner }: Pick<Theme, 'status' | 'owner'>): GroupName {
  switch (status) {
    case 'new':
    case 'assessing':
      return owner === null ? 'noOwner' : 'assessing';
    case 'planned':
    case 'in_progress':
      return 'underway';
    case 'released':
    case 'measured':
      return 'fixed';
    case 'declined':
      return 'declined';
    default:
      return assertNever(status);
  }
}

/** The themes by where they stand; within a group what was heard most comes first. Groups without themes are left out. */
export function themeGroups(themes: readonly Theme[]): ThemeGroup[] {
  const sorted = themes.toSorted(
    (a, b) => b.evidence.total - a.evidence.total || (a.id < b.id ? 1 : -1),
  );
  return groupNames
    .map((name) => ({ name, themes: sorted.filter((theme) => groupOf(theme) === name) }))
    .filter((group) => group.themes.length > 0);
}
