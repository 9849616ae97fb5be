import { assertNever } from '../../shared/domain/assert-never.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import {
  fateOf,
  latestRevision,
  type Observation,
  unconfirmedKinds,
} from '../../shared/domain/observation.ts';
import type { Operation, OperationOf } from '../../shared/domain/operation.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { withoutWords } from '../../shared/domain/retention.ts';
import { ownerByRule } from '../../shared/domain/taxonomy/owner-rules.ts';
import { type Insight, newTheme, type Reply, type Theme } from '../../shared/domain/theme.ts';
import { weekOf } from '../../shared/domain/week.ts';
import type {
  Change,
  DocumentKind,
  FeedResponse,
  OperationResult,
} from '../../shared/protocol/protocol.ts';
import { uuid } from './operations.ts';

interface Row {
  seq: number;
  readonly scope: string;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly deleted: boolean;
}

/**
 * The rules of the service in memory, for one unit: operations once, documents as they stand, one feed a scope. For tests of
 * what a store makes of it, where thousands of runs are wanted; the real service is tested beside its own code.
 */
export class ModelService {
  readonly serverId: string;
  readonly observations: Map<string, Observation & { author: string }> = new Map();
  readonly themes: Map<string, Theme> = new Map();
  readonly insights: Map<string, Insight & { observationId: string }> = new Map();
  readonly replies: Map<string, Reply & { author: string }> = new Map();
  readonly proposals: Map<string, Proposal> = new Map();
  readonly #applied = new Set<string>();
  readonly #feed = new Map<string, Row>();
  #seq = 0;
  #made = 0;

  constructor(server = 1) {
    this.serverId = uuid(900_000_000_000 + server);
    this.#made = 800_000_000_000 + server * 1_000_000;
  }

  /** What became of each. An operation that is known is not applied again. */
  push(author: string, operations: readonly Operation[]): OperationResult[] {
    return operations.map((operation) => {
      const { id } = operation;
      if (this.#applied.has(id)) return { id, outcome: 'already_applied' };
      const code = this.#apply(author, operation);
      if (code !== null) return { id, outcome: 'rejected', code, field: null };
      this.#applied.add(id);
      return { id, outcome: 'applied' };
    });
  }

  /** The words of an observation have been kept long enough. */
  forget(id: string): void {
    const held = this.observations.get(id);
    if (held === undefined) return;
    const { author } = held;
    this.observations.set(id, { ...withoutWords(held), author });
    this.#mark(`person:${author}`, 'observation', id);
    this.#mark('unit:9901', 'observation', id, true);
  }

  /** The next `limit` changes of the scopes, as they stand now. A scope that is new starts from its beginning. */
  changes(scopes: readonly string[], cursor: string | null, limit: number): FeedResponse {
    const positions = new Map<string, number>(
      cursor === null ? [] : (JSON.parse(cursor) as [string, number][]),
    );
    const rows = [...this.#feed.values()]
      .filter(({ scope, seq }) => scopes.includes(scope) && seq > (positions.get(scope) ?? 0))
      .sort((a, b) => a.seq - b.seq);
    const taken = rows.slice(0, limit);
    for (const { scope, seq } of taken) positions.set(scope, seq);
    return {
      serverId: this.serverId,
      scopes: [...scopes],
      changes: taken.map((row) => this.#change(row)),
      cursor: JSON.stringify([...positions].filter(([scope]) => scopes.includes(scope))),
      more: rows.length > limit,
    };
  }

  #change({ scope, kind, id, deleted, seq }: Row): Change {
    const document = deleted ? undefined : this.#document(kind, id);
    return document === undefined
      ? { scope, seq, kind: 'tombstone', id, of: kind }
      : ({ scope, seq, kind, id, document } as Change);
  }

  #document(kind: DocumentKind, id: string): unknown {
    switch (kind) {
      case 'observation': {
        const { author: _, ...document } = this.observations.get(id) ?? {};
        return document;
      }
      case 'theme':
        return this.#counted(id);
      case 'insight': {
        const { observationId: _, ...document } = this.insights.get(id) ?? {};
        return document;
      }
      case 'reply': {
        const { author: _, ...document } = this.replies.get(id) ?? {};
        return document;
      }
      case 'proposal':
        return this.proposals.get(id);
      case 'overview':
        return undefined;
      default:
        return assertNever(kind);
    }
  }

  #counted(id: string): Theme | undefined {
    const theme = this.themes.get(id);
    if (theme === undefined) return undefined;
    const placed = [...this.insights.values()].filter(({ themeId }) => themeId === id);
    const weeks = new Map<string, number>();
    for (const { week } of placed) weeks.set(week, (weeks.get(week) ?? 0) + 1);
    return {
      ...theme,
      evidence: {
        total: placed.length,
        units: placed.length > 0 ? 1 : 0,
        weeks: [...weeks].sort().map(([week, count]) => ({ week, count })),
      },
    };
  }

  #mark(scope: string, kind: DocumentKind, id: string, deleted = false): void {
    this.#seq += 1;
    this.#feed.set(`${scope} ${kind} ${id}`, { seq: this.#seq, scope, kind, id, deleted });
  }

  #apply(author: string, operation: Operation): ErrorCode | null {
    switch (operation.kind) {
      case 'observation.log':
        return this.#log(author, operation);
      case 'observation.revise':
        return this.#revise(operation);
      case 'observation.withdraw':
        return this.#withdraw(operation.observationId);
      case 'review.add':
        return this.#review(operation);
      case 'theme.create':
        return this.#createTheme(operation);
      case 'theme.change':
        return this.#changeTheme(operation);
      case 'theme.place':
        return this.#place(operation);
      case 'theme.merge':
        return this.#merge(operation);
      case 'theme.unmerge':
        return this.#unmerge(operation);
      case 'theme.split':
        return this.#split(operation);
      case 'proposal.confirm':
      case 'proposal.place':
      case 'proposal.dismiss':
        return this.#decide(operation);
      case 'reply.answer': {
        const reply = this.replies.get(operation.replyId);
        if (reply === undefined) return 'reply.unknown';
        if (reply.event !== 'asked') return 'reply.notAsked';
        reply.helped = operation.helped;
        reply.readAt ??= operation.madeAt;
        this.#mark(`person:${reply.author}`, 'reply', reply.id);
        return null;
      }
      case 'reply.read': {
        const reply = this.replies.get(operation.replyId);
        if (reply === undefined) return 'reply.unknown';
        reply.readAt ??= operation.madeAt;
        this.#mark(`person:${reply.author}`, 'reply', reply.id);
        return null;
      }
      default:
        return assertNever(operation);
    }
  }

  #log(author: string, operation: OperationOf<'observation.log'>): ErrorCode | null {
    const { observationId: id, unit, heardAt, revisionId, text, workaround, tags } = operation;
    const { acknowledged } = operation;
    if (text.includes('avvis')) return 'text.identifies';
    if (this.observations.has(id)) return 'observation.exists';
    const { madeAt } = operation;
    const revision = {
      id: revisionId,
      basedOn: null,
      text,
      workaround,
      tags,
      answer: null,
      acknowledged,
      madeAt,
    };
    this.observations.set(id, {
      id,
      unit,
      heardAt,
      revisions: [revision],
      reviews: [],
      withdrawn: false,
      sameAs: operation.sameAs,
      // It is in review by itself: whose review it shares is the real service's to say.
      follows: false,
      themeId: null,
      escalation: 0,
      author,
    });
    this.#tell(id);
    return null;
  }

  #revise(operation: OperationOf<'observation.revise'>): ErrorCode | null {
    const observation = this.observations.get(operation.observationId);
    if (observation === undefined) return 'observation.unknown';
    if (observation.withdrawn) return 'observation.withdrawn';
    if (operation.text.includes('avvis')) return 'text.identifies';
    const { revisionId, basedOn, text, workaround, tags, answer, madeAt } = operation;
    if (!observation.revisions.some(({ id }) => id === basedOn)) return 'revision.unknown';
    const { acknowledged } = operation;
    observation.revisions.push({
      id: revisionId,
      basedOn,
      text,
      workaround,
      tags,
      answer,
      acknowledged,
      madeAt,
    });
    this.#tell(observation.id);
    return null;
  }

  #withdraw(id: string): ErrorCode | null {
    const observation = this.observations.get(id);
    if (observation === undefined) return 'observation.unknown';
    if (observation.withdrawn) return null;
    observation.withdrawn = true;
    for (const reply of this.replies.values())
      if (reply.observationId === id) this.#mark(`person:${reply.author}`, 'reply', reply.id, true);
    this.#tell(id);
    return null;
  }

  #review(operation: OperationOf<'review.add'>): ErrorCode | null {
    const observation = this.observations.get(operation.observationId);
    if (observation === undefined) return 'observation.unknown';
    if (observation.withdrawn) return 'observation.withdrawn';
    const { reviewId: id, revisionId, decision, madeAt } = operation;
    const revision = observation.revisions.find((one) => one.id === revisionId);
    if (revision === undefined) return 'revision.unknown';
    if (unconfirmedKinds(revision, decision).length > 0) return 'review.unconfirmed';
    observation.reviews.push({ id, revisionId, decision, madeAt });
    this.#tell(observation.id);
    return null;
  }

  /** After anything that bears on an observation: its rooms, and the insight that it is or is not. */
  #tell(id: string): void {
    const observation = this.observations.get(id);
    if (observation === undefined) return;
    const { author, unit } = observation;
    const fate = fateOf(observation);
    this.#mark(`person:${author}`, 'observation', id, fate.kind === 'withdrawn');
    this.#mark(`unit:${unit}`, 'observation', id, fate.kind === 'withdrawn');
    const insight = [...this.insights.values()].find(({ observationId }) => observationId === id);
    if (fate.kind === 'approved' && insight === undefined) {
      this.#made += 1;
      const { text, workaround, tags } = latestRevision(observation);
      const week = weekOf(observation.heardAt);
      const same = observation.sameAs !== null;
      const made = { id: uuid(this.#made), text, workaround, tags, week, themeId: null, same };
      this.insights.set(made.id, { ...made, observationId: id });
      this.#mark('insights', 'insight', made.id);
    } else if (insight !== undefined && fate.kind !== 'approved' && fate.kind !== 'in_theme') {
      this.insights.delete(insight.id);
      this.#mark('insights', 'insight', insight.id, true);
      if (insight.themeId !== null) this.#mark('themes', 'theme', insight.themeId);
    }
  }

  #createTheme(operation: OperationOf<'theme.create'>): ErrorCode | null {
    const { themeId: id, name, tema, step, madeAt: createdAt } = operation;
    if (this.themes.has(id)) return 'theme.exists';
    const { owner } = ownerByRule(tema, step);
    this.themes.set(id, newTheme({ id, name, tema, step, owner, createdAt }));
    this.#mark('themes', 'theme', id);
    return null;
  }

  #changeTheme(operation: OperationOf<'theme.change'>): ErrorCode | null {
    const { themeId, changeId: id, patch, reason, madeAt } = operation;
    const theme = this.themes.get(themeId);
    if (theme === undefined) return 'theme.unknown';
    if (theme.mergedInto !== null) return 'theme.merged';
    Object.assign(theme, patch);
    theme.changes = [...theme.changes, { id, patch, reason, madeAt, event: null }];
    this.#mark('themes', 'theme', themeId);
    if (patch.status === undefined) return null;
    for (const insight of this.insights.values()) {
      const observation = this.observations.get(insight.observationId);
      if (insight.themeId !== themeId || observation === undefined) continue;
      this.#made += 1;
      this.replies.set(uuid(this.#made), {
        id: uuid(this.#made),
        observationId: observation.id,
        same: observation.sameAs !== null,
        // The real service asks some weeks later.
        event: theme.status === 'released' ? 'asked' : 'status',
        themeId,
        themeName: theme.name,
        fromName: null,
        status: theme.status,
        owner: theme.owner,
        releaseDate: theme.releaseDate,
        reason,
        madeAt,
        readAt: null,
        helped: null,
        author: observation.author,
      });
      this.#mark(`person:${observation.author}`, 'reply', uuid(this.#made));
    }
    return null;
  }

  #merge(operation: OperationOf<'theme.merge'>): ErrorCode | null {
    const { themeId, into, changeId: id, reason, madeAt } = operation;
    const theme = this.themes.get(themeId);
    const other = this.themes.get(into);
    if (theme === undefined || other === undefined) return 'theme.unknown';
    if (theme.mergedInto !== null) return 'theme.merged';
    if (other.mergedInto !== null || theme === other) return 'theme.notMergeable';
    theme.mergedInto = into;
    const event = { kind: 'merged_into' as const, theme: into };
    theme.changes = [...theme.changes, { id, patch: {}, reason, madeAt, event }];
    this.#mark('themes', 'theme', themeId);
    const within = [...this.insights.values()].filter((one) => one.themeId === themeId);
    if (within.length === 0) return null;
    return this.#lay(
      into,
      within.map((insight) => insight.id),
    );
  }

  #unmerge(operation: OperationOf<'theme.unmerge'>): ErrorCode | null {
    const { themeId, changeId: id, reason, madeAt } = operation;
    const theme = this.themes.get(themeId);
    if (theme === undefined) return 'theme.unknown';
    if (theme.mergedInto === null) return 'theme.notMergeable';
    const event = { kind: 'parted_from' as const, theme: theme.mergedInto };
    theme.mergedInto = null;
    theme.changes = [...theme.changes, { id, patch: {}, reason, madeAt, event }];
    this.#mark('themes', 'theme', themeId);
    return null;
  }

  #split(operation: OperationOf<'theme.split'>): ErrorCode | null {
    const { themeId, newThemeId, insightIds } = operation;
    const theme = this.themes.get(themeId);
    if (theme === undefined) return 'theme.unknown';
    if (theme.mergedInto !== null) return 'theme.merged';
    const within = insightIds.filter((id) => this.insights.get(id)?.themeId === themeId);
    if (within.length === 0) return 'insight.unknown';
    this.#createTheme({ ...operation, kind: 'theme.create', themeId: newThemeId });
    return this.#lay(newThemeId, within);
  }

  /** Insights in no theme, put forward as one. */
  propose(): void {
    const insights = [...this.insights.values()].filter(({ themeId }) => themeId === null);
    if (insights.length === 0) return;
    this.#made += 1;
    const id = uuid(this.#made);
    this.proposals.set(id, {
      id,
      themeId: null,
      tema: 'DAG',
      step: null,
      terms: ['venter'],
      quotes: [],
      count: insights.length,
      units: '<5',
      weeks: [],
      signal: null,
      insightIds: insights.map((insight) => insight.id),
      createdAt: '2026-11-24T08:00:00.000Z',
    });
    this.#mark('insights', 'proposal', id);
  }

  #decide(
    operation: OperationOf<'proposal.confirm' | 'proposal.place' | 'proposal.dismiss'>,
  ): ErrorCode | null {
    const proposal = this.proposals.get(operation.proposalId);
    if (proposal === undefined) return 'proposal.unknown';
    if (operation.kind === 'proposal.place' && !this.themes.has(operation.themeId))
      return 'theme.unknown';
    if (operation.kind === 'proposal.confirm')
      this.#createTheme({ ...operation, kind: 'theme.create' });
    const left = proposal.insightIds.filter((id) => this.insights.get(id)?.themeId === null);
    if (operation.kind !== 'proposal.dismiss' && left.length > 0)
      this.#lay(operation.themeId, left);
    this.proposals.delete(proposal.id);
    this.#mark('insights', 'proposal', proposal.id, true);
    return null;
  }

  /** A theme that was merged stands for another. */
  #place({ themeId, insightIds }: OperationOf<'theme.place'>): ErrorCode | null {
    let into = themeId;
    while (into !== null) {
      const next: string | null = this.themes.get(into)?.mergedInto ?? null;
      if (next === null) break;
      into = next;
    }
    return this.#lay(into, insightIds);
  }

  #lay(themeId: string | null, insightIds: readonly string[]): ErrorCode | null {
    if (themeId !== null && !this.themes.has(themeId)) return 'theme.unknown';
    if (insightIds.some((id) => !this.insights.has(id))) return 'insight.unknown';
    for (const id of insightIds) {
      const insight = this.insights.get(id);
      const observation = this.observations.get(insight?.observationId ?? '');
      if (insight === undefined || observation === undefined) continue;
      const before = insight.themeId;
      insight.themeId = themeId;
      observation.themeId = themeId;
      this.#mark('insights', 'insight', id);
      for (const theme of new Set([before, themeId]))
        if (theme !== null) this.#mark('themes', 'theme', theme);
      this.#tell(observation.id);
    }
    return null;
  }
}
