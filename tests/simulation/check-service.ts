import { isDeepStrictEqual } from 'node:util';
import type { Observation } from '../../shared/domain/observation.ts';
import type { Insight, Theme } from '../../shared/domain/theme.ts';
import { differenceOf, type Finding } from './finding.ts';
import { type Expected, type ExpectedObservation, expectedTags } from './model.ts';
import type { PersonName } from './people.ts';
import type { ServiceView } from './service-view.ts';
import type { World } from './world.ts';

type Views = ReadonlyMap<PersonName, ServiceView>;

/** That the service holds what it took in, once, in the order it took it in, and nothing else. */
export async function checkService(
  world: World,
  expected: Expected,
  views: Views,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const differs = (check: string, what: string, is: unknown, should: unknown) => {
    const difference = differenceOf(is, should);
    if (difference !== null) findings.push({ check, detail: `${what}: ${difference}` });
  };
  const { database } = world;
  const [counts] = await database.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM observation)::int AS observations,
       (SELECT count(*) FROM revision)::int AS revisions, (SELECT count(*) FROM review)::int AS reviews,
       (SELECT count(*) FROM theme)::int AS themes, (SELECT count(*) FROM theme_change)::int AS changes,
       (SELECT count(*) FROM insight)::int AS insights, (SELECT count(*) FROM reply)::int AS replies`,
  );
  differs('doubles nothing', 'rows', counts, countsOf(expected));

  for (const observation of expected.observations.values()) {
    const view = views.get(observation.author as PersonName);
    const change = view?.documents.get(`observation ${observation.id}`);
    const document = change?.kind === 'observation' ? change.document : undefined;
    if (observation.withdrawn) {
      differs('loses nothing', `withdrawn ${observation.id}`, document, undefined);
      continue;
    }
    const should = documentOf(observation);
    differs(
      orderCheck(document, observation),
      `observation ${observation.id}`,
      fieldsOf(document, should),
      should,
    );
  }
  await checkInsights(world, expected, views, differs);
  for (const theme of expected.themes.values()) {
    const document = documentIn<Theme>(views.get('pia'), `theme ${theme.id}`);
    const { id, status, changes } = theme;
    const changesOf = document?.changes.map((change, n) => fieldsOf(change, changes[n] ?? change));
    const total = [...expected.observations.values()].filter(
      ({ insight }) => insight?.themeId === id,
    ).length;
    differs(
      'loses nothing',
      `theme ${id}`,
      document && {
        status: document.status,
        changes: changesOf,
        total: document.evidence.total,
      },
      { status, changes, total },
    );
  }
  await checkReplies(world, expected, differs);
  return findings;
}

type Differs = (check: string, what: string, is: unknown, should: unknown) => void;

function countsOf({ observations, themes }: Expected): Record<string, number> {
  const all = [...observations.values()];
  const open = all.filter(({ withdrawn }) => !withdrawn);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    observations: all.length,
    revisions: sum(open.map(({ revisions }) => revisions.length)),
    reviews: sum(open.map(({ reviews }) => reviews.length)),
    themes: themes.size,
    changes: sum([...themes.values()].map(({ changes }) => changes.length)),
    insights: open.filter(({ insight }) => insight !== null).length,
    replies: sum(all.map(({ replies }) => replies.length)),
  };
}

function documentIn<T>(view: ServiceView | undefined, key: string): T | undefined {
  return view?.documents.get(key)?.document as T | undefined;
}

/** The same words in another order were ordered by something else than when they came in. */
function orderCheck(document: Observation | undefined, should: ExpectedObservation): string {
  const ids = (revisions: readonly { id: string }[]) => revisions.map(({ id }) => id);
  const [is, wanted] = [ids(document?.revisions ?? []), ids(should.revisions)];
  const same = isDeepStrictEqual([...is].sort(), [...wanted].sort());
  return same && !isDeepStrictEqual(is, wanted) ? 'asks no clock' : 'loses nothing';
}

function documentOf(observation: ExpectedObservation): Partial<Observation> {
  const { id, unit, heardAt, revisions, reviews, insight } = observation;
  const themeId = insight?.themeId ?? null;
  return { id, unit, heardAt, revisions, reviews, withdrawn: false, themeId };
}

/** Of a document, the fields that something is expected of. */
function fieldsOf(document: object | undefined, should: object): unknown {
  if (document === undefined) return undefined;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name in should));
}

async function checkInsights(
  { database }: World,
  { observations }: Expected,
  views: Views,
  differs: Differs,
): Promise<void> {
  const rows = await database.query<{ id: string; observation_id: string }>(
    'SELECT id, observation_id FROM insight',
  );
  for (const { id, observation_id } of rows) {
    const observation = observations.get(observation_id);
    const document = documentIn<Insight>(views.get('pia'), `insight ${id}`);
    const latest = observation?.revisions.at(-1);
    differs(
      'loses nothing',
      `insight of ${observation_id}`,
      fieldsOf(document, { text: 0, workaround: 0, tags: 0, themeId: 0 }),
      {
        text: latest?.text,
        workaround: latest?.workaround,
        tags: observation && expectedTags(observation),
        themeId: observation?.insight?.themeId,
      },
    );
  }
}

async function checkReplies(
  { database, ledger }: World,
  { observations }: Expected,
  differs: Differs,
): Promise<void> {
  const rows = await database.query<{ id: string; what: string; read: boolean }>(
    `SELECT id, concat_ws(' ', observation_id, theme_id, status) AS what, read_at IS NOT NULL AS read FROM reply`,
  );
  const should = [...observations.values()].flatMap(({ id, replies }) =>
    replies.map(({ themeId, status }) => `${id} ${themeId} ${status}`),
  );
  differs('doubles nothing', 'replies', rows.map(({ what }) => what).sort(), should.sort());
  const read = new Set<string>();
  for (const { ids } of ledger.taken)
    for (const id of ids) {
      const operation = ledger.made.get(id)?.operation;
      if (operation?.kind === 'reply.read') read.add(operation.replyId);
    }
  for (const row of rows)
    if (read.has(row.id)) differs('loses nothing', `read reply ${row.id}`, row.read, true);
}
