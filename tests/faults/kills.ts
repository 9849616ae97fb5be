import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const child = join(import.meta.dirname, 'saving-child.ts');

const Held = z.object({
  held: z.array(z.tuple([z.string(), z.string(), z.string()])),
  draft: z.string().nullable(),
  problems: z.array(z.string()),
  recovery: z.string().nullable(),
  counts: z.object({ waiting: z.number(), setAside: z.number() }),
});
type Held = z.infer<typeof Held>;
const Line = z.union([
  Held,
  z.object({ saved: z.string(), text: z.string() }),
  z.object({ withdrawn: z.string() }),
  z.object({ draft: z.string() }),
]);

export interface ChildSettings {
  readonly home: string;
  readonly backlogUrl: string;
  readonly issuer: string;
  readonly audience: string;
}

/** What was called saved, over all the kills of one person's app. */
export class Ledger {
  /** The last text that was called saved, by entry. */
  readonly saved = new Map<string, string>();
  readonly withdrawn = new Set<string>();
  /** What the app held when it last told. */
  held: ReadonlyMap<string, string> = new Map();
  draft: string | null = null;
  /** What an app held at its start that it should not have, or did not hold that it should. */
  readonly faults: string[] = [];
  kills = 0;

  take(line: z.infer<typeof Line>): void {
    if ('held' in line) this.compare(line);
    else if ('saved' in line) {
      this.saved.set(line.saved, line.text);
      this.draft = null;
    } else if ('withdrawn' in line) this.withdrawn.add(line.withdrawn);
    else this.draft = line.draft;
  }

  /** What was under way when the app was killed may be there or not; all else must be, once. */
  compare({ held, draft, problems, recovery, counts }: Held): void {
    const fault = (words: string) => this.faults.push(`after ${this.kills} kills: ${words}`);
    const texts = new Map(held.map(([id, text]) => [id, text]));
    this.held = texts;
    if (texts.size !== held.length) fault('an entry is there twice');
    for (const [id, text] of this.saved) {
      const now = texts.get(id);
      if (this.withdrawn.has(id)) {
        if (now !== undefined) fault(`${id} was withdrawn and is back`);
      } else if (now === undefined) {
        // It may just have been withdrawn, without anyone hearing of it.
        if (!mayBeWithdrawn(text)) fault(`${id} is lost`);
      } else if (now !== text && now !== `${text} rettet`) fault(`${id} has other words`);
    }
    const many = held.map(([, text]) => text.replace(/ rettet$/, ''));
    if (new Set(many).size !== many.length) fault('the same words are there twice');
    // A draft may have been saved as an entry, and withdrawn since: the app may have come further than its lines when it was killed.
    if (
      this.draft !== null &&
      draft === null &&
      !many.includes(this.draft) &&
      !mayBeWithdrawn(this.draft)
    )
      fault('the draft is lost');
    if (problems.length > 0) fault(`problems: ${problems.join()}`);
    if (recovery !== null) fault('a file that was only killed was taken for damaged');
    if (counts.setAside > 0) fault('something is set aside');
    this.draft = draft;
  }
}

/** As the child does: of every seven the fourth. */
function mayBeWithdrawn(text: string): boolean {
  return Number(/nummer (\d+)/.exec(text)?.[1] ?? 0) % 7 === 3;
}

/** Runs the app and kills it after so long; `null` lets it drain and end by itself. */
export async function runChild(
  settings: ChildSettings,
  round: number,
  killAfterMs: number | null,
  ledger: Ledger,
): Promise<void> {
  const given = { ...settings, round, drain: killAfterMs === null };
  const running = spawn(process.execPath, [child, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  running.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(running, 'exit');
  let timer: NodeJS.Timeout | null = null;
  const kill = () => running.kill('SIGKILL');
  // One in eight is killed while it starts.
  if (killAfterMs !== null && round % 8 === 5) timer = setTimeout(kill, killAfterMs);
  for await (const text of createInterface({ input: running.stdout })) {
    const line = Line.safeParse(parsed(text));
    if (!line.success) continue;
    ledger.take(line.data);
    // Once it is in the middle of it, however slow the machine is.
    if (killAfterMs !== null && 'saved' in line.data) timer ??= setTimeout(kill, killAfterMs);
  }
  if (timer !== null) clearTimeout(timer);
  const [code, signal] = (await ended) as [number | null, string | null];
  if (killAfterMs === null ? code !== 0 : signal !== 'SIGKILL')
    throw new Error(`the app ended by itself (${code ?? signal}): ${said.join('').slice(-2000)}`);
  if (killAfterMs !== null) ledger.kills += 1;
}

/** The last line may be cut off. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
