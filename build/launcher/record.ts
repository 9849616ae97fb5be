import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, startMark, until } from '../support/process.ts';

const Port = z.number().int().min(1).max(65_535);
const Process = z.object({ name: z.string(), pid: z.number().int().positive(), mark: z.string() });
const Content = z.object({
  ports: z.object({
    app: Port.optional(),
    backlog: Port.optional(),
    issuer: Port.optional(),
  }),
  processes: z.array(Process),
  /** Addresses of the running start; null until it is ready. */
  running: z
    .object({
      backlog: z.url(),
      issuer: z.url(),
      /** The app has a window of its own, and no address. */
      window: z.boolean(),
    })
    .nullable(),
});
type Content = z.infer<typeof Content>;
export type PortName = keyof Content['ports'];

const LEFTOVER_MS = 6_000;

/**
 * What a home remembers from one start to the next, in `launcher.json`: the ports, so that addresses stay the same; the
 * processes, to find what a start that was killed left running.
 */
export interface LauncherRecord {
  readonly ports: Readonly<Content['ports']>;
  readonly running: Content['running'];
  setPort(name: PortName, port: number): void;
  addProcess(name: string, pid: number): void;
  setRunning(running: Content['running']): void;
  /** Forgets the processes: they have ended. */
  clear(): void;
}

export function readRecord(home: string): LauncherRecord {
  const file = join(home, 'launcher.json');
  const content = read(file);
  const save = () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    get ports() {
      return content.ports;
    },
    get running() {
      return content.running;
    },
    setPort(name, port) {
      content.ports[name] = port;
      save();
    },
    addProcess(name, pid) {
      const mark = startMark(pid);
      if (mark === null) return;
      content.processes = content.processes.filter((process) => process.name !== name);
      content.processes.push({ name, pid, mark });
      save();
    },
    setRunning(running) {
      content.running = running;
      save();
    },
    clear() {
      content.processes = [];
      content.running = null;
      save();
    },
  };
}

/** A broken record costs new ports, nothing else. */
function read(file: string): Content {
  try {
    return Content.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { ports: {}, processes: [], running: null };
  }
}

/**
 * Waits for what a start that was killed left running, which ends by itself within a moment; ends what does not. Only the very
 * processes of the record: a pid alone may since have gone to a stranger.
 */
export async function endLeftovers(home: string, say: (line: string) => void): Promise<void> {
  const left = read(join(home, 'launcher.json')).processes.filter(
    ({ pid, mark }) => isAlive(pid) && startMark(pid) === mark,
  );
  if (left.length === 0) return;
  say('An earlier start was cut short; waiting for what it left running to end.');
  if (await until(() => left.every(({ pid }) => !isAlive(pid)), LEFTOVER_MS)) return;
  for (const { pid, mark } of left)
    if (isAlive(pid) && startMark(pid) === mark) process.kill(pid, 'SIGKILL');
  await until(() => left.every(({ pid }) => !isAlive(pid)), LEFTOVER_MS);
}
