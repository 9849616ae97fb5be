import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from './archive.ts';
import { checkArchive } from './check.ts';
import { FETCH_WITHIN_MS, type Runtime } from './runtime.ts';
import { stageApp, thisMachine } from './stage.ts';

export interface Maker {
  readonly root: string;
  /** Where the app is staged and packed to be checked. */
  readonly work: string;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly runtime: () => Promise<Runtime | null>;
  /** Makes the installers; resolves with the exit code. */
  readonly build: (runtime: Runtime) => Promise<number>;
}

/**
 * Builds the desktop app and checks what would be shipped, then makes its installers where there is a runtime. Resolves with
 * the exit code: 0 too where only the runtime is missing, which is said.
 */
export async function makePackage(maker: Maker): Promise<number> {
  const { root, work, say, complain } = maker;
  // Asked first: electron-builder without a runtime waits long and fails late.
  const runtime = await maker.runtime();
  say(`Building the desktop app for ${thisMachine.platform} ${thisMachine.arch}.`);
  const staged = join(work, 'app');
  const archive = join(work, 'app.asar');
  try {
    await mkdir(work, { recursive: true });
    await stageApp(root, staged, thisMachine);
    await pack(staged, archive);
  } catch (error) {
    complain(`The app could not be built. ${error instanceof Error ? error.message : error}`);
    return 1;
  }
  const { files, faults } = await checkArchive(archive, thisMachine, root);
  if (faults.length > 0) {
    complain(['The app is not fit to be shipped:', ...faults].join('\n  '));
    return 1;
  }
  say(`Checked ${archive}: ${files} files, nothing wrong.`);
  if (runtime !== null) {
    say(`Making installers with Electron ${runtime.version}.`);
    return maker.build(runtime);
  }
  say(
    [
      `No installer was made: Electron’s runtime is not installed and could not be fetched within ${FETCH_WITHIN_MS / 1000} seconds.`,
      'To make one, fetch it where the network allows (npx install-electron), then run npm run package again.',
    ].join('\n'),
  );
  return 0;
}
