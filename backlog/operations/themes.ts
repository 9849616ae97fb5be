import type { OperationOf } from '../../shared/domain/operation.ts';
import { ownerByRule } from '../../shared/domain/taxonomy/owner-rules.ts';
import { type Theme, type ThemePatch, themeFault } from '../../shared/domain/theme.ts';
import { holdContributions, placeInsights } from '../store/insights.ts';
import type { HeldObservation } from '../store/observations.ts';
import { changeTheme, type HeldTheme, insertTheme, statusReason } from '../store/themes.ts';
import { type Fault, fault } from './fault.ts';
import { Overtaken } from './overtaken.ts';
import type { Workspace } from './workspace.ts';

/** Each works on rows that are written: what operations before it changed goes out first. */

export async function createTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.create'>,
): Promise<Fault | null> {
  const { themeId: id, name, tema, step } = operation;
  if (workspace.themes.has(id)) return fault('theme.exists', 'themeId');
  await makeTheme(workspace, { id, name, tema, step });
  return null;
}

/** A new theme, its owner found by rule. */
export async function makeTheme(
  workspace: Workspace,
  made: Pick<Theme, 'id' | 'name' | 'tema' | 'step'>,
): Promise<HeldTheme> {
  const { owner } = ownerByRule(made.tema, made.step);
  const unheard: HeldTheme = {
    ...made,
    owner,
    status: 'new',
    releaseDate: null,
    workaround: null,
    mergedInto: null,
    due: null,
    createdAt: workspace.now,
  };
  const theme = { ...unheard, due: workspace.dueOf(unheard) };
  if (!(await insertTheme(workspace.tx, theme, workspace.now)))
    throw new Overtaken('a theme of that id was made');
  workspace.themes.set(theme.id, theme);
  workspace.markTheme(theme);
  return theme;
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
  const standing = patched(theme, patch);
  const changed = { ...standing, due: workspace.dueOf(standing) };
  const { changeId: id, madeAt } = operation;
  await changeTheme(tx, changed, { id, patch, reason, madeAt, event: null }, bearer.sub, now);
  workspace.takenIds.add(operation.changeId);
  workspace.themes.set(theme.id, changed);
  workspace.markTheme(changed);
  if (changed.status !== theme.status)
    await workspace.reply(
      changed,
      { event: 'status', fromName: null, reason },
      await holdContributions(tx, theme.id),
    );
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
 * Puts insights into a theme, whose contributors then hear where it stands, or takes them out; what goes with them and lies
 * where they lie comes along. Insights that have gone meanwhile are passed over; refused only where none is left.
 */
export async function placeInTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.place'>,
): Promise<Fault | null> {
  const { themeId } = operation;
  const theme = themeId === null ? null : workspace.standsFor(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  await workspace.flush();
  const found = observationsOf(workspace, operation.insightIds);
  if (found.length === 0) return fault('insight.unknown', 'insightIds');
  const moved = await moveInsights(workspace, found, theme?.id ?? null);
  if (theme !== null) await tellPlaced(workspace, theme, moved);
  return null;
}

/** They hear at once where it stands: what follows in the same push is another thing. */
export async function tellPlaced(
  workspace: Workspace,
  theme: HeldTheme,
  moved: readonly HeldObservation[],
): Promise<void> {
  if (moved.length === 0) return;
  const reason = await statusReason(workspace.tx, theme.id);
  await workspace.reply(theme, { event: 'placed', fromName: null, reason }, moved);
}

export function observationsOf(
  workspace: Workspace,
  insightIds: readonly string[],
): HeldObservation[] {
  return [...new Set(insightIds)]
    .map((id) => workspace.observationOfInsight(id))
    .filter((observation) => observation !== undefined);
}

/** Moves the insights of these, and of what goes with them and lies beside them. Returns those that moved. */
export async function moveInsights(
  workspace: Workspace,
  observations: readonly HeldObservation[],
  themeId: string | null,
): Promise<HeldObservation[]> {
  const all = new Set(observations);
  for (const observation of observations)
    for (const other of workspace.companions(observation.id))
      if (other.insight !== null && other.insight.themeId === observation.insight?.themeId)
        all.add(other);
  const moved = [...all].filter(({ insight }) => insight !== null && insight.themeId !== themeId);
  if (moved.length === 0) return [];
  const ids: string[] = [];
  for (const observation of moved) {
    const { insight } = observation;
    if (insight === null) continue;
    ids.push(insight.id);
    if (insight.themeId !== null) workspace.marks.put('themes', 'theme', insight.themeId);
    observation.insight = { id: insight.id, themeId };
    workspace.markInsight(observation, insight.id);
    workspace.markObservation(observation);
  }
  await placeInsights(workspace.tx, ids, themeId);
  if (themeId !== null) {
    workspace.marks.put('themes', 'theme', themeId);
    await workspace.leaveProposals(ids);
  }
  return moved;
}
