import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics } from '../../backlog/metrics.ts';
import { openStore } from '../../electron/store/open.ts';
import { ServiceDatabase } from './database.ts';
import { watchCommits } from './disk.ts';
import { fileKey } from './machine.ts';
import { memoryFolder } from './memory-folder.ts';
import type { Ground } from './world.ts';

/** What a process needs to run seeds, on an empty database of its own. */
export async function layGround(
  databaseUrl: string,
): Promise<Ground & { readonly clear: () => Promise<void> }> {
  const folder = mkdtempSync(join(memoryFolder, 'lytt-simulated-'));
  const template = join(folder, 'template.db');
  openStore({ file: template, key: fileKey }).close();
  watchCommits();
  const database = await ServiceDatabase.open(databaseUrl);
  return {
    database,
    metrics: createMetrics(),
    folder,
    template,
    clear: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
