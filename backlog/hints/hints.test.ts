import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EventStream, type StreamEvent } from '../../electron/sync/event-stream.ts';
import { SERVER_HEADER } from '../../shared/protocol/protocol.ts';
import {
  approve,
  createTheme,
  log,
  newId,
  people,
  review,
  ServiceUnderTest,
} from '../../tests/support/backlog-service.ts';
import type { TokenClaims } from '../../tests/support/token-issuer.ts';
import { escalateOverdue } from '../jobs/escalation.ts';
import { onChanged } from '../store/database.ts';

const { kari, ola, siri, pia } = people;
/** What is promised: so long after a change was taken in, a colleague's app has heard of it. */
const PROMISED_MS = 2_000;
let service: ServiceUnderTest;
const streams: Stream[] = [];
beforeEach(async () => {
  service = await ServiceUnderTest.start();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await service.stop();
});

interface Stream {
  readonly headers: Headers;
  readonly events: StreamEvent[];
  /** Scopes named so far. */
  readonly heard: () => string[];
  readonly ended: Promise<void>;
  close(): void;
}

/** Opened and ready: what happens from here on is told. */
async function listen(
  person: TokenClaims,
  { url = service.url, token }: { url?: string; token?: string } = {},
): Promise<Stream> {
  const closing = new AbortController();
  const bearer = token ?? (await service.issuer.token(person));
  const response = await vi.waitUntil(async () => {
    const answer = await fetch(`${url}/v1/hints`, {
      headers: { authorization: `Bearer ${bearer}`, accept: 'text/event-stream' },
      signal: closing.signal,
    });
    // Until it hears the database.
    return answer.status === 503 ? null : answer;
  }, PROMISED_MS);
  if (response?.status !== 200) throw new Error(`hints: ${response?.status}`);
  const events: StreamEvent[] = [];
  const ended = (async () => {
    const parser = new EventStream();
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      events.push(...parser.read(decoder.decode(chunk, { stream: true })));
  })().catch(() => undefined);
  const stream: Stream = {
    headers: response.headers,
    events,
    heard: () => events.flatMap(({ event, data }) => (event === 'hint' ? scopesOf(data) : [])),
    ended,
    close: () => closing.abort(),
  };
  streams.push(stream);
  await vi.waitFor(() => expect(events.map(({ event }) => event)).toContain('ready'), PROMISED_MS);
  return stream;
}

function scopesOf(data: string): string[] {
  return (JSON.parse(data) as { scopes: string[] }).scopes;
}

async function tokenLasting(person: TokenClaims, seconds: number): Promise<string> {
  return service.issuer.token(person, { exp: Math.floor(Date.now() / 1000) + seconds });
}

describe('a change', () => {
  test('is hinted at through any replica, to those who may see it and to nobody else', async () => {
    const other = await service.replica();
    const [hers, supervisor, elsewhere, product] = await Promise.all([
      listen(kari),
      listen(siri, { url: other.url }),
      listen(ola, { url: other.url }),
      listen(pia),
    ]);
    const logged = log('Finner ikke skjemaet');
    await service.push(kari, [logged]);
    await vi.waitFor(() => {
      expect(hers.heard()).toContain('own');
      expect(supervisor.heard()).toContain('unit:4100');
    }, PROMISED_MS);
    expect(elsewhere.heard()).toEqual([]);
    expect(product.heard()).toEqual([]);

    await service.push(siri, [approve(logged)], other.url);
    await vi.waitFor(() => expect(product.heard()).toContain('insights'), PROMISED_MS);
    await service.push(pia, [createTheme()], other.url);
    for (const stream of [hers, supervisor, elsewhere, product])
      await vi.waitFor(() => expect(stream.heard()).toContain('themes'), PROMISED_MS);
  });

  test('travels without a word, a name or an id', async () => {
    const payloads: string[] = [];
    const client = await service.pool.connect();
    client.on('notification', ({ payload = '' }) => payloads.push(payload));
    await client.query('LISTEN lytt_hints');
    const secret = { sub: 'hemmelig.person', roles: ['caseworker'], unit: '4100' };
    const stream = await listen(secret);
    const logged = log('Dette er teksten');
    await service.push(secret, [logged]);
    await vi.waitFor(() => expect(stream.heard()).toContain('own'), PROMISED_MS);
    client.release(true);
    const said = [...payloads, ...stream.events.map(({ data }) => data)].join(' ');
    expect(said).toContain('unit:4100');
    for (const word of ['hemmelig', 'teksten', logged.id, logged.observationId])
      expect(said).not.toContain(word);
  });

  test('of many transactions makes few notifications', async () => {
    const stream = await listen(siri);
    let heard = 0;
    const client = await service.pool.connect();
    client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith('?')) heard += 1;
    });
    await client.query('LISTEN lytt_hints');
    const before = Date.now();
    for (let n = 0; n < 60; n += 1) await service.push(kari, [log(`Nr ${n}`)]);
    const took = Date.now() - before;
    await vi.waitFor(() => expect(stream.heard()).toContain('unit:4100'), PROMISED_MS);
    await client.query('SELECT 1');
    client.release(true);
    // One at once, then at most one in every hundred milliseconds.
    expect(heard).toBeLessThanOrEqual(2 + took / 100);
    expect(heard).toBeGreaterThan(0);
  });

  test('that was refused is not hinted at', async () => {
    const stream = await listen(siri);
    const nothing = { observationId: newId(), revisionId: newId() };
    await service.push(siri, [review(nothing, { kind: 'approve' })]);
    await service.push(kari, [log('Etterpå')]);
    await vi.waitFor(() => expect(stream.heard()).toEqual(['unit:4100']), PROMISED_MS);
  });

  test('is hinted at whoever makes it, a job too', async () => {
    await service.push(kari, [log('Venter')]);
    service.ahead = 25 * 3_600_000;
    const told: string[] = [];
    const parts = service.parts();
    onChanged(
      parts.pool,
      (scopes) => told.push(...scopes),
      (error) => expect.unreachable(String(error)),
    );
    await escalateOverdue(parts);
    expect(told).toContain('deputies:4100');
  });
});

describe('a stream', () => {
  test('names the service and asks proxies to pass it on as it is', async () => {
    const { headers } = await listen(kari);
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get(SERVER_HEADER)).toBe((await service.feed(kari)).serverId);
  });

  test('is for those with a token that holds, and for no other service', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${service.url}/v1/hints`, { headers })).status;
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `Bearer ${await tokenLasting(kari, -60)}` })).toBe(401);
    const stranger = await service.issuer.token({ sub: 'x', roles: ['janitor'] });
    expect(await ask({ authorization: `Bearer ${stranger}` })).toBe(403);
    const authorization = `Bearer ${await service.issuer.token(kari)}`;
    expect(await ask({ authorization, [SERVER_HEADER]: newId() })).toBe(409);
  });

  test('ends when the token does, and says so', async () => {
    const stream = await listen(kari, { token: await tokenLasting(kari, 2) });
    await stream.ended;
    expect(stream.events.at(-1)).toEqual({ event: 'end', data: '{"reason":"token"}' });
    await service.push(kari, [log('Etterpå')]);
    expect(stream.heard()).toEqual([]);
  });

  test('makes room for a newer one where a person has many, and others keep theirs', async () => {
    const colleague = await listen(ola);
    const [first, ...rest] = [await listen(kari), await listen(kari), await listen(kari)];
    rest.push(await listen(kari), await listen(kari), await listen(kari));
    expect(first?.events).toHaveLength(1);
    rest.push(await listen(kari));
    await first?.ended;
    expect(first?.events.at(-1)).toEqual({ event: 'end', data: '{"reason":"replaced"}' });
    await service.push(kari, [log('Noe')]);
    await service.push(ola, [log('Noe')]);
    for (const stream of [...rest, colleague])
      await vi.waitFor(() => expect(stream.heard()).toContain('own'), PROMISED_MS);
  });

  test('is told apart from those that are gone: the service forgets them', async () => {
    const count = async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      return Number(/^lytt_hint_streams (\d+)$/m.exec(text)?.[1]);
    };
    const [one, other] = [await listen(kari), await listen(siri)];
    expect(await count()).toBe(2);
    one.close();
    await vi.waitFor(async () => expect(await count()).toBe(1), PROMISED_MS);
    other.close();
    await vi.waitFor(async () => expect(await count()).toBe(0), PROMISED_MS);
  });

  test('ends in order when the service stops, and does not hold it up', async () => {
    const other = await service.replica();
    const stream = await listen(kari, { url: other.url });
    await other.stop();
    await stream.ended;
    expect(stream.events.at(-1)).toEqual({ event: 'end', data: '{"reason":"stopping"}' });
  });
});

describe('where the database is lost for a while', () => {
  test('streams end, new ones are refused, and once it is heard again they work', async () => {
    const stream = await listen(siri);
    await service.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'lytt-backlog-hints'`,
    );
    await stream.ended;
    expect(stream.events.at(-1)?.event).toBe('end');
    const again = await listen(siri);
    await service.push(kari, [log('Etterpå')]);
    await vi.waitFor(() => expect(again.heard()).toContain('unit:4100'), PROMISED_MS);
  });
});
