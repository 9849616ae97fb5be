import { recurred } from '../../shared/statistics/recurrence.ts';
import { judge } from '../../shared/statistics/verdict.ts';
import { seeded } from './draws.ts';
import { type Made, madeWeeks } from './series.ts';

export interface Judged {
  readonly helped: number;
  readonly no_clear_change: number;
  readonly worse: number;
  readonly too_little_data: number;
  /** Part of the intervals that hold the true effect, of those given. */
  readonly covered: number;
}

export interface Released {
  readonly seed: number;
  readonly runs: number;
  readonly before: number;
  readonly after: number;
  readonly made: Made;
  /** Ratio of the rate after to the rate before. */
  readonly effect: number;
}

/** What the verdicts say of releases whose true effect is known. */
export function verdicts({ seed, runs, before, after, made, effect }: Released): Judged {
  const draw = seeded(seed);
  const counts = { helped: 0, no_clear_change: 0, worse: 0, too_little_data: 0 };
  let covered = 0;
  for (let run = 0; run < runs; run += 1) {
    const periods = madeWeeks(draw, before + after, {
      ...made,
      factor: (week) => (week >= before ? effect : 1),
    });
    const verdict = judge(periods, before, 52);
    counts[verdict.kind] += 1;
    if (verdict.kind === 'too_little_data') continue;
    if (verdict.effect.low <= effect && effect <= verdict.effect.high) covered += 1;
  }
  const given = runs - counts.too_little_data;
  return {
    helped: counts.helped / runs,
    no_clear_change: counts.no_clear_change / runs,
    worse: counts.worse / runs,
    too_little_data: counts.too_little_data / runs,
    covered: covered / Math.max(given, 1),
  };
}

/** After a release that helped: part of the themes reopened within a year of the verdict, and the median week of it. */
export function recurrences({
  back,
  ...released
}: Released & {
  /** What the rate after the verdict is multiplied by. */
  readonly back: number;
}): { readonly reopened: number; readonly medianWeek: number | null } {
  const { seed, runs, before, after, made, effect } = released;
  const draw = seeded(seed);
  const weeks: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const judged = before + after;
    const periods = madeWeeks(draw, judged + 52, {
      ...made,
      factor: (week) => (week < before ? 1 : week < judged ? effect : effect * back),
    });
    for (let week = 1; week <= 52; week += 1) {
      const since = { periods: periods.slice(0, judged + week), change: before, judged };
      if (recurred({ ...since, periodsPerYear: 52 }) === null) continue;
      weeks.push(week);
      break;
    }
  }
  const sorted = weeks.toSorted((a, b) => a - b);
  return {
    reopened: weeks.length / runs,
    medianWeek: sorted[Math.floor(sorted.length / 2)] ?? null,
  };
}
