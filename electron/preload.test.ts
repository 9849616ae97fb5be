import { expect, test, vi } from 'vitest';
import type { Bridge } from '../shared/api.ts';
import { CALL_CHANNEL, CHANGED_CHANNEL } from './desktop/channels.ts';

/** Runs the preload as a new page does, beside an `electron` of its own. */
async function preload() {
  vi.resetModules();
  const electron = await import('../tests/desktop/electron-double.ts');
  await import('./preload.ts');
  return { ...electron, bridge: electron.contextBridge.exposed.get('lytt') as Bridge };
}

test('gives the page one object with the contract’s three members', async () => {
  const { contextBridge, bridge } = await preload();
  expect([...contextBridge.exposed.keys()]).toEqual(['lytt']);
  expect(Object.keys(bridge).sort()).toEqual(['call', 'host', 'onChanged']);
  expect(bridge.host).toBe('electron');
});

test('passes a call on over its one channel and gives back the envelope', async () => {
  const { ipcRenderer, bridge } = await preload();
  ipcRenderer.answer = { ok: true, value: 1 };
  expect(await bridge.call('counts.get', {})).toEqual({ ok: true, value: 1 });
  expect(ipcRenderer.invoked).toEqual([[CALL_CHANNEL, 'counts.get', {}]]);
});

test('passes changes on, without the event that would reach IPC, until told to stop', async () => {
  const { ipcRenderer, bridge } = await preload();
  const heard: unknown[][] = [];
  const stop = bridge.onChanged((...args) => heard.push(args));
  ipcRenderer.emit(CHANGED_CHANNEL, { sender: ipcRenderer }, { topics: ['sync'] });
  stop();
  ipcRenderer.emit(CHANGED_CHANNEL, { sender: ipcRenderer }, { topics: ['inbox'] });
  expect(heard).toEqual([[{ topics: ['sync'] }]]);
  expect(ipcRenderer.listenerCount(CHANGED_CHANNEL)).toBe(0);
});
