import { afterAll, beforeAll, expect, test } from 'vitest';
import { SERVER_HEADER } from '../shared/protocol/protocol.ts';
import { newId, people, ServiceUnderTest, units } from '../tests/support/backlog-service.ts';
import { testDatabase } from '../tests/support/postgres.ts';

const { kari, siri } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function session(person: Parameters<typeof service.request>[0]) {
  return (await service.request(person, '/v1/session')).json() as Promise<Record<string, unknown>>;
}

test('a session says who the service takes the bearer for', async () => {
  const serverId = (await session(kari))['serverId'];
  expect(await session(siri)).toEqual({
    serverId,
    acknowledgedKnown: null,
    protocol: { min: 1, max: 1 },
    roles: ['supervisor'],
    unit: '4100',
    unitName: 'Eksempelvik',
  });
  expect(await session(people.pia)).toMatchObject({ unit: null, unitName: null });
  expect(await session({ sub: 'x', roles: ['caseworker', 'admin'], unit: '9999' })).toMatchObject({
    roles: ['caseworker'],
    unit: '9999',
    unitName: null,
  });
  expect(await session({ sub: 'x', roles: ['caseworker'], unit: '41' })).toMatchObject({
    unit: null,
  });
});

test('the service keeps its name over restarts and shares it with its replicas', async () => {
  const replica = await service.replica();
  const ids = await Promise.all(
    [service.url, replica.url].map(async (url) => {
      const answer = await service.request(kari, '/v1/session', undefined, url);
      const { serverId } = (await answer.json()) as { serverId: string };
      expect(answer.headers.get(SERVER_HEADER)).toBe(serverId);
      return serverId;
    }),
  );
  expect(ids[0]).toBe(ids[1]);
});

test('replicas that start together on an empty database all become ready, under one name', async () => {
  const empty = await testDatabase();
  const replicas = await Promise.all(
    [1, 2, 3].map(() => service.replica({ databaseUrl: empty.url, jobs: true })),
  );
  const names = await Promise.all(
    replicas.map(async ({ url }) => {
      const answer = await fetch(`${url}/internal/isReady`);
      expect(answer.status).toBe(200);
      return answer.headers.get(SERVER_HEADER);
    }),
  );
  expect(new Set(names).size).toBe(1);
  await Promise.all(replicas.map((replica) => replica.stop()));
  await empty.drop();
});

test('units are kept as configured; one that leaves the list keeps what was heard there', async () => {
  const renamed = units
    .filter(({ number }) => number !== '4200')
    .map((unit) => ({ ...unit, name: `${unit.name} ny`, reviewLimitHours: 12 }));
  await service.replica({ units: renamed });
  const { rows } = await service.pool.query(
    'SELECT number, name, parent, review_limit_hours AS hours FROM unit ORDER BY number',
  );
  expect(rows).toEqual([
    { number: '4000', name: 'Eksempelfylke ny', parent: null, hours: 12 },
    { number: '4100', name: 'Eksempelvik ny', parent: '4000', hours: 12 },
    { number: '4200', name: 'Eksempelnes', parent: '4000', hours: 48 },
  ]);
});

test('a port that is taken is said at once, and nothing is left running', async () => {
  const { port } = new URL(service.url);
  await expect(service.replica({ port: Number(port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('metrics are counted by route, kind and outcome, from closed sets alone', async () => {
  const secret = newId();
  await service.push(kari, [{ id: newId(), kind: `observation.${secret}` }]);
  await fetch(`${service.url}/${secret}`);
  await fetch(`${service.url}/v1/session`, { method: 'PROPFIND' }).catch(() => undefined);
  const answer = await fetch(`${service.url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const text = await answer.text();
  expect(text).toMatch(
    /lytt_http_request_seconds_count\{method="POST",route="\/v1\/operations",status="200"\} \d/,
  );
  expect(text).toContain('kind="unknown",outcome="not_now",code="operation.unknownKind"');
  expect(text).toContain('lytt_ready 1');
  expect(text).toContain('route="unknown"');
  expect(text).not.toContain(secret);
});
