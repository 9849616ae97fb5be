import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import type { Bearer } from '../bearer.ts';
import type { Tx } from '../store/database.ts';
import { sourcesOfInsights } from '../store/insights.ts';
import { takenIds } from '../store/observation-writes.ts';
import { holdObservations } from '../store/observations.ts';
import { holdProposals, insightsOfProposals } from '../store/proposals.ts';
import {
  knownObservations,
  relatedObservations,
  themesOfObservations,
  withMergedInto,
} from '../store/related.ts';
import { ownReplies } from '../store/replies.ts';
import { holdThemes } from '../store/themes.ts';
import { unitStandings } from '../store/units.ts';
import { Overtaken } from './overtaken.ts';
import type { Holdings } from './workspace.ts';

/** Ids of what operations are about. */
interface About {
  readonly observations: Set<string>;
  readonly themes: Set<string>;
  readonly insights: Set<string>;
  readonly proposals: Set<string>;
  readonly replies: string[];
  /** Those that operations bring. */
  readonly made: string[];
  readonly units: Set<string>;
  /** Whether one comes to lie where another lies. */
  joins: boolean;
}

/**
 * Loads everything the operations are about. Themes are locked first, then proposals, then observations, each by id, always in
 * that order, so that transactions wait for one another instead of dying of it.
 */
export async function hold(
  tx: Tx,
  bearer: Bearer,
  operations: readonly Operation[],
): Promise<Holdings> {
  const about = aboutOf(operations);
  const named = about.observations;
  for (const id of await sourcesOfInsights(tx, [...about.insights])) named.add(id);
  for (const { observationId } of await insightsOfProposals(tx, [...about.proposals]))
    named.add(observationId);
  // Nothing goes with what has only now come, and most of what an outbox brings has.
  const known = await knownObservations(tx, [...named]);
  const related = new Set([...known, ...(await relatedObservations(tx, known))]);
  if (about.joins)
    for (const id of await themesOfObservations(tx, [...related])) about.themes.add(id);
  const themes = await holdThemes(tx, await withMergedInto(tx, [...about.themes]));
  const proposals = await holdProposals(tx, [...about.proposals]);
  const observations = await holdObservations(tx, [...related]);
  // Somebody may have pointed at one of them before it was locked.
  const held = observations.filter(({ id }) => named.has(id)).map(({ id }) => id);
  for (const id of await relatedObservations(tx, held))
    if (!related.has(id)) throw new Overtaken('another came to go with one of these');
  for (const { unit } of observations) about.units.add(unit);
  return {
    themes,
    proposals,
    observations,
    standings: await unitStandings(tx, [...about.units], bearer.sub),
    takenIds: await takenIds(tx, about.made),
    ownReplies: await ownReplies(tx, about.replies, bearer.sub),
  };
}

function aboutOf(operations: readonly Operation[]): About {
  const about: About = {
    observations: new Set(),
    themes: new Set(),
    insights: new Set(),
    proposals: new Set(),
    replies: [],
    made: [],
    units: new Set(),
    joins: false,
  };
  for (const operation of operations) {
    if (operation.unit !== null) about.units.add(operation.unit);
    add(about, operation);
  }
  return about;
}

function add(about: About, operation: Operation): void {
  switch (operation.kind) {
    case 'observation.log':
      about.observations.add(operation.observationId);
      about.made.push(operation.revisionId);
      addTarget(about, operation.sameAs);
      break;
    case 'observation.revise':
      about.observations.add(operation.observationId);
      about.made.push(operation.revisionId);
      break;
    case 'observation.withdraw':
      about.observations.add(operation.observationId);
      break;
    case 'review.add':
      about.observations.add(operation.observationId);
      about.made.push(operation.reviewId);
      // An approval may bring +1s back, or itself, to where another lies.
      if (operation.decision.kind === 'merge') about.observations.add(operation.decision.into);
      about.joins = true;
      break;
    case 'theme.create':
      about.themes.add(operation.themeId);
      break;
    case 'theme.change':
    case 'theme.unmerge':
      about.themes.add(operation.themeId);
      about.made.push(operation.changeId);
      break;
    case 'theme.merge':
      about.themes.add(operation.themeId).add(operation.into);
      about.made.push(operation.changeId);
      break;
    case 'theme.split':
      about.themes.add(operation.themeId).add(operation.newThemeId);
      about.made.push(operation.changeId);
      for (const id of operation.insightIds) about.insights.add(id);
      break;
    case 'theme.place':
      if (operation.themeId !== null) about.themes.add(operation.themeId);
      for (const id of operation.insightIds) about.insights.add(id);
      break;
    case 'proposal.confirm':
    case 'proposal.place':
      about.themes.add(operation.themeId);
      about.proposals.add(operation.proposalId);
      break;
    case 'proposal.dismiss':
      about.proposals.add(operation.proposalId);
      break;
    case 'reply.read':
    case 'reply.answer':
      about.replies.push(operation.replyId);
      break;
    default:
      assertNever(operation);
  }
}

function addTarget(
  about: About,
  sameAs: Extract<Operation, { kind: 'observation.log' }>['sameAs'],
): void {
  if (sameAs === null) return;
  about.joins = true;
  const of = { observation: about.observations, insight: about.insights, theme: about.themes };
  of[sameAs.kind].add(sameAs.id);
}
