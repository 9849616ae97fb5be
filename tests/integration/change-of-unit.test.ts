import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let service: ServiceUnderTest;
let app: TestApp;
/** Whether the network lets anything through. */
let online = true;

beforeEach(async () => {
  online = true;
  service = await ServiceUnderTest.start();
  app = await startTestApp({
    backlogUrl: service.url,
    issuer: service.issuer.issuer,
    audience: service.issuer.audience,
    fetch: (input, init) =>
      online ? fetch(input, init) : Promise.reject(new TypeError('the network is down')),
  });
});
afterEach(async () => {
  await app.close();
  await service.stop();
});

/** She has logged in anew in the meantime: from the next start on her token says this. */
async function startAs(unit: string): Promise<Handlers> {
  await app.keepToken('kari', await service.issuer.token({ ...people.kari, unit }));
  app = await app.restart();
  return app.window('1');
}

const words = { workaround: null, tags: noTags, acknowledged: [] };
const stateOf = async (kari: Handlers, observationId: string) =>
  (await kari['observation.get']({ observationId })).entry.state;
const unitNow = async (kari: Handlers) => (await kari['session.get']({})).person?.unit;
const seenBy = async (person: keyof typeof people) =>
  (await service.everything(people[person])).map(({ id }) => id);

test('who changes unit loses nothing: what she sent stays, what waits goes out where it was heard', async () => {
  let kari = await startAs('4100');
  const sent = await kari['observation.log']({ ...words, text: 'Sendt før flyttingen' });
  await vi.waitFor(async () => expect(await stateOf(kari, sent.id)).toBe('sent'), 60_000);

  online = false;
  const kept = await kari['observation.log']({ ...words, text: 'Skrevet uten nett' });
  kari = await startAs('4200');
  await kari['observation.revise']({
    ...words,
    observationId: sent.id,
    text: 'Sendt før flyttingen, rettet etter',
    answer: null,
  });
  online = true;
  await kari['sync.tryNow']({});
  expect(await stateOf(kari, kept.id)).toBe('sent');
  expect(await stateOf(kari, sent.id)).toBe('sent');
  expect(await unitNow(kari)).toBe('4200');
  const heard = await kari['observation.log']({ ...words, text: 'Hørt på det nye stedet' });
  await kari['sync.tryNow']({});
  expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });

  expect((await seenBy('siri')).toSorted()).toEqual([sent.id, kept.id].toSorted());
  expect(await seenBy('sven')).toEqual([heard.id]);
  const { total } = await kari['observation.list']({ query: null, limit: 10, offset: 0 });
  expect(total).toBe(3);
}, 120_000);
