import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { themeFault, themeStatuses } from '../../../shared/domain/theme.ts';
import { askedFor, statusFault, statusPatch } from './status-change.ts';

const fresh = { status: 'new', owner: null, releaseDate: null } as const;
const nothing = {
  status: null,
  owner: null,
  releaseDate: null,
  dateInvalid: false,
  reason: '',
} as const;

describe('what a status asks for', () => {
  test('planned wants an owner, a fix also a date, declining a reason', () => {
    expect(askedFor(fresh, 'planned')).toEqual({
      owner: true,
      releaseDate: false,
      reasonRequired: true,
    });
    expect(askedFor(fresh, 'released')).toEqual({
      owner: true,
      releaseDate: true,
      reasonRequired: true,
    });
    expect(askedFor(fresh, 'declined')).toEqual({
      owner: false,
      releaseDate: false,
      reasonRequired: true,
    });
    expect(askedFor(fresh, null).owner).toBe(false);
  });

  test('what the theme has already is not asked for again, but each fix has its own date', () => {
    const owned = {
      status: 'in_progress',
      owner: 'Team Meldekort',
      releaseDate: '2026-08-31',
    } as const;
    expect(askedFor(owned, 'released')).toMatchObject({ owner: false, releaseDate: true });
    expect(askedFor({ ...owned, status: 'released' }, 'measured').releaseDate).toBe(false);
  });
});

describe('what is wrong with a draft', () => {
  test('is told at its field', () => {
    expect(statusFault(fresh, nothing)).toEqual({ field: 'status', kind: 'missing' });
    expect(statusFault(fresh, { ...nothing, status: 'measured' })).toMatchObject({
      field: 'status',
      kind: 'notReachable',
    });
    expect(statusFault(fresh, { ...nothing, status: 'planned' })?.field).toBe('owner');
    expect(statusFault(fresh, { ...nothing, status: 'declined', reason: ' ' })?.field).toBe(
      'reason',
    );
    const owned = { ...nothing, status: 'released', owner: 'Team' } as const;
    expect(statusFault(fresh, owned)).toEqual({ field: 'releaseDate', kind: 'missing' });
    expect(statusFault(fresh, { ...owned, dateInvalid: true })).toEqual({
      field: 'releaseDate',
      kind: 'invalid',
    });
    expect(
      statusFault(fresh, { ...nothing, status: 'assessing', reason: 'x'.repeat(1001) }),
    ).toEqual({ field: 'reason', kind: 'long' });
    expect(statusFault(fresh, { ...owned, releaseDate: '2026-11-20' })?.field).toBe('reason');
    expect(
      statusFault(fresh, { ...owned, releaseDate: '2026-11-20', reason: 'Rettet' }),
    ).toBeNull();
  });

  test('agrees with the domain: what passes here is never refused there', () => {
    const owner = fc.option(fc.constantFrom('Team A', 'Team B'));
    const date = fc.option(fc.constantFrom('2026-08-31', '2026-11-20'));
    fc.assert(
      fc.property(
        fc.constantFrom(...themeStatuses),
        owner,
        date,
        fc.constantFrom(...themeStatuses),
        owner,
        date,
        fc.constantFrom('', 'Fordi'),
        (status, hadOwner, hadDate, next, newOwner, newDate, reason) => {
          const theme = { status, owner: hadOwner, releaseDate: hadDate };
          const draft = {
            status: next,
            owner: newOwner,
            releaseDate: newDate,
            dateInvalid: false,
            reason,
          };
          if (statusFault(theme, draft) !== null) return;
          expect(themeFault(theme, statusPatch(theme, draft), reason || null)).toBeNull();
        },
      ),
    );
  });
});

test('a patch holds the status and only what was asked for and differs', () => {
  const owned = { status: 'in_progress', owner: 'Team A', releaseDate: '2026-08-31' } as const;
  const draft = {
    ...nothing,
    status: 'released',
    owner: 'Team B',
    releaseDate: '2026-08-31',
  } as const;
  expect(statusPatch(owned, draft)).toEqual({ status: 'released' });
  expect(statusPatch(owned, { ...draft, releaseDate: '2026-11-20' })).toEqual({
    status: 'released',
    releaseDate: '2026-11-20',
  });
  expect(statusPatch(fresh, draft)).toEqual({
    status: 'released',
    owner: 'Team B',
    releaseDate: '2026-08-31',
  });
});
