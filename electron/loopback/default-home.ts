import { join } from 'node:path';

/**
 * Where a person's data lie when `LYTT_HOME` says nothing: the folder each system keeps for that. The demo has one of its own,
 * so that made-up entries never lie among real ones.
 */
export function defaultHome(
  kind: 'demo' | 'production',
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  userHome: string,
): string {
  const name = kind === 'demo' ? 'lytt-demo' : 'lytt';
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(userHome, 'AppData', 'Local'), name);
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', name);
  const data = environment['XDG_DATA_HOME'];
  return join(data?.startsWith('/') === true ? data : join(userHome, '.local', 'share'), name);
}
