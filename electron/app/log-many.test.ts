import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idMaker } from '../../shared/domain/ids.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { demoPeople, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';
import { hasUnindexed } from '../store/unindexed.ts';
import { logMany, type ManyItem } from './log-many.ts';
import { type CommandContext, openForCommand } from './open-for-command.ts';

const newId = idMaker(
  () => Date.now(),
  (length) => randomBytes(length),
);
const all = { query: null, limit: 10, offset: 0 };
const item = (text: string, given: Partial<ManyItem> = {}): ManyItem => ({
  observationId: newId(),
  text,
  workaround: null,
  tags: { ...noTags, tema: 'LGA' },
  heardAt: null,
  ...given,
});

let test: TestApp;
let context: CommandContext;
beforeEach(async () => {
  test = await startTestApp();
  context = await openForCommand(test.config, null);
});
afterEach(async () => {
  context.close();
  await test.close();
});

describe('whose store a command opens', () => {
  it("is the one last active; in the demo any of its people's, also who was never here", async () => {
    expect(context.person.id).toBe('kari');
    await test.as('ola');
    for (const [asked, got] of [
      [null, 'ola'],
      ['siri', 'siri'],
    ] as const) {
      const other = await openForCommand(test.config, asked);
      expect(other.person.id).toBe(got);
      other.close();
    }
  });

  it('of a stranger, or where nobody has been, is nobody’s', async () => {
    const signedOut = { code: 'session.signedOut' };
    await expect(openForCommand(test.config, 'nobody')).rejects.toMatchObject(signedOut);
    const elsewhere = { ...test.config, home: `${test.home}/elsewhere`, demoPeople: null };
    await expect(openForCommand(elsewhere, null)).rejects.toMatchObject(signedOut);
  });
});

describe('taking many in', () => {
  it('logs each with its own time, under her unit, and the app beside it shows them', async () => {
    const heardAt = '2020-02-03T08:00:00.000Z';
    expect(logMany(context, [item('En', { heardAt }), item('To')])).toEqual({
      logged: 2,
      known: 0,
    });
    const { entries } = await test.window('1')['observation.list'](all);
    expect(entries.map(({ text }) => text)).toEqual(['To', 'En']);
    expect(entries[1]).toMatchObject({ heardAt, tags: { tema: 'LGA' }, state: 'waiting' });
    expect(await test.inStore('kari', hasUnindexed)).toBe(false);
    const [first] = await test.inStore('kari', (db) => waitingHead(db, 1));
    expect(first?.body).toMatchObject({ unit: '4100', heardAt, acknowledged: [] });
  });

  it('twice adds nothing, also of what she has withdrawn since', async () => {
    const items = [item('En'), item('To')];
    logMany(context, items);
    const [first] = items;
    await test.window('1')['observation.withdraw']({ observationId: first?.observationId ?? '' });
    expect(logMany(context, items)).toEqual({ logged: 0, known: 2 });
    expect((await test.window('1')['observation.list'](all)).total).toBe(1);
  });

  it('stops at a text the gate would not pass: of that part nothing is in, what went before stays', async () => {
    const items = Array.from({ length: 502 }, (_, n) => item(`Notat ${n}`));
    items[501] = item('Skriv til ikke.ekte@example.no');
    expect(() => logMany(context, items)).toThrow(
      expect.objectContaining({
        code: 'text.identifies',
        field: 'text',
        params: { kinds: 'email', logged: 500 },
      }),
    );
    expect((await test.window('1')['observation.list'](all)).total).toBe(500);
  });

  it('is refused for who may not log, or has no unit', async () => {
    const pia = await openForCommand(test.config, 'pia');
    expect(() => logMany(pia, [item('En')])).toThrow(
      expect.objectContaining({ code: 'session.forbidden', params: { logged: 0 } }),
    );
    pia.close();
    const lost = demoPeople.map((person) => ({ ...person, unit: null }));
    const other = await openForCommand({ ...test.config, demoPeople: lost }, 'dag');
    expect(() => logMany(other, [item('En')])).toThrow(
      expect.objectContaining({ code: 'unit.unknown' }),
    );
    other.close();
  });
});
