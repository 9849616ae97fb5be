import { createHash } from 'node:crypto';
import { OWN_SCOPE } from '../../shared/protocol/hints.ts';
import type { Scope } from '../../shared/protocol/protocol.ts';

/** Stands for every scope, where there are too many to name. */
export const ALL_MARKS = '*';
const PERSON = 'person:';

/** What a scope is called between the replicas: one's own room by a hash, so that no subject passes through the database. */
export function markOf(scope: Scope): string {
  if (!scope.startsWith(PERSON)) return scope;
  return `p:${createHash('sha256').update(scope).digest('base64url').slice(0, 16)}`;
}

/** What a scope is called to the person who follows it. */
export function nameFor(scope: Scope): string {
  return scope.startsWith(PERSON) ? OWN_SCOPE : scope;
}

/** PostgreSQL takes payloads of less than 8000 bytes; all marks are of ASCII without blanks. */
const PAYLOAD_LIMIT = 7_900;

/** Marks, a blank between, in as few payloads as hold them. */
export function payloadsOf(marks: Iterable<string>): string[] {
  const payloads: string[] = [];
  let payload = '';
  for (const mark of marks) {
    if (payload.length + 1 + mark.length > PAYLOAD_LIMIT) {
      payloads.push(payload);
      payload = '';
    }
    payload = payload === '' ? mark : `${payload} ${mark}`;
  }
  return payload === '' ? payloads : [...payloads, payload];
}
