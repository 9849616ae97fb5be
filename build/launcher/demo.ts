import { personIdOf } from '../../electron/identity/person-id.ts';
import { historyUnits } from '../demo/history/units.ts';
import { demoAccounts } from '../demo/people.ts';
import { unitNames } from '../demo/units.ts';

export const CLIENT_ID = 'lytt';
export const AUDIENCE = 'api://lytt-backlog';
const REVIEW_LIMIT_HOURS = 72;

/** The demo's units as the backlog service is told of them (`LYTT_UNITS`). */
export function unitsSetting(): string {
  return JSON.stringify(
    historyUnits.map(({ number, name, above }) => ({
      number,
      name,
      parent: above,
      reviewLimitHours: REVIEW_LIMIT_HOURS,
    })),
  );
}

/** Part of who the demo's people are, in place of the issuer's address: that changes when another program has its port. */
const DEMO = 'urn:lytt:demo';

/** The demo's people as the app is told of them (`LYTT_DEMO`). */
export function peopleSetting(): string {
  return JSON.stringify(
    demoAccounts.map(({ subject, name, roles, unit }) => ({
      id: personIdOf(DEMO, subject),
      subject,
      name,
      roles,
      unit,
      unitName: unit === null ? null : (unitNames.get(unit) ?? null),
    })),
  );
}
