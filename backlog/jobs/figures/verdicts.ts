import type { Cell, RatePoint, ThemeVerdict } from '../../../shared/domain/evidence.ts';
import { LEAST_SHOWN } from '../../../shared/domain/suppression-path.ts';
import { mondayOf, type Week, weekOf } from '../../../shared/domain/week.ts';
import type { Period, RateAt } from '../../../shared/statistics/interrupted-series.ts';
import { compareRates } from '../../../shared/statistics/rates.ts';
import { recurred } from '../../../shared/statistics/recurrence.ts';
import { judge } from '../../../shared/statistics/verdict.ts';
import { countIn, type Known, loggingUnits } from './heard.ts';

const WEEKS_A_YEAR = 52;
const WEEK_MS = 7 * 86_400_000;
/** Weeks of the chart at most: a year, and what has come since a release. */
const CHART_WEEKS = 52;
const PER_THOUSAND = 1000;

export interface Measured {
  readonly verdict: ThemeVerdict | null;
  readonly chart: readonly RatePoint[];
  /** It had helped, and is heard again. */
  readonly recurs: boolean;
  readonly judgedWeek: string | null;
}

export interface Measurable {
  readonly id: string;
  readonly tema: string;
  /** Null while it is not released, or has been opened again since. */
  readonly releaseDate: string | null;
  readonly judgedWeek: string | null;
}

/** What the weeks of a theme say of its release, and what its chart shows. */
export function measure(known: Known, theme: Measurable): Measured {
  const periods = periodsOf(known, theme);
  const { releaseDate } = theme;
  if (releaseDate === null || periods.length === 0)
    return {
      verdict: null,
      chart: periods.length === 0 ? [] : chartOf(known, theme, [], CHART_WEEKS),
      recurs: false,
      judgedWeek: null,
    };
  const change = placeOf(known, releaseDate);
  const judged = judge(periods, change, WEEKS_A_YEAR);
  const found = judged.kind === 'too_little_data' ? null : judged;
  const rates = found?.rates ?? compareRates(periods, change, WEEKS_A_YEAR);
  const after = periods.filter(({ time }) => time >= change).length;
  const judgedWeek =
    theme.judgedWeek ?? (judged.kind === 'helped' ? (known.weeks.at(-1) ?? null) : null);
  return {
    verdict: {
      kind: judged.kind,
      releaseDate,
      effect: found?.effect ?? null,
      rateBefore: rates?.before.perThousand ?? null,
      rateAfter: rates?.after.perThousand ?? null,
      weeksBefore: periods.length - after,
      weeksAfter: after,
    },
    chart: chartOf(known, theme, found?.course ?? [], CHART_WEEKS + after),
    recurs: isBack(known, periods, change, theme.judgedWeek),
    judgedWeek,
  };
}

function isBack(
  known: Known,
  periods: readonly Period[],
  change: number,
  judgedWeek: string | null,
): boolean {
  if (judgedWeek === null) return false;
  const judged = known.weeks.indexOf(judgedWeek) + 1;
  return judged > 0 && recurred({ periods, change, judged, periodsPerYear: WEEKS_A_YEAR }) !== null;
}

/** Weeks in which citizens were in touch about its tema, and somebody logged. */
function periodsOf(known: Known, { id, tema }: Measurable): Period[] {
  const contacts = known.contacts.get(tema);
  return known.weeks.flatMap((week, time): Period[] => {
    const exposure = contacts?.get(week) ?? 0;
    if (exposure <= 0 || loggingUnits(known, week) === 0) return [];
    return [{ time, exposure, count: countIn(known, id, week) }];
  });
}

/** The moment a day begins, in weeks from the first. */
function placeOf(known: Known, date: string): number {
  const [first] = known.weeks;
  if (first === undefined) return 0;
  const day = Date.parse(`${date}T00:00:00Z`);
  return (day - mondayOf(first)) / WEEK_MS;
}

function chartOf(
  known: Known,
  theme: Measurable,
  course: readonly RateAt[],
  most: number,
): RatePoint[] {
  const fitted = new Map(course.map((at) => [at.time, at]));
  const contacts = known.contacts.get(theme.tema);
  const points = known.weeks.map((week, time): RatePoint => {
    const count = countIn(known, theme.id, week);
    const cell = cellOf(known, week, count);
    const exposure = contacts?.get(week) ?? 0;
    const at = fitted.get(time);
    return {
      week,
      count: cell,
      rate: typeof cell === 'number' && exposure > 0 ? (PER_THOUSAND * cell) / exposure : null,
      fitted: perThousand(at?.rate),
      low: perThousand(at?.low),
      high: perThousand(at?.high),
      without: perThousand(at?.without),
    };
  });
  return points.slice(-Math.max(most, 1));
}

function cellOf(known: Known, week: Week, count: number): Cell {
  if (loggingUnits(known, week) === 0) return 'no data';
  return count < LEAST_SHOWN ? '<5' : count;
}

function perThousand(rate: number | null | undefined): number | null {
  return rate === null || rate === undefined ? null : PER_THOUSAND * rate;
}

/** The last week that is over. */
export function lastWeek(now: number): Week {
  return weekOf(new Date(now - WEEK_MS).toISOString());
}
