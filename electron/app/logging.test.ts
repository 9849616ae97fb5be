import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { outboxLines } from '../store/outbox.ts';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

const words = {
  text: 'Får ikke sendt meldekort',
  workaround: null,
  tags: noTags,
  acknowledged: [],
};

describe('logging', () => {
  it('saves with everything else down, as waiting, and it is there after a restart', async () => {
    const kari = test.window('1');
    const entry = await kari['observation.log']({ ...words, tags: { ...noTags, tema: 'DAG' } });
    expect(entry).toMatchObject({ text: words.text, state: 'waiting', tags: { tema: 'DAG' } });
    test = await test.restart();
    const { entries, total } = await test
      .window('1')
      ['observation.list']({ query: 'meldekort', limit: 10, offset: 0 });
    expect(total).toBe(1);
    expect(entries).toEqual([entry]);
  });

  it('keeps what each person logs apart', async () => {
    await test.window('1')['observation.log'](words);
    const ola = await test.as('ola');
    expect((await ola['observation.list']({ query: null, limit: 10, offset: 0 })).total).toBe(0);
    await ola['observation.log']({ ...words, text: 'Venter på svar' });
    const kari = await test.as('kari');
    const { entries } = await kari['observation.list']({ query: null, limit: 10, offset: 0 });
    expect(entries.map(({ text }) => text)).toEqual([words.text]);
  });

  it('queues it once, under the unit she works in', async () => {
    await test.window('1')['observation.log'](words);
    const lines = await test.inStore('kari', (db) => outboxLines(db, 'waiting', 10));
    expect(lines).toHaveLength(1);
    expect(await test.window('1')['counts.get']({})).toMatchObject({ waiting: 1, setAside: 0 });
  });

  it('tells the windows that show her, and no other', async () => {
    const ola = await test.as('ola');
    const toOla = test.heard('window of ola');
    const toKari = [test.heard('1'), test.heard('2')];
    await test.window('1')['observation.log'](words);
    for (const heard of toKari)
      expect(heard).toEqual(expect.arrayContaining(['observations', 'sync']));
    expect(toOla).not.toContain('observations');
    expect((await ola['counts.get']({})).waiting).toBe(0);
  });

  it('a person without a unit is told so, and nothing is stored', async () => {
    await test.close();
    test = await startTestApp({
      demoPeople: [
        {
          id: 'nils',
          subject: 'kari',
          name: 'Nils',
          roles: ['caseworker'],
          unit: null,
          unitName: null,
        },
      ],
    });
    const nils = test.window('1');
    await expect(nils['observation.log'](words)).rejects.toMatchObject({ code: 'unit.unknown' });
    expect(await nils['counts.get']({})).toMatchObject({ waiting: 0 });
  });
});

describe('the draft', () => {
  const draft = {
    text: 'Får ikke sendt',
    workaround: null,
    tags: noTags,
    observationId: null,
    answer: null,
  };

  it('survives a restart, and goes in the same transaction as its entry is saved', async () => {
    await test.window('1')['draft.save'](draft);
    test = await test.restart();
    const kari = test.window('1');
    expect(await kari['draft.get']({})).toEqual({ draft });
    await kari['observation.log'](words);
    expect(await kari['draft.get']({})).toEqual({ draft: null });
  });

  it('of another entry stays when something new is logged', async () => {
    const kari = test.window('1');
    const { id } = await kari['observation.log'](words);
    await kari['draft.save']({ ...draft, observationId: id });
    await kari['observation.log'](words);
    expect((await kari['draft.get']({})).draft?.observationId).toBe(id);
  });

  it('with nothing in it is no draft', async () => {
    const kari = test.window('1');
    await kari['draft.save'](draft);
    await kari['draft.save']({ ...draft, text: '' });
    expect(await kari['draft.get']({})).toEqual({ draft: null });
  });
});

it('a window that fails to listen does not make a save look undone', async () => {
  const kari = test.window('1');
  test.app.onChanged('1', () => {
    throw new Error('gone');
  });
  const entry = await kari['observation.log'](words);
  expect(entry.state).toBe('waiting');
  expect(test.lines).toContainEqual(expect.stringMatching(/^window\.notTold/));
});
