import { z } from 'zod';

/** What a person may do. Comes from the token's `roles` claim; an unknown role is ignored, never trusted. */
export const Role = z.enum(['caseworker', 'supervisor', 'deputy', 'product']);
export type Role = z.infer<typeof Role>;

/** An office or contact centre: four digits, as in NAV's register of units. */
export const UnitNumber = z
  .string()
  .regex(/^\d{4}$/, { error: 'expected a four-digit unit number' });
export type UnitNumber = z.infer<typeof UnitNumber>;

export function knownRoles(claim: unknown): Role[] {
  if (!Array.isArray(claim)) return [];
  return [...new Set(claim)].filter((role): role is Role => Role.safeParse(role).success);
}
