import {
  currentTags,
  latestRevision,
  type Review,
  type Revision,
  type SameAs,
} from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import { noTags, type Tags } from '../../shared/domain/tags.ts';
import type { HeldObservation } from '../store/observations.ts';
import type { HeldTheme } from '../store/themes.ts';
import { reviewFate } from './insight-of.ts';
import { mayReview } from './permissions.ts';
import { sharedId } from './shared-id.ts';
import type { Workspace } from './workspace.ts';

/** What a +1 points at, here and now. Null: there is no such thing that she may see, and the +1 stands on its own. */
export type PointedAt =
  | { readonly kind: 'observation'; readonly root: HeldObservation }
  | { readonly kind: 'theme'; readonly theme: HeldTheme }
  | null;

export function pointedAt(workspace: Workspace, sameAs: SameAs | null): PointedAt {
  if (sameAs === null) return null;
  if (sameAs.kind === 'theme') {
    const theme = workspace.standsFor(sameAs.id);
    return theme === undefined ? null : { kind: 'theme', theme };
  }
  const target =
    sameAs.kind === 'insight'
      ? workspace.observationOfInsight(sameAs.id)
      : workspace.observation(sameAs.id);
  if (target === undefined || target.withdrawn) return null;
  // Insights are the backlog's; of the rest she may see what is her own or hers to review.
  const seen =
    sameAs.kind === 'insight' ||
    target.author === workspace.bearer.sub ||
    mayReview(workspace.bearer, target, workspace.standings);
  if (!seen) return null;
  const root = rootOf(workspace, target);
  return root.withdrawn ? null : { kind: 'observation', root };
}

/** The one that others follow. */
export function rootOf(workspace: Workspace, held: HeldObservation): HeldObservation {
  let root = held;
  while (root.follows && root.goesWith !== null) {
    const next = workspace.observation(root.goesWith);
    if (next === undefined) throw new Error('what it goes with is not in hand');
    root = next;
  }
  return root;
}

/** Whatever the machine sent: the words of a +1 are those of what it points at, which have been or will be reviewed. */
export function wordsPointedAt(
  pointed: NonNullable<PointedAt>,
  operation: OperationOf<'observation.log'>,
): Pick<Revision, 'text' | 'workaround' | 'tags' | 'acknowledged'> {
  const { channel } = operation.tags;
  if (pointed.kind === 'theme') {
    const { name: text, tema, step } = pointed.theme;
    const tags: Tags = { ...noTags, tema, step, channel };
    return { text, workaround: null, tags, acknowledged: [] };
  }
  const { text, workaround, acknowledged } = latestRevision(pointed.root);
  const tags = currentTags(pointed.root);
  return { text, workaround, tags: { ...tags, channel: channel ?? tags.channel }, acknowledged };
}

/** A new +1 of a theme is in it at once; one of an observation stands where that one stands. */
export function joinPointedAt(
  workspace: Workspace,
  plus: HeldObservation,
  pointed: NonNullable<PointedAt>,
  madeAt: string,
): void {
  if (pointed.kind === 'observation') {
    workspace.goWith(plus, pointed.root.id, true);
    shareFate(workspace, pointed.root, plus, { id: plus.id, madeAt });
    return;
  }
  workspace.shareReview(plus, {
    id: sharedId(plus.id, 'approve'),
    revisionId: latestRevision(plus).id,
    decision: { kind: 'approve' },
    madeAt,
  });
  plus.waitingSince = null;
  workspace.layIn(plus, pointed.theme.id);
}

/** What changed where an observation stands: a revision, a review, a withdrawal. */
interface Cause {
  readonly id: string;
  readonly madeAt: string;
}

/** After anything that changed where an observation stands: its +1s come to stand there too. */
export function shareWithFollowers(
  workspace: Workspace,
  root: HeldObservation,
  cause: Cause,
): void {
  for (const plus of workspace.followers(root.id)) {
    if (root.withdrawn) standAlone(workspace, plus);
    else shareFate(workspace, root, plus, cause);
  }
  if (!root.withdrawn) return;
  // What was merged with it stays approved, and where it lies.
  for (const other of workspace.companions(root.id))
    if (other.goesWith === root.id) workspace.goWith(other, null, false);
}

/**
 * What it pointed at is withdrawn, and its words were that one's: they go here too. Its author has still heard it, so it counts
 * where it counted. Of what nobody had decided nothing is left to review, until she says it in her own words.
 */
function standAlone(workspace: Workspace, plus: HeldObservation): void {
  workspace.goWith(plus, null, false);
  workspace.loseWords(plus);
}

/** What it points at is withdrawn already. */
export function pointsAtWithdrawn(workspace: Workspace, sameAs: SameAs | null): boolean {
  return sameAs?.kind === 'observation' && workspace.observation(sameAs.id)?.withdrawn === true;
}

/** A +1 is not reviewed: what was decided of the one it follows is decided of it, by reviews of its own that say so. */
function shareFate(
  workspace: Workspace,
  root: HeldObservation,
  plus: HeldObservation,
  { id: cause, madeAt }: Cause,
): void {
  const about = (what: string) => sharedId(cause, plus.id, what);
  const share = (what: string, decision: Review['decision']) =>
    workspace.shareReview(plus, {
      id: about(what),
      revisionId: latestRevision(plus).id,
      decision,
      madeAt,
    });
  plus.waitingSince = null;
  const fate = reviewFate(root);
  const own = reviewFate(plus);
  if (fate.kind === 'in_review' || fate.kind === 'returned') {
    if (own.kind === 'approved' || own.kind === 'declined')
      share('undo', { kind: 'undo', reviewId: own.review.id });
    return;
  }
  takeOverWords(workspace, root, plus, about('words'), madeAt);
  takeOverTags(root, plus, (tags) => share('retag', { kind: 'retag', tags }));
  if (fate.kind === 'approved' && own.kind !== 'approved') {
    share('decide', { kind: 'approve' });
  } else if (fate.kind === 'declined' && own.kind !== 'declined')
    share('decide', { kind: 'decline', reason: fate.reason });
}

function takeOverWords(
  workspace: Workspace,
  root: HeldObservation,
  plus: HeldObservation,
  id: string,
  madeAt: string,
): void {
  const { text, workaround, acknowledged } = latestRevision(root);
  const before = latestRevision(plus);
  if (before.text === text && before.workaround === workaround) return;
  const { id: basedOn, tags } = before;
  workspace.addRevision(plus, {
    ...{ id, basedOn, text, workaround, tags },
    ...{ answer: null, acknowledged, madeAt },
  });
}

/** All but the channel, which is how she heard it. */
function takeOverTags(
  root: HeldObservation,
  plus: HeldObservation,
  retag: (tags: Tags) => void,
): void {
  const before = currentTags(plus);
  const tags = { ...currentTags(root), channel: before.channel };
  const fields = Object.keys(tags) as (keyof Tags)[];
  if (fields.some((field) => tags[field] !== before[field])) retag(tags);
}
