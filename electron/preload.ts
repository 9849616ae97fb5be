import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, ChangedEvent } from '../shared/api.ts';
import { CALL_CHANNEL, CHANGED_CHANNEL } from './desktop/channels.ts';

// The contract lives on the other side: which methods there are, and what they take, is parsed there. Its schemas are
// kept out of this file, so that the one script with access to IPC stays short enough to read.
const bridge: Bridge = {
  host: 'electron',
  call: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  onChanged(listener) {
    const pass = (_event: IpcRendererEvent, changed: ChangedEvent) => listener(changed);
    ipcRenderer.on(CHANGED_CHANNEL, pass);
    return () => {
      ipcRenderer.removeListener(CHANGED_CHANNEL, pass);
    };
  },
};

contextBridge.exposeInMainWorld('lytt', bridge);
