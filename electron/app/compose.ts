import { idMaker } from '../../shared/domain/ids.ts';
import { createIdentity } from '../identity/identity.ts';
import { FileWorker } from '../store/health/file-worker.ts';
import { Accounts } from './accounts/accounts.ts';
import { deviceStore } from './accounts/device.ts';
import { credentialStore } from './accounts/tokens.ts';
import { handlersFor } from './handlers.ts';
import type { App, AppConfig } from './ports.ts';
import { SimilarTexts } from './similar/similar-texts.ts';
import { Windows } from './windows.ts';

const ownFileWorker = new URL('../store/health/worker.ts', import.meta.url);
const ownSimilarWorker = new URL('./similar/worker.ts', import.meta.url);

/**
 * The app without a host. Resolves even where the store can't be opened: `session.get` then says what is wrong, and every
 * other call fails with that code.
 */
export async function createApp(config: AppConfig): Promise<App> {
  const newId = idMaker(config.clock, config.randomBytes);
  const similar = new SimilarTexts(config.similarWorker ?? ownSimilarWorker);
  const windows = new Windows(() => accounts.firstPersonId, config.log);
  const worker = new FileWorker(config.fileWorker ?? ownFileWorker);
  let restored = false;
  const device = deviceStore(config, worker, {
    onProblems: () => windows.tellAll(['session']),
    // It has healed: whoever was signed in is, after all.
    onOpened: () => {
      if (restored) void restore();
    },
  });
  const { issuer, clientId, audience, fetch, clock, openBrowser, log } = config;
  const credentials = credentialStore(device);
  const identity = createIdentity({
    issuer,
    clientId,
    audience,
    fetch,
    clock,
    openBrowser,
    log,
    credentials,
  });
  const accounts = new Accounts({ config, device, identity, newId, windows, worker });

  async function restore(): Promise<void> {
    await accounts.restore();
    windows.fill();
  }

  await device.ready();
  await restore();
  restored = true;

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    identity.close();
    await similar.close();
    await accounts.stop();
    device.close();
    await worker.close();
    log('app.closed');
  }

  return {
    handlers: (windowId) =>
      handlersFor(
        { config, device, identity, accounts, windows, similar, windowId },
        () => closing !== null,
      ),
    onChanged: (windowId, listener) => windows.listen(windowId, listener),
    closeWindow: (windowId) => windows.close(windowId),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
