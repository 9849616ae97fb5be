// Runs on whatever Node the machine has (20 or later) with nothing installed: built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const LEAST_NODE = 20;
const WAIT_MS = 10 * 60_000;

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Why this Node can't be used, or null.
 * @param {string} version e.g. `v20.11.1`
 * @returns {string | null}
 */
export function nodeFault(version) {
  const major = Number(/^v?(\d+)/.exec(version)?.[1]);
  if (major >= LEAST_NODE) return null;
  return `Lytt needs Node ${LEAST_NODE} or later to begin; this is ${version}. Get it from https://nodejs.org.`;
}

/**
 * Whether node_modules is what package-lock.json asks for.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const stamp = stampOf(root);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash(root);
  // Installed by hand: npm writes its own list last, so that a newer one means a whole installation.
  const list = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  return existsSync(list) && statSync(list).mtimeMs >= statSync(lock).mtimeMs;
}

/**
 * Installs what is missing with `npm ci`. Two starts at once: one installs, the other waits for it.
 * @param {string} root
 */
export async function install(root) {
  if (isInstalled(root)) return remember(root);
  const release = await takeLock(root);
  try {
    if (isInstalled(root)) return remember(root);
    say('Installing what Lytt needs. The first time this takes a minute or two.');
    rmSync(stampOf(root), { force: true });
    await npmCi(root);
    remember(root);
  } finally {
    release();
  }
}

/** @param {string} root */
const stampOf = (root) => join(root, 'node_modules', '.lytt-installed');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** @param {string} root */
function remember(root) {
  const stamp = stampOf(root);
  if (existsSync(stamp)) return;
  try {
    writeFileSync(`${stamp}.new`, lockHash(root));
    renameSync(`${stamp}.new`, stamp);
  } catch {
    // A read-only installation is compared anew at each start.
  }
}

/** @param {string} root */
async function npmCi(root) {
  const script = process.env['npm_execpath'];
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const own = script !== undefined && /npm-cli\.[cm]?js$/.test(script);
  const [command, full] = own ? [process.execPath, [script, ...args]] : ['npm', args];
  const code = await new Promise((resolve, reject) => {
    // npm's words go to stderr: stdout belongs to what was asked for.
    const child = spawn(command, full, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: !own && process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new Error(
      `npm ci failed (${code}). What it said stands above; is the network reachable?`,
    );
}

/**
 * @param {string} root
 * @returns {Promise<() => void>}
 */
async function takeLock(root) {
  const file = join(root, '.cache', 'install.lock');
  mkdirSync(dirname(file), { recursive: true });
  const end = Date.now() + WAIT_MS;
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (owner !== null && !isAlive(owner)) {
      say('An earlier installation was cut short; starting it over.');
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say('Another start is installing; waiting for it.');
    told = true;
    if (Date.now() > end)
      throw new Error(`Waited too long for the installation that holds ${file}.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/**
 * @param {string} file
 * @returns {number | null}
 */
function ownerOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
