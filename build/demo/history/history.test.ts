import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../../shared/protocol/protocol.ts';
import { people, ServiceUnderTest } from '../../../tests/support/backlog-service.ts';
import { historyUntil } from './plan.ts';
import { historyUnits } from './units.ts';
import { writeHistory } from './write.ts';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start({
    units: historyUnits.map(({ number, name, above }) => ({
      ...{ number, name, parent: above, reviewLimitHours: 72 },
    })),
  });
});
afterAll(() => service.stop());

type Kind = Exclude<Change['kind'], 'tombstone'>;
type Document<K extends Kind> = Extract<Change, { kind: K }>['document'];

async function documents<K extends Kind>(
  person: (typeof people)[keyof typeof people],
  kind: K,
): Promise<Document<K>[]> {
  const changes = await service.everything(person);
  return changes.flatMap((change) =>
    change.kind === kind && 'document' in change ? [change.document as Document<K>] : [],
  );
}

test('is the same each time it is made up, and ends before it is written', () => {
  const until = Date.UTC(2026, 10, 25, 2, 30);
  const history = historyUntil(until);
  expect(historyUntil(until)).toEqual(history);
  expect(history.happenings.every(({ at }) => at < until)).toBe(true);
});

test('the demo opens on what helped, rises, has no owner, is overdue, proposed and asked; begun again it adds nothing', async () => {
  const history = historyUntil(Date.now());
  const half = { ...history, happenings: history.happenings.slice(0, 400) };
  await writeHistory(service.parts(), half);
  await writeHistory(service.parts(), history);

  const themes = await documents(people.pia, 'theme');
  const verdicts = themes.map(({ verdict }) => verdict?.kind);
  expect(verdicts).toContain('helped');
  expect(verdicts).toContain('no_clear_change');
  expect(verdicts).toContain('too_little_data');
  expect(themes.map(({ signal }) => signal?.kind)).toContain('rising');
  expect(themes.filter(({ due }) => due?.overdue).map(({ due }) => due?.kind)).toEqual(
    expect.arrayContaining(['owner', 'decision']),
  );
  const helped = themes.find(({ verdict }) => verdict?.kind === 'helped');
  expect(helped?.spread?.released).toBe(true);
  expect(helped?.quotes).toHaveLength(5);
  expect(helped?.answers?.yes).toBeGreaterThanOrEqual(5);
  expect(await documents(people.pia, 'proposal')).toEqual([
    expect.objectContaining({ themeId: null, count: 9, units: 2 }),
  ]);
  const [overview] = await documents(people.siri, 'overview').then((all) =>
    all.filter(({ unit }) => unit === people.siri.unit),
  );
  expect(overview?.answered.length).toBeGreaterThan(0);

  // The person the demo opens with begins with nothing of her own, and nothing waits for her supervisor.
  expect(await documents(people.kari, 'observation')).toEqual([]);
  const [told] = await documents(people.ola, 'reply');
  expect(told).toBeDefined();

  const before = themes.map(({ id, evidence }) => [id, evidence.total]);
  await writeHistory(service.parts(), history);
  const after = await documents(people.pia, 'theme');
  expect(after.map(({ id, evidence }) => [id, evidence.total]).sort()).toEqual(before.sort());
}, 120_000);
