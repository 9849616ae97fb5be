import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Overview } from '../../../shared/domain/overview.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import { mondayOf, type Week, weekAfter } from '../../../shared/domain/week.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  people,
  place,
  ServiceUnderTest,
} from '../../../tests/support/backlog-service.ts';
import { groupInsights } from '../grouping/grouping.ts';
import { workOutFigures } from './figures.ts';
import { lastWeek } from './verdicts.ts';

const { kari, siri, sven, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const now = () => Date.now() + service.ahead;
/** The week `count` before the last that is over. */
const ago = (count: number): Week => weekAfter(lastWeek(now()), -count);

beforeEach(async () => {
  service.ahead = 0;
  await service.pool.query(
    'TRUNCATE theme, observation, proposal, contacts, overview, feed, scope_head CASCADE',
  );
});

/** `counts`: how often it was heard in each week, the last being the last that is over. */
async function heard(themeId: string | null, unit: string, counts: readonly number[]) {
  const rows = counts.flatMap((count, at) => {
    const week = ago(counts.length - 1 - at);
    return Array.from({ length: count }, () => ({
      week,
      at: new Date(mondayOf(week)).toISOString(),
    }));
  });
  await service.pool.query(
    `WITH made AS (
       INSERT INTO observation (id, author, unit, heard_at, received_at, role)
       SELECT gen_random_uuid(), 'forfatter-' || n % 7, $1, at, at::timestamptz, 'caseworker'
       FROM unnest($2::text[]) WITH ORDINALITY AS given (at, n) RETURNING id, heard_at)
     INSERT INTO insight (id, observation_id, text, tags, week, theme_id, created_at)
     SELECT gen_random_uuid(), id, 'Det samme igjen', '{"tema":"DAG","step":null}',
       to_char(heard_at::timestamptz AT TIME ZONE 'UTC', 'IYYY"-W"IW'), $3, heard_at::timestamptz FROM made`,
    [unit, rows.map(({ at }) => at), themeId],
  );
}

async function contacts(weeks: number, tema = 'DAG', each = 1000): Promise<void> {
  await service.pool.query(
    `INSERT INTO contacts SELECT week, $2, 'phone', $3 FROM unnest($1::text[]) AS given (week)`,
    [Array.from({ length: weeks }, (_, n) => ago(n)), tema, each],
  );
}

async function made(name: string): Promise<string> {
  const theme = createTheme(name);
  await service.push(pia, [theme]);
  return theme.themeId;
}

async function theme(id: string): Promise<Theme> {
  const found = (await service.everything(kari)).find((change) => change.id === id);
  if (found?.kind !== 'theme') throw new Error('no such theme');
  return found.document;
}

/** Some scatter, the same each time. */
const around = (mean: number, weeks: number): number[] =>
  Array.from({ length: weeks }, (_, n) => Math.max(0, mean + ([0, 1, -1, 2, -2][n % 5] ?? 0)));

describe('what is new or rising', () => {
  test('is raised against what was to be expected, naming no unit that heard it less than five times', async () => {
    const [rises, steady] = [await made('Øker'), await made('Som før')];
    await contacts(40);
    await heard(rises, '4100', [...around(3, 36), 3, 4, 10, 11]);
    await heard(rises, '4200', [1]);
    await heard(steady, '4100', around(5, 40));
    const done = await workOutFigures(service.parts());
    expect(done).toMatchObject({ themes: 2 });
    expect((await theme(rises)).signal).toMatchObject({
      kind: 'rising',
      week: ago(0),
      since: ago(0),
      units: 'several',
      basis: 'level',
    });
    expect((await theme(steady)).signal).toBeNull();
    // Nothing has happened since.
    expect(await workOutFigures(service.parts())).toEqual({
      themes: 0,
      proposals: 0,
      reopened: 0,
      overviews: 0,
    });
  });

  test('a signal that goes on remembers since when', async () => {
    const rises = await made('Øker');
    await contacts(40);
    await heard(rises, '4100', [...around(3, 38), 12, 12]);
    await workOutFigures(service.parts());
    const first = (await theme(rises)).signal;
    service.ahead = 7 * 86_400_000;
    await service.pool.query(`INSERT INTO contacts VALUES ($1, 'DAG', 'phone', 1000)`, [ago(0)]);
    await heard(rises, '4100', [12]);
    await workOutFigures(service.parts());
    expect((await theme(rises)).signal).toMatchObject({ since: first?.week, week: ago(0) });
  });

  test('a proposal is raised too', async () => {
    const texts = [
      'Vet ikke når fristen for å sende meldekort er',
      'Usikker på fristen for meldekortet',
      'Når er siste frist for meldekort',
      'Fristen for meldekort er uklar',
      'Uklart når meldekortet har frist',
      'Fristen for meldekortet står ikke i brevet',
    ];
    const logged = texts.map((text) => log(text));
    await service.push(kari, logged);
    await service.push(siri, logged.map(approve));
    // Heard last week, in a unit that had logged other things for half a year; and in another.
    await service.pool.query('UPDATE insight SET week = $1', [ago(0)]);
    await service.pool.query(`UPDATE observation SET unit = '4200' WHERE id = ANY($1::uuid[])`, [
      logged.slice(0, 3).map(({ observationId }) => observationId),
    ]);
    const other = await made('Noe annet');
    await heard(other, '4100', around(3, 30));
    await heard(other, '4200', around(3, 30));
    // Its words have been kept long enough; it still counts.
    await service.pool.query(`UPDATE insight SET text = '' WHERE theme_id = $1`, [other]);
    await contacts(30);
    await groupInsights(service.parts());
    expect(await workOutFigures(service.parts())).toMatchObject({ proposals: 1 });
    const raised = (await service.everything(siri)).flatMap((change) =>
      change.kind === 'proposal' ? [change.document.signal] : [],
    );
    expect(raised).toContainEqual(
      expect.objectContaining({ kind: 'new', units: 'several', week: ago(0) }),
    );
  });
});

describe('what a release came to', () => {
  /** Released `weeks` ago, after a year at `before` a week. */
  async function released(weeks: number, before: number, after: number): Promise<string> {
    const id = await made('Rettet');
    await contacts(52 + weeks);
    await heard(id, '4100', [...around(before, 52), ...around(after, weeks)]);
    const releaseDate = new Date(mondayOf(ago(weeks - 1))).toISOString().slice(0, 10);
    expect(
      await service.push(pia, [changeTheme(id, { status: 'released', releaseDate }, 'Rettet')]),
    ).toEqual(['applied']);
    return id;
  }

  test('is told with its interval, rates and a chart', async () => {
    const id = await released(16, 12, 4);
    await workOutFigures(service.parts());
    const { verdict, chart } = await theme(id);
    expect(verdict).toMatchObject({ kind: 'helped', weeksBefore: 52, weeksAfter: 16 });
    expect(verdict?.effect?.high).toBeLessThan(1);
    expect(verdict?.rateBefore).toBeCloseTo(12, 0);
    expect(verdict?.rateAfter).toBeCloseTo(4, 0);
    const last = chart.at(-1);
    expect(last).toMatchObject({ week: ago(0) });
    expect(last?.without).toBeGreaterThan((last?.fitted ?? 0) * 2);
    // Fewer than five in a week are not told.
    expect(chart.filter(({ count }) => count === '<5').every(({ rate }) => rate === null)).toBe(
      true,
    );
    expect(chart[0]).toMatchObject({ without: null, rate: expect.any(Number) });
  });

  test('is too little to tell after a few weeks, and nothing where nobody counts contacts', async () => {
    const id = await released(3, 12, 4);
    await workOutFigures(service.parts());
    expect((await theme(id)).verdict).toMatchObject({ kind: 'too_little_data', effect: null });
    await service.pool.query('DELETE FROM contacts');
    await workOutFigures(service.parts());
    expect(await theme(id)).toMatchObject({ verdict: null, chart: [] });
  });

  test('heard again, it opens by itself, and its contributors hear why', async () => {
    const id = await released(16, 12, 3);
    await workOutFigures(service.parts());
    expect((await theme(id)).verdict?.kind).toBe('helped');
    const hers = log('hørt på nytt');
    await service.push(kari, [hers]);
    await service.push(siri, [approve(hers)]);
    const { rows } = await service.pool.query<{ id: string }>(
      'SELECT id FROM insight WHERE observation_id = $1',
      [hers.observationId],
    );
    await service.push(pia, [place(id, [rows[0]?.id ?? ''])]);
    service.ahead = 8 * 7 * 86_400_000;
    await service.pool.query(
      `INSERT INTO contacts SELECT week, 'DAG', 'phone', 1000 FROM unnest($1::text[]) AS given (week)
       ON CONFLICT DO NOTHING`,
      [Array.from({ length: 8 }, (_, n) => ago(n))],
    );
    await heard(id, '4100', around(12, 8));
    expect(await workOutFigures(service.parts())).toMatchObject({ reopened: 1 });
    const opened = await theme(id);
    expect(opened).toMatchObject({ status: 'assessing', due: { kind: 'decision' } });
    expect(opened.changes.at(-1)).toMatchObject({
      patch: { status: 'assessing' },
      event: { kind: 'recurred' },
      reason: expect.stringContaining('oftere igjen'),
    });
    const told = (await service.everything(kari)).flatMap((change) =>
      change.kind === 'reply' ? [change.document] : [],
    );
    expect(told.at(-1)).toMatchObject({ event: 'status', status: 'assessing' });
    expect(await workOutFigures(service.parts())).toMatchObject({ reopened: 0 });
  });
});

describe('which units heard it', () => {
  test('is told by whole quarters; under five and what would give it away is not, nor is silence taken for "no pain"', async () => {
    const id = await made('Spredt');
    await heard(id, '4100', Array(40).fill(2));
    await heard(id, '4200', [...Array(35).fill(0), 1, ...Array(4).fill(0)]);
    const other = await made('Annet');
    await heard(other, '4200', Array(40).fill(1));
    await workOutFigures(service.parts());
    const { spread, evidence } = await theme(id);
    expect(evidence.total).toBe(81);
    const all = JSON.stringify(spread?.units ?? []);
    // 4000 has logged nothing; what 4200 heard must not follow from the totals either.
    if (spread !== null) {
      expect(spread.weeks).toBe(13);
      expect(spread.units.find(({ unit }) => unit === '4000')).toMatchObject({
        before: 'no data',
        after: 'no data',
      });
      expect(all).not.toMatch(/:[0-4][,}]/);
      const shownOf = (unit: string) => spread.units.find((one) => one.unit === unit);
      for (const period of ['before', 'after'] as const)
        if (shownOf('4200')?.[period] === '<5') expect(shownOf('4100')?.[period]).toBe('hidden');
    }
  });
});

describe('the overviews', () => {
  test('a supervisor sees her own unit, everybody the measures of all; nobody sees another unit', async () => {
    const id = await made('Øker i enheten');
    await heard(id, '4100', [...around(3, 36), 3, 3, 11, 12]);
    await workOutFigures(service.parts());
    const seen = async (person: Parameters<typeof service.everything>[0]) =>
      (await service.everything(person)).flatMap((change): Overview[] =>
        change.kind === 'overview' ? [change.document] : [],
      );
    expect((await seen(siri)).map(({ unit }) => unit).sort()).toEqual(['4100', null]);
    expect((await seen(kari)).map(({ unit }) => unit)).toEqual([null]);
    const [own] = (await seen(siri)).filter(({ unit }) => unit === '4100');
    expect(own?.rising).toMatchObject([{ themeId: id, observed: expect.any(Number) }]);
    expect(own?.measures).toMatchObject({ unitsLogging: 1, unitsSilent: 0 });
    const [ofSven] = (await seen(sven)).filter(({ unit }) => unit === '4200');
    expect(ofSven).toMatchObject({ rising: [], measures: { unitsLogging: 0, unitsSilent: 1 } });
    const [all] = await seen(kari);
    expect(all?.measures).toMatchObject({ unitsLogging: 1, unitsSilent: 2, answered: { part: 0 } });
  });

  test('what got answered in the unit is told, newest first', async () => {
    const hers = log('får ikke sendt inn skjemaet');
    await service.push(kari, [hers]);
    await service.push(siri, [approve(hers)]);
    const { rows } = await service.pool.query<{ id: string }>('SELECT id FROM insight');
    const id = await made('Skjema');
    await service.push(pia, [
      place(id, [rows[0]?.id ?? '']),
      changeTheme(id, { status: 'planned' }, 'Tas med'),
    ]);
    await workOutFigures(service.parts());
    const [own] = (await service.everything(siri)).flatMap((change) =>
      change.kind === 'overview' && change.document.unit === '4100' ? [change.document] : [],
    );
    expect(own?.answered).toMatchObject([{ themeId: id, status: 'planned' }]);
  });
});
