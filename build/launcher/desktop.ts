import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { stageApp, thisMachine } from '../package/stage.ts';

// The desktop app as a child of the launcher: builds it as it will be shipped, runs it in Electron, and ends as it ends.
const STANDS_AFTER_MS = 2_500;
const root = join(import.meta.dirname, '..', '..');
const environment = z.object({ LYTT_ELECTRON: z.string().min(1) }).parse(process.env);

const folder = join(root, 'dist', 'desktop');
await stageApp(root, folder, thisMachine);
const electron = spawn(environment.LYTT_ELECTRON, [folder], { stdio: ['ignore', 2, 2] });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => electron.kill());
// One whose sandbox or display is refused ends at once.
electron.once('spawn', () =>
  setTimeout(
    () => process.stdout.write(`${JSON.stringify({ ready: true, url: 'app://lytt/' })}\n`),
    STANDS_AFTER_MS,
  ),
);
electron.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
electron.once('exit', (code) => process.exit(code ?? 1));
