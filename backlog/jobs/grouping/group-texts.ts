import { QUOTE_LIMIT, TERM_LIMIT } from '../../../shared/domain/evidence.ts';
import type { TextDoc } from '../../../shared/text/similar/similar-index.ts';
import { countWords, keyTerms, typicalTexts } from '../../../shared/text/themes/describe.ts';
import { neighbourGraph } from '../../../shared/text/themes/neighbour-graph.ts';
import { placeInThemes } from '../../../shared/text/themes/place-in-themes.ts';
import type { GroupedText, ThemeWords } from '../../store/grouping.ts';

/** Insights that seem to say the same; `themeId` where a theme there is says it already. */
export interface FoundGroup {
  readonly themeId: string | null;
  readonly tema: string | null;
  readonly step: string | null;
  readonly terms: readonly string[];
  readonly insightIds: readonly string[];
  readonly quotes: readonly string[];
}

export interface Texts {
  readonly unplaced: readonly GroupedText[];
  readonly placed: readonly GroupedText[];
}

export interface Grouped {
  readonly groups: readonly FoundGroup[];
  readonly themes: readonly ThemeWords[];
}

/** Heard fewer times than this, it is not proposed as a theme of its own. */
const LEAST_HEARD = 3;

/** What may become a theme, or more of one, and what the themes there are are known by. Pure; seconds of work for thousands. */
export function groupTexts({ unplaced, placed }: Texts): Grouped {
  const byId = new Map(unplaced.map((text) => [text.id, text]));
  const byTheme = Map.groupBy(placed, ({ themeId }) => themeId ?? '');
  const standing = [...byTheme].map(([id, members]) => ({ id, members: members.map(docOf) }));
  const found = placeInThemes(standing, unplaced.map(docOf));
  const fitting = Map.groupBy(found.placed, ({ theme }) => theme);
  const more = [...fitting].map(([themeId, placements]) => {
    const members = placements.map(({ id }) => id);
    return groupOf(themeId, members, members, [], byId);
  });
  const own = found.proposed
    .map(({ members, quotes, keyTerms: terms }) => groupOf(null, members, quotes, terms, byId))
    .filter(({ insightIds }) => insightIds.length >= LEAST_HEARD);
  return { groups: [...more, ...own], themes: themeWords(placed) };
}

function docOf({ id, text, tags: { tema, step, pain } }: GroupedText): TextDoc {
  return { id, text, tags: { tema, step, ...(pain === undefined ? {} : { pain }) } };
}

function groupOf(
  themeId: string | null,
  members: readonly string[],
  quotes: readonly string[],
  terms: readonly string[],
  byId: ReadonlyMap<string, GroupedText>,
): FoundGroup {
  const texts = members.flatMap((id) => byId.get(id) ?? []);
  return {
    themeId,
    tema: commonest(texts, ({ tags }) => tags.tema),
    step: commonest(texts, ({ tags }) => tags.step),
    terms: terms.slice(0, TERM_LIMIT),
    insightIds: texts.flatMap(({ id, copies }) => [id, ...copies]).sort(),
    quotes: quotes.slice(0, QUOTE_LIMIT),
  };
}

/** What most of them say, +1s counted; of two equally common the first in order. */
function commonest(
  texts: readonly GroupedText[],
  tag: (text: GroupedText) => string | null,
): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const value = tag(text);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1 + text.copies.length);
  }
  const [first] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

function themeWords(placed: readonly GroupedText[]): ThemeWords[] {
  if (placed.length === 0) return [];
  const docs = placed.map(docOf);
  const counts = countWords(docs);
  const graph = neighbourGraph(docs);
  const places = Map.groupBy(docs.keys(), (at) => placed[at]?.themeId ?? '');
  return [...places].map(([id, group]) => ({
    id,
    terms: keyTerms(counts, group).slice(0, TERM_LIMIT),
    quotes: quoted(placed, typicalTexts(graph, group), group),
  }));
}

/** The typical ones, then the newest, each words once. */
function quoted(
  placed: readonly GroupedText[],
  typical: readonly number[],
  group: readonly number[],
): string[] {
  const said = new Set<string>();
  const quotes: string[] = [];
  for (const at of [...typical, ...group]) {
    const text = placed[at];
    if (text === undefined || said.has(text.text) || quotes.length === QUOTE_LIMIT) continue;
    said.add(text.text);
    quotes.push(text.id);
  }
  return quotes;
}
