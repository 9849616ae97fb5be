import type { OperationOf } from '../../shared/domain/operation.ts';
import type { ThemeEvent } from '../../shared/domain/theme.ts';
import { scopesOfObservation } from '../feed/scopes.ts';
import { giveBack, holdSources, type Moved, takeAlong, whoSees } from '../store/merges.ts';
import { insightsOfProposals, noteDismissal, removeProposals } from '../store/proposals.ts';
import { addThemeChange, type HeldTheme } from '../store/themes.ts';
import { type Fault, fault } from './fault.ts';
import { sharedId } from './shared-id.ts';
import { makeTheme, moveInsights, observationsOf, tellPlaced } from './themes.ts';
import type { Workspace } from './workspace.ts';

/** What is one theme and what is two: decided by people, told to contributors, taken back by people. */

export async function mergeTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.merge'>,
): Promise<Fault | null> {
  const { themeId, changeId, reason } = operation;
  const theme = workspace.themes.get(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  if (theme.mergedInto !== null) return fault('theme.merged', 'themeId');
  if (!workspace.themes.has(operation.into)) return fault('theme.unknown', 'into');
  const into = workspace.standsFor(operation.into);
  if (into === undefined || into.id === themeId) return fault('theme.notMergeable', 'into');
  if (workspace.takenIds.has(changeId)) return fault('input.invalid', 'changeId');
  await workspace.flush();
  workspace.takenIds.add(changeId);
  await holdSources(workspace.tx, themeId, themeId);
  const moved = await takeAlong(workspace.tx, themeId, into.id);
  await workspace.putTheme({ ...theme, mergedInto: into.id });
  await note(workspace, theme, operation, { kind: 'merged_into', theme: into.id });
  await note(workspace, into, operation, { kind: 'took_in', theme: themeId });
  await tell(workspace, into, { event: 'merged', fromName: theme.name, reason }, moved);
  return null;
}

export async function unmergeTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.unmerge'>,
): Promise<Fault | null> {
  const { themeId, changeId, reason } = operation;
  const theme = workspace.themes.get(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  const from = workspace.standsFor(themeId);
  if (theme.mergedInto === null || from === undefined)
    return fault('theme.notMergeable', 'themeId');
  if (workspace.takenIds.has(changeId)) return fault('input.invalid', 'changeId');
  await workspace.flush();
  workspace.takenIds.add(changeId);
  await holdSources(workspace.tx, from.id, themeId);
  const moved = await giveBack(workspace.tx, themeId, from.id);
  const parted = await workspace.putTheme({ ...theme, mergedInto: null });
  await note(workspace, parted, operation, { kind: 'parted_from', theme: theme.mergedInto });
  await note(workspace, from, operation, { kind: 'gave_back', theme: themeId });
  await tell(workspace, parted, { event: 'split', fromName: from.name, reason }, moved);
  return null;
}

/** Both sides of it have a line; the other's id follows from this one's. */
async function note(
  workspace: Workspace,
  theme: HeldTheme,
  operation: OperationOf<'theme.merge' | 'theme.unmerge' | 'theme.split'>,
  event: ThemeEvent,
): Promise<void> {
  const { changeId, madeAt } = operation;
  const reason = 'reason' in operation ? operation.reason : null;
  const id = theme.id === operation.themeId ? changeId : sharedId(changeId, theme.id);
  const change = { id, patch: {}, reason, madeAt, event };
  await addThemeChange(workspace.tx, theme.id, change, workspace.bearer.sub, workspace.now);
  workspace.markTheme(theme);
}

async function tell(
  workspace: Workspace,
  theme: HeldTheme,
  said: Parameters<Workspace['reply']>[1],
  moved: readonly Moved[],
): Promise<void> {
  const observations = await whoSees(
    workspace.tx,
    moved.map(({ observationId }) => observationId),
  );
  const insightOf = new Map(moved.map(({ id, observationId }) => [observationId, id]));
  for (const observation of observations) {
    for (const scope of scopesOfObservation(observation))
      workspace.marks.put(scope, 'observation', observation.id);
    const insightId = insightOf.get(observation.id);
    if (insightId === undefined) continue;
    workspace.moveHeld(observation.id, theme.id);
    workspace.marks.put('insights', 'insight', insightId);
    workspace.marks.put(`heard:${observation.unit}`, 'insight', insightId);
  }
  await workspace.reply(theme, said, observations);
}

export async function splitTheme(
  workspace: Workspace,
  operation: OperationOf<'theme.split'>,
): Promise<Fault | null> {
  const { themeId, changeId, newThemeId, name, tema, step } = operation;
  const theme = workspace.themes.get(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  if (theme.mergedInto !== null) return fault('theme.merged', 'themeId');
  if (workspace.themes.has(newThemeId)) return fault('theme.exists', 'newThemeId');
  if (workspace.takenIds.has(changeId)) return fault('input.invalid', 'changeId');
  await workspace.flush();
  const taken = observationsOf(workspace, operation.insightIds).filter(
    ({ insight }) => insight?.themeId === themeId,
  );
  if (taken.length === 0) return fault('insight.unknown', 'insightIds');
  workspace.takenIds.add(changeId);
  const made = await makeTheme(workspace, { id: newThemeId, name, tema, step });
  const moved = await moveInsights(workspace, taken, newThemeId);
  await note(workspace, theme, operation, { kind: 'split_off', theme: newThemeId });
  await note(workspace, made, operation, { kind: 'split_from', theme: themeId });
  await workspace.reply(made, { event: 'split', fromName: theme.name, reason: null }, moved);
  return null;
}

/** What it holds becomes a theme with a name. */
export async function confirmProposal(
  workspace: Workspace,
  operation: OperationOf<'proposal.confirm'>,
): Promise<Fault | null> {
  const { proposalId, themeId: id, name, tema, step } = operation;
  if (workspace.themes.has(id)) return fault('theme.exists', 'themeId');
  if (!workspace.proposals.has(proposalId)) return fault('proposal.unknown', 'proposalId');
  await workspace.flush();
  const theme = await makeTheme(workspace, { id, name, tema, step });
  await takeUp(workspace, proposalId, theme);
  return null;
}

export async function placeProposal(
  workspace: Workspace,
  operation: OperationOf<'proposal.place'>,
): Promise<Fault | null> {
  const { proposalId, themeId } = operation;
  const theme = workspace.standsFor(themeId);
  if (theme === undefined) return fault('theme.unknown', 'themeId');
  if (!workspace.proposals.has(proposalId)) return fault('proposal.unknown', 'proposalId');
  await workspace.flush();
  await takeUp(workspace, proposalId, theme);
  return null;
}

async function takeUp(workspace: Workspace, proposalId: string, theme: HeldTheme): Promise<void> {
  const insights = await insightsOfProposals(workspace.tx, [proposalId]);
  // What somebody has placed meanwhile stays there.
  const observations = observationsOf(
    workspace,
    insights.map(({ id }) => id),
  ).filter(({ insight }) => insight?.themeId === null);
  const moved = await moveInsights(workspace, observations, theme.id);
  await tellPlaced(workspace, theme, moved);
  await removeProposals(workspace.tx, [proposalId]);
  workspace.markProposal(proposalId, true);
}

export async function dismissProposal(
  workspace: Workspace,
  { proposalId }: OperationOf<'proposal.dismiss'>,
): Promise<Fault | null> {
  if (!workspace.proposals.has(proposalId)) return fault('proposal.unknown', 'proposalId');
  await workspace.flush();
  await noteDismissal(workspace.tx, proposalId);
  await removeProposals(workspace.tx, [proposalId]);
  workspace.markProposal(proposalId, true);
  return null;
}
