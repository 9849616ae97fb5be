import { z } from 'zod';
import { Id } from './domain/ids.ts';
import { Decision, Instant, Observation, SameAs } from './domain/observation.ts';
import { operationSchemas } from './domain/operation.ts';
import { Measures, Overview } from './domain/overview.ts';
import { Proposal } from './domain/proposal.ts';
import { Stored } from './domain/stored.ts';
import { Channel, JourneyStep, Tags, TemaCode } from './domain/tags.ts';
import {
  DraftText,
  ObservationText,
  OptionalNote,
  RequiredNote,
  Workaround,
} from './domain/text.ts';
import { Helped, Insight, Theme, ThemeName, ThemePatch } from './domain/theme.ts';
import { findingKinds } from './privacy/finding.ts';
import { Draft, Entry, ReviewItem, StoppedWords } from './view/entry.ts';
import { InboxItem } from './view/inbox.ts';
import { Recovery } from './view/recovery.ts';
import { Session, Settings } from './view/session.ts';
import { SIMILAR_LIMIT, SimilarMatch } from './view/similar.ts';
import { Counts, SyncStatus } from './view/sync.ts';

/**
 * The one contract between page and app. Preload, IPC handlers, loopback host and the page's client are derived from
 * `api`; both hosts parse input and output with it. A call is `POST /api/<method>` in the loopback host, one IPC channel in
 * Electron. Every answer is an `Envelope`.
 */
const nothing = z.strictObject({});
const done = z.strictObject({});

const askedWords = z
  .array(z.strictObject({ kind: z.enum(findingKinds), text: DraftText }))
  .max(100);

const page = {
  limit: z.number().int().min(1).max(500).default(100),
  offset: z.number().int().min(0).default(0),
};
const query = z.string().max(200);
const logOperation = operationSchemas['observation.log'].shape;

export const api = {
  'session.get': { input: nothing, output: Session },
  /** Begins a login. `url`: the page must open it, the host could not. */
  'session.signIn': { input: nothing, output: z.strictObject({ url: z.string().nullable() }) },
  'session.signOut': { input: nothing, output: done },
  /** The demo's user menu. Refused outside the demo. */
  'session.switchTo': { input: z.strictObject({ personId: z.string().max(64) }), output: Session },
  'settings.set': { input: Settings.partial(), output: Settings },

  'counts.get': { input: nothing, output: Counts },

  /** What came back after her file was damaged; null where it was not, or she has read it. */
  'recovery.get': { input: nothing, output: z.strictObject({ recovery: Recovery.nullable() }) },
  'recovery.dismiss': { input: nothing, output: done },

  'draft.get': { input: nothing, output: z.strictObject({ draft: Draft.nullable() }) },
  /** Keeps what is being written, masked where the gate says so. */
  'draft.save': { input: Draft, output: z.strictObject({ savedAt: Instant }) },
  'draft.discard': { input: nothing, output: done },

  /** Of each stretch that the gate asks about, whether she has said on this machine that it is not a person. */
  'gate.known': {
    input: z.strictObject({ words: askedWords }),
    output: z.strictObject({ known: z.array(z.boolean()) }),
  },
  /** "This is not a person": not asked about again on this machine. Kept so that nobody can read it. */
  'gate.remember': { input: z.strictObject({ words: askedWords }), output: done },
  'gate.forget': {
    input: nothing,
    output: z.strictObject({ forgotten: z.number().int().nonnegative() }),
  },

  /** Saved means saved: entry, search entry and outbox row in one transaction; the draft goes in the same. */
  'observation.log': {
    input: z.strictObject({
      text: ObservationText,
      workaround: Workaround,
      tags: Tags,
      acknowledged: logOperation.acknowledged,
    }),
    output: Entry,
  },
  /** +1: she heard the same. One key, no text; tags come from what it points at. Taken back with `observation.withdraw`. */
  'observation.same': {
    input: z.strictObject({ target: SameAs, channel: Channel.nullable().default(null) }),
    output: Entry,
  },
  /** What has been heard before that means the same as `text`, best first; on this machine, also offline. */
  'similar.find': {
    input: z.strictObject({
      text: DraftText,
      tags: Tags,
      limit: z.number().int().min(1).max(SIMILAR_LIMIT).default(SIMILAR_LIMIT),
      /** What is being read: never a match of itself. */
      not: Id.nullable().default(null),
    }),
    output: z.strictObject({
      matches: z.array(SimilarMatch),
      /** False while not all there is has been looked among: to be asked again in a moment. */
      complete: z.boolean(),
    }),
  },
  'observation.revise': {
    input: z.strictObject({
      observationId: Id,
      text: ObservationText,
      workaround: Workaround,
      tags: Tags,
      answer: OptionalNote,
      acknowledged: logOperation.acknowledged,
    }),
    output: Entry,
  },
  'observation.withdraw': { input: z.strictObject({ observationId: Id }), output: done },
  /** One's own entries, newest first; with a query, those that match it, on request those that match best first. */
  'observation.list': {
    input: z.strictObject({
      ...page,
      query: query.nullable().default(null),
      /** Without: newest first. */
      order: z.enum(['newest', 'best']).optional(),
    }),
    output: z.strictObject({
      entries: z.array(Entry),
      total: z.number().int(),
      /** There are more hits than `total`; they are not counted to the end. */
      capped: z.boolean(),
      /** Best first: only so many of the newest hits were ranked, and there are more; null where all were. */
      rankedOf: z.number().int().nullable(),
    }),
  },
  'observation.get': {
    input: z.strictObject({ observationId: Id }),
    output: z.strictObject({
      entry: Entry,
      observation: Observation,
      /** What the service stopped of her words, for her to mend: the words themselves, which only she has. */
      stopped: z.array(StoppedWords),
    }),
  },

  /** Longest waiting first. */
  'review.list': {
    input: z.strictObject({ ...page }),
    output: z.strictObject({ items: z.array(ReviewItem), total: z.number().int() }),
  },
  'review.add': {
    input: z.strictObject({
      observationId: Id,
      revisionId: Id,
      decision: Decision,
      acknowledged: logOperation.acknowledged,
    }),
    output: z.strictObject({ reviewId: Id }),
  },
  /** Approves many at once, each as its own review; tells which could not be (no tema) and leaves those in the queue. */
  'review.approveMany': {
    input: z.strictObject({ observationIds: z.array(Id).min(1).max(1000) }),
    output: z.strictObject({
      approved: z.array(Id),
      /** The review that approved each of `approved`, in the same order: by it the approval is taken back. */
      reviewIds: z.array(Id),
      refused: z.array(z.strictObject({ id: Id, code: z.string() })),
    }),
  },

  'theme.list': {
    input: z.strictObject({ query: query.nullable().default(null) }),
    output: z.strictObject({ themes: z.array(Theme) }),
  },
  'theme.get': {
    input: z.strictObject({ themeId: Id }),
    output: z.strictObject({ theme: Theme, insights: z.array(Insight) }),
  },
  'theme.create': {
    input: z.strictObject({
      name: ThemeName,
      tema: TemaCode,
      step: JourneyStep.nullable(),
      insightIds: z.array(Id).max(1000),
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  'theme.change': {
    input: z.strictObject({
      themeId: Id,
      patch: ThemePatch,
      reason: OptionalNote,
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  'theme.place': {
    input: z.strictObject({ themeId: Id.nullable(), insightIds: z.array(Id).min(1).max(1000) }),
    output: done,
  },
  /** Makes one theme of two: what is heard of `themeId` counts in `into`. Answers the theme that is merged. */
  'theme.merge': {
    input: z.strictObject({
      themeId: Id,
      into: Id,
      reason: RequiredNote,
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  'theme.unmerge': {
    input: z.strictObject({
      themeId: Id,
      reason: RequiredNote,
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  /** Takes insights out into a theme of their own, which is answered; merging it back takes it back. */
  'theme.split': {
    input: z.strictObject({
      themeId: Id,
      name: ThemeName,
      tema: TemaCode,
      step: JourneyStep.nullable(),
      insightIds: z.array(Id).min(1).max(1000),
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  /** What may become a theme, the most telling first. */
  'proposal.list': { input: nothing, output: z.strictObject({ proposals: z.array(Proposal) }) },
  'proposal.confirm': {
    input: z.strictObject({
      proposalId: Id,
      name: ThemeName,
      tema: TemaCode,
      step: JourneyStep.nullable(),
      acknowledged: logOperation.acknowledged,
    }),
    output: Theme,
  },
  'proposal.place': { input: z.strictObject({ proposalId: Id, themeId: Id }), output: done },
  'proposal.dismiss': {
    input: z.strictObject({
      proposalId: Id,
      reason: RequiredNote,
      acknowledged: logOperation.acknowledged,
    }),
    output: done,
  },
  /** The backlog's insights. `placed` false: only those in no theme yet. */
  'insight.list': {
    input: z.strictObject({
      ...page,
      query: query.nullable().default(null),
      placed: z.boolean().nullable().default(null),
    }),
    output: z.strictObject({ insights: z.array(Insight), total: z.number().int() }),
  },

  'inbox.list': {
    input: nothing,
    output: z.strictObject({ needsYou: z.array(InboxItem), happened: z.array(InboxItem) }),
  },
  'reply.read': { input: z.strictObject({ replyIds: z.array(Id).min(1).max(500) }), output: done },

  /** "Did it help?" */
  'reply.answer': { input: z.strictObject({ replyId: Id, helped: Helped }), output: done },

  /**
   * How it goes: for a supervisor what is rising in her unit and what got answered there; for product teams what is overdue,
   * unowned, rising and measured. `area`: only the themes of this product area or owner.
   */
  'overview.get': {
    input: z.strictObject({ area: z.string().max(80).nullable().default(null) }),
    output: z.strictObject({
      areas: z.array(z.string()),
      overdue: z.array(Theme),
      unowned: z.array(Theme),
      rising: z.array(Theme),
      measured: z.array(Theme),
      proposals: z.array(Proposal),
      /** Of all units; null until the service has worked them out. */
      measures: Measures.nullable(),
      unit: z
        .strictObject({
          measures: Measures,
          rising: z.array(
            z.strictObject({
              theme: Theme,
              observed: Overview.shape.rising.element.shape.observed,
              expected: z.number(),
            }),
          ),
          answered: z.array(z.strictObject({ theme: Theme, at: Instant })),
        })
        .nullable(),
    }),
  },

  /** What Lytt keeps of the person, counted. Asks the service too; where it does not answer, that is said. */
  'person.stored': { input: nothing, output: Stored },
  /** All of it as one file of JSON. `complete` false: the service could not be asked, and what it holds is not in it. */
  'person.export': {
    input: nothing,
    output: z.strictObject({ fileName: z.string(), json: z.string(), complete: z.boolean() }),
  },

  'sync.status': { input: nothing, output: SyncStatus },
  /** Tries at once, whatever the wait. Answers when the try is over. */
  'sync.tryNow': { input: nothing, output: SyncStatus },
  /**
   * After a halt: this service is hers from now on, and all that was ever taken in goes to it once more, under its own ids, which
   * does no harm where it knows them. Answers when the try is over. Errors: `input.invalid` where nothing has halted.
   */
  'sync.sendAgain': { input: nothing, output: SyncStatus },
  /** Sends an operation that was set aside once more, under its own id. */
  'sync.retry': { input: z.strictObject({ operationId: Id }), output: SyncStatus },
  /** Gives up an operation that was set aside. Refused for words of one's own: those are edited or withdrawn instead. */
  'sync.dismiss': { input: z.strictObject({ operationId: Id }), output: SyncStatus },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Api = typeof api;
export type Method = keyof Api;
/** What a caller may hand over (defaults not filled in). */
export type Input<M extends Method> = z.input<Api[M]['input']>;
/** What a use case receives: parsed, defaults filled in. */
export type ParsedInput<M extends Method> = z.output<Api[M]['input']>;
export type Output<M extends Method> = z.output<Api[M]['output']>;

export function isMethod(name: string): name is Method {
  return Object.hasOwn(api, name);
}

/** One function a method: what `electron/app` offers and the hosts serve. */
export type Handlers = { readonly [M in Method]: (input: ParsedInput<M>) => Promise<Output<M>> };

export const Failure = z.object({
  code: z.string(),
  field: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});
export type Failure = z.infer<typeof Failure>;

export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** Calls that, once they have succeeded, leave something that is to be sent. */
export const sends: ReadonlySet<Method> = new Set([
  'observation.log',
  'observation.same',
  'observation.revise',
  'observation.withdraw',
  'review.add',
  'review.approveMany',
  'theme.create',
  'theme.change',
  'theme.place',
  'theme.merge',
  'theme.unmerge',
  'theme.split',
  'proposal.confirm',
  'proposal.place',
  'proposal.dismiss',
  'reply.read',
  'reply.answer',
] satisfies Method[]);

/** What changed since the page last looked; it asks again for what it shows. Sent to the page without any text. */
export const topics = ['session', 'observations', 'reviews', 'themes', 'inbox', 'sync'] as const;
export const Topic = z.enum(topics);
export type Topic = z.infer<typeof Topic>;
export const ChangedEvent = z.object({ topics: z.array(Topic) });
export type ChangedEvent = z.infer<typeof ChangedEvent>;

/** What a host gives the page: the preload as `window.lytt`, the loopback client over fetch and server-sent events. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Envelope<unknown>>;
  onChanged(listener: (event: ChangedEvent) => void): () => void;
  readonly host: 'electron' | 'loopback';
}
