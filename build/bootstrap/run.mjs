// Runs on whatever Node the machine has (20 or later) with nothing installed: built-ins only.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, nodeFault } from './install.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Installs what is missing, then runs a TypeScript file of ours on the Node that came with it, and ends as it ends.
 * @param {string} script path from the project's root
 * @param {readonly string[]} args
 */
export async function run(script, args) {
  const fault = nodeFault(process.version);
  if (fault !== null) return stop(fault, 2);
  try {
    await install(root);
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error), 1);
  }
  const node = installedNode();
  if (node === null)
    return stop('node_modules holds no Node 24. Were install scripts blocked? Try: npm ci', 1);
  follow(
    spawn(node, [join(root, script), ...args], {
      // The channel carries nothing; its end tells the child that we are gone, even by kill -9.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, PATH: pathWith(dirname(node)) },
    }),
  );
}

function installedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = join(root, 'node_modules', 'node', 'bin', name);
  if (existsSync(file)) return file;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/** @param {string} first */
function pathWith(first) {
  const delimiter = process.platform === 'win32' ? ';' : ':';
  const bin = join(root, 'node_modules', '.bin');
  return [first, bin, process.env['PATH'] ?? process.env['Path'] ?? ''].join(delimiter);
}

/** @param {import('node:child_process').ChildProcess} child */
function follow(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.once('error', (error) => stop(error.message, 1));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    process.exit();
  });
  stopWithNpm(child);
}

/**
 * npm, when it is told to end, does not always pass it on, and killed it can't. Under npm, its end is ours; between the two
 * there may be a shell, which outlives npm.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithNpm(child) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const above = parentOf(parent);
  setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== above) child.kill('SIGTERM');
  }, 1_000).unref();
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function parentOf(pid) {
  try {
    // The fields after the command's name, which may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? null;
  } catch {
    // No /proc: a Mac.
  }
  try {
    return execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/**
 * @param {string} message
 * @param {number} code
 */
function stop(message, code) {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
