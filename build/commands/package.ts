// npm run package: the desktop installers, or, where Electron's runtime can't be had, the checked content of one.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pack } from '../package/archive.ts';
import { checkArchive } from '../package/check.ts';
import { FETCH_WITHIN_MS, obtainRuntime, type Runtime } from '../package/runtime.ts';
import { stageApp, thisMachine } from '../package/stage.ts';

const root = resolve(import.meta.dirname, '..', '..');
const work = join(root, 'dist', 'package');
const staged = join(work, 'app');
const archive = join(work, 'app.asar');
const say = (line: string) => process.stdout.write(`${line}\n`);

const [unknown] = process.argv.slice(2);
if (unknown !== undefined) {
  process.stderr.write(`npm run package takes no argument; "${unknown}" is one.\n`);
  process.exit(2);
}

const runtime = await obtainRuntime(root);
say(`Building the desktop app for ${thisMachine.platform} ${thisMachine.arch}.`);
await mkdir(work, { recursive: true });
await stageApp(root, staged, thisMachine);
await pack(staged, archive);
const { files, faults } = await checkArchive(archive, thisMachine, root);
if (faults.length > 0) {
  process.stderr.write(`The app is not fit to be shipped:\n  ${faults.join('\n  ')}\n`);
  process.exitCode = 1;
} else {
  say(`Checked ${relative(root, archive)}: ${files} files, nothing wrong.`);
  if (runtime === null) sayWhatIsMissing();
  else process.exitCode = await buildInstallers(runtime);
}

function sayWhatIsMissing(): void {
  say(
    [
      '',
      `No installer was made: Electron's runtime is not installed and could not be fetched within ${FETCH_WITHIN_MS / 1000} seconds.`,
      'To make one, fetch it where the network allows (npx install-electron), then run npm run package again.',
    ].join('\n'),
  );
}

function buildInstallers({ folder, version }: Runtime): Promise<number> {
  say(`Making installers with Electron ${version}.`);
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--config', 'electron-builder.yml', '--publish', 'never'];
  const builder = spawn(process.execPath, [cli, ...args, `-c.electronDist=${folder}`], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((done) => {
    builder.once('error', (error) => {
      process.stderr.write(`electron-builder did not start: ${error.message}\n`);
      done(1);
    });
    builder.once('exit', (code) => done(code ?? 1));
  });
}
