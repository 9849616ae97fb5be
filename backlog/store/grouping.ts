import type { EvidenceTags } from '../../shared/text/similar/tag-evidence.ts';
import { type Reading, statement, type Tx } from './database.ts';

/** An insight as the text core compares it. A +1 says nothing of its own: `copies` counts those that lie where it lies. */
export interface GroupedText {
  readonly id: string;
  readonly text: string;
  readonly tags: EvidenceTags & { readonly tema: string | null; readonly step: string | null };
  readonly themeId: string | null;
  /** The insights of +1s and merged ones beside it, itself left out. */
  readonly copies: readonly string[];
}

const columns = `insight.id, text, tags, insight.theme_id AS "themeId",
  ARRAY(SELECT copy.id::text FROM observation AS beside JOIN insight AS copy ON copy.observation_id = beside.id
    WHERE beside.goes_with = insight.observation_id AND beside.same_kind IS NOT NULL
      AND copy.theme_id IS NOT DISTINCT FROM insight.theme_id ORDER BY copy.id) AS copies`;

const unplaced = statement<GroupedText>(
  'insight.unplaced',
  `SELECT ${columns} FROM insight JOIN observation ON observation.id = insight.observation_id
   WHERE insight.theme_id IS NULL AND same_kind IS NULL AND text <> '' ORDER BY week DESC, insight.id LIMIT $1`,
);
// A +1 of a theme says the theme's own name, and many of them would drown what was said: one stands in where nothing else does.
const ofThemes = statement<GroupedText>(
  'insight.ofThemes',
  `SELECT ${columns}
   FROM theme CROSS JOIN LATERAL (
     (SELECT insight.id AS chosen FROM insight JOIN observation ON observation.id = insight.observation_id
     WHERE insight.theme_id = theme.id AND same_kind IS NULL AND text <> ''
     ORDER BY week DESC, insight.id LIMIT $1)
     UNION ALL
     (SELECT insight.id FROM insight JOIN observation ON observation.id = insight.observation_id
     WHERE insight.theme_id = theme.id AND same_kind = 'theme' AND text <> ''
       AND NOT EXISTS (SELECT FROM insight AS said JOIN observation AS own ON own.id = said.observation_id
         WHERE said.theme_id = theme.id AND own.same_kind IS NULL AND said.text <> '')
     ORDER BY week DESC, insight.id LIMIT 1)) AS newest
   JOIN insight ON insight.id = newest.chosen
   WHERE theme.merged_into IS NULL ORDER BY theme.created_at, theme.id, week DESC, insight.id`,
);

/** What lies in no theme, and the newest of what lies in each. Newest first. */
export async function textsToGroup(
  tx: Reading,
  limits: { readonly unplaced: number; readonly ofEachTheme: number },
): Promise<{ readonly unplaced: GroupedText[]; readonly placed: GroupedText[] }> {
  return {
    unplaced: await tx.read(unplaced, [limits.unplaced]),
    placed: await tx.read(ofThemes, [limits.ofEachTheme]),
  };
}

/** A proposal as it stands, or as it is to stand. `quotes`: best first, among its insights. */
export interface HeldProposal {
  readonly id: string;
  readonly themeId: string | null;
  readonly tema: string | null;
  readonly step: string | null;
  readonly terms: readonly string[];
  readonly insightIds: readonly string[];
  readonly quotes: readonly string[];
}

const heldProposals = statement<HeldProposal>(
  'proposal.held',
  `SELECT id, theme_id AS "themeId", tema, step, terms,
     ARRAY(SELECT insight_id::text FROM proposal_insight WHERE proposal_id = proposal.id ORDER BY insight_id) AS "insightIds",
     ARRAY(SELECT insight_id::text FROM proposal_insight WHERE proposal_id = proposal.id AND rank IS NOT NULL ORDER BY rank)
       AS quotes
   FROM proposal ORDER BY created_at, id`,
);

export function standingProposals(tx: Reading): Promise<HeldProposal[]> {
  return tx.read(heldProposals, []);
}

const lockAll = statement('proposal.lockAll', 'SELECT id FROM proposal ORDER BY id FOR UPDATE');

/** Nobody decides of a proposal until the transaction ends. */
export async function holdAllProposals(tx: Reading): Promise<void> {
  await tx.read(lockAll, []);
}

export interface Dismissed {
  readonly themeId: string | null;
  readonly insightIds: readonly string[];
}

const dismissed = statement<Dismissed>(
  'dismissal.all',
  `SELECT theme_id AS "themeId", array_agg(insight_id::text) AS "insightIds" FROM dismissal
   GROUP BY proposal_id, theme_id`,
);

/** What has been said not to belong together (or not to that theme). */
export function dismissals(tx: Reading): Promise<Dismissed[]> {
  return tx.read(dismissed, []);
}

const putProposal = statement(
  'proposal.put',
  `INSERT INTO proposal (id, theme_id, tema, step, terms, created_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (id) DO UPDATE SET theme_id = excluded.theme_id, tema = excluded.tema, step = excluded.step,
     terms = excluded.terms`,
);
const emptyProposal = statement(
  'proposalInsight.empty',
  'DELETE FROM proposal_insight WHERE proposal_id = $1 OR insight_id = ANY($2::uuid[])',
);
const fillProposal = statement<{ id: string }>(
  'proposalInsight.fill',
  // What was placed, withdrawn or proposed elsewhere meanwhile is left out.
  `INSERT INTO proposal_insight (insight_id, proposal_id, rank)
   SELECT insight.id, $1, given.rank FROM unnest($2::uuid[], $3::int[]) AS given (id, rank)
   JOIN insight ON insight.id = given.id WHERE insight.theme_id IS NULL
   ON CONFLICT DO NOTHING RETURNING insight_id AS id`,
);

/** Makes a proposal as it is to stand; all must be held. */
export async function putProposalWhole(tx: Tx, proposal: HeldProposal, now: Date): Promise<void> {
  const { id, themeId, tema, step, terms, insightIds, quotes } = proposal;
  await tx.write(putProposal, [id, themeId, tema, step, terms, now]);
  await tx.write(emptyProposal, [id, insightIds]);
  const rankOf = new Map(quotes.map((insightId, at) => [insightId, at + 1]));
  await tx.write(fillProposal, [
    id,
    insightIds,
    insightIds.map((insightId) => rankOf.get(insightId) ?? null),
  ]);
}

/** What a theme is known by. `quotes`: ids of insights, best first. */
export interface ThemeWords {
  readonly id: string;
  readonly terms: readonly string[];
  readonly quotes: readonly string[];
}

const heldWords = statement<ThemeWords>(
  'theme.words',
  `SELECT id, terms,
     ARRAY(SELECT insight_id::text FROM theme_quote WHERE theme_id = theme.id ORDER BY rank) AS quotes
   FROM theme WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
);

/** Locks, then loads. */
export function holdThemeWords(tx: Reading, ids: readonly string[]): Promise<ThemeWords[]> {
  return ids.length === 0 ? Promise.resolve([]) : tx.read(heldWords, [ids]);
}

const setTerms = statement('theme.setTerms', 'UPDATE theme SET terms = $2 WHERE id = $1');
const dropQuotes = statement('themeQuote.drop', 'DELETE FROM theme_quote WHERE theme_id = $1');
const addQuotes = statement(
  'themeQuote.insert',
  `INSERT INTO theme_quote (theme_id, rank, insight_id)
   SELECT $1, given.rank, insight.id FROM unnest($2::uuid[]) WITH ORDINALITY AS given (id, rank)
   JOIN insight ON insight.id = given.id AND insight.theme_id = $1`,
);

/** The theme must be held. */
export async function putThemeWords(tx: Tx, { id, terms, quotes }: ThemeWords): Promise<void> {
  await tx.write(setTerms, [id, terms]);
  await tx.write(dropQuotes, [id]);
  await tx.write(addQuotes, [id, quotes]);
}
