// npm run package: the desktop installers, or, where Electron's runtime can't be had, the checked content of one.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { makePackage } from '../package/make.ts';
import { obtainRuntime, type Runtime } from '../package/runtime.ts';

const root = resolve(import.meta.dirname, '..', '..');
const complain = (line: string) => process.stderr.write(`${line}\n`);

const [unknown] = process.argv.slice(2);
if (unknown === undefined)
  process.exitCode = await makePackage({
    root,
    work: join(root, 'dist', 'package'),
    say: (line) => process.stdout.write(`${line}\n`),
    complain,
    runtime: () => obtainRuntime(root),
    build: runElectronBuilder,
  });
else {
  complain(`npm run package takes no argument; "${unknown}" is one.`);
  process.exitCode = 2;
}

function runElectronBuilder({ folder }: Runtime): Promise<number> {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--config', 'electron-builder.yml', '--publish', 'never'];
  const builder = spawn(process.execPath, [cli, ...args, `-c.electronDist=${folder}`], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((done) => {
    builder.once('error', (error) => {
      complain(`electron-builder did not start: ${error.message}`);
      done(1);
    });
    builder.once('exit', (code) => done(code ?? 1));
  });
}
