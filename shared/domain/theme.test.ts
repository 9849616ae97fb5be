import { describe, expect, it } from 'vitest';
import { themeFault } from './theme.ts';
import { weekOf } from './week.ts';

describe('a theme', () => {
  const theme = { status: 'new', owner: null, releaseDate: null } as const;

  it('needs a reason for each status, an owner to be planned and a date to be released', () => {
    expect(themeFault(theme, { status: 'assessing' }, null)).toBe('theme.reasonMissing');
    expect(themeFault(theme, { workaround: 'Si at …' }, null)).toBeNull();
    expect(themeFault(theme, { status: 'declined' }, null)).toBe('theme.reasonMissing');
    expect(themeFault(theme, { status: 'declined' }, 'Loven krever det')).toBeNull();
    expect(themeFault(theme, { status: 'planned' }, null)).toBe('theme.ownerMissing');
    expect(themeFault(theme, { status: 'released', owner: 'Team Meldekort' }, null)).toBe(
      'theme.releaseDateMissing',
    );
    expect(
      themeFault(
        theme,
        { status: 'released', owner: 'Team Meldekort', releaseDate: '2026-11-24' },
        'Rettet',
      ),
    ).toBeNull();
  });

  it('that was merged is changed where it went', () => {
    const merged = { ...theme, mergedInto: '0190a000-0000-7000-8000-000000000001' };
    expect(themeFault(merged, { name: 'Nytt' }, null)).toBe('theme.merged');
  });

  it('does not jump over the release to a verdict', () => {
    expect(themeFault(theme, { status: 'measured' }, null)).toBe('theme.statusNotReachable');
  });
});

describe('the ISO week', () => {
  it('belongs to the year of its Thursday', () => {
    expect(weekOf('2026-01-01T12:00:00Z')).toBe('2026-W01');
    expect(weekOf('2027-01-01T12:00:00Z')).toBe('2026-W53');
    expect(weekOf('2024-12-30T12:00:00Z')).toBe('2025-W01');
    expect(weekOf('2026-11-24T12:00:00Z')).toBe('2026-W48');
  });
});
