import { dayAfter, weekOf } from '../../shared/domain/week.ts';
import { personScope } from '../feed/scopes.ts';
import { dayOf } from '../operations/due.ts';
import type { Service } from '../service.ts';
import { inOneStatement, inTransaction, type Tx } from '../store/database.ts';
import { contributorsUntil, markAsked, themesToAsk } from '../store/due.ts';
import { FeedMarks, writeFeed } from '../store/feed.ts';
import { holdContributions } from '../store/insights.ts';
import { insertReplies } from '../store/replies.ts';
import { holdThemes } from '../store/themes.ts';

/** So long after a release those who had heard the pain can tell whether they hear it less. */
const AFTER_DAYS = 14;

/** "Did it help?": asks each contributor once for each release; returns how many were asked. */
export async function askContributors(service: Service): Promise<number> {
  const releasedBy = dayAfter(dayOf(new Date(service.clock())), -AFTER_DAYS);
  const due = await inOneStatement(service.pool, (tx) => themesToAsk(tx, releasedBy));
  let asked = 0;
  for (const id of due)
    asked += await inTransaction(service.pool, (tx) => askAbout(service, tx, id, releasedBy));
  if (asked > 0) service.log('asking.done', { themes: due.length, replies: asked });
  return asked;
}

async function askAbout(
  service: Service,
  tx: Tx,
  themeId: string,
  releasedBy: string,
): Promise<number> {
  const [theme] = await holdThemes(tx, [themeId]);
  // Changed since it was chosen: the next run sees how it stands.
  if (theme === undefined || theme.releaseDate === null || theme.mergedInto !== null) return 0;
  if (!(await themesToAsk(tx, releasedBy)).includes(themeId)) return 0;
  await holdContributions(tx, themeId);
  const contributors = await contributorsUntil(
    tx,
    themeId,
    weekOf(`${theme.releaseDate}T12:00:00Z`),
  );
  const marks = new FeedMarks();
  const replies = contributors.map(({ id: observationId, author: sub }) => ({
    id: service.newId(),
    sub,
    observationId,
  }));
  const { name: themeName, status, owner, releaseDate } = theme;
  await insertReplies(
    tx,
    replies,
    {
      ...{ event: 'asked', themeId, themeName, fromName: null },
      ...{ status, owner, releaseDate, reason: null },
    },
    new Date(service.clock()),
  );
  for (const { id, sub } of replies) marks.put(personScope(sub), 'reply', id);
  await markAsked(tx, themeId);
  await writeFeed(tx, marks.all);
  return replies.length;
}
