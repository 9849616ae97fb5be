import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVER_HEADER, type SessionResponse } from '../../shared/protocol/protocol.ts';
import { log, newId, people, ServiceUnderTest } from '../../tests/support/backlog-service.ts';
import { copyOf } from '../../tests/support/database-copy.ts';
import { keepCheckpoint } from '../checkpoints.ts';

const { kari, ola } = people;
let service: ServiceUnderTest;
beforeEach(async () => {
  service = await ServiceUnderTest.start();
});
afterEach(() => service.stop());

async function answerTo(cursor: string): Promise<[status: number, code: unknown]> {
  const answer = await service.request(kari, `/v1/changes?cursor=${cursor}`);
  const { code } = (await answer.json()) as { code?: unknown };
  return [answer.status, code];
}

function changed(cursor: string, more: (content: Record<string, unknown>) => object): string {
  const content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return Buffer.from(JSON.stringify({ ...content, ...more(content) })).toString('base64url');
}

describe('a cursor', () => {
  test('of this service as it stands goes on', async () => {
    await service.push(kari, [log('Noe')]);
    const { cursor } = await service.feed(kari);
    expect(await answerTo(changed(cursor, () => ({})))).toEqual([200, undefined]);
  });

  test('of another service is told so', async () => {
    const { cursor } = await service.feed(kari);
    const foreign = changed(cursor, () => ({ server: newId() }));
    expect(await answerTo(foreign)).toEqual([409, 'service.otherServer']);
  });

  test('of an epoch before, or of a number not given out, is told of the restore', async () => {
    await service.push(kari, [log('Noe')]);
    const { cursor } = await service.feed(kari);
    const ahead = changed(cursor, ({ after }) => ({ after: { ...(after as object), own: 1e9 } }));
    expect(await answerTo(ahead)).toEqual([409, 'service.restored']);
    await service.pool.query('UPDATE server SET epoch = epoch + 1');
    expect(await answerTo(cursor)).toEqual([409, 'service.restored']);
    expect((await service.feed(kari)).changes).toHaveLength(1);
  });

  test('of a time that the database has lost is told so, though the numbers have passed it since', async () => {
    await service.push(kari, [log('I kopien')]);
    const copy = await copyOf(service.pool);
    service.ahead = 3_600_000;
    await keepCheckpoint(service.parts());
    await service.push(kari, [log('Etter kopien')]);
    const { cursor } = await service.feed(kari);
    expect(await answerTo(cursor)).toEqual([200, undefined]);
    await copy.putBack();
    await service.push(kari, [log('En annen'), log('Og en til'), log('Og en')]);
    expect(await answerTo(cursor)).toEqual([409, 'service.restored']);
  });

  test('that names what nobody can follow is read for the rest of it', async () => {
    await service.push(kari, [log('Noe')]);
    const { cursor } = await service.feed(kari);
    const odd = { 'x\u0000': 1, 'above:\u0000': 2, '\ud800': 3, 'above:9999': 4 };
    const more = changed(cursor, ({ after }) => ({ after: { ...(after as object), ...odd } }));
    expect(await answerTo(more)).toEqual([200, undefined]);
    expect((await service.feed(kari, more)).changes).toEqual([]);
  });

  test('that knows of no checkpoint, as one of an older service, is believed', async () => {
    await service.push(kari, [log('Noe')]);
    const { cursor } = await service.feed(kari);
    const old = changed(cursor, () => ({ checkpoint: undefined }));
    expect(await answerTo(old)).toEqual([200, undefined]);
  });
});

test('checkpoints are made once for all replicas in a while', async () => {
  const parts = service.parts();
  await Promise.all([keepCheckpoint(parts), keepCheckpoint(parts)]);
  expect(await service.count('checkpoint')).toBe(1);
  service.ahead = 10 * 60_000;
  await keepCheckpoint(parts);
  expect(await service.count('checkpoint')).toBe(2);
});

test('whoever asks is told whether an operation acknowledged to her is known', async () => {
  const hers = log('Noe');
  await service.push(kari, [hers]);
  const known = async (person: typeof kari | typeof ola, query: string) => {
    const answer = await service.request(person, `/v1/session${query}`);
    return ((await answer.json()) as SessionResponse).acknowledgedKnown;
  };
  expect(await known(kari, '')).toBeNull();
  expect(await known(kari, `?acknowledged=${hers.id}`)).toBe(true);
  expect(await known(kari, `?acknowledged=${newId()}`)).toBe(false);
  expect(await known(ola, `?acknowledged=${hers.id}`)).toBe(false);
  expect((await service.request(kari, '/v1/session?acknowledged=x')).status).toBe(400);
});

test('a request that is meant for another service is refused, and nothing of it is done', async () => {
  const own = (await service.feed(kari)).serverId;
  const push = async (meant: string) =>
    fetch(`${service.url}/v1/operations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await service.issuer.token(kari)}`,
        'content-type': 'application/json',
        [SERVER_HEADER]: meant,
      },
      body: JSON.stringify({ protocol: 1, operations: [log('Noe')] }),
    });
  const refused = await push(newId());
  expect([refused.status, await refused.json()]).toEqual([
    409,
    { code: 'service.otherServer', field: null },
  ]);
  expect(await service.count('operation')).toBe(0);
  expect((await push(own)).status).toBe(200);
  expect(await service.count('operation')).toBe(1);
});
