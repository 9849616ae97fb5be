import { isDeepStrictEqual } from 'node:util';
import { weekAfter, weekOf } from '../../../shared/domain/week.ts';
import type { Service } from '../../service.ts';
import { contactsSince } from '../../store/contacts.ts';
import { inSnapshot, inTransaction, type Reading, type Tx } from '../../store/database.ts';
import { FeedMarks, writeFeed } from '../../store/feed.ts';
import {
  allUnits,
  answeredSince,
  heardSince,
  loggingWeeks,
  type NewFigures,
  observationFigures,
  proposalSignals,
  putProposalSignals,
  putThemeFigures,
  standingThemes,
  type ThemeFigures,
  themeWays,
} from '../../store/figures.ts';
import { knownOverviews, overviewDocuments, putOverviews } from '../../store/overviews.ts';
import { holdThemes } from '../../store/themes.ts';
import { byWeekAndUnit, type Known, weeksBetween } from './heard.ts';
import { MEASURED_WEEKS, overviewsOf } from './overviews.ts';
import { reopenRecurred } from './recurrence.ts';
import { signalsOf } from './signals.ts';
import { spreadOf } from './spread.ts';
import { lastWeek, measure } from './verdicts.ts';

/** Two and a half years: season and trend can be told apart, with a year of hindsight. */
const HISTORY_WEEKS = 130;
const WEEK_MS = 7 * 86_400_000;
/** What got answered this long ago is news to nobody. */
const ANSWERED_WEEKS = 8;

export interface FiguresDone {
  readonly themes: number;
  readonly proposals: number;
  readonly reopened: number;
  readonly overviews: number;
}

/**
 * Works out what the weeks that are over say: which themes and proposals are new or rising, what a release came to, which units
 * heard what, and the overviews. A theme that had helped and is heard again is opened anew. Returns how many of each changed.
 */
export async function workOutFigures(service: Service): Promise<FiguresDone> {
  const now = service.clock();
  const known = await inSnapshot(service.pool, (tx) => whatIsKnown(tx, now));
  const marks = new FeedMarks();
  const done = await inTransaction(service.pool, async (tx) => {
    const themes = await standingThemes(tx);
    const proposals = await proposalSignals(tx);
    const signals = signalsOf(known, [
      ...themes
        .filter(({ status }) => status !== 'declined')
        .map(({ id, tema, signal }) => ({ id, tema, before: signal })),
      ...proposals.map(({ id, tema, signal }) => ({ id, tema, before: signal })),
    ]);
    const recurring: string[] = [];
    const changed = themes.flatMap((theme) => {
      const figures = figuresOf(known, theme, signals);
      if (figures.recurs) recurring.push(theme.id);
      const next = figures.next;
      return differs(theme, next) ? [next] : [];
    });
    // All at once: transactions that lock several wait for one another by id.
    await holdThemes(tx, [...changed.map(({ id }) => id), ...recurring]);
    await putThemeFigures(tx, changed);
    for (const { id } of changed) marks.put('themes', 'theme', id);
    const other = proposals
      .map(({ id, signal }) => ({ id, before: signal, signal: signals.get(id) ?? null }))
      .filter(({ before, signal }) => !isDeepStrictEqual(before, signal));
    await putProposalSignals(tx, other);
    for (const { id } of other) {
      marks.put('insights', 'proposal', id);
      marks.put('proposals', 'proposal', id);
    }
    const overviews = await writeOverviews(service, tx, known, now, marks);
    const reopened = await reopenRecurred(service, tx, recurring, marks);
    await writeFeed(tx, marks.all);
    return { themes: changed.length, proposals: other.length, reopened, overviews };
  });
  service.log('figures.done', { ...done });
  return done;
}

async function whatIsKnown(tx: Reading, now: number): Promise<Known> {
  const last = lastWeek(now);
  const first = weekAfter(last, 1 - HISTORY_WEEKS);
  const rows = await heardSince(tx, first);
  const contacts = await contactsSince(tx, first);
  const logging = await loggingWeeks(tx);
  const started = [
    ...rows.map(({ week }) => week),
    ...[...contacts.values()].flatMap((weeks) => [...weeks.keys()]),
  ].reduce((earliest, week) => (week < earliest ? week : earliest), last);
  return {
    weeks: weeksBetween(started < first ? first : started, last),
    heard: byWeekAndUnit(rows),
    contacts,
    logging,
    units: await allUnits(tx),
  };
}

function figuresOf(
  known: Known,
  theme: ThemeFigures,
  signals: ReadonlyMap<string, NonNullable<ThemeFigures['signal']>>,
): { readonly next: NewFigures; readonly recurs: boolean } {
  const { id, tema, status } = theme;
  const released = status === 'released' || status === 'measured';
  const releaseDate = released ? theme.releaseDate : null;
  // A new release is judged for itself.
  const again = theme.verdict?.releaseDate === releaseDate;
  const measured = measure(known, {
    id,
    tema,
    releaseDate,
    judgedWeek: again ? theme.judgedWeek : null,
  });
  const { verdict, chart, judgedWeek, recurs } = measured;
  const week = releaseDate === null ? null : weekOf(`${releaseDate}T12:00:00Z`);
  const spread = spreadOf(known, id, week);
  const signal = signals.get(id) ?? null;
  return { next: { id, signal, verdict, chart, spread, judgedWeek }, recurs };
}

function differs(before: ThemeFigures, after: NewFigures): boolean {
  return (Object.keys(after) as (keyof NewFigures)[]).some(
    (name) => !isDeepStrictEqual(plain(before[name]), plain(after[name])),
  );
}

/** As it comes back from the database. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

async function writeOverviews(
  service: Service,
  tx: Tx,
  known: Known,
  now: number,
  marks: FeedMarks,
): Promise<number> {
  const since = new Date(now - MEASURED_WEEKS * WEEK_MS);
  const overviews = overviewsOf(
    known,
    {
      observations: await observationFigures(tx, since),
      ways: await themeWays(tx, since),
      answered: await answeredSince(tx, new Date(now - ANSWERED_WEEKS * WEEK_MS)),
      themeIds: (await standingThemes(tx)).map(({ id }) => id),
      ids: await knownOverviews(tx),
      now: new Date(now).toISOString(),
    },
    service.newId,
  );
  const before = new Map(
    (
      await overviewDocuments(
        tx,
        overviews.map(({ id }) => id),
      )
    ).map((overview) => [overview.id, overview]),
  );
  const changed = overviews.filter((overview) => {
    const known = before.get(overview.id);
    return !isDeepStrictEqual(
      plain({ ...known, madeAt: null }),
      plain({ ...overview, madeAt: null }),
    );
  });
  await putOverviews(tx, changed);
  for (const { id, unit } of changed)
    marks.put(unit === null ? 'themes' : `figures:${unit}`, 'overview', id);
  return changed.length;
}
