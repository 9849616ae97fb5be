import type { Service } from '../service.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';

/**
 * One transaction. What it marks goes into the feed at its end, and once it has committed those who follow are hinted at it: every
 * change that others are to see is made by this.
 */
export async function changing<T>(
  service: Service,
  work: (tx: Tx, marks: FeedMarks) => Promise<T>,
): Promise<T> {
  const marks = new FeedMarks();
  const result = await inTransaction(service.pool, async (tx) => {
    const done = await work(tx, marks);
    await writeFeed(tx, marks.all);
    return done;
  });
  service.hints?.changed(marks.all.map(({ scope }) => scope));
  return result;
}
