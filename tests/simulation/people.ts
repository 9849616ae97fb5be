import type { Unit } from '../../backlog/store/units.ts';
import type { Role } from '../../shared/domain/roles.ts';

export interface SimulatedPerson {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly unit: string | null;
}

export const people = {
  kari: { sub: 'kari', roles: ['caseworker'], unit: '4100' },
  ola: { sub: 'ola', roles: ['caseworker'], unit: '4100' },
  siri: { sub: 'siri', roles: ['supervisor'], unit: '4100' },
  dag: { sub: 'dag', roles: ['deputy'], unit: '4100' },
  pia: { sub: 'pia', roles: ['product'], unit: null },
} as const satisfies Record<string, SimulatedPerson>;
export type PersonName = keyof typeof people;

/** What waits here escalates within a run: after a minute to the deputies. */
export const units: readonly Unit[] = [
  { number: '4000', name: 'Eksempelfylke', parent: null, reviewLimitHours: 24 },
  { number: '4100', name: 'Eksempelvik', parent: '4000', reviewLimitHours: 1 / 60 },
];
