// Run by build/package/app.test.ts: starts the bundle it is given, under Node, with the double in Electron's place, and
// prints what came of it as one line of JSON.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import * as electron from './electron-double.ts';

const double = new URL('electron-double.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});

const [main = '', userData = ''] = process.argv.slice(2);
electron.app.paths['userData'] = userData;
electron.session.network = async () => Promise.reject(new TypeError('fetch failed'));
await import(pathToFileURL(main).href);
const address = () => electron.BrowserWindow.all[0]?.address ?? null;
while (address() === null && electron.app.exits.length === 0)
  await new Promise((resolve) => setTimeout(resolve, 20));

const window = electron.BrowserWindow.all[0];
const sender = window?.webContents;
const page = electron.session.made.get('page');
const answer = await page?.serve?.(new Request('app://lytt/'));
const call = (method: string, input: object) =>
  sender === undefined
    ? null
    : electron.ipcMain.invoke(
        'lytt:call',
        { sender, senderFrame: sender.mainFrame },
        method,
        input,
      );
const ask = () => call('session.get', {});
let called = await ask();
// What looks after the files is a script of its own.
while (JSON.stringify(called).includes('store.recovering')) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  called = await ask();
}
const tags = { tema: null, step: null, pain: null, channel: null, severity: null };
const text = 'Venter lenge på svar om dagpenger';
await call('observation.log', { text, workaround: null, tags, acknowledged: [] });
// So does what finds similar texts, which takes in what was saved beside the rest.
let similar = await call('similar.find', { text, tags });
for (let tries = 0; tries < 500 && !JSON.stringify(similar).includes(text); tries += 1) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  similar = await call('similar.find', { text, tags });
}
const seen = {
  address: address(),
  preload: window?.options.webPreferences?.preload ?? null,
  tray: electron.Tray.all[0]?.icon ?? null,
  policy: answer?.headers.get('content-security-policy') ?? null,
  page: (await answer?.text()) ?? null,
  called,
  similar,
  dialogs: electron.dialog.shown,
};
process.stdout.write(`${JSON.stringify(seen)}\n`);
electron.app.exit = (code = 0) => process.exit(code);
electron.app.quit();
