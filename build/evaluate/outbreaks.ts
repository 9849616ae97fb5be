import { ALARM, assessTheme, raiseSignals, SCAN } from '../../shared/statistics/outbreak.ts';
import { scanWindows } from '../../shared/statistics/scan.ts';
import { count, seeded } from './draws.ts';
import { type Made, madeWeeks } from './series.ts';

export interface Found {
  /** Part of the planted rises that were found by the second week, the first week of the rise being the first. */
  readonly withinTwo: number;
  /** Part found in each week up to the last looked at. */
  readonly byWeek: readonly number[];
  readonly falsePerHundred: number;
}

const WEEKS_LOOKED_AT = 4;

/** A rise on a rate that is known: what the scan does by itself. */
export function knownRate(options: {
  readonly seed: number;
  readonly runs: number;
  readonly mean: number;
  readonly factor: number;
  readonly dispersion: number;
}): Found {
  const { seed, runs, mean, factor, dispersion } = options;
  const draw = seeded(seed);
  const spread = { dispersion, degreesOfFreedom: Number.POSITIVE_INFINITY };
  const alarm = (counts: readonly number[]) =>
    scanWindows(SCAN, (weeks) => ({
      observed: counts.slice(-weeks).reduce((sum, items) => sum + items, 0),
      expectation: { mean: mean * weeks, perItem: 0, spread },
    })).p <= ALARM;
  return tally(runs, () => {
    const counts = [count(draw, mean, dispersion), count(draw, mean, dispersion)];
    const wrong = alarm(counts);
    const found = () =>
      firstWeek(() => {
        counts.push(count(draw, mean * factor, dispersion));
        return alarm(counts);
      });
    return { wrong, found };
  });
}

/** A rise on a rate that is learnt from the weeks before it, as the service does. */
export function learntRate(options: {
  readonly seed: number;
  readonly runs: number;
  readonly history: number;
  readonly made: Made;
  readonly factor: number;
}): Found {
  const { seed, runs, history, made, factor } = options;
  const draw = seeded(seed);
  return tally(runs, () => {
    const quiet = history + 4;
    const all = madeWeeks(draw, quiet + WEEKS_LOOKED_AT, {
      ...made,
      factor: (week) => (made.factor?.(week) ?? 1) * (week >= quiet ? factor : 1),
    }).map((period) => ({ week: '2026-W01', count: period.count, contacts: period.exposure }));
    const alarm = (weeks: number) => {
      const { course } = assessTheme({ weeks: all.slice(0, weeks), recentUnits: 3 });
      return course === 'new' || course === 'rising';
    };
    return { wrong: alarm(quiet), found: () => firstWeek((week) => alarm(quiet + week)) };
  });
}

/** Of many themes, some of which doubled two weeks ago: how many were marked, and how many of those wrongly. */
export function manyThemes(options: {
  readonly seed: number;
  readonly runs: number;
  readonly themes: number;
  readonly risen: number;
}): { readonly marked: number; readonly wrong: number; readonly found: number } {
  const draw = seeded(options.seed);
  let marked = 0;
  let wrongShare = 0;
  let found = 0;
  for (let run = 0; run < options.runs; run += 1) {
    const assessed = Array.from({ length: options.themes }, (_, index) => {
      const rises = index < options.risen;
      const weeks = madeWeeks(draw, 56, {
        mean: 2 + 18 * draw(),
        dispersion: 1.3,
        factor: (week) => (rises && week >= 54 ? 2 : 1),
      }).map((period) => ({ week: '2026-W01', count: period.count, contacts: period.exposure }));
      const assessment = assessTheme({ weeks, recentUnits: 3 });
      return { themeId: rises ? `rises ${index}` : `steady ${index}`, assessment };
    });
    const signals = raiseSignals(assessed).filter((signal) => signal.marked);
    const right = signals.filter(({ themeId }) => themeId.startsWith('rises')).length;
    marked += signals.length;
    found += right;
    if (signals.length > 0) wrongShare += (signals.length - right) / signals.length;
  }
  return {
    marked: marked / options.runs,
    wrong: wrongShare / options.runs,
    found: found / (options.runs * options.risen),
  };
}

/** The week of the rise that an alarm came in, from 1; 0: none did. */
function firstWeek(alarm: (week: number) => boolean): number {
  for (let week = 1; week <= WEEKS_LOOKED_AT; week += 1) if (alarm(week)) return week;
  return 0;
}

/** False alarms from all runs, what is found from the first third: the rarer needs more of them. */
function tally(
  runs: number,
  run: () => { readonly wrong: boolean; readonly found: () => number },
): Found {
  let wrong = 0;
  const rises = Math.ceil(runs / 3);
  const byWeek = new Array<number>(WEEKS_LOOKED_AT).fill(0);
  for (let index = 0; index < runs; index += 1) {
    const result = run();
    if (result.wrong) wrong += 1;
    const found = index < rises ? result.found() : 0;
    if (found > 0) byWeek[found - 1] = (byWeek[found - 1] ?? 0) + 1 / rises;
  }
  return {
    withinTwo: (byWeek[0] ?? 0) + (byWeek[1] ?? 0),
    byWeek,
    falsePerHundred: (100 * wrong) / runs,
  };
}
