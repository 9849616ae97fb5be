import type { NewId } from '../../../shared/domain/ids.ts';
import type { Dismissed, HeldProposal } from '../../store/grouping.ts';
import type { FoundGroup } from './group-texts.ts';

/** So much of a group was dismissed together before: it is the same again. */
const SAME_SHARE = 0.8;

export interface Settled {
  readonly put: readonly HeldProposal[];
  readonly gone: readonly string[];
}

/**
 * What is to be written so that the proposals are these groups: a group goes on under the id of the proposal it shares most
 * insights with, so that what a person looks at stays what it is. What was dismissed does not come back as it was.
 */
export function settleGroups(
  groups: readonly FoundGroup[],
  standing: readonly HeldProposal[],
  dismissed: readonly Dismissed[],
  newId: NewId,
): Settled {
  const wanted = groups.filter((group) => !dismissed.some((one) => isAgain(group, one)));
  const taken = heirs(wanted, standing);
  const put: HeldProposal[] = [];
  wanted.forEach((group, at) => {
    const before = taken.get(at);
    const proposal = { ...group, id: before?.id ?? newId() };
    if (before === undefined || differs(before, proposal)) put.push(proposal);
  });
  const kept = new Set([...taken.values()].map(({ id }) => id));
  return { put, gone: standing.filter(({ id }) => !kept.has(id)).map(({ id }) => id) };
}

function isAgain({ themeId, insightIds }: FoundGroup, dismissed: Dismissed): boolean {
  if (dismissed.themeId !== themeId) return false;
  return shared(insightIds, dismissed.insightIds) >= insightIds.length * SAME_SHARE;
}

/** Which proposal each group goes on as: the pairs that share most first. */
function heirs(
  groups: readonly FoundGroup[],
  standing: readonly HeldProposal[],
): Map<number, HeldProposal> {
  const pairs = groups.flatMap((group, at) =>
    standing
      .filter(({ themeId }) => themeId === group.themeId)
      .map((proposal) => ({
        at,
        proposal,
        common: shared(group.insightIds, proposal.insightIds),
      })),
  );
  pairs.sort((a, b) => b.common - a.common || a.at - b.at);
  const taken = new Map<number, HeldProposal>();
  const used = new Set<string>();
  for (const { at, proposal, common } of pairs) {
    if (common === 0 || taken.has(at) || used.has(proposal.id)) continue;
    taken.set(at, proposal);
    used.add(proposal.id);
  }
  return taken;
}

function shared(some: readonly string[], others: readonly string[]): number {
  const set = new Set(others);
  return some.filter((id) => set.has(id)).length;
}

function differs(before: HeldProposal, after: HeldProposal): boolean {
  return (
    before.tema !== after.tema ||
    before.step !== after.step ||
    !sameList(before.terms, after.terms) ||
    !sameList(before.insightIds, after.insightIds) ||
    !sameList(before.quotes, after.quotes)
  );
}

export function sameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}
