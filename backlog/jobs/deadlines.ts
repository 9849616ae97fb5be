import { dayOf } from '../operations/due.ts';
import type { Service } from '../service.ts';
import { inTransaction } from '../store/database.ts';
import { raiseOverdue } from '../store/due.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';

/** Shows everybody which themes have waited too long for an owner or a decision; returns how many were touched. */
export async function raiseDeadlines(service: Service): Promise<number> {
  const today = dayOf(new Date(service.clock()));
  const raised = await inTransaction(service.pool, async (tx) => {
    const ids = await raiseOverdue(tx, today, service.deadlines);
    const marks = new FeedMarks();
    for (const id of ids) marks.put('themes', 'theme', id);
    await writeFeed(tx, marks.all);
    return ids.length;
  });
  if (raised > 0) service.log('deadlines.raised', { themes: raised });
  return raised;
}
