import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import type { PushResponse } from '../../shared/protocol/protocol.ts';
import { chanceOf } from '../../tests/privacy/chance.ts';
import { nationalId } from '../../tests/privacy/identifiers.ts';
import {
  approve,
  changeTheme,
  createTheme,
  log,
  people,
  place,
  review,
  revise,
  ServiceUnderTest,
  tagged,
} from '../../tests/support/backlog-service.ts';

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

const kept = (text = 'Brevet gikk til Storgata 12') => log(text, { acknowledged: ['address'] });

/** Everything the service has written down, as text: every row of every table. */
async function allRows(): Promise<string> {
  const { rows: tables } = await service.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await service.pool.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t`,
    );
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

async function metric(labels: string): Promise<number> {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  const line = metrics
    .split('\n')
    .find((one) => one.startsWith(`lytt_gate_findings_total{${labels}}`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

describe('what may not be saved', () => {
  test('is refused with the places it was found in, and written down nowhere', async () => {
    const id = nationalId(chanceOf(1), 'synthetic-80');
    const refused = log(`Bruker ${id} ringte`, { workaround: 'Skriv til kari@example.com' });
    const answer = await service.request(kari, '/v1/operations', {
      protocol: 1,
      operations: [refused],
    });
    const { results } = (await answer.json()) as PushResponse;
    expect(results).toEqual([
      {
        id: refused.id,
        outcome: 'rejected',
        code: 'text.identifies',
        field: 'text',
        findings: [
          { field: 'text', kind: 'national-id', severity: 'block', start: 7, end: 18 },
          { field: 'workaround', kind: 'email', severity: 'block', start: 10, end: 26 },
        ],
      },
    ]);
    const rows = await allRows();
    for (const trace of [id, id.slice(0, 6), 'kari@example', refused.observationId, refused.id])
      expect(rows).not.toContain(trace);
    for (const person of [siri, kari, ola, pia])
      expect(JSON.stringify(await service.everything(person))).not.toContain(id);
  });

  test('is told before what may be kept', async () => {
    const both = log('Brevet gikk til Storgata 12', { workaround: 'kari@example.com' });
    expect(await service.push(kari, [both])).toEqual(['rejected text.identifies']);
  });

  test('can be mended by its author: the same entry comes in once the words are gone', async () => {
    const refused = log('Skriv til kari@example.com');
    const mended = { ...log('Skriv til meg'), observationId: refused.observationId };
    expect(await service.push(kari, [refused, mended])).toEqual([
      'rejected text.identifies',
      'applied',
    ]);
  });
});

describe('what only warns', () => {
  test('waits for its author’s word, in every text that a client may send', async () => {
    const street = 'Storgata 12';
    const logged = log('Uten noe');
    const theme = createTheme();
    await service.push(kari, [logged]);
    await service.push(pia, [theme]);
    const asked = 'rejected text.mayIdentify';
    expect(
      await service.push(kari, [log(street), revise(logged, 'Ja', { answer: street })]),
    ).toEqual([asked, asked]);
    const question = review(logged, { kind: 'return', question: street });
    const reason = review(logged, { kind: 'decline', reason: street });
    expect(await service.push(siri, [question, reason])).toEqual([asked, asked]);
    const changes = [
      createTheme(street),
      changeTheme(theme.themeId, { name: street }),
      changeTheme(theme.themeId, { workaround: street }),
      changeTheme(theme.themeId, { owner: street }),
      changeTheme(theme.themeId, {}, street),
    ];
    expect(await service.push(pia, changes)).toEqual(changes.map(() => asked));
    expect(await allRows()).not.toContain(street);
    const acknowledged = ['address'];
    expect(await service.push(siri, [{ ...question, acknowledged }])).toEqual(['applied']);
    expect(
      await service.push(
        pia,
        changes.map((change) => ({ ...change, acknowledged })),
      ),
    ).toEqual(changes.map(() => 'applied'));
  });

  test('in one of the organisations that are offered is nobody', async () => {
    const theme = createTheme();
    const owner = 'Team Pensjon, Område Pensjon';
    expect(await service.push(pia, [theme, changeTheme(theme.themeId, { owner })])).toEqual([
      'applied',
      'applied',
    ]);
  });

  test('becomes an insight only when a supervisor has confirmed what was kept', async () => {
    const logged = kept();
    expect(await service.push(kari, [logged])).toEqual(['applied']);
    const insights = () => service.count('insight');
    const before = await insights();
    for (const confirmed of [undefined, [], ['phone', 'name']])
      expect(await service.push(siri, [review(logged, { kind: 'approve', confirmed })])).toEqual([
        'rejected review.unconfirmed',
      ]);
    expect(await insights()).toBe(before);
    const decision = { kind: 'approve', confirmed: ['address'] } as const;
    expect(
      await service.push(siri, [review(logged, { ...decision, confirmed: ['address'] })]),
    ).toEqual(['applied']);
    expect(await insights()).toBe(before + 1);
  });

  test('kept in newer words takes the insight back until it is confirmed anew', async () => {
    const logged = log('Uten noe å bekrefte');
    await service.push(kari, [logged]);
    await service.push(siri, [approve(logged)]);
    const newer = revise(logged, 'Gå til Storgata 12', {
      acknowledged: ['address'],
      tags: tagged,
    });
    await service.push(kari, [newer]);
    expect(await service.push(siri, [approve(newer)])).toEqual(['rejected review.unconfirmed']);
    const { rows } = await service.pool.query('SELECT 1 FROM insight WHERE observation_id = $1', [
      logged.observationId,
    ]);
    expect(rows).toEqual([]);
  });

  test('in what a client calls a kind there is no place for text', async () => {
    const smuggled = 'ola nordmann 01019012345';
    const logged = log('Ja', { acknowledged: [smuggled] });
    const confirmed = review(logged, { kind: 'approve', confirmed: [smuggled] });
    await service.push(kari, [logged]);
    expect(await service.push(siri, [confirmed])).toEqual(['applied']);
    expect(await allRows()).not.toContain('nordmann');
  });
});

test('findings are counted by kind, severity and outcome, each once, without their text', async () => {
  const refused = 'kind="account",severity="block",outcome="refused"';
  const stands = 'kind="nav-ident",severity="warn",outcome="kept"';
  const confirmed = 'kind="nav-ident",severity="warn",outcome="confirmed"';
  const before = [await metric(refused), await metric(stands), await metric(confirmed)];
  const bad = log('Utbetalt til konto 1234.56.78903');
  const good = log('Sendt av A123456', { acknowledged: ['nav-ident'] });
  const yes = review(good, { kind: 'approve', confirmed: ['nav-ident'] });
  await service.push(kari, [bad, good]);
  await service.push(siri, [yes]);
  const again = [await service.push(kari, [good]), await service.push(siri, [yes])];
  expect(again).toEqual([['already_applied'], ['already_applied']]);
  const after = [await metric(refused), await metric(stands), await metric(confirmed)];
  expect(after.map((value, at) => value - (before[at] ?? 0))).toEqual([1, 1, 1]);
});

test('whatever any client sends, only what has passed is written down or handed out', async () => {
  const chance = chanceOf(7);
  const pieces = [
    () => nationalId(chance, 'plain'),
    () => 'kari@example.com',
    () => 'Storgata 12',
    () => 'A123456',
    () => 'Vedtak kom ikke',
    () => 'ring 41 23 45 67',
  ];
  const words = () =>
    Array.from({ length: chance.int(1, 3) }, () => chance.pick(pieces)()).join(', ');
  const acknowledged = () => (chance.maybe(0.5) ? ['address', 'nav-ident'] : []);
  const logs = Array.from({ length: 60 }, () => log(words(), { acknowledged: acknowledged() }));
  await service.push(ola, logs);
  await service.push(
    siri,
    logs.map((logged) =>
      review(logged, { kind: 'approve', ...(chance.maybe(0.5) && { confirmed: acknowledged() }) }),
    ),
  );
  const notes = logs.map((logged) => ({
    ...review(logged, { kind: 'return', question: words() }),
    acknowledged: acknowledged(),
  }));
  await service.push(siri, notes);
  const themes = Array.from({ length: 20 }, () => ({
    ...createTheme(words()),
    acknowledged: acknowledged(),
  }));
  await service.push(pia, themes);
  const { rows } = await service.pool.query<{ id: string; text: string }>(
    'SELECT id, text FROM insight',
  );
  await service.push(pia, [
    ...themes.map(({ themeId }) => ({
      ...changeTheme(themeId, { workaround: words() }, words()),
      acknowledged: acknowledged(),
    })),
    place(
      themes[0]?.themeId ?? null,
      rows.map(({ id }) => id),
    ),
  ]);
  for (const person of [kari, ola, siri, pia])
    for (const text of textsIn(await service.everything(person)))
      expect(findIdentifiers(text).filter(({ severity }) => severity === 'block')).toEqual([]);
  const { rows: stored } = await service.pool.query<{ text: string; acknowledged: string[] }>(
    'SELECT text, acknowledged FROM revision',
  );
  for (const { text, acknowledged } of stored)
    expect(acknowledged).toEqual(
      expect.arrayContaining(findIdentifiers(text).map(({ kind }) => kind)),
    );
  expect(rows.length).toBeGreaterThan(5);
  expect(stored.length).toBeGreaterThan(10);
});

/** Every text of a document, however deep; ids and instants left out. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) =>
      /^(id|seq|scope|.*Id|.*At|basedOn|week)$/.test(name) ? [] : textsIn(one),
    );
  return [];
}
