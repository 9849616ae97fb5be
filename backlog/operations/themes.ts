import type { OperationOf } from '../../shared/domain/operation.ts';
import { type ThemePatch, themeFault } from '../../shared/domain/theme.ts';
import { personScope } from '../feed/scopes.ts';
import { type Contribution, holdContributions, placeInsights } from '../store/insights.ts';
import type { HeldObservation } from '../store/observations.ts';
import { insertReplies } from '../store/replies.ts';
import { changeTheme, type HeldTheme, insertTheme, statusReason } from '../store/themes.ts';
import { type Fault, fault } from './fault.ts';
import { Overtaken, type Workspace } from './workspace.ts';

/** Each works on rows that are written: what operations before it changed goes out first. */

export async function createTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.create'>,
): Promise<Fault | null> {
  const { themeId: id, name, tema, step } = operation;
  if (workspace.themes.has(id)) return fault('theme.exists', 'themeId');
  if (!(await insertTheme(workspace.tx, { id, name, tema, step }, workspace.now)))
    throw new Overtaken('a theme of that id was made');
  workspace.themes.set(id, {
    id,
    name,
    tema,
    step,
    status: 'new',
    owner: null,
    releaseDate: null,
    workaround: null,
  });
  workspace.marks.put('themes', 'theme', id);
  return null;
}

/** A change of status travels back to everyone whose observation is in the theme. */
export async function changeThemeBy(
  workspace: Workspace,
  operation: OperationOf<'theme.change'>,
): Promise<Fault | null> {
  const { patch, reason } = operation;
  const theme = workspace.themes.get(operation.themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  const refused = themeFault(theme, patch, reason);
  if (refused !== null) return fault(refused, 'patch');
  if (workspace.takenIds.has(operation.changeId)) return fault('input.invalid', 'changeId');
  await workspace.flush();
  const { tx, bearer, now } = workspace;
  const changed = patched(theme, patch);
  await changeTheme(
    tx,
    changed,
    { id: operation.changeId, patch, reason, madeAt: operation.madeAt },
    bearer.sub,
    now,
  );
  workspace.takenIds.add(operation.changeId);
  workspace.themes.set(theme.id, changed);
  workspace.marks.put('themes', 'theme', theme.id);
  if (changed.status !== theme.status)
    await reply(workspace, changed, reason, await holdContributions(tx, theme.id));
  return null;
}

/** Absent means unchanged; null empties. */
function patched(theme: HeldTheme, patch: ThemePatch): HeldTheme {
  const { name, status, owner, releaseDate, workaround } = patch;
  return {
    ...theme,
    name: name ?? theme.name,
    status: status ?? theme.status,
    owner: owner === undefined ? theme.owner : owner,
    releaseDate: releaseDate === undefined ? theme.releaseDate : releaseDate,
    workaround: workaround === undefined ? theme.workaround : workaround,
  };
}

/**
 * Puts insights into a theme, whose contributors then hear where it stands, or takes them out. Insights that have gone meanwhile
 * are passed over; refused only where none is left.
 */
export async function placeInTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.place'>,
): Promise<Fault | null> {
  const { themeId } = operation;
  const theme = themeId === null ? null : workspace.themes.get(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  await workspace.flush();
  const found = [...new Set(operation.insightIds)]
    .map((id) => workspace.observationOfInsight(id))
    .filter((observation) => observation !== undefined);
  if (found.length === 0) return fault('insight.unknown', 'insightIds');
  const moved: { observation: HeldObservation; insightId: string }[] = [];
  for (const observation of found) {
    const { insight } = observation;
    if (insight === null || insight.themeId === themeId) continue;
    moved.push({ observation, insightId: insight.id });
    if (insight.themeId !== null) workspace.marks.put('themes', 'theme', insight.themeId);
    observation.insight = { id: insight.id, themeId };
    workspace.marks.put('insights', 'insight', insight.id);
    workspace.markObservation(observation);
  }
  if (moved.length === 0) return null;
  await placeInsights(
    workspace.tx,
    moved.map(({ insightId }) => insightId),
    themeId,
  );
  if (theme === null) return null;
  workspace.marks.put('themes', 'theme', theme.id);
  await reply(
    workspace,
    theme,
    await statusReason(workspace.tx, theme.id),
    moved.map(({ observation: { id, author } }) => ({ observationId: id, author })),
  );
  return null;
}

async function reply(
  workspace: Workspace,
  theme: HeldTheme,
  reason: string | null,
  contributions: readonly Contribution[],
): Promise<void> {
  const replies = contributions.map(({ observationId, author }) => ({
    id: workspace.newId(),
    sub: author,
    observationId,
  }));
  await insertReplies(
    workspace.tx,
    replies,
    {
      themeId: theme.id,
      themeName: theme.name,
      status: theme.status,
      owner: theme.owner,
      releaseDate: theme.releaseDate,
      reason,
    },
    workspace.now,
  );
  for (const { id, sub } of replies) workspace.marks.put(personScope(sub), 'reply', id);
}
