import { Worker } from 'node:worker_threads';
import type { Service } from '../../service.ts';
import { inSnapshot, inTransaction, type Tx } from '../../store/database.ts';
import { FeedMarks, writeFeed } from '../../store/feed.ts';
import {
  dismissals,
  holdAllProposals,
  holdThemeWords,
  putProposalWhole,
  putThemeWords,
  standingProposals,
  type ThemeWords,
  textsToGroup,
} from '../../store/grouping.ts';
import { removeProposals } from '../../store/proposals.ts';
import type { Grouped, Texts } from './group-texts.ts';
import { sameList, settleGroups } from './settle-groups.ts';

/** The newest so many are grouped: what nobody took up in all that time has become rare. */
const UNPLACED = 5_000;
/** The newest of each theme: enough to know it by. */
const OF_EACH_THEME = 40;

/**
 * Groups what lies in no theme, and works out what the themes are known by. Named themes stay as people made them: nothing is
 * moved, only proposed. Returns how many proposals and themes it changed.
 */
export async function groupInsights(
  service: Service,
): Promise<{ readonly proposals: number; readonly themes: number }> {
  const texts = await inSnapshot(service.pool, (tx) =>
    textsToGroup(tx, { unplaced: UNPLACED, ofEachTheme: OF_EACH_THEME }),
  );
  const grouped = await inThread(texts);
  const marks = new FeedMarks();
  const changed = await inTransaction(service.pool, async (tx) => {
    const themes = await writeThemeWords(tx, grouped.themes, marks);
    const proposals = await writeProposals(service, tx, grouped, marks);
    await writeFeed(tx, marks.all);
    return { proposals, themes };
  });
  if (changed.proposals + changed.themes > 0) service.log('grouping.done', changed);
  return changed;
}

async function writeThemeWords(
  tx: Tx,
  themes: readonly ThemeWords[],
  marks: FeedMarks,
): Promise<number> {
  const held = await holdThemeWords(
    tx,
    themes.map(({ id }) => id),
  );
  const before = new Map(held.map((words) => [words.id, words]));
  let changed = 0;
  for (const words of themes) {
    const known = before.get(words.id);
    if (known === undefined) continue;
    if (sameList(known.terms, words.terms) && sameList(known.quotes, words.quotes)) continue;
    await putThemeWords(tx, words);
    marks.put('themes', 'theme', words.id);
    changed += 1;
  }
  return changed;
}

async function writeProposals(
  service: Service,
  tx: Tx,
  { groups }: Grouped,
  marks: FeedMarks,
): Promise<number> {
  await holdAllProposals(tx);
  const { put, gone } = settleGroups(
    groups,
    await standingProposals(tx),
    await dismissals(tx),
    service.newId,
  );
  await removeProposals(tx, gone);
  for (const proposal of put) await putProposalWhole(tx, proposal, new Date(service.clock()));
  for (const id of gone) mark(marks, id, true);
  for (const { id } of put) mark(marks, id, false);
  return put.length + gone.length;
}

function mark(marks: FeedMarks, id: string, gone: boolean): void {
  marks.put('insights', 'proposal', id, gone);
  marks.put('proposals', 'proposal', id, gone);
}

function inThread(texts: Texts): Promise<Grouped> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      name: 'grouping',
      workerData: texts,
    });
    worker.once('message', (grouped: Grouped) => resolve(grouped));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the grouping ended without a result')));
  });
}
