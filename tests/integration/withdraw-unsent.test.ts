import { expect, test } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp } from '../support/test-app.ts';

const words = { workaround: null, tags: noTags, acknowledged: [] };
const all = { query: null, limit: 10, offset: 0 };

test('what is withdrawn while its sending is being prepared never reaches the service', async () => {
  const service = await ServiceUnderTest.start();
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const pushed: string[] = [];
  const app = await startTestApp({
    backlogUrl: service.url,
    issuer: service.issuer.issuer,
    audience: service.issuer.audience,
    fetch: async (input, init) => {
      if (String(input).endsWith('/v1/session')) {
        asked.resolve();
        await goOn.promise;
      }
      if (String(input).endsWith('/v1/operations')) pushed.push(String(init?.body));
      return fetch(input, init);
    },
  });
  const kari = app.window('1');
  const slip = await kari['observation.log']({ ...words, text: 'Skulle ikke vært skrevet' });
  const kept = await kari['observation.log']({ ...words, text: 'Får ikke svar' });
  await app.keepToken('kari', await service.issuer.token(people.kari));
  const trying = kari['sync.tryNow']({});
  await asked.promise;
  await kari['observation.withdraw']({ observationId: slip.id });
  goOn.resolve();
  await trying;
  await kari['sync.tryNow']({});
  const { entries } = await kari['observation.list'](all);
  expect(entries.map(({ id, state }) => [id, state])).toEqual([[kept.id, 'sent']]);
  expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
  expect(pushed.join()).not.toContain('Skulle ikke');
  expect((await service.everything(people.siri)).map(({ id }) => id)).toEqual([kept.id]);
  await app.close();
  await service.stop();
}, 60_000);
