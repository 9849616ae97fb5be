import { z } from 'zod';
import { entryStates } from './domain/entry-state.ts';
import { Id } from './domain/ids.ts';
import { Decision, Instant, Observation } from './domain/observation.ts';
import { operationSchemas } from './domain/operation.ts';
import { Role, UnitNumber } from './domain/roles.ts';
import { JourneyStep, Tags, TemaCode } from './domain/tags.ts';
import { DraftText, ObservationText, OptionalNote, Workaround } from './domain/text.ts';
import { Insight, Reply, Theme, ThemeName, ThemePatch } from './domain/theme.ts';

/**
 * The one contract between page and app. Preload, IPC handlers, loopback host and the page's client are derived from
 * `api`; both hosts parse input and output with it. A call is `POST /api/<method>` in the loopback host, one IPC channel in
 * Electron. Every answer is an `Envelope`.
 */
const nothing = z.strictObject({});
const done = z.strictObject({});

export const Language = z.enum(['nb', 'nn', 'en']);
export type Language = z.infer<typeof Language>;

export const Person = z.object({
  /** Stable name of the person on this machine; not the issuer's subject. */
  id: z.string().max(64),
  name: z.string(),
  roles: z.array(Role),
  unit: UnitNumber.nullable(),
  unitName: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Single-letter keys in review and inbox. */
  singleKeys: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** A fault the app lives with and says plainly; `code` is of the error catalogue. */
export const AppProblem = z.object({ code: z.string(), since: Instant });
export type AppProblem = z.infer<typeof AppProblem>;

export const Session = z.object({
  person: Person.nullable(),
  /** In the demo: who one may switch to. Empty elsewhere. */
  demoPeople: z.array(Person),
  demo: z.boolean(),
  /** `file` only in the demo; the page then shows a banner. */
  keyHeldBy: z.enum(['keychain', 'file']),
  settings: Settings,
  problems: z.array(AppProblem),
});
export type Session = z.infer<typeof Session>;

/** One line of Mine, of "last logged", of a search. */
export const Entry = z.object({
  id: Id,
  state: z.enum(entryStates),
  text: z.string(),
  workaround: z.string().nullable(),
  tags: Tags,
  heardAt: Instant,
  /** The supervisor's question or reason, quoted, or null. */
  note: z.string().nullable(),
  theme: z
    .object({
      id: Id,
      name: z.string(),
      status: Theme.shape.status,
      releaseDate: z.string().nullable(),
    })
    .nullable(),
  /** Why it was set aside: code of the error catalogue and the field it is about. */
  setAside: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
});
export type Entry = z.infer<typeof Entry>;

export const Draft = z.object({
  text: DraftText,
  workaround: DraftText.nullable(),
  tags: Tags,
  /** Set while a returned or set-aside entry is being edited. */
  observationId: Id.nullable(),
  answer: OptionalNote,
});
export type Draft = z.infer<typeof Draft>;

/** One line of the review queue. */
export const ReviewItem = z.object({
  observation: Observation,
  tags: Tags,
  /** The author wrote after a question. */
  answered: z.boolean(),
  waitingSince: Instant,
  /** A decision of it waits on this machine. */
  pending: z.boolean(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

export const SyncItem = z.object({
  operationId: Id,
  kind: z.string(),
  /** The entry, theme or reply it is about. */
  entityId: z.string(),
  text: z.string(),
  madeAt: Instant,
  setAside: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
});
export type SyncItem = z.infer<typeof SyncItem>;

export const SyncStatus = z.object({
  waiting: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
  /** `idle` nothing to do; `working` talking to the service; `offline` no answer from it; `signed_out` it wants a new login. */
  state: z.enum(['idle', 'working', 'offline', 'signed_out']),
  offlineSince: Instant.nullable(),
  lastSentAt: Instant.nullable(),
  lastFetchedAt: Instant.nullable(),
  lastTriedAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  /** Oldest first, at most 200 of each. */
  waitingItems: z.array(SyncItem),
  setAsideItems: z.array(SyncItem),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What the header shows beside the menu, all in one answer. */
export const Counts = z.object({
  waiting: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
  state: SyncStatus.shape.state,
  inbox: z.number().int().nonnegative(),
  review: z.number().int().nonnegative(),
});
export type Counts = z.infer<typeof Counts>;

export const InboxItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    id: Id,
    observationId: Id,
    /** The contributor's own words. */
    text: z.string(),
    question: z.string(),
    at: Instant,
  }),
  z.object({ kind: z.literal('reply'), id: Id, text: z.string(), reply: Reply, at: Instant }),
  z.object({
    kind: z.literal('declined'),
    id: Id,
    observationId: Id,
    text: z.string(),
    reason: z.string(),
    at: Instant,
  }),
]);
export type InboxItem = z.infer<typeof InboxItem>;

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

  'draft.get': { input: nothing, output: z.strictObject({ draft: Draft.nullable() }) },
  /** Keeps what is being written, masked where the gate says so. */
  'draft.save': { input: Draft, output: z.strictObject({ savedAt: Instant }) },
  'draft.discard': { input: nothing, output: done },

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
  /** One's own entries, newest first; with a query, those that match it. */
  'observation.list': {
    input: z.strictObject({ ...page, query: query.nullable().default(null) }),
    output: z.strictObject({ entries: z.array(Entry), total: z.number().int() }),
  },
  'observation.get': {
    input: z.strictObject({ observationId: Id }),
    output: z.strictObject({ entry: Entry, observation: Observation }),
  },

  /** Longest waiting first. */
  'review.list': {
    input: z.strictObject({ ...page }),
    output: z.strictObject({ items: z.array(ReviewItem), total: z.number().int() }),
  },
  'review.add': {
    input: z.strictObject({ observationId: Id, revisionId: Id, decision: Decision }),
    output: z.strictObject({ reviewId: Id }),
  },
  /** Approves many at once, each as its own review; tells which could not be (no tema) and leaves those in the queue. */
  'review.approveMany': {
    input: z.strictObject({ observationIds: z.array(Id).min(1).max(1000) }),
    output: z.strictObject({
      approved: z.array(Id),
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
    }),
    output: Theme,
  },
  'theme.change': {
    input: z.strictObject({ themeId: Id, patch: ThemePatch, reason: OptionalNote }),
    output: Theme,
  },
  'theme.place': {
    input: z.strictObject({ themeId: Id.nullable(), insightIds: z.array(Id).min(1).max(1000) }),
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

  'sync.status': { input: nothing, output: SyncStatus },
  /** Tries at once, whatever the wait. Answers when the try is over. */
  'sync.tryNow': { input: nothing, output: SyncStatus },
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
