import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Archive } from './archive.ts';
import { keyringBinding, type Target, thisMachine } from './stage.ts';

const run = promisify(execFile);

/** Compiled code that is missing, of another system, or inside the archive where it can't be loaded. */
export function nativeFaults(archive: Archive, target: Target): string[] {
  const wanted = [
    `node_modules/better-sqlite3/prebuilds/${target.platform}-${target.arch}.node`,
    `node_modules/${keyringBinding(target)}/${keyringFile(target)}`,
  ];
  const faults = wanted
    .filter((path) => !archive.files.includes(path))
    .map((path) => `${path} is missing`);
  for (const path of archive.files) {
    if (!path.endsWith('.node')) continue;
    if (!wanted.includes(path)) faults.push(`${path} is for another system`);
    if (!archive.unpacked.has(path)) faults.push(`${path} is not unpacked`);
  }
  return faults;
}

function keyringFile(target: Target): string {
  return `${keyringBinding(target).replace('@napi-rs/keyring-', 'keyring.')}.node`;
}

/** Opens an encrypted database and names a keychain entry with what is in the archive: N-API serves Node and Electron alike. */
const script = `
const Database = require('better-sqlite3');
const database = new Database(':memory:');
database.pragma("cipher = 'sqlcipher'");
if (database.prepare('SELECT 6 * 7').pluck().get() !== 42) throw new Error('wrong sum');
database.close();
new (require('@napi-rs/keyring').Entry)('lytt', 'check');
`;

/** Whether the compiled code really loads. Only this machine's can be tried on this machine. */
export async function nativeLoadFaults(archive: Archive, target: Target): Promise<string[]> {
  if (target.platform !== thisMachine.platform || target.arch !== thisMachine.arch) return [];
  const { NAPI_RS_NATIVE_LIBRARY_PATH: _, NODE_PATH: __, ...env } = process.env;
  try {
    await run(process.execPath, ['-e', script], { cwd: archive.folder, env, timeout: 30_000 });
    return [];
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const reason = stderr?.split('\n').find((line) => /Error/.test(line)) ?? 'it ended at once';
    return [`the native packages do not load: ${reason.trim()}`];
  }
}
