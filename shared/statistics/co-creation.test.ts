import { describe, expect, it } from 'vitest';
import { answeredByUnit, type CoCreationRows, coCreation, daysUntil } from './co-creation.ts';

const day = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString();
const now = day(100);

describe('days until something happens', () => {
  /**
   * Times of remission under 6-mercaptopurine, weeks, + still in it: 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+
   * 32+ 34+ 35+ (Freireich et al. 1963, in Cox and Oakes, Analysis of Survival Data, 1.1); R's survfit gives a median of 23.
   */
  it('has the median of the published example, with those that wait counted in', () => {
    const there = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const spans = [
      ...there.map((days) => ({ from: day(100 - days), to: now })),
      ...waiting.map((days) => ({ from: day(100 - days), to: null })),
    ];
    expect(daysUntil(spans, now)).toEqual({ median: 23, there: 9, waiting: 12 });
  });

  it('is longer than the median of those that are there alone', () => {
    const spans = [1, 2, 3, 4, 5].map((days) => ({ from: day(0), to: day(days) }));
    expect(daysUntil(spans, now).median).toBe(3);
    const left = [...spans, ...spans.map(({ from }) => ({ from, to: null }))];
    expect(daysUntil(left, now).median).toBe(5);
    expect(daysUntil([...left, { from: day(0), to: null }], now).median).toBeNull();
  });

  it('says nothing of fewer than five', () => {
    const spans = [1, 2, 3, 4].map((days) => ({ from: day(0), to: day(days) }));
    expect(daysUntil(spans, now)).toEqual({ median: null, there: 4, waiting: 0 });
  });
});

const logged = (unit: string, answered: number, waiting: number) =>
  Array.from({ length: answered + waiting }, (_, index) => ({
    unit,
    role: 'caseworker' as const,
    loggedAt: day(index),
    answeredAt: index < answered ? day(index + 9) : null,
  }));

const rows: CoCreationRows = {
  observations: [
    ...logged('0104', 20, 8),
    ...logged('0213', 12, 3),
    ...logged('0301', 9, 11),
    { unit: '0104', role: 'supervisor', loggedAt: day(3), answeredAt: null },
  ],
  changes: [{ observations: 12 }, { observations: 0 }, { observations: 3 }],
  themes: Array.from({ length: 6 }, (_, index) => ({
    firstHeardAt: day(index),
    namedAt: day(index + 10),
    decidedAt: index < 4 ? day(index + 30 + index) : null,
    repliedAt: index < 2 ? day(index + 50) : null,
  })),
  units: ['0104', '0213', '0301', '0402'],
  now,
};

describe('how far what is heard comes', () => {
  it('is told by shares with their whole, medians, units and roles', () => {
    expect(coCreation(rows)).toEqual({
      answered: { part: 41, whole: 64 },
      citing: { part: 2, whole: 3 },
      daysToTheme: { median: 10, there: 6, waiting: 0 },
      daysToDecision: { median: 32, there: 4, waiting: 2 },
      daysToReply: { median: null, there: 2, waiting: 4 },
      unitsLogging: 3,
      unitsSilent: 1,
      roles: [
        { role: 'caseworker', observations: { kind: 'hidden' } },
        { role: 'supervisor', observations: { kind: 'few' } },
      ],
    });
  });

  it('shows no small number of a unit, nor what would give it away', () => {
    const units = answeredByUnit(rows);
    expect(units.map(({ unit }) => unit)).toEqual(rows.units);
    expect(units[1]?.waiting).toEqual({ kind: 'few' });
    expect(units[1]?.logged).toEqual({ kind: 'hidden' });
    expect(units[3]).toEqual({
      unit: '0402',
      logged: { kind: 'noData' },
      answered: { kind: 'noData' },
      waiting: { kind: 'noData' },
    });
    const kept = units.filter(
      ({ waiting }) => waiting.kind !== 'count' && waiting.kind !== 'noData',
    );
    expect(kept.length).toBeGreaterThan(1);
  });

  it('has nothing to say of nothing', () => {
    const none = coCreation({ observations: [], changes: [], themes: [], units: ['0104'], now });
    expect(none).toMatchObject({ answered: null, citing: null, unitsLogging: 0, unitsSilent: 1 });
    expect(none.daysToTheme).toEqual({ median: null, there: 0, waiting: 0 });
  });
});
