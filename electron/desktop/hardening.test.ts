import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  freshElectron,
  SessionDouble,
  WebContentsDouble,
} from '../../tests/desktop/electron-double.ts';
import { hardenContents, hardenSession, pagePreferences } from './hardening.ts';

beforeEach(freshElectron);

const foreign = [
  'https://example.org/',
  'http://127.0.0.1:3000/',
  'file:///etc/passwd',
  'app://other/',
  'app://lytt:80/',
  'app://kari@lytt/',
  'javascript:alert(1)',
  'chrome://gpu/',
  'devtools://devtools/bundled/inspector.html',
  'about:blank',
  'data:text/html,<h1>x</h1>',
  'not an address',
];

describe('the page of a window', () => {
  test.each([true, false])(
    'has no Node, is isolated and sandboxed (developer: %s)',
    (developer) => {
      const page = new SessionDouble('page') as unknown as Session;
      expect(
        pagePreferences({ preload: '/x/preload.cjs', session: page, developer, platform: 'linux' }),
      ).toEqual({
        preload: '/x/preload.cjs',
        session: page,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        devTools: developer,
        spellcheck: false,
      });
    },
  );

  test('checks spelling only where the system does it without fetching dictionaries', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const double = new SessionDouble('page');
      const page = double as unknown as Session;
      hardenSession(page, { developer: false, platform });
      const { spellcheck } = pagePreferences({
        preload: '',
        session: page,
        developer: false,
        platform,
      });
      expect([spellcheck, double.spelling]).toEqual([platform === 'darwin', platform === 'darwin']);
    }
  });
});

describe('the session of the page', () => {
  function hardened(developer = false): SessionDouble {
    const double = new SessionDouble('page');
    hardenSession(double as unknown as Session, { developer, platform: 'linux' });
    return double;
  }

  function download({ url, type, name }: { url: string; type: string; name: string }) {
    let prevented = false;
    let asked: string | null = null;
    hardened().emit(
      'will-download',
      { preventDefault: () => (prevented = true) },
      {
        getURL: () => url,
        getMimeType: () => type,
        getFilename: () => name,
        setSaveDialogOptions: ({ defaultPath }: { defaultPath: string }) => {
          asked = defaultPath;
        },
      },
    );
    return { prevented, asked };
  }

  function cancelled(double: SessionDouble, url: string): boolean | undefined {
    let cancel: boolean | undefined;
    double.beforeRequest?.({ url }, (response) => {
      cancel = response.cancel;
    });
    return cancel;
  }

  test('is granted no permission, whether it asks or looks', () => {
    const double = hardened();
    const contents = new WebContentsDouble() as unknown as WebContents;
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read'] as const) {
      const details = { requestingUrl: 'app://lytt/', isMainFrame: true };
      double.permissionRequest?.(contents, permission, (granted) => answers.push(granted), details);
      answers.push(double.permissionCheck?.(contents, permission, 'app://lytt', details) ?? true);
    }
    expect(answers).toEqual(Array(8).fill(false));
  });

  test('is given no device', () => {
    const device = { deviceType: 'usb', origin: 'app://lytt', device: {} } as const;
    expect(hardened().devicePermission?.(device as never)).toBe(false);
  });

  test('saves no file but what a person asks to have of herself, where she says', () => {
    const own = {
      url: 'blob:app://lytt/0b6f',
      type: 'application/json',
      name: 'lytt-om-meg-2026-11-24.json',
    };
    expect(download(own)).toEqual({ prevented: false, asked: own.name });
    for (const other of [
      { ...own, url: 'blob:https://example.org/0b6f' },
      { ...own, url: 'app://lytt/assets/index.js' },
      { ...own, type: 'text/html' },
      { ...own, name: 'lytt.exe' },
      { ...own, name: '../lytt-om-meg.json' },
    ])
      expect(download(other), JSON.stringify(other)).toEqual({ prevented: true, asked: null });
  });

  test('reaches its own address and inert ones', () => {
    const double = hardened();
    for (const url of ['app://lytt/', 'app://lytt/assets/a.js', 'data:image/png;base64,AA'])
      expect(cancelled(double, url), url).toBe(false);
    expect(cancelled(double, 'blob:app://lytt/1')).toBe(false);
  });

  test.each(foreign.filter((url) => !url.startsWith('data:')))('does not reach %s', (url) => {
    expect(cancelled(hardened(), url)).toBe(true);
  });

  test('lets developer tools load in development alone', () => {
    const tools = 'devtools://devtools/bundled/inspector.html';
    expect(cancelled(hardened(true), tools)).toBe(false);
    expect(cancelled(hardened(true), 'https://example.org/')).toBe(true);
  });
});

describe('any web contents', () => {
  function hardened() {
    const double = new WebContentsDouble();
    const lines: string[] = [];
    hardenContents(double as unknown as WebContents, (event) => lines.push(event));
    return { double, lines };
  }

  test.each(foreign)('opens no window for %s', (url) => {
    const { double, lines } = hardened();
    expect(double.opener?.({ url } as never)).toEqual({ action: 'deny' });
    expect(lines).toEqual(['window.refused']);
  });

  test('opens no window for its own address either', () => {
    const { double } = hardened();
    expect(double.opener?.({ url: 'app://lytt/' } as never)).toEqual({ action: 'deny' });
  });

  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
    test.each(foreign)(`stays where it is on ${event} to %s`, (url) => {
      const { double, lines } = hardened();
      let prevented = false;
      double.emit(event, { url, preventDefault: () => (prevented = true) });
      expect(prevented).toBe(true);
      // What was refused may hold anything, so only that it was is written down.
      expect(lines).toEqual(['navigation.refused']);
    });

  test('moves freely on its own address', () => {
    const { double, lines } = hardened();
    let prevented = false;
    double.emit('will-navigate', {
      url: 'app://lytt/mine',
      preventDefault: () => (prevented = true),
    });
    expect(prevented).toBe(false);
    expect(lines).toEqual([]);
  });

  test('calls nobody: no packet goes past the request filter', () => {
    expect(hardened().double.webRtc).toBe('disable_non_proxied_udp');
  });

  test('attaches no webview', () => {
    const { double, lines } = hardened();
    let prevented = false;
    double.emit('will-attach-webview', { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
    expect(lines).toEqual(['webview.refused']);
  });
});
