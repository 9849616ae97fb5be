import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Envelope, Handlers } from '../../shared/api.ts';
import { failure, serveCall } from '../../shared/call.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { App, Log } from '../app/ports.ts';
import { CALL_CHANNEL, CHANGED_CHANNEL } from './channels.ts';
import { isOurPage } from './origin.ts';

/** The typed API over IPC. */
export interface IpcHost {
  /** Lets a window's page call the app as `windowId`, and tells it of changes, until its contents are destroyed. */
  attach(contents: WebContents, windowId: string): void;
}

/** Serves the contract to attached windows alone; every other sender is refused and logged. */
export function serveIpc(app: App, log: Log): IpcHost {
  const served = new Map<number, Handlers>();

  ipcMain.handle(
    CALL_CHANNEL,
    (event, method: unknown, input: unknown): Promise<Envelope<unknown>> => {
      const handlers = served.get(event.sender.id);
      if (handlers === undefined || !fromMainFrame(event)) {
        log('ipc.refused');
        return Promise.resolve(failure(new LyttError('session.forbidden')));
      }
      return serveCall(handlers, typeof method === 'string' ? method : '', input, (called, error) =>
        log('call.failed', { method: called, error: errorName(error) }),
      );
    },
  );

  return {
    attach(contents, windowId) {
      served.set(contents.id, app.handlers(windowId));
      const unsubscribe = app.onChanged(windowId, (event) => {
        if (!contents.isDestroyed()) contents.send(CHANGED_CHANNEL, event);
      });
      const { id } = contents;
      contents.once('destroyed', () => {
        served.delete(id);
        unsubscribe();
        app.closeWindow(windowId);
      });
    },
  };
}

/** Only the top frame on our own page: a frame inside it, or what a window has been led to, is a stranger. */
function fromMainFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return (
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame === sender.mainFrame &&
    isOurPage(senderFrame.url)
  );
}

/** The class of a fault. Its message may quote what a person wrote, so it stays out of the log. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
