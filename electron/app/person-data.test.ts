import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { settle } from '../store/settle.ts';

const words = { workaround: 'En kvitrende omvei', tags: noTags, acknowledged: [] };

let test: TestApp;
let kari: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  kari = await test.as('kari');
});
afterEach(() => test.close());

const kind = async (name: string) =>
  (await kari['person.stored']({})).kinds.find((one) => one.kind === name);

describe('what Lytt has stored of a person, with the service away', () => {
  it('is counted as it lies here, and says that the service could not be asked', async () => {
    const empty = await kari['person.stored']({});
    expect(empty.serviceFault).toMatch(/^(service|session)\./);
    expect(empty).toMatchObject({
      service: null,
      here: { textDays: 90, undecidedDays: 365 },
      nextGone: null,
      receipts: [],
    });
    const { heardAt } = await kari['observation.log']({ ...words, text: 'Et kvitrende skjema' });
    await kari['draft.save']({
      ...{ text: 'Begynt på', workaround: null, tags: noTags, observationId: null, answer: null },
    });
    await kari['gate.remember']({ words: [{ kind: 'name', text: 'Solveig' }] });
    expect(await kind('observation')).toEqual({
      ...{ kind: 'observation', here: 1, atService: null, oldest: heardAt },
    });
    for (const [name, count] of [
      ['draft', 1],
      ['operation', 1],
      ['line', 1],
      ['notPerson', 1],
      ['reply', 0],
    ] as const)
      expect(await kind(name)).toMatchObject({ here: count, atService: null });
  });

  it('is one file with every word of hers, whatever became of it, and none of a colleague on the same machine', async () => {
    const ola = await test.as('ola');
    await ola['observation.log']({ ...words, text: 'Et flaksende skjema' });
    const logged = await kari['observation.log']({ ...words, text: 'Et kvitrende skjema' });
    await kari['observation.log']({ ...words, text: 'Avvist av tjenesten' });
    await test.inStore('kari', (db) => {
      const { id } = db.get<{ id: string }>('SELECT id FROM outbox ORDER BY n DESC LIMIT 1') ?? {
        id: '',
      };
      settle(
        db,
        [{ id, outcome: 'rejected', code: 'unit.unknown', field: 'unit' }],
        new Date().toISOString(),
      );
    });
    await kari['gate.remember']({ words: [{ kind: 'name', text: 'Solveig' }] });
    const { fileName, json, complete } = await kari['person.export']({});
    expect(fileName).toMatch(/^lytt-om-meg-\d{4}-\d\d-\d\d\.json$/);
    expect(complete).toBe(false);
    const file = JSON.parse(json);
    expect(file).toMatchObject({
      format: 'lytt-person',
      person: { id: 'kari', name: 'Kari Eksempel' },
      service: null,
      machine: {
        observations: [
          { state: 'waiting', observation: { id: logged.id } },
          { state: 'set_aside', observation: { revisions: [{ text: 'Avvist av tjenesten' }] } },
        ],
        operations: [{ state: 'waiting' }, { state: 'set_aside', code: 'unit.unknown' }],
        settings: { language: 'nb' },
      },
    });
    expect(json).toContain('En kvitrende omvei');
    // Of what she said is nobody only hashes are there; tokens are keys, not data.
    expect(json).not.toMatch(/flaksende|Solveig|accessToken|refreshToken/);
  });

  it('is open to every role, and to nobody who is not signed in', async () => {
    const pia = await test.as('pia');
    expect((await pia['person.stored']({})).kinds.length).toBeGreaterThan(0);
    await pia['session.signOut']({});
    await expect(pia['person.export']({})).rejects.toMatchObject({ code: 'session.signedOut' });
  });
});
