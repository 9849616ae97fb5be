import { type Cell, QUOTE_LIMIT, type Signal } from '../../shared/domain/evidence.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { isoOf, type Reading, statement, type Timestamptz, type Tx } from './database.ts';

/** Fewer insights than this are no proposal of a theme; one alone may belong to a theme there is. */
const LEAST_INSIGHTS = 2;

interface Row {
  readonly id: string;
  readonly themeId: string | null;
  readonly tema: string | null;
  readonly step: Proposal['step'];
  readonly terms: string[];
  readonly signal: Signal | null;
  readonly createdAt: Timestamptz;
}

const columns = `id, theme_id AS "themeId", tema, step, terms, signal, created_at AS "createdAt"`;
const documents = statement<Row>(
  'proposal.documents',
  `SELECT ${columns} FROM proposal WHERE id = ANY($1::uuid[])`,
);
const lock = statement<Row>(
  'proposal.lock',
  `SELECT ${columns} FROM proposal WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** Locks, then loads; unknown ids are left out. */
export async function holdProposals(tx: Reading, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await tx.read(lock, [ids])).map(({ id }) => id);
}

interface Member {
  readonly proposalId: string;
  readonly id: string;
  readonly rank: number | null;
  readonly text: string;
  readonly week: string;
  readonly unit: string;
}
const members = statement<Member>(
  'proposal.members',
  `SELECT proposal_id AS "proposalId", insight.id, rank, text, week, unit
   FROM proposal_insight JOIN insight ON insight.id = insight_id
   JOIN observation ON observation.id = insight.observation_id
   WHERE proposal_id = ANY($1::uuid[]) ORDER BY rank NULLS LAST, week, insight.id`,
);

/** What their documents are made of. */
export const proposalStatements = [documents, members];

/** Two statements however many there are. */
export async function proposalDocuments(tx: Reading, ids: readonly string[]): Promise<Proposal[]> {
  if (ids.length === 0) return [];
  const rows = await tx.read(documents, [ids]);
  const of = Map.groupBy(await tx.read(members, [ids]), ({ proposalId }) => proposalId);
  return rows.map(({ createdAt, ...row }) => {
    const held = of.get(row.id) ?? [];
    return {
      ...row,
      quotes: quotesOf(held),
      count: held.length,
      units: cellOf(new Set(held.map(({ unit }) => unit)).size, held.length),
      weeks: weeksOf(held),
      insightIds: held.map(({ id }) => id),
      createdAt: isoOf(createdAt),
    };
  });
}

function quotesOf(held: readonly Member[]): Proposal['quotes'] {
  const said = new Set<string>();
  return held
    .filter(({ rank, text }) => {
      if (rank === null || said.has(text)) return false;
      said.add(text);
      return true;
    })
    .slice(0, QUOTE_LIMIT)
    .map(({ id, text }) => ({ id, text }));
}

/** How many units is told once there are so many insights that none of them can be told apart. */
function cellOf(units: number, insights: number): Cell {
  return insights < 5 ? '<5' : units;
}

function weeksOf(held: readonly Member[]): Proposal['weeks'] {
  const weeks = new Map<string, number>();
  for (const { week } of held) weeks.set(week, (weeks.get(week) ?? 0) + 1);
  return [...weeks]
    .map(([week, count]) => ({ week, count }))
    .sort((a, b) => (a.week < b.week ? -1 : 1));
}

const insightsOf = statement<{ id: string; observationId: string }>(
  'proposal.insights',
  `SELECT insight.id, observation_id AS "observationId" FROM proposal_insight JOIN insight ON insight.id = insight_id
   WHERE proposal_id = ANY($1::uuid[]) ORDER BY insight.id`,
);

export function insightsOfProposals(
  tx: Reading,
  ids: readonly string[],
): Promise<{ id: string; observationId: string }[]> {
  return ids.length === 0 ? Promise.resolve([]) : tx.read(insightsOf, [ids]);
}

const remove = statement('proposal.remove', 'DELETE FROM proposal WHERE id = ANY($1::uuid[])');

export async function removeProposals(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.write(remove, [ids]);
}

const dismiss = statement(
  'proposal.dismiss',
  `INSERT INTO dismissal (proposal_id, insight_id, theme_id)
   SELECT proposal_id, insight_id, theme_id FROM proposal_insight JOIN proposal ON proposal.id = proposal_id
   WHERE proposal_id = $1`,
);

/** Notes what is not to be proposed again as it is. */
export async function noteDismissal(tx: Tx, id: string): Promise<void> {
  await tx.write(dismiss, [id]);
}

const takeOut = statement<{ proposalId: string }>(
  'proposalInsight.remove',
  `DELETE FROM proposal_insight WHERE insight_id = ANY($1::uuid[]) RETURNING proposal_id AS "proposalId"`,
);
const left = statement<{ id: string; left: number; themeId: string | null }>(
  'proposal.left',
  `SELECT proposal.id, theme_id AS "themeId", count(insight_id)::int AS left
   FROM proposal LEFT JOIN proposal_insight ON proposal_id = proposal.id
   WHERE proposal.id = ANY($1::uuid[]) GROUP BY proposal.id`,
);

/** Takes insights out of what they are proposed in; what then says too little goes. Returns what changed, and whether it went. */
export async function takeOutOfProposals(
  tx: Tx,
  insightIds: readonly string[],
): Promise<{ readonly id: string; readonly gone: boolean }[]> {
  const touched = [
    ...new Set((await tx.write(takeOut, [insightIds])).map(({ proposalId }) => proposalId)),
  ];
  if (touched.length === 0) return [];
  const counts = await tx.read(left, [touched]);
  const gone = counts
    .filter((one) => one.left < (one.themeId === null ? LEAST_INSIGHTS : 1))
    .map(({ id }) => id);
  await removeProposals(tx, gone);
  return touched.map((id) => ({ id, gone: gone.includes(id) }));
}
