import { type Reading, statement, type Tx } from './database.ts';

const noteMoved = statement(
  'themeMoved.insert',
  `INSERT INTO theme_moved (theme_id, insight_id) SELECT $1, id FROM insight WHERE theme_id = $1
   ON CONFLICT DO NOTHING`,
);
const moveAll = statement<{ id: string; observationId: string }>(
  'insight.moveAll',
  `UPDATE insight SET theme_id = $2 WHERE theme_id = $1 RETURNING id, observation_id AS "observationId"`,
);

export interface Moved {
  readonly id: string;
  readonly observationId: string;
}

/** Moves all that lies in a theme, and notes what it was. Its observations must be held. */
export async function takeAlong(tx: Tx, themeId: string, into: string): Promise<Moved[]> {
  await tx.write(noteMoved, [themeId]);
  return tx.write(moveAll, [themeId, into]);
}

const bringBack = statement<Moved>(
  'insight.bringBack',
  `UPDATE insight SET theme_id = $1 FROM theme_moved AS moved
   WHERE moved.theme_id = $1 AND moved.insight_id = insight.id AND insight.theme_id = $2
   RETURNING insight.id, insight.observation_id AS "observationId"`,
);
const forgetMoved = statement('themeMoved.forget', 'DELETE FROM theme_moved WHERE theme_id = $1');

/** What a merge took along and still lies where it brought it comes back. */
export async function giveBack(tx: Tx, themeId: string, from: string): Promise<Moved[]> {
  const moved = await tx.write(bringBack, [themeId, from]);
  await tx.write(forgetMoved, [themeId]);
  return moved;
}

const lockSources = statement<{ id: string }>(
  'insight.lockSources',
  `SELECT observation.id FROM observation JOIN insight ON insight.observation_id = observation.id
   WHERE insight.theme_id = $1 OR insight.id IN (SELECT insight_id FROM theme_moved WHERE theme_id = $2)
   ORDER BY observation.id FOR NO KEY UPDATE OF observation`,
);

/** Nothing in the theme, nor what was taken along out of `moved`, can be withdrawn or placed until the transaction ends. */
export async function holdSources(tx: Reading, themeId: string, moved: string): Promise<string[]> {
  const rows = await tx.read(lockSources, [themeId, moved]);
  return rows.map(({ id }) => id);
}

const heads = statement<{ id: string; author: string; unit: string; escalation: 0 | 1 | 2 }>(
  'observation.heads.marked',
  'SELECT id, author, unit, escalation FROM observation WHERE id = ANY($1::uuid[])',
);

/** Who sees these observations. */
export function whoSees(tx: Reading, ids: readonly string[]) {
  return tx.read(heads, [ids]);
}
