import { assertNever } from './assert-never.ts';
import type { Fate } from './observation.ts';

/** The one word Mine, Log and Sync show for an entry. */
export const entryStates = [
  'draft',
  'waiting',
  'sent',
  'question',
  'approved',
  'in_theme',
  'declined',
  'set_aside',
  'withdrawn',
] as const;
export type EntryState = (typeof entryStates)[number];

/** What the outbox holds of an entry: nothing, something that waits, or something set aside (which wins, since it needs a person). */
export type OutboxMark = 'none' | 'waiting' | 'set_aside';

export function entryState(fate: Fate, outbox: OutboxMark): EntryState {
  if (outbox === 'set_aside') return 'set_aside';
  if (outbox === 'waiting') return 'waiting';
  switch (fate.kind) {
    case 'withdrawn':
      return 'withdrawn';
    case 'in_review':
      return 'sent';
    case 'returned':
      return 'question';
    case 'approved':
      return 'approved';
    case 'in_theme':
      return 'in_theme';
    case 'declined':
      return 'declined';
    default:
      return assertNever(fate);
  }
}
