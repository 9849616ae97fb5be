import type { Service } from '../service.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';

/** One transaction. What it marks for those who follow goes into the feed at its end. */
export async function changing<T>(
  service: Service,
  work: (tx: Tx, marks: FeedMarks) => Promise<T>,
): Promise<T> {
  return inTransaction(service.pool, async (tx) => {
    const marks = new FeedMarks();
    const done = await work(tx, marks);
    await writeFeed(tx, marks.all);
    return done;
  });
}
