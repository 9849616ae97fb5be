import { describe, expect, test } from 'vitest';
import { dueAfter } from './due.ts';

const deadlines = { ownerDays: 7, decisionDays: 21 };
const open = { status: 'new', owner: null, mergedInto: null } as const;
const owned = { ...open, owner: 'Team Meldekort, Område Arbeid' } as const;

describe('what is to be done about a theme', () => {
  test('first an owner, then a decision, counted from the day it was opened', () => {
    const first = dueAfter(null, open, '2026-11-02', deadlines);
    expect(first).toEqual({ kind: 'owner', date: '2026-11-09', overdue: false });
    expect(dueAfter(first, open, '2026-11-05', deadlines)).toBe(first);
    expect(dueAfter(first, owned, '2026-11-20', deadlines)).toEqual({
      kind: 'decision',
      date: '2026-11-23',
      overdue: false,
    });
  });

  test('with an owner by rule, a decision at once; found late, it may be overdue the same day', () => {
    expect(dueAfter(null, owned, '2026-11-02', deadlines)).toEqual({
      kind: 'decision',
      date: '2026-11-23',
      overdue: false,
    });
    const first = dueAfter(null, open, '2026-11-02', deadlines);
    expect(dueAfter(first, owned, '2026-12-01', deadlines)).toMatchObject({ overdue: true });
  });

  test('nothing once it is decided or merged; opened again, the time runs anew', () => {
    const first = dueAfter(null, owned, '2026-11-02', deadlines);
    expect(dueAfter(first, { ...owned, status: 'planned' }, '2026-11-03', deadlines)).toBeNull();
    expect(dueAfter(first, { ...owned, mergedInto: 'x' }, '2026-11-03', deadlines)).toBeNull();
    const again = { ...owned, status: 'assessing' } as const;
    expect(dueAfter(null, again, '2027-01-04', deadlines)).toMatchObject({ date: '2027-01-25' });
  });

  test('an owner that goes is to be found anew', () => {
    const first = dueAfter(null, owned, '2026-11-02', deadlines);
    expect(dueAfter(first, open, '2026-11-10', deadlines)).toEqual({
      kind: 'owner',
      date: '2026-11-17',
      overdue: false,
    });
  });
});
