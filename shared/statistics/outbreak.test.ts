import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekAfter } from '../domain/week.ts';
import {
  ALARM,
  assessTheme,
  raiseSignals,
  SCAN,
  type ThemeHistory,
  type ThemeWeek,
} from './outbreak.ts';
import { scanWindows } from './scan.ts';
import { poissonCdf, poissonTail } from './special.ts';

const theme = (
  counts: readonly number[],
  { recentUnits = 3, ...rest }: Partial<ThemeWeek> & { recentUnits?: number } = {},
): ThemeHistory => ({
  weeks: counts.map((count, index) => ({
    week: weekAfter('2026-W01', index),
    count,
    contacts: 1000,
    ...rest,
  })),
  recentUnits,
});
const quiet = (weeks: number, each = 0) => new Array<number>(weeks).fill(each);

describe('the scan on a known rate', () => {
  const spread = { dispersion: 1, degreesOfFreedom: Number.POSITIVE_INFINITY };
  const p = (mean: number, before: number, now: number) =>
    scanWindows(SCAN, (weeks) => ({
      observed: weeks === 1 ? now : before + now,
      expectation: { mean: mean * weeks, perItem: 0, spread },
    })).p;

  it('splits the error between one week and two, and spends no more than all of it', () => {
    expect(SCAN.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    // Alarms at 10 a week: 21 in one (tail 0.0016), 32 in two (tail 0.0081).
    expect(p(10, 0, 21)).toBeLessThanOrEqual(ALARM);
    expect(p(10, 0, 20)).toBeGreaterThan(ALARM);
    expect(p(10, 16, 16)).toBeLessThanOrEqual(ALARM);
    expect(p(10, 15, 16)).toBeGreaterThan(ALARM);
  });

  it('raises at most one false alarm in a hundred weeks, worked out to the last count', () => {
    for (const mean of [0.3, 1, 2.5, 5, 10, 20, 45]) {
      const chance = (n: number) => poissonCdf(n, mean) - poissonCdf(n - 1, mean);
      const most = Math.ceil(mean + 10 * Math.sqrt(mean) + 10);
      let alarms = 0;
      for (let before = 0; before < most; before += 1)
        for (let now = 0; now < most; now += 1)
          if (p(mean, before, now) <= ALARM) alarms += chance(before) * chance(now);
      expect(alarms).toBeLessThanOrEqual(ALARM);
      expect(alarms).toBeGreaterThan(0.001);
    }
  });

  it('finds a doubling of 10 a week within two weeks nine times in ten, worked out exactly', () => {
    const chance = (n: number, mean: number) => poissonCdf(n, mean) - poissonCdf(n - 1, mean);
    let missed = 0;
    for (let before = 0; before < 60; before += 1)
      for (let first = 0; first < 21 && before + first < 32; first += 1)
        missed += chance(before, 10) * chance(first, 20) * poissonCdf(Math.min(20, 31 - first), 20);
    expect(1 - missed).toBeGreaterThan(0.9);
    // A threshold on one week alone, at the same error, finds fewer.
    const alone = 1 - poissonCdf(18, 20) ** 2;
    expect(poissonTail(19, 10)).toBeLessThanOrEqual(ALARM);
    expect(1 - missed).toBeGreaterThan(alone);
  });
});

describe('a theme', () => {
  it('is new: five items from two units where nothing was expected', () => {
    const assessment = assessTheme(theme([...quiet(20), 0, 1, 2, 2], { recentUnits: 2 }));
    expect(assessment).toMatchObject({ course: 'new', window: 4, observed: 5, week: '2026-W24' });
    expect(assessment.p).toBeLessThan(0.001);
  });

  it('is not new from one unit, or from four items', () => {
    expect(assessTheme(theme([...quiet(20), 0, 1, 2, 2], { recentUnits: 1 })).course).toBe(
      'steady',
    );
    expect(assessTheme(theme([...quiet(20), 0, 1, 1, 2])).course).toBe('steady');
  });

  it('is rising where it doubles, with the ratio and its interval', () => {
    const assessment = assessTheme(theme([...quiet(26, 10), 9, 11, 10, 22]));
    expect(assessment).toMatchObject({ course: 'rising', window: 1, observed: 22 });
    const [signal] = raiseSignals([{ themeId: 'a', assessment }]);
    expect(signal).toMatchObject({ kind: 'rising', marked: true, baseline: 'level' });
    expect(signal?.expected).toBeCloseTo(10, 10);
    expect(signal?.ratio.ratio).toBeCloseTo(2.2, 10);
    expect(signal?.ratio.low).toBeGreaterThan(1);
    expect(signal?.ratio.high).toBeGreaterThan(2.2);
  });

  it('is not rising where its contacts rise with it', () => {
    const { weeks, recentUnits } = theme([...quiet(26, 10), 10, 10, 22, 22]);
    const busy = weeks.map((week, index) => ({ ...week, contacts: index < 28 ? 1000 : 2200 }));
    expect(assessTheme({ weeks: busy, recentUnits }).course).toBe('steady');
    expect(assessTheme({ weeks, recentUnits }).course).toBe('rising');
  });

  it('is not rising because more units have begun to log', () => {
    const { weeks, recentUnits } = theme([...quiet(26, 10), 10, 10, 22, 22]);
    const more = weeks.map((week, index) => ({ ...week, loggingUnits: index < 28 ? 10 : 22 }));
    expect(assessTheme({ weeks: more, recentUnits }).course).toBe('steady');
  });

  it('has too little history before eight weeks of it', () => {
    const assessment = assessTheme(theme([...quiet(7, 3), 3, 3, 30, 30]));
    expect(assessment).toMatchObject({ course: 'tooLittleHistory', p: 1, expectation: null });
    expect(assessTheme(theme([...quiet(8, 3), 3, 3, 30, 30])).course).toBe('rising');
  });

  it('takes weeks in which nobody logged for no data, not for silence', () => {
    const { weeks, recentUnits } = theme([...quiet(30, 10), 10, 10, 10, 12]);
    const holiday = weeks.map((week, index) =>
      index >= 5 && index < 25
        ? { ...week, count: 0, loggingUnits: 0 }
        : { ...week, loggingUnits: 1 },
    );
    const silent = holiday.map((week) => ({ ...week, loggingUnits: 1 }));
    expect(assessTheme({ weeks: holiday, recentUnits }).course).toBe('steady');
    expect(assessTheme({ weeks: holiday, recentUnits }).expectation?.mean).toBeCloseTo(20, 6);
    expect(assessTheme({ weeks: silent, recentUnits }).expectation?.mean).toBeLessThan(10);
  });

  it('says where contacts were assumed, or are not known at all', () => {
    const { weeks, recentUnits } = theme([...quiet(26, 10), 10, 10, 10, 30]);
    const late = weeks.map((week, index) => ({ ...week, contacts: index === 29 ? null : 1000 }));
    expect(assessTheme({ weeks: late, recentUnits })).toMatchObject({
      course: 'rising',
      volume: 'assumed',
    });
    const never = weeks.map((week) => ({ ...week, contacts: null }));
    expect(assessTheme({ weeks: never, recentUnits })).toMatchObject({
      course: 'rising',
      volume: 'unknown',
    });
    expect(assessTheme({ weeks, recentUnits }).volume).toBe('known');
  });

  it('that falls is steady', () => {
    expect(assessTheme(theme([...quiet(30, 20), 2, 1, 1, 1])).course).toBe('steady');
  });

  it('is not raised by what is rare and yet no more than expected', () => {
    const counts = [0, 0, 0, 0, 0, 0, 12, 54, 0, 53, 21, 0, 14, 4, 2, 0];
    const contacts = [null, 578, 2600, 2411, null, null, 2675, null, 761, 171, 1147, 2193];
    const logging = [undefined, 2, undefined, undefined, undefined, 0, ...Array(4), 3, 3, 4, 0];
    const weeks = counts.map((count, at) => ({
      week: '2026-W01',
      count,
      contacts: at < 12 ? (contacts[at] ?? null) : ([null, 2482, 1960, null][at - 12] ?? null),
      loggingUnits: logging[at],
    }));
    const assessment = assessTheme({ weeks, recentUnits: 2 });
    expect(assessment.course).toBe('steady');
    expect(raiseSignals([{ themeId: 'a', assessment }])).toEqual([]);
  });

  it('never fails, and has a chance for a chance, whatever was counted', () => {
    const week = fc.record({
      week: fc.constant('2026-W01'),
      count: fc.nat(60),
      contacts: fc.option(fc.nat(3000)),
      loggingUnits: fc.option(fc.nat(5), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 130 }), fc.nat(3), (weeks, units) => {
        const assessment = assessTheme({ weeks, recentUnits: units });
        expect(assessment.p).toBeGreaterThanOrEqual(0);
        expect(assessment.p).toBeLessThanOrEqual(1);
        for (const signal of raiseSignals([{ themeId: 'a', assessment }])) {
          expect(signal.observed).toBeGreaterThan(signal.expected);
          expect(signal.ratio.low).toBeGreaterThan(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('across themes', () => {
  const steady = (id: number) => ({
    themeId: `steady ${id}`,
    assessment: assessTheme(theme([...quiet(26, 10), 10, 9, 11, 10])),
  });
  const borderline = {
    themeId: 'borderline',
    assessment: assessTheme(theme([...quiet(26, 10), 10, 10, 16, 18])),
  };
  const clear = {
    themeId: 'clear',
    assessment: assessTheme(theme([...quiet(26, 10), 10, 10, 20, 40])),
  };

  it('the surest come first, and a borderline one is marked only while few are looked at', () => {
    expect(borderline.assessment.course).toBe('rising');
    const many = Array.from({ length: 100 }, (_, id) => steady(id));
    const few = raiseSignals([borderline, clear]);
    expect(few.map(({ themeId, marked }) => [themeId, marked])).toEqual([
      ['clear', true],
      ['borderline', true],
    ]);
    const among = raiseSignals([borderline, ...many, clear]);
    expect(among.map(({ themeId, marked }) => [themeId, marked])).toEqual([
      ['clear', true],
      ['borderline', false],
    ]);
  });

  it('are none where nothing rises', () => {
    expect(raiseSignals([steady(1), steady(2)])).toEqual([]);
    expect(raiseSignals([])).toEqual([]);
  });
});
