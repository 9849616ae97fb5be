import type { DownloadItem, Session, WebContents, WebPreferences } from 'electron';
import type { Log } from '../app/ports.ts';
import { isOurPage, PAGE_URL } from './origin.ts';

/** Addresses that carry their own content and reach nothing. */
const inert: ReadonlySet<string> = new Set(['data:', 'blob:']);

/** How every window's page runs. Defaults are written out too: a changed default must not open a door. */
export function pagePreferences(options: {
  readonly preload: string;
  readonly session: Session;
  readonly developer: boolean;
  readonly platform: NodeJS.Platform;
}): WebPreferences {
  return {
    preload: options.preload,
    session: options.session,
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
    devTools: options.developer,
    spellcheck: checksSpelling(options.platform),
  };
}

/** Elsewhere than on macOS Chromium fetches its dictionaries from the network. */
function checksSpelling(platform: NodeJS.Platform): boolean {
  return platform === 'darwin';
}

/** The page asks the machine for nothing, saves no file but what a person asks to have of herself, and reaches no address but its own. */
export function hardenSession(
  target: Session,
  { developer, platform }: { readonly developer: boolean; readonly platform: NodeJS.Platform },
): void {
  target.setSpellCheckerEnabled(checksSpelling(platform));
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event, item) => {
    if (!isOwnExport(item)) event.preventDefault();
    // Where it is to lie is hers to say.
    else item.setSaveDialogOptions({ defaultPath: item.getFilename() });
  });
  target.webRequest.onBeforeRequest((details, answer) => {
    const scheme = URL.parse(details.url)?.protocol ?? '';
    const allowed =
      isOurPage(details.url) || inert.has(scheme) || (developer && scheme === 'devtools:');
    answer({ cancel: !allowed });
  });
}

/** Made by our own page of what is in memory: all that Lytt has stored about the person who sits there. */
function isOwnExport(item: DownloadItem): boolean {
  return (
    item.getURL().startsWith(`blob:${PAGE_URL}`) &&
    item.getMimeType() === 'application/json' &&
    /^lytt-[a-z0-9-]{1,60}\.json$/.test(item.getFilename())
  );
}

/** Keeps any page, however it came to be, on our address and without a second window. */
export function hardenContents(contents: WebContents, log: Log): void {
  // The one way out that no request filter sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => {
    log('window.refused');
    return { action: 'deny' };
  });
  contents.on('will-navigate', (details) => stay(details));
  contents.on('will-frame-navigate', (details) => stay(details));
  contents.on('will-redirect', (details) => stay(details));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('webview.refused');
  });

  function stay(details: { readonly url: string; preventDefault(): void }): void {
    if (isOurPage(details.url)) return;
    details.preventDefault();
    log('navigation.refused');
  }
}
