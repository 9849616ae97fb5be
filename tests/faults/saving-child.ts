import { z } from 'zod';
import { noTags } from '../../shared/domain/tags.ts';
import type { Entry } from '../../shared/view/entry.ts';
import { startTestApp } from '../support/test-app.ts';

/**
 * The real app, saving and syncing until it is killed: `node saving-child.ts <settings as JSON>`. Each line it prints is true
 * when it is printed: what it held at its start, then each save once it was called saved.
 */
const Settings = z.object({
  home: z.string(),
  backlogUrl: z.string(),
  issuer: z.string(),
  audience: z.string(),
  /** Ends by itself once all is sent. */
  drain: z.boolean(),
  /** Makes its texts its own. */
  round: z.number(),
});
const { drain, round, ...config } = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const words = { workaround: null, tags: noTags, acknowledged: [] };
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const test = await startTestApp({ ...config, pollMs: 50 });
const kari = await test.as('kari');

async function held(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let total = 1; entries.length < total; ) {
    const page = await kari['observation.list']({
      ...{ query: null, limit: 500, offset: entries.length },
    });
    entries.push(...page.entries);
    ({ total } = page);
  }
  return entries;
}

async function tellHeld(): Promise<void> {
  const { problems } = await kari['session.get']({});
  const { draft } = await kari['draft.get']({});
  const { recovery } = await kari['recovery.get']({});
  say({
    held: (await held()).map(({ id, text, state }) => [id, text, state]),
    draft: draft?.text ?? null,
    problems: problems.map(({ code }) => code),
    recovery: recovery?.from ?? null,
    counts: await kari['counts.get']({}),
  });
}

/** As a caseworker in a hurry: writes, saves, corrects, takes back. */
async function saveOnAndOn(): Promise<never> {
  for (let n = 0; ; n += 1) {
    const text = `Runde ${round} nummer ${n}: ${'ord '.repeat((n % 5) * 220)}slutt`;
    await kari['draft.save']({ ...words, text, observationId: null, answer: null });
    say({ draft: text });
    const { id } = await kari['observation.log']({ ...words, text });
    say({ saved: id, text });
    if (n % 4 === 1) {
      const corrected = `${text} rettet`;
      await kari['observation.revise']({
        ...words,
        observationId: id,
        text: corrected,
        answer: null,
      });
      say({ saved: id, text: corrected });
    }
    if (n % 7 === 3) {
      await kari['observation.withdraw']({ observationId: id });
      say({ withdrawn: id });
    }
    if (n % 10 === 9) await pause(5);
  }
}

await tellHeld();
if (!drain) await saveOnAndOn();
while ((await kari['counts.get']({})).waiting > 0) {
  await kari['sync.tryNow']({});
  await pause(20);
}
await kari['sync.tryNow']({});
await tellHeld();
await test.app.close();
process.exit();
