import { DAY_MS, daysKept, type Retention } from '../../shared/domain/retention.ts';
import { personScope, scopesOfObservation } from '../feed/scopes.ts';
import { reviewFate } from '../operations/insight-of.ts';
import type { Service } from '../service.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';
import { type HeldObservation, holdObservations } from '../store/observations.ts';
import { takeOutOfProposals } from '../store/proposals.ts';
import { addReceipts, type ReceiptKind, receiptKinds } from '../store/receipts.ts';
import {
  emptyInsights,
  emptyWords,
  standingWords,
  type Worded,
  waitForNobody,
  wordedBefore,
} from '../store/retention.ts';

/** Observations in one transaction: whoever writes about them waits for it. */
const CHUNK = 300;
/** Before every id there is. */
const FIRST = '00000000-0000-0000-0000-000000000000';

export type Removed = Readonly<Record<ReceiptKind, number>>;

/**
 * Takes out the words that have been kept long enough, and tells all who see them. What they count for stays: observations with
 * their tags and decisions, insights in their weeks and themes. Writes receipts of what went, in the transactions in which it
 * does. Returns how many of each kind.
 */
export async function removeExpiredWords(service: Service): Promise<Removed> {
  const { retention } = service;
  const now = service.clock();
  const run = service.newId();
  const total = { text: 0, undecided: 0, insight: 0 };
  const shortest = Math.min(...Object.values(retention));
  const before = new Date(now - shortest * DAY_MS);
  for (let after: string | undefined = FIRST; after !== undefined; ) {
    const from: string = after;
    const part = await inTransaction(service.pool, async (tx) => {
      const ids = await wordedBefore(tx, before, from, CHUNK);
      const removed = await emptyOld(tx, ids, retention, now);
      await addReceipts(tx, run, new Date(now), receiptsOf(removed, retention));
      return { removed, last: ids.length < CHUNK ? undefined : ids.at(-1) };
    });
    for (const kind of receiptKinds) total[kind] += part.removed[kind];
    after = part.last;
  }
  for (const kind of receiptKinds) service.metrics.expired.inc({ kind }, total[kind]);
  service.metrics.retentionRun.set(now / 1000);
  service.log('retention.done', total);
  return total;
}

function receiptsOf(removed: Removed, { textDays, undecidedDays, insightDays }: Retention) {
  const days = { text: textDays, undecided: undecidedDays, insight: insightDays };
  return receiptKinds.map((kind) => ({ kind, days: days[kind], removed: removed[kind] }));
}

async function emptyOld(
  tx: Tx,
  ids: readonly string[],
  retention: Retention,
  now: number,
): Promise<Removed> {
  const held = new Map((await holdObservations(tx, ids)).map((one) => [one.id, one]));
  // Read after the locks: what was written or decided while we waited for them counts.
  const marks = new FeedMarks();
  const decided: HeldObservation[] = [];
  const undecided: HeldObservation[] = [];
  const insights: string[] = [];
  for (const standing of await standingWords(tx, [...held.keys()])) {
    const observation = held.get(standing.id);
    if (observation === undefined || observation.withdrawn) continue;
    if (standing.words && isOld(standing, daysKept(withTheme(observation), retention), now))
      (isDecided(observation) ? decided : undecided).push(observation);
    if (standing.insight && isOld(standing, retention.insightDays, now)) insights.push(standing.id);
  }
  const old = [...decided, ...undecided];
  const oldIds = old.map(({ id }) => id);
  await emptyWords(tx, oldIds);
  await waitForNobody(tx, oldIds);
  for (const observation of old) markWordless(marks, observation);
  await emptyInsightsOf(tx, marks, insights);
  await writeFeed(tx, marks.all);
  return { text: decided.length, undecided: undecided.length, insight: insights.length };
}

function isOld({ lastAt }: Worded, days: number, now: number): boolean {
  return now - lastAt.getTime() > days * DAY_MS;
}

function withTheme(observation: HeldObservation) {
  return { ...observation, themeId: observation.insight?.themeId ?? null };
}

function isDecided(observation: HeldObservation): boolean {
  const { kind } = reviewFate(observation);
  return kind === 'approved' || kind === 'declined';
}

/** Its author goes on seeing what became of it; to those who reviewed it it says nothing any more. */
function markWordless(marks: FeedMarks, observation: HeldObservation): void {
  const own = personScope(observation.author);
  for (const scope of scopesOfObservation(observation))
    marks.put(scope, 'observation', observation.id, scope !== own);
}

/** An insight without words is nothing to read or to place: it is only counted. */
async function emptyInsightsOf(
  tx: Tx,
  marks: FeedMarks,
  observationIds: readonly string[],
): Promise<void> {
  const emptied = await emptyInsights(tx, observationIds);
  for (const { id, themeId, unit } of emptied) {
    marks.put('insights', 'insight', id, true);
    marks.put(`heard:${unit}`, 'insight', id, true);
    // It is quoted no more.
    if (themeId !== null) marks.put('themes', 'theme', themeId);
  }
  if (emptied.length === 0) return;
  const ids = emptied.map(({ id }) => id);
  for (const { id, gone } of await takeOutOfProposals(tx, ids)) {
    marks.put('insights', 'proposal', id, gone);
    marks.put('proposals', 'proposal', id, gone);
  }
}
