import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/domain/ids.ts';
import type { Log } from '../app/ports.ts';

const LARGEST_BYTES = 1_000_000;

/**
 * Lines of JSON in `logs/lytt.log` of the data folder; the one before is kept as `lytt.log.1`. Events and plain facts alone,
 * so that the file can be sent to whoever helps. A log that can't be written stops nothing.
 */
export function fileLog(home: string, clock: Clock): Log {
  const folder = join(home, 'logs');
  const file = join(folder, 'lytt.log');
  return (event, facts) => {
    const line = JSON.stringify({ at: new Date(clock()).toISOString(), event, ...facts });
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeOf(file) > LARGEST_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk: the app itself tells of that.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
