import { mayCall } from '../../electron/app/access.ts';
import type { PersonContext } from '../../electron/app/context.ts';
import { getInbox, readReplies } from '../../electron/app/inbox.ts';
import { logEntry } from '../../electron/app/logging.ts';
import { listMine } from '../../electron/app/mine.ts';
import { addReview, approveMany, listReviews } from '../../electron/app/review.ts';
import { reviseEntry } from '../../electron/app/revising.ts';
import { changeTheme, createTheme, listThemes, placeInsights } from '../../electron/app/themes.ts';
import { withdrawEntry } from '../../electron/app/withdrawing.ts';
import { listInsights } from '../../electron/store/insights.ts';
import { findObservation } from '../../electron/store/observations.ts';
import type { Method } from '../../shared/api.ts';
import { latestRevision, standingReviews } from '../../shared/domain/observation.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import { reachableFrom, type Theme, type ThemePatch } from '../../shared/domain/theme.ts';
import type { Random } from './random.ts';

/** One thing a person does in the app, by what it shows her. Nothing where there is nothing to do it to. */
type Action = (context: PersonContext, random: Random) => unknown;

const page = { query: null, limit: 200, offset: 0 };

const does: Readonly<Record<string, { method: Method; weight: number; act: Action }>> = {
  log: { method: 'observation.log', weight: 5, act: log },
  revise: { method: 'observation.revise', weight: 5, act: revise },
  withdraw: { method: 'observation.withdraw', weight: 1, act: withdraw },
  read: { method: 'reply.read', weight: 2, act: read },
  review: { method: 'review.add', weight: 20, act: review },
  approveAll: { method: 'review.approveMany', weight: 2, act: approveAll },
  undo: { method: 'review.add', weight: 3, act: undo },
  createTheme: { method: 'theme.create', weight: 4, act: create },
  // A supervisor may change a theme's name alone, and has enough to do.
  changeTheme: { method: 'theme.place', weight: 7, act: change },
  place: { method: 'theme.place', weight: 8, act: place },
};

/** What she does next, of what her role lets her: its name and the doing. */
export function nextAction(
  context: PersonContext,
  random: Random,
): { readonly name: string; readonly act: () => unknown } {
  const weights = Object.fromEntries(
    Object.entries(does)
      .filter(([, { method }]) => mayCall(context.person.roles, method))
      .map(([name, { weight }]) => [name, weight]),
  );
  const name = random.weighed(weights);
  return { name, act: () => does[name]?.act(context, random) };
}

/** Words that no gate stops at. The letters at the end tell every text from every other. */
export function words(random: Random): string {
  const start = random.pick([
    'Finner ikke skjemaet',
    'Får ikke sendt søknaden',
    'Venter på svar',
    'Skjønner ikke vedtaket',
  ]);
  const end = Array.from({ length: 8 }, () => random.pick([...'abcdefghij'])).join('');
  return `${start} ${end}`;
}

function someTags(random: Random): Tags {
  return {
    tema: random.chance(0.85) ? random.pick(['DAG', 'AAP', 'SYK']) : null,
    step: random.pick(['apply', null]),
    pain: random.pick(['information', null]),
    channel: random.pick(['phone', null]),
    severity: random.pick([1, 2, 3, null]),
  };
}

function log(context: PersonContext, random: Random): unknown {
  return logEntry(context, {
    text: words(random),
    workaround: random.chance(0.3) ? words(random) : null,
    tags: someTags(random),
    acknowledged: [],
  });
}

function revise(context: PersonContext, random: Random): unknown {
  const open = listMine(context, page).entries.filter(({ state }) =>
    ['waiting', 'sent', 'question', 'set_aside'].includes(state),
  );
  if (open.length === 0) return log(context, random);
  const { id, state, tags } = random.pick(open);
  return reviseEntry(context, {
    observationId: id,
    text: words(random),
    workaround: null,
    tags: random.chance(0.5) ? tags : someTags(random),
    answer: state === 'question' ? words(random) : null,
    acknowledged: [],
  });
}

function withdraw(context: PersonContext, random: Random): unknown {
  const { entries } = listMine(context, page);
  if (entries.length === 0) return log(context, random);
  return withdrawEntry(context, { observationId: random.pick(entries).id });
}

function read(context: PersonContext, random: Random): unknown {
  const replies = getInbox(context).happened.filter(
    (item) => item.kind === 'reply' && item.reply.readAt === null,
  );
  if (replies.length === 0) return log(context, random);
  return readReplies(context, {
    replyIds: replies.slice(0, random.between(1, 4)).map(({ id }) => id),
  });
}

function review(context: PersonContext, random: Random): unknown {
  const { items } = listReviews(context, { limit: 200, offset: 0 });
  if (items.length === 0) return null;
  const { observation } = random.pick(items);
  const revisionId = latestRevision(observation).id;
  const decision = random.weighed({ approve: 11, return: 3, retag: 2, decline: 2 });
  return addReview(context, {
    observationId: observation.id,
    revisionId,
    acknowledged: [],
    decision:
      decision === 'approve'
        ? { kind: 'approve' }
        : decision === 'return'
          ? { kind: 'return', question: words(random) }
          : decision === 'decline'
            ? { kind: 'decline', reason: words(random) }
            : { kind: 'retag', tags: { ...someTags(random), tema: 'AAP' } },
  });
}

function approveAll(context: PersonContext): unknown {
  const { items } = listReviews(context, { limit: 200, offset: 0 });
  if (items.length === 0) return null;
  return approveMany(context, { observationIds: items.map(({ observation }) => observation.id) });
}

/** Takes a decision back, also of what has left the queue since. */
function undo(context: PersonContext, random: Random): unknown {
  const decided = context.store.read((db) =>
    db
      .all<{ id: string }>('SELECT id FROM observation ORDER BY n')
      .map(({ id }) => findObservation(db, id))
      .filter((found) => found?.inReviewScope === true)
      .flatMap((found) => (found === undefined ? [] : [found.observation]))
      .filter(({ reviews }) => standingReviews(reviews).length > 0),
  );
  if (decided.length === 0) return null;
  const observation = random.pick(decided);
  const { id: reviewId } = random.pick(standingReviews(observation.reviews));
  return addReview(context, {
    observationId: observation.id,
    revisionId: latestRevision(observation).id,
    decision: { kind: 'undo', reviewId },
    acknowledged: [],
  });
}

function someInsights({ store }: PersonContext, random: Random, placed: boolean | null): string[] {
  const { insights } = store.read((db) => listInsights(db, { ...page, placed }));
  // In an order that does not hang on when which of them came here.
  const ids = insights.map(({ id }) => id).sort();
  return ids.filter(() => random.chance(0.5)).slice(0, 4);
}

function create(context: PersonContext, random: Random): unknown {
  return createTheme(context, {
    name: words(random),
    tema: 'DAG',
    step: null,
    insightIds: someInsights(context, random, false),
    acknowledged: [],
  });
}

function someTheme(context: PersonContext, random: Random): Theme | null {
  const { themes } = listThemes(context, { query: null });
  return themes.length === 0 ? null : random.pick(themes);
}

function change(context: PersonContext, random: Random): unknown {
  const theme = someTheme(context, random);
  if (theme === null) return create(context, random);
  const patch: ThemePatch = random.chance(0.7)
    ? {
        status: random.pick(reachableFrom(theme.status)),
        ...(theme.owner === null ? { owner: 'Team dagpenger' } : {}),
        ...(theme.releaseDate === null ? { releaseDate: '2026-12-01' } : {}),
      }
    : { workaround: random.chance(0.7) ? words(random) : null };
  return changeTheme(context, {
    themeId: theme.id,
    patch,
    reason: words(random),
    acknowledged: [],
  });
}

function place(context: PersonContext, random: Random): unknown {
  const insightIds = someInsights(context, random, random.pick([false, false, null]));
  const theme = someTheme(context, random);
  if (insightIds.length === 0 || theme === null) return create(context, random);
  return placeInsights(context, {
    themeId: random.chance(0.85) ? theme.id : null,
    insightIds,
  });
}
