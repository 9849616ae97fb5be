import type { Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import { missingInsights } from '../store/insights.ts';
import { findProposal, listProposals, queueForProposal } from '../store/proposals.ts';
import { queueThemeChange, queueThemeSplit } from '../store/themes.ts';
import { type PersonContext, perform } from './context.ts';
import { passGate } from './gate.ts';
import { knownTheme } from './themes.ts';

/** Product teams and supervisors decide what is one theme and what is two; each such decision can be taken back. */

export function getProposals({ store }: PersonContext): Output<'proposal.list'> {
  return { proposals: store.read(listProposals) };
}

/** Errors: `proposal.unknown`, `text.identifies`, `text.mayIdentify`. */
export function confirmProposal(
  context: PersonContext,
  { proposalId, name, tema, step, ...asked }: ParsedInput<'proposal.confirm'>,
): Theme {
  const acknowledged = passGate({ name }, asked.acknowledged);
  return perform(context, ['themes', 'sync'], (db, begin) => {
    if (findProposal(db, proposalId) === undefined) throw new LyttError('proposal.unknown');
    const themeId = context.newId();
    const base = { ...begin(context.person.unit), kind: 'proposal.confirm' as const };
    queueForProposal(db, { ...base, proposalId, themeId, name, tema, step, acknowledged });
    return knownTheme(db, themeId);
  });
}

/** Errors: `proposal.unknown`, `theme.unknown`. */
export function placeProposal(
  context: PersonContext,
  { proposalId, themeId }: ParsedInput<'proposal.place'>,
): Output<'proposal.place'> {
  return perform(context, ['themes', 'sync'], (db, begin) => {
    if (findProposal(db, proposalId) === undefined) throw new LyttError('proposal.unknown');
    knownTheme(db, themeId);
    const base = { ...begin(context.person.unit), kind: 'proposal.place' as const };
    queueForProposal(db, { ...base, proposalId, themeId });
    return {};
  });
}

/** Errors: `proposal.unknown`, `text.identifies`, `text.mayIdentify`. */
export function dismissProposal(
  context: PersonContext,
  { proposalId, reason, ...asked }: ParsedInput<'proposal.dismiss'>,
): Output<'proposal.dismiss'> {
  const acknowledged = passGate({ reason }, asked.acknowledged);
  return perform(context, ['themes', 'sync'], (db, begin) => {
    if (findProposal(db, proposalId) === undefined) throw new LyttError('proposal.unknown');
    const base = { ...begin(context.person.unit), kind: 'proposal.dismiss' as const };
    queueForProposal(db, { ...base, proposalId, reason, acknowledged });
    return {};
  });
}

/** Errors: `theme.unknown`, `theme.merged`, `theme.notMergeable`, `text.identifies`, `text.mayIdentify`. */
export function mergeTheme(
  context: PersonContext,
  { themeId, into, reason, ...asked }: ParsedInput<'theme.merge'>,
): Theme {
  const acknowledged = passGate({ reason }, asked.acknowledged);
  return perform(context, ['themes', 'observations', 'sync'], (db, begin) => {
    const theme = knownTheme(db, themeId);
    const other = knownTheme(db, into);
    if (theme.mergedInto !== null) throw new LyttError('theme.merged');
    if (themeId === into || other.mergedInto !== null) throw new LyttError('theme.notMergeable');
    const base = { ...begin(context.person.unit), kind: 'theme.merge' as const };
    const changeId = context.newId();
    queueThemeChange(db, { ...base, themeId, changeId, into, reason, acknowledged });
    return knownTheme(db, themeId);
  });
}

/** Errors: `theme.unknown`, `theme.notMergeable`, `text.identifies`, `text.mayIdentify`. */
export function unmergeTheme(
  context: PersonContext,
  { themeId, reason, ...asked }: ParsedInput<'theme.unmerge'>,
): Theme {
  const acknowledged = passGate({ reason }, asked.acknowledged);
  return perform(context, ['themes', 'observations', 'sync'], (db, begin) => {
    if (knownTheme(db, themeId).mergedInto === null) throw new LyttError('theme.notMergeable');
    const base = { ...begin(context.person.unit), kind: 'theme.unmerge' as const };
    queueThemeChange(db, { ...base, themeId, changeId: context.newId(), reason, acknowledged });
    return knownTheme(db, themeId);
  });
}

/** Errors: `theme.unknown`, `theme.merged`, `insight.unknown`, `text.identifies`, `text.mayIdentify`. */
export function splitTheme(
  context: PersonContext,
  { themeId, name, tema, step, insightIds, ...asked }: ParsedInput<'theme.split'>,
): Theme {
  const acknowledged = passGate({ name }, asked.acknowledged);
  return perform(context, ['themes', 'observations', 'sync'], (db, begin) => {
    const theme = knownTheme(db, themeId);
    if (theme.mergedInto !== null) throw new LyttError('theme.merged');
    const ids = [...new Set(insightIds)];
    // A supervisor reads the backlog's insights by the theme's quotes alone.
    const quoted = new Set(theme.quotes.map(({ id }) => id));
    if (missingInsights(db, ids).some((id) => !quoted.has(id)))
      throw new LyttError('insight.unknown');
    const base = { ...begin(context.person.unit), kind: 'theme.split' as const };
    const newThemeId = context.newId();
    const changeId = context.newId();
    queueThemeSplit(db, {
      ...base,
      themeId,
      changeId,
      newThemeId,
      name,
      tema,
      step,
      insightIds: ids,
      acknowledged,
    });
    return knownTheme(db, newThemeId);
  });
}
