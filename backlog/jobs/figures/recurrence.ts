import { personScope } from '../../feed/scopes.ts';
import { dayOf, dueAfter } from '../../operations/due.ts';
import type { Service } from '../../service.ts';
import type { Tx } from '../../store/database.ts';
import type { FeedMarks } from '../../store/feed.ts';
import { holdContributions } from '../../store/insights.ts';
import { insertReplies } from '../../store/replies.ts';
import { changeTheme, holdThemes } from '../../store/themes.ts';

/** Who opened it: nobody. */
const NOBODY = 'lytt';
const REASON = 'Høres oftere igjen enn det gjorde etter rettingen.';

/** Opens themes anew that had been helped and are heard again, and says so to those who had heard them. */
export async function reopenRecurred(
  service: Service,
  tx: Tx,
  ids: readonly string[],
  marks: FeedMarks,
): Promise<number> {
  const now = new Date(service.clock());
  let reopened = 0;
  for (const theme of await holdThemes(tx, ids)) {
    if (theme.mergedInto !== null || (theme.status !== 'released' && theme.status !== 'measured'))
      continue;
    const open = { ...theme, status: 'assessing' as const };
    const standing = { ...open, due: dueAfter(null, open, dayOf(now), service.deadlines) };
    await changeTheme(
      tx,
      standing,
      {
        id: service.newId(),
        patch: { status: 'assessing' },
        reason: REASON,
        madeAt: now.toISOString(),
        event: { kind: 'recurred' },
      },
      NOBODY,
      now,
    );
    const replies = (await holdContributions(tx, theme.id)).map(({ id, author: sub }) => ({
      id: service.newId(),
      sub,
      observationId: id,
    }));
    const { name: themeName, owner, releaseDate } = theme;
    await insertReplies(
      tx,
      replies,
      {
        ...{ event: 'status', themeId: theme.id, themeName, fromName: null },
        ...{ status: 'assessing', owner, releaseDate, reason: REASON },
      },
      now,
    );
    for (const { id, sub } of replies) marks.put(personScope(sub), 'reply', id);
    marks.put('themes', 'theme', theme.id);
    reopened += 1;
  }
  return reopened;
}
