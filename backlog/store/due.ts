import { type Reading, statement, type Tx } from './database.ts';

const fill = statement<{ id: string }>(
  'theme.fillDue',
  // Themes from before there were deadlines.
  `UPDATE theme SET due_kind = CASE WHEN owner IS NULL THEN 'owner' ELSE 'decision' END,
     due_date = to_char((created_at AT TIME ZONE 'UTC')::date + CASE WHEN owner IS NULL THEN $1::int ELSE $2::int END, 'YYYY-MM-DD')
   WHERE due_kind IS NULL AND merged_into IS NULL AND status IN ('new', 'assessing') RETURNING id`,
);
const raise = statement<{ id: string }>(
  'theme.raiseOverdue',
  'UPDATE theme SET overdue = true WHERE due_date IS NOT NULL AND NOT overdue AND due_date < $1 RETURNING id',
);

/** Raises what is overdue on this day, and gives a date to what has none; returns the themes. */
export async function raiseOverdue(
  tx: Tx,
  today: string,
  deadlines: { readonly ownerDays: number; readonly decisionDays: number },
): Promise<string[]> {
  const filled = await tx.write(fill, [deadlines.ownerDays, deadlines.decisionDays]);
  const raised = await tx.write(raise, [today]);
  return [...new Set([...filled, ...raised].map(({ id }) => id))];
}

const toAsk = statement<{ id: string }>(
  'theme.toAsk',
  `SELECT id FROM theme WHERE release_date IS NOT NULL AND release_date <= $1 AND merged_into IS NULL
     AND status IN ('released', 'measured') AND asked_release IS DISTINCT FROM release_date ORDER BY id`,
);

/** Themes that were released on or before this day and whose contributors have not been asked about it. */
export async function themesToAsk(tx: Reading, releasedBy: string): Promise<string[]> {
  return (await tx.read(toAsk, [releasedBy])).map(({ id }) => id);
}

const contributors = statement<{ id: string; author: string }>(
  'theme.contributors',
  // One of each person's: what she heard last before the release.
  `SELECT DISTINCT ON (author) observation.id, author
   FROM insight JOIN observation ON observation.id = insight.observation_id
   WHERE insight.theme_id = $1 AND week <= $2 ORDER BY author, week DESC, observation.id`,
);

export function contributorsUntil(
  tx: Reading,
  themeId: string,
  week: string,
): Promise<{ id: string; author: string }[]> {
  return tx.read(contributors, [themeId, week]);
}

const noteAsked = statement(
  'theme.noteAsked',
  'UPDATE theme SET asked_release = release_date WHERE id = $1',
);

export async function markAsked(tx: Tx, themeId: string): Promise<void> {
  await tx.write(noteAsked, [themeId]);
}
