import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { openDevice } from '../store/device.ts';
import { openStore } from '../store/open.ts';

/** Made up: a synthetic national id (month + 80), which the gate blocks, and an address of e-mail. */
const NATIONAL_ID = '15917210052';
const EMAIL = 'ikke.ekte@example.no';
const identifying = `Bruker ${NATIONAL_ID} med ${EMAIL} får ikke svar`;
/** What is searched for: the whole, and the part that a half-typed one would have left. */
const traces = [NATIONAL_ID, NATIONAL_ID.slice(0, 8), EMAIL];
const innocent = 'Kommer ikke fram på telefon';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

/** Everything in the folder: the files as they lie, and each store decrypted, free pages and all. */
async function contents(): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const { home, config } = test;
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    try {
      found.set(name, readFileSync(join(home, name)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    }
  }
  for (const name of [...found.keys()].filter((name) => name.endsWith('.db'))) {
    const person = /^people\/(.*)\.db$/.exec(name)?.[1];
    const key = await config.keys.get(person === undefined ? 'device' : `person-${person}`);
    if (key === null) throw new Error(`no key for ${name}`);
    const open = person === undefined ? openDevice : openStore;
    const store = open({ file: join(home, name), key });
    // Into the file, so that the pages are all there is.
    store.checkpoint('truncate');
    found.set(`${name} decrypted`, Buffer.from(store.pages()));
    store.close();
  }
  return found;
}

async function placesOf(trace: string): Promise<string[]> {
  const found = await contents();
  return [...found].filter(([, bytes]) => bytes.includes(trace)).map(([name]) => name);
}

async function expectNoTrace(): Promise<void> {
  for (const trace of traces) expect(await placesOf(trace)).toEqual([]);
  expect(test.lines.join('\n')).not.toMatch(new RegExp(traces.join('|')));
}

async function refused(call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ code: 'text.identifies' });
}

describe('what identifies a citizen', () => {
  const words = { text: innocent, workaround: null, tags: noTags, acknowledged: [] };
  let kari: Handlers;
  beforeEach(async () => {
    kari = await test.as('kari');
  });

  it('the search finds what is there, and only decrypted', async () => {
    await kari['observation.log'](words);
    expect(await placesOf(innocent)).toEqual(['people/kari.db decrypted']);
  });

  it('is not on the disk after a refused save, nor in a log', async () => {
    await refused(kari['observation.log']({ ...words, text: identifying }));
    await refused(kari['observation.log']({ ...words, workaround: identifying }));
    const { id } = await kari['observation.log'](words);
    const revise = { ...words, observationId: id };
    await refused(kari['observation.revise']({ ...revise, text: identifying, answer: null }));
    await refused(kari['observation.revise']({ ...revise, answer: identifying }));
    expect((await kari['sync.status']({})).waiting).toBe(1);
    await expectNoTrace();
  });

  it('no acknowledgement makes it pass', async () => {
    const acknowledged = ['national-id', 'email', 'phone', 'account'];
    await refused(kari['observation.log']({ ...words, text: identifying, acknowledged }));
    await expectNoTrace();
  });

  it('is not on the disk of a draft, at any moment while it is typed', async () => {
    for (let length = 1; length <= identifying.length; length += 1) {
      const text = identifying.slice(0, length).trim();
      await kari['draft.save']({
        text,
        workaround: text,
        tags: noTags,
        observationId: null,
        answer: null,
      });
    }
    const { draft } = await kari['draft.get']({});
    expect(draft?.text).toBe(
      'Bruker [fødselsnummer fjernet] med [e-postadresse fjernet] får ikke svar',
    );
    await kari['draft.discard']({});
    await expectNoTrace();
    // Six digits are a birth date; they too stay in memory until the word ends.
    expect(await placesOf(NATIONAL_ID.slice(0, 6))).toEqual([]);
  });

  it('is not let out by a supervisor or a product team either', async () => {
    const siri = await test.as('siri');
    const id = '0190a000-0000-7000-8000-000000000001';
    for (const decision of [
      { kind: 'return', question: identifying },
      { kind: 'decline', reason: identifying },
    ] as const)
      await refused(
        siri['review.add']({ observationId: id, revisionId: id, decision, acknowledged: [] }),
      );
    const pia = await test.as('pia');
    const theme = {
      name: 'Kommer ikke fram',
      tema: 'GEN',
      step: null,
      insightIds: [],
      acknowledged: [],
    };
    await refused(pia['theme.create']({ ...theme, name: identifying }));
    const { id: themeId } = await pia['theme.create'](theme);
    for (const patch of [{ name: identifying }, { workaround: identifying }, { owner: EMAIL }])
      await refused(pia['theme.change']({ themeId, patch, reason: null, acknowledged: [] }));
    await refused(
      pia['theme.change']({ themeId, patch: {}, reason: identifying, acknowledged: [] }),
    );
    await expectNoTrace();
  });

  it('a withdrawn entry that never left leaves no words behind', async () => {
    const { id } = await kari['observation.log'](words);
    await kari['observation.withdraw']({ observationId: id });
    expect(await placesOf(innocent)).toEqual([]);
  });
});
