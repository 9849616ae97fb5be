import type { Theme, ThemeChange, ThemePatch, ThemeStatus } from '../../../shared/domain/theme.ts';

/** One thing that a change did. */
export type LifeFact =
  | { readonly kind: 'created' }
  | { readonly kind: 'status'; readonly status: ThemeStatus }
  | { readonly kind: 'renamed'; readonly name: string }
  | { readonly kind: 'owner'; readonly owner: string | null }
  | { readonly kind: 'releaseDate'; readonly date: string | null }
  | { readonly kind: 'workaround'; readonly removed: boolean };

export interface LifeEvent {
  readonly id: string;
  readonly at: string;
  readonly reason: string | null;
  /** The weightiest first; at least one. */
  readonly facts: readonly LifeFact[];
}

/** The life of a theme, newest first, down to when it was made. */
export function themeLife(theme: Pick<Theme, 'id' | 'createdAt' | 'changes'>): LifeEvent[] {
  const events = theme.changes.map(eventOf).filter(({ facts }) => facts.length > 0);
  return [
    ...events.reverse(),
    { id: theme.id, at: theme.createdAt, reason: null, facts: [{ kind: 'created' }] },
  ];
}

function eventOf({ id, madeAt, reason, patch }: ThemeChange): LifeEvent {
  return { id, at: madeAt, reason, facts: factsOf(patch) };
}

function factsOf({ status, name, owner, releaseDate, workaround }: ThemePatch): LifeFact[] {
  const facts: LifeFact[] = [];
  if (status !== undefined) facts.push({ kind: 'status', status });
  if (name !== undefined) facts.push({ kind: 'renamed', name });
  if (owner !== undefined) facts.push({ kind: 'owner', owner });
  if (releaseDate !== undefined) facts.push({ kind: 'releaseDate', date: releaseDate });
  if (workaround !== undefined) facts.push({ kind: 'workaround', removed: workaround === null });
  return facts;
}
