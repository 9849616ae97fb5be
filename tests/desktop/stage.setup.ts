import { stageApp, thisMachine } from '../../build/package/stage.ts';
import { ground, root, stagedApp } from './ground.ts';

/** Builds what the suite starts, or says plainly that nothing will be. */
async function setup(): Promise<void> {
  const found = ground();
  if (typeof found === 'string') process.stdout.write(`Desktop suite skipped: ${found}.\n`);
  else await stageApp(root, stagedApp, thisMachine);
}

// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup by its default export.
export default setup;
