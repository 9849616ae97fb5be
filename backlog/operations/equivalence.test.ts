import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Decision,
  fateOf,
  latestRevision,
  type Observation,
} from '../../shared/domain/observation.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { ThemeStatus } from '../../shared/domain/theme.ts';
import type { Change } from '../../shared/protocol/protocol.ts';
import {
  changeTheme,
  createTheme,
  log,
  mergeTheme,
  place,
  review,
  revise,
  ServiceUnderTest,
  same,
  splitTheme,
  tagged,
  unmergeTheme,
  withdraw,
} from '../../tests/support/backlog-service.ts';

/** Does everything, so that any mixture of operations can be one batch. */
const all = { sub: 'alle', roles: ['caseworker', 'supervisor', 'product'], unit: '4100' };

let whole: ServiceUnderTest;
let single: ServiceUnderTest;
beforeAll(async () => {
  [whole, single] = await Promise.all([ServiceUnderTest.start(), ServiceUnderTest.start()]);
});
afterAll(() => Promise.all([whole.stop(), single.stop()]));

type Intent =
  | { do: 'log'; tema: boolean }
  | { do: 'revise'; which: number }
  | { do: 'withdraw'; which: number }
  | {
      do: 'review';
      which: number;
      latest: boolean;
      decision: 'approve' | 'return' | 'decline' | 'retag' | 'undo';
    }
  | { do: 'same'; which: number; theme: boolean }
  | { do: 'merge'; which: number; other: number }
  | { do: 'mergeTheme'; theme: number; into: number }
  | { do: 'unmergeTheme'; theme: number }
  | { do: 'split'; theme: number; which: readonly number[] }
  | { do: 'createTheme' }
  | { do: 'changeTheme'; theme: number; status: ThemeStatus }
  | { do: 'place'; theme: number | null; which: readonly number[] }
  | { do: 'look' };

const index = fc.nat(6);
const intent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('log' as const), tema: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('revise' as const, 'withdraw' as const),
      which: index,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      which: index,
      latest: fc.boolean(),
      decision: fc.constantFrom(
        'approve',
        'approve',
        'approve',
        'return',
        'decline',
        'retag',
        'undo',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('same' as const), which: index, theme: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('merge' as const), which: index, other: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mergeTheme' as const),
      theme: fc.nat(2),
      into: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('unmergeTheme' as const), theme: fc.nat(2) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('split' as const),
      theme: fc.nat(2),
      which: fc.array(index, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('createTheme' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('changeTheme' as const),
      theme: fc.nat(2),
      status: fc.constantFrom<ThemeStatus>('assessing', 'planned', 'released', 'declined'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      theme: fc.option(fc.nat(2)),
      which: fc.array(index, { minLength: 1, maxLength: 4 }),
    }),
  },
  // The next batch begins: what the service made until then can be named.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
);

/** Every play begins with something in every state, so that what follows has something to change. */
const opening: readonly Intent[] = [
  ...Array.from({ length: 5 }, () => ({ do: 'log' as const, tema: true })),
  ...[0, 1, 2, 3].map((which) => ({
    do: 'review' as const,
    which,
    latest: true,
    decision: 'approve' as const,
  })),
  { do: 'createTheme' },
  { do: 'createTheme' },
  { do: 'look' },
  { do: 'place', theme: 0, which: [0, 1] },
  { do: 'place', theme: 1, which: [2] },
  { do: 'changeTheme', theme: 0, status: 'planned' },
  { do: 'look' },
];

/** Plays intents against both services: at one in batches, at the other one by one. */
class Play {
  readonly observations: {
    observationId: string;
    revisionId: string;
    latest: string;
    reviews: string[];
  }[] = [];
  readonly themes: string[] = [];
  #batch: { whole: Operation; single: Operation }[] = [];
  readonly #follower: Follower;
  #insights = { whole: new Map<string, string>(), single: new Map<string, string>() };

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  async play(intents: readonly Intent[]): Promise<void> {
    for (const one of [...opening, ...intents]) {
      if (one.do === 'look') await this.send();
      else this.#add(one);
    }
    await this.send();
  }

  async send(): Promise<void> {
    const batch = this.#batch.splice(0);
    if (batch.length > 0) {
      const together = await whole.push(
        all,
        batch.map((each) => each.whole),
      );
      const oneByOne: string[] = [];
      for (const each of batch) oneByOne.push(...(await single.push(all, [each.single])));
      expect(together).toEqual(oneByOne);
    }
    await this.#follower.follow();
    this.#insights = { whole: await insightsOf(whole), single: await insightsOf(single) };
  }

  #both(operation: Operation): void {
    this.#batch.push({ whole: operation, single: operation });
  }

  #add(one: Exclude<Intent, { do: 'look' }>): void {
    switch (one.do) {
      case 'log': {
        const logged = log('Ord', { tags: one.tema ? tagged : noTags });
        const { observationId, revisionId } = logged;
        this.observations.push({ observationId, revisionId, latest: revisionId, reviews: [] });
        this.#both(logged);
        break;
      }
      case 'createTheme': {
        const made = createTheme();
        this.themes.push(made.themeId);
        this.#both(made);
        break;
      }
      case 'changeTheme': {
        const theme = this.themes[one.theme];
        const patch = { status: one.status, owner: 'Team', releaseDate: '2026-12-01' };
        if (theme !== undefined) this.#both(changeTheme(theme, patch, 'Fordi'));
        break;
      }
      case 'place': {
        const theme = one.theme === null ? null : this.themes[one.theme];
        if (theme !== undefined)
          this.#named(one.which, (insightIds) => place(theme, [...insightIds]));
        break;
      }
      case 'split': {
        const theme = this.themes[one.theme];
        const of = splitTheme(theme ?? '', []);
        if (theme !== undefined) this.#named(one.which, (insightIds) => ({ ...of, insightIds }));
        break;
      }
      case 'same': {
        const id = one.theme
          ? this.themes[one.which % 3]
          : this.observations[one.which]?.observationId;
        if (id === undefined) break;
        const plus = same({ kind: one.theme ? 'theme' : 'observation', id });
        const { observationId, revisionId } = plus;
        this.observations.push({ observationId, revisionId, latest: revisionId, reviews: [] });
        this.#both(plus);
        break;
      }
      case 'merge': {
        const [about, into] = [this.observations[one.which], this.observations[one.other]];
        if (about === undefined || into === undefined) break;
        const named = { ...about, revisionId: about.latest };
        const made = review(named, { kind: 'merge', into: into.observationId });
        about.reviews.push(made.reviewId);
        this.#both(made);
        break;
      }
      case 'mergeTheme': {
        const [theme, into] = [this.themes[one.theme], this.themes[one.into]];
        if (theme !== undefined && into !== undefined) this.#both(mergeTheme(theme, into));
        break;
      }
      case 'unmergeTheme': {
        const theme = this.themes[one.theme];
        if (theme !== undefined) this.#both(unmergeTheme(theme));
        break;
      }
      case 'revise':
      case 'withdraw':
      case 'review':
        this.#about(one);
    }
  }

  /** An operation on insights, which have other ids at the other service. */
  #named(which: readonly number[], make: (insightIds: string[]) => Operation): void {
    const named = which
      .map((n) => this.observations[n]?.observationId ?? '')
      .map((id) => ({ whole: this.#insights.whole.get(id), single: this.#insights.single.get(id) }))
      .flatMap(({ whole: here, single: there }) =>
        here !== undefined && there !== undefined ? [{ here, there }] : [],
      );
    if (named.length === 0) return;
    const operation = make(named.map(({ here }) => here));
    if (!('insightIds' in operation)) return;
    this.#batch.push({
      whole: operation,
      single: { ...operation, insightIds: named.map(({ there }) => there) },
    });
  }

  #about(one: Extract<Intent, { do: 'revise' | 'withdraw' | 'review' }>): void {
    const about = this.observations[one.which];
    if (about === undefined) return;
    if (one.do === 'withdraw') this.#both(withdraw(about));
    if (one.do === 'revise') {
      const revised = revise({ ...about, revisionId: about.latest }, 'Nye ord', { tags: tagged });
      about.latest = revised.revisionId;
      this.#both(revised);
    }
    const last = about.reviews.at(-1);
    if (one.do !== 'review' || (one.decision === 'undo' && last === undefined)) return;
    const named = { ...about, revisionId: one.latest ? about.latest : about.revisionId };
    const made = review(named, decisionOf(one.decision, last ?? ''));
    about.reviews.push(made.reviewId);
    this.#both(made);
  }
}

function decisionOf(kind: Exclude<Decision['kind'], 'merge'>, last: string): Decision {
  switch (kind) {
    case 'approve':
      return { kind };
    case 'return':
      return { kind, question: 'Hva?' };
    case 'decline':
      return { kind, reason: 'Nei' };
    case 'retag':
      return { kind, tags: { ...tagged, tema: 'AAP' } };
    case 'undo':
      return { kind, reviewId: last };
  }
}

async function insightsOf(service: ServiceUnderTest): Promise<Map<string, string>> {
  const { rows } = await service.pool.query<{ id: string; of: string }>(
    'SELECT id, observation_id AS of FROM insight',
  );
  return new Map(rows.map(({ id, of }) => [of, id]));
}

const unmade = {
  insight: { id: null },
  reply: { id: null, madeAt: null },
  theme: { createdAt: null, quotes: null },
  observation: {},
  proposal: { id: null },
  overview: {},
};

/** What a person sees, without what the service itself makes up: its ids and times. */
function asSeen(changes: readonly Change[]): string[] {
  return changes
    .filter((change) => change.kind !== 'tombstone')
    .map((change) => JSON.stringify({ ...change.document, ...unmade[change.kind] }))
    .sort();
}

/** A replica that only ever reads on from where it was. */
class Follower {
  readonly #seen = new Map<string, Change>();
  #cursor: string | undefined;

  async follow(): Promise<readonly Change[]> {
    for (let more = true; more; ) {
      const page = await whole.feed(all, this.#cursor, 50);
      for (const change of page.changes) {
        const kind = change.kind === 'tombstone' ? change.of : change.kind;
        this.#seen.set(`${change.scope} ${kind} ${change.id}`, change);
      }
      this.#cursor = page.cursor;
      more = page.more;
    }
    return [...this.#seen.values()];
  }
}

function hasWords(observation: Observation): boolean {
  return latestRevision(observation).text !== '';
}

/** How many insights lie in each theme, and how many of them still have words. */
async function insightsInThemes(): Promise<Map<string, { total: number; words: number }>> {
  const { rows } = await whole.pool.query<{ id: string; total: number; words: number }>(
    `SELECT theme_id AS id, count(*)::int AS total, count(*) FILTER (WHERE text <> '')::int AS words
     FROM insight WHERE theme_id IS NOT NULL GROUP BY theme_id`,
  );
  return new Map(rows.map(({ id, total, words }) => [id, { total, words }]));
}

/** What must hold of the service's tables whatever was done. */
async function holdsTogether(changes: readonly Change[]): Promise<void> {
  const { rows } = await whole.pool.query<{ id: string; waits: boolean; insight: string | null }>(
    `SELECT observation.id, waiting_since IS NOT NULL AS waits, insight.id AS insight
     FROM observation LEFT JOIN insight ON insight.observation_id = observation.id`,
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const inTheme = await insightsInThemes();
  const read = changes.flatMap((change) =>
    change.kind === 'insight' && change.scope === 'insights' && change.document.themeId !== null
      ? [change.document.themeId]
      : [],
  );
  // Those without words are counted and not handed out.
  for (const [themeId, { words }] of inTheme)
    expect(read.filter((one) => one === themeId)).toHaveLength(words);
  for (const change of changes) {
    if (change.kind === 'observation') {
      const fate = fateOf({ ...change.document, themeId: null }).kind;
      expect(rowOf.get(change.id)).toMatchObject({
        // Nobody is to review what was left without words.
        waits: fate === 'in_review' && !change.document.follows && hasWords(change.document),
        insight: fate === 'approved' ? expect.any(String) : null,
      });
    }
    if (change.kind === 'theme')
      expect(change.document.evidence.total).toBe(inTheme.get(change.id)?.total ?? 0);
    if (change.kind === 'tombstone' && change.of === 'observation')
      expect(rowOf.get(change.id)).toMatchObject({ waits: false, insight: null });
  }
}

test('a batch has the effect of its operations one by one, a follower sees what a newcomer sees, and tables agree', async () => {
  const follower = new Follower();
  await fc.assert(
    fc.asyncProperty(fc.array(intent, { minLength: 3, maxLength: 20 }), async (intents) => {
      await new Play(follower).play(intents);
      const fromTheBeginning = await whole.everything(all);
      expect(asSeen(fromTheBeginning)).toEqual(asSeen(await single.everything(all)));
      expect(asSeen(await follower.follow())).toEqual(asSeen(fromTheBeginning));
      await holdsTogether(fromTheBeginning);
    }),
    { numRuns: 12 },
  );
}, 60_000);
