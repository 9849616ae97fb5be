import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createMetrics } from '../../backlog/metrics.ts';
import { usualDeadlines } from '../../backlog/operations/due.ts';
import { type Backlog, type BacklogOptions, startBacklog } from '../../backlog/server.ts';
import type { Service } from '../../backlog/service.ts';
import type { Unit } from '../../backlog/store/units.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import type { Decision, SameAs } from '../../shared/domain/observation.ts';
import type { Operation, OperationOf } from '../../shared/domain/operation.ts';
import { defaultRetention } from '../../shared/domain/retention.ts';
import { noTags, type Tags } from '../../shared/domain/tags.ts';
import type { ThemePatch } from '../../shared/domain/theme.ts';
import type { Change, FeedResponse, PushResponse } from '../../shared/protocol/protocol.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';
import { startTokenIssuer, type TokenClaims, type TokenIssuer } from './token-issuer.ts';

export const units: readonly Unit[] = [
  { number: '4000', name: 'Eksempelfylke', parent: null, reviewLimitHours: 24 },
  { number: '4100', name: 'Eksempelvik', parent: '4000', reviewLimitHours: 24 },
  { number: '4200', name: 'Eksempelnes', parent: '4000', reviewLimitHours: 48 },
];

export const people = {
  kari: { sub: 'kari', roles: ['caseworker'], unit: '4100' },
  ola: { sub: 'ola', roles: ['caseworker'], unit: '4100' },
  nora: { sub: 'nora', roles: ['caseworker'], unit: '4200' },
  siri: { sub: 'siri', roles: ['supervisor'], unit: '4100' },
  dag: { sub: 'dag', roles: ['deputy'], unit: '4100' },
  olav: { sub: 'olav', roles: ['supervisor'], unit: '4000' },
  sven: { sub: 'sven', roles: ['supervisor'], unit: '4200' },
  pia: { sub: 'pia', roles: ['product'], unit: null },
} as const satisfies Record<string, TokenClaims>;

export const tagged: Tags = {
  tema: 'DAG',
  step: 'apply',
  pain: 'information',
  channel: 'phone',
  severity: 2,
};

export const newId = idMaker(Date.now, (length) => randomBytes(length));

/** What the service's own functions work with, on a database; says nothing. */
export function partsOf(pool: pg.Pool): Service {
  return {
    pool,
    clock: Date.now,
    newId,
    metrics: createMetrics(),
    deadlines: usualDeadlines,
    log: () => undefined,
    retention: defaultRetention,
    server: null,
  };
}

/** One service on a real, empty database, with an issuer that makes any token. */
export class ServiceUnderTest {
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  readonly pool: pg.Pool;
  /** What the service's clock is ahead, in milliseconds. */
  ahead = 0;
  readonly logged: string[] = [];
  #replicas: Backlog[] = [];

  static async start(options: Partial<BacklogOptions> = {}): Promise<ServiceUnderTest> {
    const service = new ServiceUnderTest(await testDatabase(), await startTokenIssuer());
    await service.replica(options);
    return service;
  }

  constructor(database: TestDatabase, issuer: TokenIssuer) {
    this.database = database;
    this.issuer = issuer;
    this.pool = new pg.Pool({ connectionString: database.url, max: 4 });
    this.pool.on('error', () => undefined);
  }

  /** Another instance of the service on the same database. */
  async replica(options: Partial<BacklogOptions> = {}): Promise<Backlog> {
    const backlog = await startBacklog({
      databaseUrl: this.database.url,
      host: '127.0.0.1',
      port: 0,
      issuer: this.issuer.issuer,
      audience: this.issuer.audience,
      units,
      clock: () => Date.now() + this.ahead,
      randomBytes,
      log: (event, facts) => this.logged.push(`${event} ${JSON.stringify(facts ?? {})}`),
      poolSize: 6,
      jobs: false,
      ...options,
    });
    this.#replicas.push(backlog);
    return backlog;
  }

  /** What the service's own functions work with, for tests that call them without HTTP. */
  parts(): Service {
    return {
      ...partsOf(this.pool),
      clock: () => Date.now() + this.ahead,
      log: (event, facts) => this.logged.push(`${event} ${JSON.stringify(facts ?? {})}`),
    };
  }

  get url(): string {
    const [first] = this.#replicas;
    if (first === undefined) throw new Error('no service was started');
    return first.url;
  }

  async request(
    person: TokenClaims,
    path: string,
    body?: unknown,
    url = this.url,
  ): Promise<Response> {
    return fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await this.issuer.token(person)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  /** Pushes and gives each operation's outcome, with its code where it has one. */
  async push(
    person: TokenClaims,
    operations: readonly object[],
    url = this.url,
  ): Promise<string[]> {
    const answer = await this.request(person, '/v1/operations', { protocol: 1, operations }, url);
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${await answer.text()}`);
    const { results } = (await answer.json()) as PushResponse;
    return results.map((result) =>
      'code' in result ? `${result.outcome} ${result.code}` : result.outcome,
    );
  }

  async feed(person: TokenClaims, cursor?: string, limit?: number): Promise<FeedResponse> {
    const query = new URLSearchParams({
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    });
    const answer = await this.request(person, `/v1/changes?${query}`);
    if (answer.status !== 200) throw new Error(`feed: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as FeedResponse;
  }

  /** Everything a person may see from the beginning, in one list. */
  async everything(person: TokenClaims): Promise<Change[]> {
    const changes: Change[] = [];
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const page = await this.feed(person, cursor);
      changes.push(...page.changes);
      ({ cursor, more } = page);
    }
    return changes;
  }

  async count(table: string): Promise<number> {
    const { rows } = await this.pool.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM ${table}`,
    );
    return rows[0]?.total ?? 0;
  }

  /** The service ends; its database and issuer stay. */
  async stopReplicas(): Promise<void> {
    for (const backlog of this.#replicas.splice(0)) await backlog.stop();
  }

  async stop(): Promise<void> {
    await this.stopReplicas();
    await this.pool.end();
    await this.issuer.close();
    await this.database.drop();
  }
}

const base = (unit: string | null) => ({ id: newId(), unit, madeAt: new Date().toISOString() });

export function log(
  text: string,
  more: Partial<OperationOf<'observation.log'>> = {},
): OperationOf<'observation.log'> {
  const { id, madeAt } = base('4100');
  return {
    id,
    madeAt,
    unit: '4100',
    kind: 'observation.log',
    observationId: newId(),
    revisionId: newId(),
    text,
    workaround: null,
    tags: tagged,
    acknowledged: [],
    heardAt: madeAt,
    sameAs: null,
    ...more,
  };
}

export function revise(
  logged: { readonly observationId: string; readonly revisionId: string },
  text: string,
  more: Partial<OperationOf<'observation.revise'>> = {},
): OperationOf<'observation.revise'> {
  const { id, madeAt } = base('4100');
  return {
    id,
    madeAt,
    unit: '4100',
    kind: 'observation.revise',
    observationId: logged.observationId,
    revisionId: newId(),
    basedOn: logged.revisionId,
    text,
    workaround: null,
    tags: noTags,
    acknowledged: [],
    answer: null,
    ...more,
  };
}

export function withdraw(
  logged: { readonly observationId: string },
  unit = '4100',
): OperationOf<'observation.withdraw'> {
  const { id, madeAt } = base(unit);
  return { id, madeAt, unit, kind: 'observation.withdraw', observationId: logged.observationId };
}

export function review(
  logged: { readonly observationId: string; readonly revisionId: string },
  decision: Decision,
  unit = '4100',
): OperationOf<'review.add'> {
  const { id, madeAt } = base(unit);
  return {
    id,
    madeAt,
    unit,
    kind: 'review.add',
    reviewId: newId(),
    observationId: logged.observationId,
    revisionId: logged.revisionId,
    decision,
    acknowledged: [],
  };
}

export function approve(logged: {
  readonly observationId: string;
  readonly revisionId: string;
}): OperationOf<'review.add'> {
  return review(logged, { kind: 'approve' });
}

export function createTheme(name = 'Uklar frist'): OperationOf<'theme.create'> {
  return {
    ...base(null),
    kind: 'theme.create',
    themeId: newId(),
    name,
    tema: 'DAG',
    step: null,
    acknowledged: [],
  };
}

export function changeTheme(
  themeId: string,
  patch: ThemePatch,
  reason: string | null = null,
): OperationOf<'theme.change'> {
  return {
    ...base(null),
    kind: 'theme.change',
    themeId,
    changeId: newId(),
    patch,
    reason,
    acknowledged: [],
  };
}

export function place(themeId: string | null, insightIds: string[]): OperationOf<'theme.place'> {
  return { ...base(null), kind: 'theme.place', themeId, insightIds };
}

export function readReply(replyId: string): OperationOf<'reply.read'> {
  return { ...base(null), kind: 'reply.read', replyId };
}

export function answerReply(
  replyId: string,
  helped: OperationOf<'reply.answer'>['helped'],
): OperationOf<'reply.answer'> {
  return { ...base(null), kind: 'reply.answer', replyId, helped };
}

/** A +1. Whatever its words: the service takes those of what it points at. */
export function same(
  target: SameAs,
  more: Partial<OperationOf<'observation.log'>> = {},
): OperationOf<'observation.log'> {
  return log('Det samme', { sameAs: target, ...more });
}

export function mergeTheme(
  themeId: string,
  into: string,
  reason = 'Det samme',
): OperationOf<'theme.merge'> {
  return {
    ...base(null),
    kind: 'theme.merge',
    themeId,
    changeId: newId(),
    into,
    reason,
    acknowledged: [],
  };
}

export function unmergeTheme(
  themeId: string,
  reason = 'Ikke det samme',
): OperationOf<'theme.unmerge'> {
  return {
    ...base(null),
    kind: 'theme.unmerge',
    themeId,
    changeId: newId(),
    reason,
    acknowledged: [],
  };
}

export function splitTheme(
  themeId: string,
  insightIds: string[],
  name = 'Noe for seg',
): OperationOf<'theme.split'> {
  return {
    ...base(null),
    kind: 'theme.split',
    themeId,
    changeId: newId(),
    newThemeId: newId(),
    name,
    tema: 'DAG',
    step: null,
    insightIds,
    acknowledged: [],
  };
}

export function confirmProposal(
  proposalId: string,
  name = 'Foreslått',
): OperationOf<'proposal.confirm'> {
  return {
    ...base(null),
    kind: 'proposal.confirm',
    proposalId,
    themeId: newId(),
    name,
    tema: 'DAG',
    step: null,
    acknowledged: [],
  };
}

export function placeProposal(proposalId: string, themeId: string): OperationOf<'proposal.place'> {
  return { ...base(null), kind: 'proposal.place', proposalId, themeId };
}

export function dismissProposal(proposalId: string): OperationOf<'proposal.dismiss'> {
  return {
    ...base(null),
    kind: 'proposal.dismiss',
    proposalId,
    reason: 'Hører ikke sammen',
    acknowledged: [],
  };
}

/** One operation of every kind, about things that need not exist. */
export function everyOperation(): Operation[] {
  const logged = log('Finner ikke skjemaet');
  return [
    logged,
    revise(logged, 'Finner fortsatt ikke skjemaet'),
    withdraw(logged),
    approve(logged),
    createTheme(),
    changeTheme(newId(), { status: 'assessing' }, 'Fordi'),
    place(newId(), [newId()]),
    mergeTheme(newId(), newId()),
    unmergeTheme(newId()),
    splitTheme(newId(), [newId()]),
    confirmProposal(newId()),
    placeProposal(newId(), newId()),
    dismissProposal(newId()),
    readReply(newId()),
    answerReply(newId(), 'yes'),
  ];
}
