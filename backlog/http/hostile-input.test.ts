import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODY_LIMIT, SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import {
  approve,
  log,
  newId,
  people,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';

const { kari, siri } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function post(body: string, type = 'application/json'): Promise<[number, unknown]> {
  const answer = await fetch(`${service.url}/v1/operations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await service.issuer.token(kari)}`,
      'content-type': type,
    },
    body,
  });
  expect(answer.headers.get(SERVER_HEADER)).toBeTruthy();
  return [answer.status, await answer.json()];
}

const invalid = (field: string | null) => ({ code: 'input.invalid', field });
/** The text as its JSON would be written by hand, so that half a surrogate pair stays half. */
const raw = (text: string) =>
  JSON.stringify({ protocol: 1, operations: [{ ...log('x'), text: '@' }] }).replace(
    '"@"',
    `"${text}"`,
  );

test.each([
  ['NUL', 'a\\u0000b', 'text.invalidCharacter'],
  ['half a surrogate pair', 'a\\ud83db', 'text.invalidCharacter'],
  ['the wrong half of a pair', '\\ude00', 'text.invalidCharacter'],
  ['an escape character', '\\u001b[31m', 'text.invalidCharacter'],
  ['a megabyte', 'x'.repeat(1024 * 1024), 'text.tooLong'],
  ['nothing but blanks', '  \\n ', 'text.empty'],
])('a text of %s is refused by name', async (_what, text, code) => {
  const [status, body] = await post(raw(text));
  expect(status).toBe(200);
  expect(body).toMatchObject({ results: [{ outcome: 'rejected', code, field: 'text' }] });
});

test('characters that look alarming but are text are kept as they are', async () => {
  const text = `'; DROP TABLE observation; -- "\\" <script>alert(1)</script> %s $1 \u202e 👩‍👧 E\u0301`;
  const logged = log(text);
  expect(await service.push(kari, [logged])).toEqual(['applied']);
  const seen = (await service.everything(siri)).find(({ id }) => id === logged.observationId);
  expect(seen).toMatchObject({ document: { revisions: [{ text: text.normalize('NFC') }] } });
});

test('a body that is no push is refused as a whole, and says where', async () => {
  expect(await post('{')).toEqual([400, invalid(null)]);
  expect(await post('')).toEqual([400, invalid(null)]);
  expect(await post('null')).toEqual([400, invalid(null)]);
  expect(await post('[]')).toEqual([400, invalid(null)]);
  expect(await post('{}')).toEqual([400, invalid('protocol')]);
  expect(await post('{"protocol":1}')).toEqual([400, invalid('operations')]);
  expect(await post('{"protocol":1,"operations":{"length":1}}')).toEqual([
    400,
    invalid('operations'),
  ]);
  const nameless = [log('x'), { ...log('y'), id: 'not-an-id' }];
  expect(await post(JSON.stringify({ protocol: 1, operations: nameless }))).toEqual([
    400,
    invalid('operations.1.id'),
  ]);
  expect(await post('{"protocol":1,"operations":[null]}')).toEqual([
    400,
    invalid('operations.0.id'),
  ]);
  expect(await post('{"protocol":1,"operations":[]}', 'text/plain')).toEqual([415, invalid(null)]);
  expect(await post('a=1', 'application/x-www-form-urlencoded')).toEqual([415, invalid(null)]);
});

test('another version of the protocol is named as that, whatever else is in it', async () => {
  for (const protocol of [2, 99])
    expect(await post(JSON.stringify({ protocol, operations: 'in another form' }))).toEqual([
      426,
      { code: 'protocol.unsupported', field: null },
    ]);
});

test('too much is refused as that: in bytes, and in number', async () => {
  const [status, problem] = await post(`{"x":"${'x'.repeat(BODY_LIMIT)}"}`);
  expect([status, problem]).toEqual([413, { code: 'input.tooLarge', field: null }]);
  const many = Array.from({ length: 501 }, () => ({ id: newId(), kind: 'x' }));
  expect(await post(JSON.stringify({ protocol: 1, operations: many }))).toEqual([
    413,
    { code: 'input.tooLarge', field: 'operations' },
  ]);
});

test('JSON of a million levels is taken as any other nonsense', async () => {
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  expect((await post(deep))[0]).toBe(400);
  const [status, body] = await post(
    `{"protocol":1,"operations":[{"id":"${newId()}","kind":"observation.log","tags":${deep}}]}`,
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ results: [{ outcome: 'rejected', code: 'input.invalid' }] });
});

test('keys that would reach into objects themselves are dropped', async () => {
  const logged = log('Helt vanlig');
  const body = JSON.stringify({ protocol: 1, operations: [logged] }).replace(
    '"text":',
    '"__proto__":{"text":"x"},"constructor":{"prototype":{"polluted":1}},"text":',
  );
  const [status, answer] = await post(body);
  expect([status, answer]).toMatchObject([200, { results: [{ outcome: 'applied' }] }]);
  expect('polluted' in {}).toBe(false);
});

test('kinds acknowledged are the gate’s own; anything else would be text that nobody checked', async () => {
  const logged = log('Saken er hos Z123456', {
    acknowledged: ['nav-ident', 'ola.nordmann@example.com'],
  });
  expect(await service.push(kari, [logged])).toEqual(['applied']);
  const { rows } = await service.pool.query(
    'SELECT acknowledged FROM revision WHERE observation_id = $1',
    [logged.observationId],
  );
  expect(rows).toEqual([{ acknowledged: ['nav-ident'] }]);
});

test('an instant has no room for digits of another kind', async () => {
  const logged = log('Tid', {
    heardAt: '2026-11-24T10:00:00.12317087512345Z',
    madeAt: '2026-11-24T10:00:00.98717087512345Z',
  });
  expect(await service.push(kari, [logged])).toEqual(['applied']);
  const seen = (await service.everything(siri)).find(({ id }) => id === logged.observationId);
  expect(seen).toMatchObject({
    document: {
      heardAt: '2026-11-24T10:00:00.123Z',
      revisions: [{ madeAt: '2026-11-24T10:00:00.987Z' }],
    },
  });
});

test('queries and cursors that make no sense are refused by name', async () => {
  const ask = async (query: string) => {
    const answer = await service.request(kari, `/v1/changes?${query}`);
    return [answer.status, await answer.json()];
  };
  expect(await ask('limit=0')).toEqual([400, invalid('limit')]);
  expect(await ask('limit=501')).toEqual([400, invalid('limit')]);
  expect(await ask('limit=many')).toEqual([400, invalid('limit')]);
  expect(await ask('cursor=a&cursor=b')).toEqual([400, invalid('cursor')]);
  expect(await ask(`cursor=${'x'.repeat(8001)}`)).toEqual([400, invalid('cursor')]);
  const startOver = [409, { code: 'feed.startOver', field: null }];
  for (const cursor of ['', 'x', 'e30', Buffer.from('[[[').toString('base64url')])
    expect(await ask(`cursor=${cursor}`)).toEqual(startOver);
  const forged = { server: newId(), epoch: 1, person: 'x', after: { themes: -1 } };
  expect(await ask(`cursor=${Buffer.from(JSON.stringify(forged)).toString('base64url')}`)).toEqual(
    startOver,
  );
});

test('an unknown route is a problem in Lytt’s own name, with or without a token', async () => {
  for (const path of ['/', '/v1/nothing', '/v2/session', '/v1/operations/..%2f..', '/%E0%A4%A']) {
    const answer = await service.request(kari, path);
    expect(answer.headers.get(SERVER_HEADER)).toBeTruthy();
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    expect(await answer.json()).toHaveProperty('code');
  }
  expect((await fetch(`${service.url}/v1/operations`, { method: 'DELETE' })).status).toBe(404);
  const missing = await fetch(`${service.url}/nothing`);
  expect([missing.status, await missing.json()]).toEqual([
    404,
    { code: 'input.unknownRoute', field: null },
  ]);
});

test('no other origin is let in', async () => {
  const asked = await fetch(`${service.url}/v1/session`, {
    method: 'OPTIONS',
    headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' },
  });
  expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  expect(asked.status).toBe(404);
});

test('bytes that are no HTTP get an answer in Lytt’s name, and the service goes on', async () => {
  const { port } = new URL(service.url);
  const answer = await new Promise<string>((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('\u0000\u0001 no http\r\n\r\n'),
    );
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.on('close', () => resolve(said));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain(SERVER_HEADER);
  expect((await fetch(`${service.url}/internal/isReady`)).status).toBe(200);
});

test('what identifies somebody is refused wherever it stands, and counted without it', async () => {
  const phone = 'Ring meg på telefon 41 23 45 67';
  const mail = 'ola.nordmann@example.com';
  const logged = log('Uten noe');
  await service.push(kari, [logged]);
  const words = [log(mail), log('ok', { workaround: mail }), log(phone, { acknowledged: [] })];
  expect(await service.push(kari, words)).toEqual(Array(3).fill('rejected text.identifies'));
  const question = { kind: 'return', question: `Er det ${mail}?` } as const;
  const reason = { kind: 'decline', reason: mail } as const;
  expect(
    await service.push(siri, [
      { ...approve(logged), decision: question },
      { ...approve(logged), decision: reason },
    ]),
  ).toEqual(Array(2).fill('rejected text.identifies'));
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toMatch(
    /lytt_gate_findings_total\{kind="email",severity="block",outcome="refused"\} [1-9]/,
  );
  expect(metrics).toMatch(
    /lytt_operations_total\{kind="observation.log",outcome="rejected",code="text.identifies"\} [1-9]/,
  );
  expect(metrics).not.toContain('nordmann');
  expect(metrics).not.toContain('kari');
  expect(service.logged.join('\n')).not.toContain('nordmann');
});
