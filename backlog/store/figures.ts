import type { RatePoint, Signal, Spread, ThemeVerdict } from '../../shared/domain/evidence.ts';
import type { Role } from '../../shared/domain/roles.ts';
import type { ThemeStatus } from '../../shared/domain/theme.ts';
import { type Reading, statement, type Tx } from './database.ts';

/** How often a theme (or what is proposed) was heard in a unit in a week. */
export interface HeardRow {
  readonly of: string;
  readonly unit: string;
  readonly week: string;
  readonly count: number;
}

const ofThemes = statement<HeardRow>(
  'figures.themes',
  `SELECT theme_id AS of, unit, week, count(*)::int AS count
   FROM insight JOIN observation ON observation.id = insight.observation_id
   WHERE theme_id IS NOT NULL AND week >= $1 GROUP BY theme_id, unit, week`,
);
const ofProposals = statement<HeardRow>(
  'figures.proposals',
  `SELECT proposal_id AS of, unit, week, count(*)::int AS count
   FROM proposal_insight JOIN insight ON insight.id = insight_id
   JOIN observation ON observation.id = insight.observation_id
   WHERE week >= $1 GROUP BY proposal_id, unit, week`,
);

export async function heardSince(tx: Reading, week: string): Promise<HeardRow[]> {
  return [...(await tx.read(ofThemes, [week])), ...(await tx.read(ofProposals, [week]))];
}

const logging = statement<{ unit: string; week: string }>(
  'figures.logging',
  // Text that was checked to be an instant of ours when it came in.
  `SELECT DISTINCT unit, to_char(heard_at::timestamptz AT TIME ZONE 'UTC', 'IYYY"-W"IW') AS week
   FROM observation WHERE NOT withdrawn`,
);

/** In which weeks each unit heard anything at all. */
export async function loggingWeeks(tx: Reading): Promise<Map<string, Set<string>>> {
  const byUnit = new Map<string, Set<string>>();
  for (const { unit, week } of await tx.read(logging, [])) {
    const weeks = byUnit.get(unit) ?? new Set<string>();
    weeks.add(week);
    byUnit.set(unit, weeks);
  }
  return byUnit;
}

const units = statement<{ number: string; name: string }>(
  'unit.all',
  'SELECT number, name FROM unit ORDER BY number',
);

export function allUnits(tx: Reading): Promise<{ number: string; name: string }[]> {
  return tx.read(units, []);
}

/** What the jobs have worked out of a theme before. */
export interface ThemeFigures {
  readonly id: string;
  readonly tema: string;
  readonly status: ThemeStatus;
  readonly releaseDate: string | null;
  readonly signal: Signal | null;
  readonly verdict: ThemeVerdict | null;
  readonly chart: readonly RatePoint[];
  readonly spread: Spread | null;
  readonly judgedWeek: string | null;
}

const themeFigures = statement<ThemeFigures>(
  'theme.figures',
  `SELECT id, tema, status, release_date AS "releaseDate", signal, verdict, chart, spread, judged_week AS "judgedWeek"
   FROM theme WHERE merged_into IS NULL ORDER BY id`,
);

export function standingThemes(tx: Reading): Promise<ThemeFigures[]> {
  return tx.read(themeFigures, []);
}

const proposalFigures = statement<{ id: string; tema: string | null; signal: Signal | null }>(
  'proposal.figures',
  'SELECT id, tema, signal FROM proposal WHERE theme_id IS NULL ORDER BY id',
);

export function proposalSignals(
  tx: Reading,
): Promise<{ id: string; tema: string | null; signal: Signal | null }[]> {
  return tx.read(proposalFigures, []);
}

export type NewFigures = Pick<
  ThemeFigures,
  'id' | 'signal' | 'verdict' | 'chart' | 'spread' | 'judgedWeek'
>;

const putFigures = statement(
  'theme.putFigures',
  `UPDATE theme SET signal = given.signal::jsonb, verdict = given.verdict::jsonb, chart = given.chart::jsonb,
     spread = given.spread::jsonb, judged_week = given.judged_week
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     AS given (id, signal, verdict, chart, spread, judged_week)
   WHERE theme.id = given.id`,
);

export async function putThemeFigures(tx: Tx, rows: readonly NewFigures[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.write(putFigures, [
    rows.map(({ id }) => id),
    rows.map(({ signal }) => json(signal)),
    rows.map(({ verdict }) => json(verdict)),
    rows.map(({ chart }) => JSON.stringify(chart)),
    rows.map(({ spread }) => json(spread)),
    rows.map(({ judgedWeek }) => judgedWeek),
  ]);
}

const putSignals = statement(
  'proposal.putSignals',
  `UPDATE proposal SET signal = given.signal::jsonb
   FROM unnest($1::uuid[], $2::text[]) AS given (id, signal) WHERE proposal.id = given.id`,
);

export async function putProposalSignals(
  tx: Tx,
  rows: readonly { readonly id: string; readonly signal: Signal | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.write(putSignals, [rows.map(({ id }) => id), rows.map(({ signal }) => json(signal))]);
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

interface ObservationFigures {
  readonly unit: string;
  readonly role: Role;
  readonly loggedAt: Date;
  readonly answeredAt: Date | null;
}

const observations = statement<ObservationFigures>(
  'figures.observations',
  // Told what became of it: by a reply, or by a supervisor who did not take it further and said why.
  `SELECT unit, coalesce(role, 'caseworker') AS role, received_at AS "loggedAt",
     least((SELECT min(made_at) FROM reply WHERE observation_id = observation.id AND event <> 'asked'),
       (SELECT min(received_at) FROM review WHERE observation_id = observation.id AND decision ->> 'kind' = 'decline'))
       AS "answeredAt"
   FROM observation WHERE NOT withdrawn AND received_at >= $1`,
);

export function observationFigures(tx: Reading, since: Date): Promise<ObservationFigures[]> {
  return tx.read(observations, [since]);
}

interface ThemeWay {
  readonly id: string;
  readonly units: string[];
  readonly observations: number;
  readonly released: boolean;
  readonly firstHeardAt: Date | null;
  readonly namedAt: Date;
  readonly decidedAt: Date | null;
  readonly repliedAt: Date | null;
}

const ways = statement<ThemeWay>(
  'figures.ways',
  `SELECT theme.id, theme.created_at AS "namedAt", status IN ('released', 'measured') AS released,
     heard.observations, heard.units, heard.first AS "firstHeardAt",
     (SELECT min(received_at) FROM theme_change
       WHERE theme_id = theme.id AND patch ->> 'status' NOT IN ('new', 'assessing')) AS "decidedAt",
     (SELECT min(made_at) FROM reply WHERE theme_id = theme.id AND event = 'status') AS "repliedAt"
   FROM theme CROSS JOIN LATERAL (
     SELECT count(*)::int AS observations, coalesce(array_agg(DISTINCT unit), '{}') AS units, min(received_at) AS first
     FROM insight JOIN observation ON observation.id = insight.observation_id WHERE insight.theme_id = theme.id) AS heard
   WHERE theme.merged_into IS NULL AND theme.created_at >= $1`,
);

export function themeWays(tx: Reading, since: Date): Promise<ThemeWay[]> {
  return tx.read(ways, [since]);
}

const answered = statement<{ unit: string; themeId: string; status: ThemeStatus; at: Date }>(
  'figures.answered',
  `SELECT DISTINCT ON (unit, theme_id) unit, theme_id AS "themeId", reply.status, made_at AS at
   FROM reply JOIN observation ON observation.id = reply.observation_id
   WHERE event = 'status' AND made_at >= $1 ORDER BY unit, theme_id, made_at DESC`,
);

/** What was last said to contributors of each unit about each theme. */
export function answeredSince(
  tx: Reading,
  since: Date,
): Promise<{ unit: string; themeId: string; status: ThemeStatus; at: Date }[]> {
  return tx.read(answered, [since]);
}
