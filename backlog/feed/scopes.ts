import type { Scope } from '../../shared/protocol/protocol.ts';
import type { Bearer } from '../bearer.ts';

/**
 * What a person may follow: her own, the backlog's themes, what has become insights of her unit's, and by role the backlog's
 * insights, what is proposed, and the rooms of units. `children`: the units under hers.
 */
export function scopesOf(bearer: Bearer, children: readonly string[]): Scope[] {
  const { sub, roles, unit } = bearer;
  const scopes: Scope[] = [personScope(sub), 'themes'];
  if (roles.includes('product')) scopes.push('insights');
  // Those who may read insights get proposals with them.
  else if (roles.includes('supervisor')) scopes.push('proposals');
  if (unit === null) return scopes;
  if (roles.some((role) => role !== 'product')) scopes.push(`heard:${unit}`);
  if (roles.includes('supervisor')) {
    scopes.push(`unit:${unit}`, `figures:${unit}`);
    for (const child of children) scopes.push(`above:${child}`);
  }
  if (roles.includes('deputy')) scopes.push(`deputies:${unit}`);
  return scopes;
}

export function personScope(sub: string): Scope {
  return `person:${sub}`;
}

/** Where an observation is to be seen: by its author, its unit, and those it has escalated to. */
export function scopesOfObservation(observation: {
  readonly author: string;
  readonly unit: string;
  readonly escalation: 0 | 1 | 2;
}): Scope[] {
  const { author, unit, escalation } = observation;
  const scopes: Scope[] = [personScope(author), `unit:${unit}`];
  if (escalation >= 1) scopes.push(`deputies:${unit}`);
  if (escalation >= 2) scopes.push(`above:${unit}`);
  return scopes;
}
