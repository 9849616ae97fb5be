import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../shared/domain/operation.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { memoryFolder, queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import type { ReadableDb } from './database.ts';
import { listEntries } from './entries.ts';
import { applyFeed, startOver } from './feed.ts';
import { inboxCount, listInbox } from './inbox.ts';
import { listInsights } from './insights.ts';
import { cursor } from './meta.ts';
import { discardRefused, findObservation, refreshObservation } from './observations.ts';
import { openStore, type Store } from './open.ts';
import { operationById, removeOperation } from './operations.ts';
import { countIn, dismissOperation, outboxLines, waitingHead } from './outbox.ts';
import { listProposals } from './proposals.ts';
import { listQueue } from './review-queue.ts';
import { settle } from './settle.ts';
import { listThemes } from './themes.ts';
import { indexAllWords } from './unindexed.ts';

const at = '2026-11-24T12:00:00.000Z';
const all = { limit: 500, offset: 0 };

/** All that the pages show. */
function viewOf(db: ReadableDb) {
  return {
    entries: listEntries(db, { query: null, ...all }),
    found: listEntries(db, { query: 'svar', ...all }),
    queue: listQueue(db, all),
    themes: listThemes(db, null),
    merged: mergedThemes(db),
    proposals: listProposals(db),
    // Within a week in the order they came.
    insights: listInsights(db, { query: null, placed: null, ...all }).insights.sort((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    unplaced: listInsights(db, { query: 'venter', placed: false, ...all }).total,
    inbox: listInbox(db),
    unread: inboxCount(db),
  };
}

/** What was taken in and still lies on top of the documents. */
function laidOn(db: ReadableDb): string[] {
  return db
    .all<{ kind: string }>("SELECT kind FROM outbox WHERE overlay = 1 AND state = 'acknowledged'")
    .map(({ kind }) => kind);
}

/** One machine of one person: her store, and the answers of the service that are still on their way. */
class Machine {
  readonly store: Store;
  readonly person: string;
  readonly scopes: readonly string[];
  readonly #service: ModelService;
  #answers: OperationResult[][] = [];

  constructor(file: string, service: ModelService, person: string, scopes: readonly string[]) {
    this.store = openStore({ file, key: testKey });
    this.#service = service;
    this.person = person;
    this.scopes = scopes;
  }

  do(operation: Operation): void {
    this.store.write((db) => queue(db, operation));
  }

  push(count: number, lost: boolean): number {
    const head = this.store.read((db) => waitingHead(db, count));
    if (head.length === 0) return 0;
    const results = this.#service.push(
      this.person,
      head.map(({ body }) => body as unknown as Operation),
    );
    if (!lost) this.#answers.push(results);
    return head.length;
  }

  /** The service groups what is in no theme. */
  propose(): void {
    this.#service.propose();
  }

  /** Hears the answer to a push; pages of the feed may have come before it. */
  hear(): void {
    const results = this.#answers.shift();
    if (results !== undefined) this.store.write((db) => settle(db, results, at));
  }

  pull(limit: number, twice = false): boolean {
    const page = this.#service.changes(this.scopes, this.store.read(cursor), limit);
    for (const _ of twice ? [1, 2] : [1]) this.store.write((db) => applyFeed(db, page, at));
    return page.more;
  }

  /** All is sent and heard, and the feed followed to its end. */
  drain(): void {
    do {
      while (this.#answers.length > 0) this.hear();
      while (this.push(50, false) > 0) this.hear();
      while (this.pull(50));
    } while (this.store.read((db) => countIn(db, 'waiting')) > 0);
  }

  /** A person gives up all that was refused. */
  giveUp(): void {
    this.store.write((db) => {
      for (const { operationId, entityId } of outboxLines(db, 'set_aside', 500)) {
        const row = operationById(db, operationId);
        if (row === undefined || discardRefused(db, entityId, at)) continue;
        if (row.kind !== 'observation.log' && row.kind !== 'observation.revise')
          dismissOperation(db, operationId, at);
        else {
          removeOperation(db, row, at, 'operation.dismissed');
          refreshObservation(db, entityId);
        }
      }
    });
  }
}

const step = fc.record({
  step: fc.constantFrom(
    ...(['log', 'log', 'logRefused', 'revise', 'revise', 'withdraw', 'read', 'read'] as const),
    ...(['same', 'answer'] as const),
    ...(['review', 'review', 'review', 'undo', 'createTheme', 'changeTheme', 'place'] as const),
    ...(['merge', 'unmerge', 'split', 'propose', 'confirm', 'takeUp', 'dismiss'] as const),
    ...(['push', 'push', 'pushLost', 'hear', 'hear', 'pull', 'pull', 'pullTwice'] as const),
    ...(['drain', 'drain', 'startOver'] as const),
  ),
  machine: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 1000 }),
  other: fc.nat({ max: 1000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const run = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' });

function one<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(list.length, 1)];
}

const decisions = [
  { kind: 'approve' },
  { kind: 'approve' },
  { kind: 'return', question: 'Hvilket skjema?' },
  { kind: 'decline', reason: 'Loven krever det' },
  { kind: 'retag', tags: { tema: 'XYZ', step: null, pain: null, channel: null, severity: 3 } },
] as const;

/** What the step has her do, where it can be done on that machine as it looks there. */
function operationOf(
  { store }: Machine,
  make: Operations,
  { step, pick, other }: Step,
): Operation | null {
  store.write(indexAllWords);
  const view = store.read(viewOf);
  const entry = one(view.entries.entries, pick);
  const basis =
    entry === undefined ? null : store.read((db) => findObservation(db, entry.id)?.basis ?? null);
  const item = one(view.queue.items, pick)?.observation;
  const revision = item?.revisions.at(-1);
  const theme = one(view.themes, other);
  switch (step) {
    case 'log':
      return make.log();
    case 'logRefused':
      return make.log({ text: 'avvis meg' });
    case 'revise': {
      if (entry === undefined || basis === null) return null;
      const of = { observationId: entry.id, revisionId: basis.id };
      return make.revise(of, { text: other % 5 === 0 ? 'avvis' : `Svar ${other}` });
    }
    case 'withdraw':
      return entry === undefined ? null : make.withdraw(entry.id);
    case 'review': {
      if (item === undefined || revision === undefined) return null;
      const of = { observationId: item.id, revisionId: revision.id };
      return make.review(of, one(decisions, other) ?? decisions[0]);
    }
    case 'undo': {
      const review = item?.reviews.at(-1);
      if (item === undefined || review === undefined) return null;
      const of = { observationId: item.id, revisionId: review.revisionId };
      return make.review(of, { kind: 'undo', reviewId: review.id });
    }
    case 'createTheme':
      return make.createTheme();
    case 'changeTheme': {
      if (theme === undefined) return null;
      const status = one(['assessing', 'declined', 'released'] as const, pick);
      const patch = pick % 3 === 0 ? { owner: `Team ${pick}` } : { status, workaround: null };
      return make.changeTheme(theme.id, { ...patch } as { owner: string }, 'Grunnen');
    }
    case 'place': {
      const ids = view.insights.map(({ id }) => id).filter((_, index) => index % 3 === pick % 3);
      return ids.length === 0
        ? null
        : make.place(other % 4 === 0 ? null : (theme?.id ?? null), ids);
    }
    case 'same': {
      const target = entry === undefined ? null : { kind: 'observation' as const, id: entry.id };
      return make.log({ text: entry?.text ?? 'Det samme', sameAs: target });
    }
    case 'merge': {
      const into = one(view.themes, pick);
      return theme === undefined || into === undefined || theme === into
        ? null
        : make.mergeTheme(theme.id, into.id);
    }
    case 'unmerge': {
      const merged = one(store.read(mergedThemes), pick);
      return merged === undefined ? null : make.unmergeTheme(merged);
    }
    case 'split': {
      const within = view.insights.filter(({ themeId }) => themeId === theme?.id);
      const ids = within.map(({ id }) => id).filter((_, index) => index % 2 === pick % 2);
      return theme === undefined || ids.length === 0 ? null : make.splitTheme(theme.id, ids);
    }
    case 'confirm':
    case 'takeUp':
    case 'dismiss': {
      const proposal = one(view.proposals, pick);
      if (proposal === undefined) return null;
      if (step === 'confirm') return make.confirmProposal(proposal.id);
      if (step === 'dismiss') return make.dismissProposal(proposal.id);
      return theme === undefined ? null : make.placeProposal(proposal.id, theme.id);
    }
    case 'answer': {
      const asked = one(
        view.inbox.needsYou.filter(({ kind }) => kind === 'reply'),
        pick,
      );
      return asked === undefined ? null : make.answerReply(asked.id, other % 2 ? 'yes' : 'no');
    }
    case 'read': {
      const item = one(view.inbox.happened, pick);
      return item?.kind === 'reply' ? make.readReply(item.id) : null;
    }
    default:
      return null;
  }
}

const supervising: ReadonlySet<string> = new Set([
  ...['review', 'undo', 'createTheme', 'changeTheme', 'place', 'merge', 'unmerge', 'split'],
  ...['propose', 'confirm', 'takeUp', 'dismiss'],
]);

function mergedThemes(db: ReadableDb): string[] {
  return db
    .all<{ id: string }>('SELECT id FROM theme WHERE listed = 0 ORDER BY id')
    .map(({ id }) => id);
}

function perform(machines: readonly Machine[], make: Operations, taken: Step): void {
  const { step, pick } = taken;
  const supervises = supervising.has(step);
  const machine = machines[supervises ? 2 : taken.machine];
  if (machine === undefined) return;
  switch (step) {
    case 'push':
    case 'pushLost':
      machine.push(1 + (pick % 4), step === 'pushLost');
      break;
    case 'hear':
      machine.hear();
      break;
    case 'pull':
    case 'pullTwice':
      machine.pull(1 + (pick % 6), step === 'pullTwice');
      break;
    case 'drain':
      machine.drain();
      break;
    case 'propose':
      machine.propose();
      break;
    case 'startOver':
      machine.store.write(startOver);
      break;
    default: {
      const operation = operationOf(machine, make, taken);
      if (operation !== null) machine.do(operation);
    }
  }
}

/** Something of everything, so that a run need not come upon it: insights in a theme and out of one, and a reply. */
function begin(service: ModelService, make: Operations, machines: readonly Machine[]): void {
  const [author, , supervisor] = machines;
  if (author === undefined || supervisor === undefined) return;
  const logs = Array.from({ length: 6 }, () => make.log());
  for (const log of logs) author.do(log);
  author.drain();
  supervisor.drain();
  for (const log of logs.slice(2)) supervisor.do(make.review(log, { kind: 'approve' }));
  supervisor.drain();
  const theme = make.createTheme();
  supervisor.do(theme);
  supervisor.do(make.place(theme.themeId, [...service.insights.keys()].slice(1)));
  supervisor.do(make.changeTheme(theme.themeId, { status: 'assessing' }));
  supervisor.drain();
  for (const machine of machines) machine.drain();
}

describe('one person on two machines and her supervisor', () => {
  it('see in the end what a new machine sees, in whatever order things happened', () => {
    const home = temporaryFolder(memoryFolder);
    fc.assert(
      fc.property(run, (taken) => {
        const folder = mkdtempSync(join(home, 'run-'));
        const service = new ModelService();
        const make = new Operations();
        const unit = ['unit:9901', 'themes', 'insights'];
        const file = (name: string) => join(folder, `${name}.db`);
        const machines = [
          new Machine(file('office'), service, 'kari', ['person:kari', 'themes']),
          new Machine(file('home'), service, 'kari', ['person:kari', 'themes']),
          new Machine(file('supervisor'), service, 'liv', ['person:liv', ...unit]),
        ];
        begin(service, make, machines);
        for (const one of taken) perform(machines, make, one);
        for (const machine of machines) machine.drain();
        for (const machine of machines) machine.giveUp();
        for (const machine of machines) machine.drain();
        for (const [index, { person, scopes, store }] of machines.entries()) {
          const fresh = new Machine(file(`fresh-${index}`), service, person, scopes);
          fresh.drain();
          expect(store.read(laidOn)).toEqual([]);
          for (const one of [store, fresh.store]) one.write(indexAllWords);
          expect(store.read(viewOf)).toEqual(fresh.store.read(viewOf));
          fresh.store.close();
        }
        for (const { store } of machines) store.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 15 },
    );
  });
});
