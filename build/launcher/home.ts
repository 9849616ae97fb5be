import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultHome } from '../../electron/loopback/default-home.ts';
import { holdLock } from '../../electron/loopback/instance.ts';

/** The folder of all data: `LYTT_HOME`, else the system's usual place. */
export function homeFolder(kind: 'demo' | 'production'): string {
  const set = process.env['LYTT_HOME']?.trim();
  return resolve(set || defaultHome(kind, process.platform, process.env, homedir()));
}

/** The home is set to what can't be one. */
export class HomeFault extends Error {}

/** Holds the home for one start; null where another start has it. Throws a `HomeFault` where it can't be written. */
export function holdHome(home: string): { release(): void } | null {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK | constants.X_OK);
    return holdLock(join(home, 'launcher.lock'));
  } catch (error) {
    const code = String((error as { code?: unknown }).code ?? 'unknown');
    throw new HomeFault(
      `Lytt can't write to its data folder ${home} (${code}). Set LYTT_HOME to a folder it can.`,
    );
  }
}
