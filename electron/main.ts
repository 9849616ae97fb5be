import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createApp } from './app/compose.ts';
import { fileKeys } from './app/keys/file-keys.ts';
import { keychainKeys } from './app/keys/keychain-keys.ts';
import { faultHandlers, startDesktop } from './desktop/desktop.ts';
import { followLogin } from './identity/follow-login.ts';
import { defaultHome } from './loopback/default-home.ts';
import { becomeInstance } from './loopback/instance.ts';

const clock = () => Date.now();
const faults = faultHandlers(clock);
process.on('uncaughtException', faults.onUncaught);
process.on('unhandledRejection', faults.onRejected);

// Not awaited: Electron is ready only once this file has run to its end.
void startDesktop({
  createApp: (config) =>
    createApp({
      ...config,
      fileWorker: new URL('file-worker.cjs', import.meta.url),
      similarWorker: new URL('similar-worker.cjs', import.meta.url),
    }),
  keys: (kind, home) => (kind === 'file' ? fileKeys(join(home, 'keys')) : keychainKeys('Lytt')),
  defaultHome: (kind) => defaultHome(kind, process.platform, process.env, homedir()),
  becomeInstance,
  // Node's own: it lets a login's redirects be followed one by one, and never leaves this machine.
  demoLogin: followLogin(globalThis.fetch),
  environment: process.env,
  arguments: process.argv,
  platform: process.platform,
  folder: import.meta.dirname,
  clock,
  randomBytes: (length) => randomBytes(length),
});
