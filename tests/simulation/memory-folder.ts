import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Files of the simulation lie in memory where the system has such a place. */
export const memoryFolder: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
