import type { Week } from '../domain/week.ts';
import { type Baseline, type BaselineKind, expectedIn, fitBaseline } from './baseline.ts';
import { chanceOfMore, type Expectation, type RateRatio, rateRatio } from './expectation.ts';
import { falseDiscoveryRates } from './false-discovery.ts';
import type { Period } from './interrupted-series.ts';
import { type Heard, scanWindows, type Window } from './scan.ts';

/** One week of a theme. */
export interface ThemeWeek {
  readonly week: Week;
  /** Insights in the theme, heard that week. */
  readonly count: number;
  /** Contacts about the theme's tema, all channels. Null: not known yet, or never. */
  readonly contacts: number | null;
  /**
   * Units that logged anything at all that week; absent: all the time the same. Contacts count in proportion, as those of a
   * unit that logs nothing could not have been heard of. 0: no data, the week says nothing.
   */
  readonly loggingUnits?: number | undefined;
}

export interface ThemeHistory {
  /** Oldest first, without a gap; the last is the week in question, over and done with. */
  readonly weeks: readonly ThemeWeek[];
  /** Different units that contributed in the last `RECENT_WEEKS` weeks. */
  readonly recentUnits: number;
}

/**
 * `new`: heard where nothing was expected. `rising`: heard more than expected. `steady`: neither. `tooLittleHistory`: too few
 * weeks with contacts to expect anything.
 */
export type ThemeCourse = 'new' | 'rising' | 'steady' | 'tooLittleHistory';

/**
 * Whether contacts were known. `assumed`: not yet of some of the recent weeks, the median of the last known stands in for
 * them. `unknown`: of no week, so counts alone were compared.
 */
export type Volume = 'known' | 'assumed' | 'unknown';

/** What one theme's week looks like, by itself. */
export interface Assessment {
  readonly course: ThemeCourse;
  readonly week: Week;
  /** Weeks up to and with `week` that the figures are for: 1, 2 or `RECENT_WEEKS`. */
  readonly window: number;
  readonly observed: number;
  /** Null without history, as is `baseline`. */
  readonly expectation: Expectation | null;
  /** Chance of the like somewhere in the windows looked at, were nothing changed; of one theme in one week. 1 without history. */
  readonly p: number;
  readonly recentUnits: number;
  /** What the expectation stands on. Kind `level`: trend and season were not told apart. */
  readonly baseline: Pick<Baseline, 'kind' | 'weeks'> | null;
  readonly volume: Volume;
}

/** The last weeks: not part of the history, and what is new is counted over them. */
export const RECENT_WEEKS = 4;
/** Fewer in the recent weeks say nothing (the rule "5 in 4 weeks" of Farrington et al., 3.8). */
export const LEAST_ITEMS = 5;
/** What is new must come from more than one place. */
export const LEAST_UNITS = 2;
/** Weeks with contacts before anything is expected. */
export const LEAST_HISTORY = 8;
/** Fewer items than this expected in the recent weeks are nothing expected. */
const NOTHING = 0.5;
/** At most one false alarm in a hundred weeks of a theme. */
export const ALARM = 0.01;
/** A signal with a q up to this is marked: of those marked in a week, at most one in ten is false on average. */
export const MARKED = 0.1;

/**
 * The windows scanned for a rise, each with its share of the error. Shares sum to 1, so that by Bonferroni the chance of a
 * false alarm in a week stays below `ALARM` however the windows overlap and weeks hang together: 0.0016 for one week, 0.0084
 * for two. Two weeks see a doubling surest, one week alone sees what is large at once.
 */
export const SCAN: readonly Window[] = [
  { weeks: 1, share: 0.16 },
  { weeks: 2, share: 0.84 },
];

/**
 * Whether a theme is new or rising in its last week. Of the theme alone: false alarms come to at most `ALARM` a week of a
 * theme; `raiseSignals` then looks across themes.
 */
export function assessTheme({ weeks, recentUnits }: ThemeHistory): Assessment {
  const last = weeks.at(-1);
  if (last === undefined) throw new RangeError('a theme without weeks');
  const now = weeks.length - 1;
  const { periods, volume } = exposedWeeks(weeks);
  const history = periods.filter(({ time }) => time <= now - RECENT_WEEKS);
  const recent = periods.filter(({ time }) => time > now - RECENT_WEEKS);
  const common = { week: last.week, recentUnits, volume };
  if (history.length < LEAST_HISTORY || recent.length === 0)
    return {
      ...common,
      course: 'tooLittleHistory',
      window: RECENT_WEEKS,
      observed: itemsIn(recent),
      expectation: null,
      p: 1,
      baseline: null,
    };

  const baseline = fitBaseline(history, now);
  const heard = (window: number): Heard => {
    const within = recent.filter(({ time }) => time > now - window);
    return { observed: itemsIn(within), expectation: expectedIn(baseline, within) };
  };
  const all = heard(RECENT_WEEKS);
  const isNew = all.expectation.mean < NOTHING;
  const { observed, expectation, window, p } = isNew
    ? { ...all, window: RECENT_WEEKS, p: chanceOfMore(all.observed, all.expectation) }
    : scanWindows(SCAN, heard);
  const enough = all.observed >= LEAST_ITEMS && (!isNew || recentUnits >= LEAST_UNITS);
  // Where counts scatter wildly, five may be rare and yet no more than expected.
  const mayAlarm = enough && observed > expectation.mean;
  return {
    ...common,
    course: p > ALARM || !mayAlarm ? 'steady' : isNew ? 'new' : 'rising',
    window,
    observed,
    expectation,
    // What could not have been an alarm is no evidence in the tests across themes either.
    p: mayAlarm ? p : 1,
    baseline: { kind: baseline.kind, weeks: baseline.weeks },
  };
}

/** A theme that is new or rising. */
export interface Signal {
  readonly themeId: string;
  readonly kind: 'new' | 'rising';
  readonly week: Week;
  readonly window: number;
  readonly observed: number;
  readonly expected: number;
  readonly ratio: RateRatio;
  readonly p: number;
  /** Across all themes assessed for the week (Benjamini and Hochberg). */
  readonly q: number;
  /** `q` is at most `MARKED`. */
  readonly marked: boolean;
  readonly units: number;
  readonly baseline: BaselineKind;
  readonly volume: Volume;
}

/** The signals among all themes assessed for one week, surest first. Give the steady ones too: q counts them. */
export function raiseSignals(
  assessed: readonly { readonly themeId: string; readonly assessment: Assessment }[],
): Signal[] {
  const tested = assessed.filter(({ assessment }) => assessment.baseline !== null);
  const q = falseDiscoveryRates(tested.map(({ assessment }) => assessment.p));
  return tested
    .flatMap(({ themeId, assessment }, index): Signal[] => {
      const { course, expectation, baseline, recentUnits, ...rest } = assessment;
      if (expectation === null || baseline === null) return [];
      if (course !== 'new' && course !== 'rising') return [];
      const rate = q[index] ?? 1;
      return [
        {
          ...rest,
          themeId,
          kind: course,
          expected: expectation.mean,
          ratio: rateRatio(rest.observed, expectation),
          q: rate,
          marked: rate <= MARKED,
          units: recentUnits,
          baseline: baseline.kind,
        },
      ];
    })
    .sort((a, b) => a.p - b.p || (a.themeId < b.themeId ? -1 : 1));
}

/** Weeks that a missing volume is taken from. */
const KNOWN_WEEKS = 8;

/** Each week with what its count is measured against; weeks without data are left out, their place in time is kept. */
function exposedWeeks(weeks: readonly ThemeWeek[]): {
  readonly periods: Period[];
  readonly volume: Volume;
} {
  const now = weeks.length - 1;
  const known = weeks.flatMap(({ contacts }) =>
    contacts !== null && contacts > 0 ? contacts : [],
  );
  const usual = known.length === 0 ? 1 : median(known.slice(-KNOWN_WEEKS));
  let volume: Volume = known.length === 0 ? 'unknown' : 'known';
  const periods = weeks.flatMap(({ count, contacts, loggingUnits = 1 }, time): Period[] => {
    if (loggingUnits <= 0) return [];
    if (contacts !== null && contacts > 0)
      return [{ time, count, exposure: contacts * loggingUnits }];
    // A week long past whose contacts never came is no data; of the last weeks they may still be on their way.
    if (volume !== 'unknown' && time <= now - RECENT_WEEKS) return [];
    if (volume === 'known') volume = 'assumed';
    return [{ time, count, exposure: usual * loggingUnits }];
  });
  return { periods, volume };
}

function itemsIn(periods: readonly Period[]): number {
  return periods.reduce((sum, { count }) => sum + count, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[Math.floor(middle)] ?? 0);
}
