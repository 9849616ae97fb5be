import type { Operation } from '../../shared/domain/operation.ts';
import type { ThemePatch } from '../../shared/domain/theme.ts';
import type { Bearer } from '../bearer.ts';
import type { UnitStanding } from '../store/units.ts';
import { type Fault, fault } from './fault.ts';

/** What of a unit decides: the one above it, and whether the person works or once worked there. */
export type Standings = ReadonlyMap<string, UnitStanding>;

/** Whether somebody with her roles may do such a thing at all. Withdrawing one's own words needs no role. */
export function roleFault(bearer: Bearer, operation: Operation): Fault | null {
  const has = (...roles: readonly string[]) => bearer.roles.some((role) => roles.includes(role));
  switch (operation.kind) {
    case 'observation.log':
    case 'observation.revise':
      // Supervisors and deputies hear citizens too.
      return has('caseworker', 'supervisor', 'deputy') ? null : fault('session.forbidden');
    case 'review.add':
      return has('supervisor', 'deputy') ? null : fault('session.forbidden');
    case 'theme.create':
    case 'theme.place':
      return has('product') ? null : fault('session.forbidden');
    case 'theme.change':
      // A supervisor may name; status, owner and release are the product team's.
      return has('product') || (has('supervisor') && onlyNames(operation.patch))
        ? null
        : fault('session.forbidden');
    case 'theme.merge':
    case 'theme.unmerge':
    case 'theme.split':
    case 'proposal.confirm':
    case 'proposal.place':
    case 'proposal.dismiss':
      return has('product', 'supervisor') ? null : fault('session.forbidden');
    case 'observation.withdraw':
    case 'reply.read':
    case 'reply.answer':
      return null;
  }
}

function onlyNames(patch: ThemePatch): boolean {
  return Object.keys(patch).every((key) => key === 'name');
}

/** An author acts under a unit she belongs to or belonged to when she wrote. */
export function membershipFault(standings: Standings, unit: string): Fault | null {
  const standing = standings.get(unit);
  if (standing === undefined) return fault('unit.unknown', 'unit');
  return standing.member ? null : fault('unit.notYours', 'unit');
}

/**
 * A review is the unit's supervisor's; once it has waited too long also its deputies', and after that also the supervisor's of
 * the unit above. The unit she works in now decides, not the one she names.
 */
export function mayReview(
  bearer: Bearer,
  observation: { readonly unit: string; readonly escalation: 0 | 1 | 2 },
  standings: Standings,
): boolean {
  const { roles, unit } = bearer;
  if (unit === null) return false;
  const own = unit === observation.unit;
  if (own && roles.includes('supervisor')) return true;
  if (own && roles.includes('deputy')) return observation.escalation >= 1;
  const above = standings.get(observation.unit)?.parent === unit;
  return above && roles.includes('supervisor') && observation.escalation >= 2;
}
