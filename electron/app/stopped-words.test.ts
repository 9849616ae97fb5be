import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { FoundIn } from '../../shared/protocol/protocol.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';
import { settle } from '../store/settle.ts';

/** Words that this machine's gate lets through and the service's, newer, does not. */
const words = {
  text: 'Sitter i rullestol og er snekker på Øya, får ikke svar',
  workaround: 'Skriv til snekkeren',
  tags: noTags,
  acknowledged: [] as string[],
};
const warned: FoundIn = { field: 'text', kind: 'name', severity: 'warn', start: 0, end: 19 };
const blocked: FoundIn = {
  field: 'workaround',
  kind: 'address',
  severity: 'block',
  start: 0,
  end: 19,
};

let test: TestApp;
let kari: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  kari = await test.as('kari');
});
afterEach(() => test.close());

const waiting = () => test.inStore('kari', (db) => waitingHead(db, 10).map(({ body }) => body));

/** The service refuses what waits. */
async function refuse(findings: FoundIn[]): Promise<void> {
  const [operation] = await waiting();
  await test.inStore('kari', (db) =>
    settle(
      db,
      [
        {
          id: String(operation?.['id']),
          outcome: 'rejected',
          code: 'text.mayIdentify',
          field: 'text',
          findings,
        },
      ],
      new Date().toISOString(),
    ),
  );
}

async function refusedEntry(findings: FoundIn[]): Promise<string> {
  const { id } = await kari['observation.log'](words);
  await refuse(findings);
  return id;
}

describe('what the service stopped', () => {
  it('comes back to its author with the words it was about', async () => {
    const observationId = await refusedEntry([warned, blocked]);
    const { entry, stopped } = await kari['observation.get']({ observationId });
    expect(entry).toMatchObject({ state: 'set_aside', text: words.text });
    expect(stopped).toEqual([
      { field: 'text', kind: 'name', severity: 'warn', words: 'Sitter i rullestol ' },
      { field: 'workaround', kind: 'address', severity: 'block', words: 'Skriv til snekkeren' },
    ]);
  });

  it('goes with her word for it once she has kept it, though this machine finds nothing there', async () => {
    const observationId = await refusedEntry([warned]);
    const again = { ...words, observationId, answer: null };
    await kari['observation.revise']({ ...again, acknowledged: ['name', 'phone'] });
    expect(await waiting()).toMatchObject([{ kind: 'observation.log', acknowledged: ['name'] }]);
  });

  it('is nothing any more once she has worded it otherwise, or had it sent again', async () => {
    const observationId = await refusedEntry([warned]);
    const { setAsideItems } = await kari['sync.status']({});
    await kari['sync.retry']({ operationId: setAsideItems[0]?.operationId ?? '' });
    expect((await kari['observation.get']({ observationId })).stopped).toEqual([]);
    await refuse([warned]);
    const other = { ...words, text: 'Får ikke svar', workaround: null };
    await kari['observation.revise']({ ...other, observationId, answer: null });
    const { entry, stopped } = await kari['observation.get']({ observationId });
    expect([entry.state, stopped]).toEqual(['waiting', []]);
  });

  it('with offsets that are of no text of hers says nothing', async () => {
    const beyond = { ...warned, start: 900, end: 950 };
    const observationId = await refusedEntry([beyond, { ...warned, field: 'tags' }]);
    expect((await kari['observation.get']({ observationId })).stopped).toEqual([]);
  });
});
