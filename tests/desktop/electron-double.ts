import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/**
 * A double of the `electron` module for `vi.mock('electron', () => import('…/electron-double.ts'))`. Each part declares by
 * `Pick` which members of the real type it stands for, so that one that drifts from Electron's own types does not compile;
 * the code under test is compiled against the real ones. `on`, `once` and `removeListener` are an `EventEmitter`'s, as in
 * Electron; they cannot be picked, for they return the whole real object.
 */
type Opener = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

export class FrameDouble implements Pick<Electron.WebFrameMain, 'url'> {
  url: string;
  parent: FrameDouble | null;
  constructor(url: string, parent: FrameDouble | null = null) {
    this.url = url;
    this.parent = parent;
  }
}

export class WebContentsDouble
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      'id' | 'isDestroyed' | 'reload' | 'send' | 'setWebRTCIPHandlingPolicy'
    >
{
  static #next = 1;
  readonly id = WebContentsDouble.#next++;
  mainFrame = new FrameDouble('app://lytt/');
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
  opener: Opener | null = null;
  webRtc = 'default';
  reloads = 0;
  destroyed = false;

  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args });
  }
  reload(): void {
    this.reloads++;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }
  setWindowOpenHandler(handler: Opener): void {
    this.opener = handler;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }
}

type WindowMembers =
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setBackgroundColor'
  | 'show';

export class BrowserWindow
  extends EventEmitter
  implements Pick<Electron.BrowserWindow, WindowMembers>
{
  static all: BrowserWindow[] = [];
  readonly webContents = new WebContentsDouble();
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly calls: string[] = [];
  address: string | null = null;
  background: string | null = null;
  bounds: Electron.Rectangle = { x: 10, y: 20, width: 900, height: 700 };
  maximized = false;
  minimized = false;
  focused = false;
  visible = false;
  destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  focus(): void {
    this.focused = true;
    this.calls.push('focus');
  }
  getNormalBounds(): Electron.Rectangle {
    return this.bounds;
  }
  hide(): void {
    this.visible = false;
    this.focused = false;
    this.calls.push('hide');
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  async loadURL(address: string): Promise<void> {
    this.address = address;
  }
  /** As in Electron, this shows the window too. */
  maximize(): void {
    this.maximized = true;
    this.calls.push('maximize');
    if (!this.visible) this.show();
  }
  restore(): void {
    this.minimized = false;
    this.calls.push('restore');
  }
  setBackgroundColor(colour: string): void {
    this.background = colour;
  }
  show(): void {
    const seen = this.visible;
    this.visible = true;
    this.calls.push('show');
    if (!seen) this.emit('show');
  }
  /** As when the person presses the window's cross: closes unless a listener says no. */
  close(): void {
    if (refuses(this, 'close')) return;
    this.destroyed = true;
    this.webContents.destroy();
    this.emit('closed');
    if (!app.quitting && BrowserWindow.all.every((window) => window.destroyed))
      app.emit('window-all-closed');
  }
}

type RequestListener = (
  details: Pick<Electron.OnBeforeRequestListenerDetails, 'url'>,
  answer: (response: Electron.CallbackResponse) => void,
) => void;
type Serve = (request: Request) => Response | Promise<Response>;

export class SessionDouble
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | 'setDevicePermissionHandler'
      | 'setPermissionCheckHandler'
      | 'setPermissionRequestHandler'
      | 'setSpellCheckerEnabled'
      | 'fetch'
    >
{
  readonly partition: string;
  readonly options: Electron.FromPartitionOptions | undefined;
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  beforeRequest: RequestListener | null = null;
  spelling = true;
  serve: Serve | null = null;
  readonly fetched: { readonly input: unknown; readonly init: RequestInit | undefined }[] = [];

  constructor(partition: string, options?: Electron.FromPartitionOptions) {
    super();
    this.partition = partition;
    this.options = options;
  }
  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener | null): void => {
      this.beforeRequest = listener;
    },
  };
  readonly protocol = {
    handle: (scheme: string, serve: Serve): void => {
      if (scheme === 'app') this.serve = serve;
    },
  };
  setPermissionRequestHandler(handler: typeof this.permissionRequest): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: typeof this.permissionCheck): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: typeof this.devicePermission): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spelling = enabled;
  }
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    this.fetched.push({ input, init });
    return session.network();
  }
}

type AppMembers =
  | 'enableSandbox'
  | 'exit'
  | 'getLoginItemSettings'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setBadgeCount'
  | 'setLoginItemSettings'
  | 'setPath'
  | 'whenReady';

class AppDouble extends EventEmitter implements Pick<Electron.App, AppMembers> {
  isPackaged = true;
  quitting = false;
  firstInstance = true;
  languages: string[] = ['nb-NO'];
  paths: Record<string, string> = {};
  badge = 0;
  sandboxed = false;
  loginItem: Electron.Settings | null = null;
  openedAtLogin = false;
  readonly calls: string[] = [];
  readonly exits: number[] = [];
  #ready: () => void = () => undefined;
  #whenReady = Promise.resolve();

  /** Makes `whenReady` wait until the returned function is called. */
  holdReady(): () => void {
    this.#whenReady = new Promise((resolve) => {
      this.#ready = resolve;
    });
    return () => this.#ready();
  }
  enableSandbox(): void {
    this.sandboxed = true;
    this.calls.push('enableSandbox');
  }
  exit(code = 0): void {
    this.exits.push(code);
  }
  /** Finds the item by its arguments, as Windows does. */
  getLoginItemSettings({
    args = [],
  }: Electron.LoginItemSettingsOptions = {}): Electron.LoginItemSettings {
    const same = JSON.stringify(args) === JSON.stringify(this.loginItem?.args ?? []);
    return {
      openAtLogin: same && (this.loginItem?.openAtLogin ?? false),
      wasOpenedAtLogin: this.openedAtLogin,
      status: 'not-registered',
      executableWillLaunchAtLogin: false,
      launchItems: [],
    };
  }
  getPath(name: string): string {
    return this.paths[name] ?? '';
  }
  getPreferredSystemLanguages(): string[] {
    return this.languages;
  }
  getVersion(): string {
    return '1.2.3';
  }
  /** As Electron does: asks, closes the windows, then is about to quit; a listener may say no each time. */
  quit(): void {
    this.calls.push('quit');
    if (refuses(this, 'before-quit')) return;
    this.quitting = true;
    for (const window of BrowserWindow.all) if (!window.destroyed) window.close();
    if (BrowserWindow.all.some((window) => !window.destroyed)) this.quitting = false;
    else if (!refuses(this, 'will-quit')) this.exits.push(0);
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('lock');
    return this.firstInstance;
  }
  setAppUserModelId(_id: string): void {}
  setBadgeCount(count = 0): boolean {
    this.badge = count;
    return true;
  }
  setLoginItemSettings(settings: Electron.Settings): void {
    this.loginItem = settings;
  }
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  async whenReady(): Promise<void> {
    this.calls.push('whenReady');
    await this.#whenReady;
    this.calls.push('ready');
  }
}

/** Whether a listener to the event prevented what follows it. */
function refuses(emitter: EventEmitter, event: string): boolean {
  let refused = false;
  emitter.emit(event, { preventDefault: () => (refused = true) });
  return refused;
}

type Invoked = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
class IpcMainDouble implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  readonly handlers = new Map<string, Invoked>();
  handle(channel: string, listener: Invoked): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    this.handlers.set(channel, listener);
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
  /** As when a frame of `sender` calls. */
  async invoke(
    channel: string,
    from: { readonly sender: WebContentsDouble; readonly senderFrame: FrameDouble | null },
    ...args: unknown[]
  ): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return handler(from as unknown as Electron.IpcMainInvokeEvent, ...args);
  }
}

class IpcRendererDouble extends EventEmitter implements Pick<Electron.IpcRenderer, 'invoke'> {
  readonly invoked: (readonly unknown[])[] = [];
  answer: unknown = null;
  async invoke(...call: unknown[]): Promise<unknown> {
    this.invoked.push(call);
    return this.answer;
  }
}

class ContextBridgeDouble implements Pick<Electron.ContextBridge, 'exposeInMainWorld'> {
  readonly exposed = new Map<string, unknown>();
  exposeInMainWorld(key: string, value: unknown): void {
    this.exposed.set(key, value);
  }
}

class ProtocolDouble implements Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> {
  schemes: Electron.CustomScheme[] = [];
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.schemes = schemes;
    app.calls.push('scheme');
  }
}

class ShellDouble implements Pick<Electron.Shell, 'openExternal'> {
  opened: string[] = [];
  fails = false;
  async openExternal(address: string): Promise<void> {
    if (this.fails) throw new Error('nothing opens this');
    this.opened.push(address);
  }
}

class DialogDouble implements Pick<Electron.Dialog, 'showErrorBox'> {
  shown: { readonly title: string; readonly content: string }[] = [];
  showErrorBox(title: string, content: string): void {
    this.shown.push({ title, content });
  }
}

class GlobalShortcutDouble
  implements Pick<Electron.GlobalShortcut, 'isRegistered' | 'register' | 'unregisterAll'>
{
  /** What other programs have. */
  taken = new Set<string>();
  /** What the system says yes to and yet does not give. */
  lying = new Set<string>();
  readonly ours = new Map<string, () => void>();
  register(keys: string, onPressed: () => void): boolean {
    if (this.taken.has(keys)) return false;
    if (!this.lying.has(keys)) this.ours.set(keys, onPressed);
    return true;
  }
  isRegistered(keys: string): boolean {
    return this.ours.has(keys);
  }
  unregisterAll(): void {
    this.ours.clear();
  }
}

class NativeThemeDouble
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  shouldUseDarkColors = false;
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
}

class ScreenDouble implements Pick<Electron.Screen, 'getAllDisplays'> {
  workAreas: Electron.Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  getAllDisplays(): Electron.Display[] {
    return this.workAreas.map((workArea) => ({ workArea }) as Electron.Display);
  }
}

class SessionsDouble {
  /** What the machine's network answers. */
  network: () => Promise<Response> = async () => new Response(null, { status: 204 });
  readonly made = new Map<string, SessionDouble>();
  fromPartition(partition: string, options?: Electron.FromPartitionOptions): SessionDouble {
    const known = this.made.get(partition) ?? new SessionDouble(partition, options);
    this.made.set(partition, known);
    return known;
  }
}

export class Menu {
  static application: Menu | null = null;
  readonly template: readonly Electron.MenuItemConstructorOptions[];
  constructor(template: readonly Electron.MenuItemConstructorOptions[] = []) {
    this.template = template;
  }
  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
  }
}

export class Tray extends EventEmitter implements Pick<Electron.Tray, 'destroy' | 'setToolTip'> {
  static all: Tray[] = [];
  static available = true;
  readonly icon: unknown;
  toolTip = '';
  menu: Menu | null = null;
  destroyed = false;
  constructor(icon: string) {
    super();
    if (!Tray.available) throw new Error('no place for an icon');
    this.icon = icon;
    Tray.all.push(this);
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

export class Notification extends EventEmitter implements Pick<Electron.Notification, 'show'> {
  static shown: Notification[] = [];
  static supported = true;
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return Notification.supported;
  }
  show(): void {
    Notification.shown.push(this);
  }
}

export let app = new AppDouble();
export let contextBridge = new ContextBridgeDouble();
export let dialog = new DialogDouble();
export let globalShortcut = new GlobalShortcutDouble();
export let ipcMain = new IpcMainDouble();
export let ipcRenderer = new IpcRendererDouble();
export let nativeTheme = new NativeThemeDouble();
export let powerMonitor = new EventEmitter();
export let protocol = new ProtocolDouble();
export let screen = new ScreenDouble();
export let session = new SessionsDouble();
export let shell = new ShellDouble();

/** A machine on which nothing has run yet. */
export function freshElectron(): void {
  app = new AppDouble();
  contextBridge = new ContextBridgeDouble();
  dialog = new DialogDouble();
  globalShortcut = new GlobalShortcutDouble();
  ipcMain = new IpcMainDouble();
  ipcRenderer = new IpcRendererDouble();
  nativeTheme = new NativeThemeDouble();
  powerMonitor = new EventEmitter();
  protocol = new ProtocolDouble();
  screen = new ScreenDouble();
  session = new SessionsDouble();
  shell = new ShellDouble();
  BrowserWindow.all = [];
  Menu.application = null;
  Notification.shown = [];
  Notification.supported = true;
  Tray.all = [];
  Tray.available = true;
}
