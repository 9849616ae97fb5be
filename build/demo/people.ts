import type { Role } from '../../shared/domain/roles.ts';

/** A person of the demo as the development issuer knows her. */
export interface DemoAccount {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: string | null;
}

/** Invented people. The first one is signed in when the demo opens. */
export const demoAccounts: readonly DemoAccount[] = [
  { subject: 'kari', name: 'Kari Eksempel', roles: ['caseworker'], unit: '4100' },
  { subject: 'ola', name: 'Ola Eksempel', roles: ['caseworker'], unit: '4100' },
  { subject: 'siri', name: 'Siri Eksempel', roles: ['supervisor'], unit: '4100' },
  { subject: 'dag', name: 'Dag Eksempel', roles: ['deputy'], unit: '4100' },
  { subject: 'pia', name: 'Pia Eksempel', roles: ['product'], unit: null },
  { subject: 'olav', name: 'Olav Eksempel', roles: ['supervisor'], unit: '4000' },
];
