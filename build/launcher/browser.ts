import { spawn } from 'node:child_process';
import { askForTicket } from '../../electron/loopback/instance.ts';
import { say } from './print.ts';

/** Whether there is a screen to open something on. */
export function hasDisplay(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  if (platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

/** Opens the address in the person's browser; false where the system does not know how. */
function openBrowser(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [command, ...args] = commandFor(platform);
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], {
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    // One that stays has most likely become the browser.
    setTimeout(() => resolve(true), 3_000).unref();
    child.unref();
  });
}

function commandFor(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // Not `start`: a shell would read the address.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Shows the home's running app with a ticket of its own: the printed address stays unused, for whoever wants it. */
export async function showInBrowser(home: string): Promise<void> {
  const ticket = await askForTicket(home, fetch);
  if (ticket !== null && !(await openBrowser(ticket.url, process.platform)))
    say('No browser could be opened; open the address yourself.');
}
