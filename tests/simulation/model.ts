import type { Review, Revision } from '../../shared/domain/observation.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import type { ThemeChange, ThemeStatus } from '../../shared/domain/theme.ts';
import type { Ledger } from './ledger.ts';

export interface ExpectedReply {
  readonly themeId: string;
  readonly status: ThemeStatus;
}

/** Documents may hold more than what is told here; that is not looked at. */
export interface ExpectedObservation {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly heardAt: string;
  readonly revisions: Revision[];
  readonly reviews: Review[];
  withdrawn: boolean;
  insight: { themeId: string | null } | null;
  readonly replies: ExpectedReply[];
}

export interface ExpectedTheme {
  readonly id: string;
  readonly name: string;
  status: ThemeStatus;
  readonly changes: Pick<ThemeChange, 'id' | 'patch' | 'reason' | 'madeAt'>[];
}

export interface Expected {
  readonly observations: ReadonlyMap<string, ExpectedObservation>;
  readonly themes: ReadonlyMap<string, ExpectedTheme>;
}

/**
 * What the service should hold, told from the operations it took in and their order alone. Written down a second time, and as
 * plainly as it can be: no locks, no statements, no clock.
 */
export function expectedOf(ledger: Ledger): Expected {
  const observations = new Map<string, ExpectedObservation>();
  const themes = new Map<string, ExpectedTheme>();
  for (const { ids, insights } of ledger.taken)
    for (const id of ids) {
      const made = ledger.made.get(id);
      if (made === undefined) throw new Error(`the service took in ${id}, which nobody made`);
      take(made.operation, made.by, insights, observations, themes);
    }
  return { observations, themes };
}

function take(
  operation: Operation,
  author: string,
  insights: ReadonlyMap<string, string>,
  observations: Map<string, ExpectedObservation>,
  themes: Map<string, ExpectedTheme>,
): void {
  switch (operation.kind) {
    case 'observation.log': {
      const { observationId: id, unit, heardAt } = operation;
      const revisions = [revisionOf(operation)];
      const bare = { id, author, unit, heardAt, withdrawn: false, insight: null };
      observations.set(id, { ...bare, revisions, reviews: [], replies: [] });
      break;
    }
    case 'observation.revise': {
      const observation = known(observations, operation.observationId);
      observation.revisions.push(revisionOf(operation));
      keepInsight(observation);
      break;
    }
    case 'observation.withdraw': {
      const observation = known(observations, operation.observationId);
      observation.withdrawn = true;
      observation.replies.length = 0;
      keepInsight(observation);
      break;
    }
    case 'review.add': {
      const observation = known(observations, operation.observationId);
      const { reviewId: id, revisionId, decision, madeAt } = operation;
      observation.reviews.push({ id, revisionId, decision, madeAt });
      keepInsight(observation);
      break;
    }
    case 'theme.create': {
      const { themeId: id, name } = operation;
      themes.set(id, { id, name, status: 'new', changes: [] });
      break;
    }
    case 'theme.change': {
      const { themeId, changeId: id, patch, reason, madeAt } = operation;
      const theme = known(themes, themeId);
      theme.changes.push({ id, patch, reason, madeAt });
      const { status = theme.status } = patch;
      if (status === theme.status) break;
      theme.status = status;
      for (const { insight, replies } of observations.values())
        if (insight?.themeId === themeId) replies.push({ themeId, status });
      break;
    }
    case 'theme.place':
      for (const insightId of new Set(operation.insightIds)) {
        const observation = observations.get(insights.get(insightId) ?? '');
        const { themeId } = operation;
        // Gone meanwhile, or there already.
        if (observation?.insight == null || observation.insight.themeId === themeId) continue;
        observation.insight = { themeId };
        if (themeId !== null)
          observation.replies.push({ themeId, status: known(themes, themeId).status });
      }
      break;
    case 'reply.read':
      break;
    default:
      throw new Error(`nobody of the simulation does ${JSON.stringify(operation)}`);
  }
}

function known<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (thing === undefined)
    throw new Error(`the service took in something about ${id}, unknown to it`);
  return thing;
}

function revisionOf(operation: Extract<Operation, { revisionId: string; text: string }>): Revision {
  const { revisionId: id, text, workaround, tags, acknowledged, madeAt } = operation;
  const revise = operation.kind === 'observation.revise' ? operation : null;
  const { basedOn = null, answer = null } = revise ?? {};
  return { id, basedOn, text, workaround, tags, answer, acknowledged, madeAt };
}

/** An observation has its insight exactly while it stands approved. */
function keepInsight(observation: ExpectedObservation): void {
  if (standing(observation) !== 'approve') observation.insight = null;
  else observation.insight ??= { themeId: null };
}

function standingReviews({ reviews }: ExpectedObservation): Review[] {
  const undone = reviews.map(({ decision }) =>
    decision.kind === 'undo' ? decision.reviewId : null,
  );
  return reviews.filter(({ id, decision }) => decision.kind !== 'undo' && !undone.includes(id));
}

const decisive = ['approve', 'return', 'decline'] as const;

/** What the last standing decision about the author's latest words says; decisions about older ones count for nothing. */
export function standing(
  observation: ExpectedObservation,
): 'withdrawn' | 'waits' | (typeof decisive)[number] {
  if (observation.withdrawn) return 'withdrawn';
  const latest = observation.revisions.at(-1);
  const kinds = standingReviews(observation)
    .filter(({ revisionId }) => revisionId === latest?.id)
    .flatMap(({ decision }) => decisive.filter((kind) => kind === decision.kind));
  return kinds.at(-1) ?? 'waits';
}

/** The author's tags of the latest words, or what a reviewer of those words put in their place. */
export function expectedTags(observation: ExpectedObservation): Tags | undefined {
  const latest = observation.revisions.at(-1);
  let tags = latest?.tags;
  for (const { decision, revisionId } of standingReviews(observation))
    if (decision.kind === 'retag' && revisionId === latest?.id) ({ tags } = decision);
  return tags;
}
