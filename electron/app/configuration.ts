import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultRetention, Retention } from '../../shared/domain/retention.ts';
import { Person } from '../../shared/view/session.ts';
import { isPrivateAddress } from '../identity/loopback-address.ts';
import type { DemoPerson } from './ports.ts';

/** Names shared with the loopback host. */
const names = [
  'LYTT_HOME',
  'LYTT_BACKLOG_URL',
  'LYTT_ISSUER',
  'LYTT_CLIENT_ID',
  'LYTT_AUDIENCE',
  'LYTT_DEMO',
  'LYTT_KEYS',
  'LYTT_RETENTION_DAYS',
  'LYTT_RETENTION_UNDECIDED_DAYS',
] as const;
export type SettingName = (typeof names)[number];
export type Values = Readonly<Partial<Record<SettingName, string>>>;

const required = ['LYTT_BACKLOG_URL', 'LYTT_ISSUER', 'LYTT_CLIENT_ID', 'LYTT_AUDIENCE'] as const;
const addresses = ['LYTT_BACKLOG_URL', 'LYTT_ISSUER'] as const;

export interface DesktopConfiguration {
  readonly backlogUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly demoPeople: readonly DemoPerson[] | null;
  readonly keys: 'keychain' | 'file';
  readonly retention: Pick<Retention, 'textDays' | 'undecidedDays'>;
}

/** Every fault at once, so that it takes one round to put right. */
export interface ConfigurationFaults {
  readonly missing: readonly SettingName[];
  readonly wrong: readonly SettingName[];
}

/** Where a machine's administrator puts `lytt.json`: a program started from a desktop has no environment to speak of. */
export function machineFile(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === 'win32')
    return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Lytt', 'lytt.json');
  if (platform === 'darwin') return '/Library/Application Support/Lytt/lytt.json';
  return '/etc/lytt/lytt.json';
}

/** What the environment and the files say, the first that says it winning. Empty is not said. A missing file says nothing. */
export function gather(
  environment: NodeJS.ProcessEnv,
  files: readonly string[],
): { readonly values: Values; readonly unreadable: readonly string[] } {
  const unreadable: string[] = [];
  const sources: Readonly<Record<string, unknown>>[] = [environment];
  for (const file of files) {
    const content = readSettings(file);
    if (content === 'broken') unreadable.push(file);
    else if (content !== null) sources.push(content);
  }
  const values: Partial<Record<SettingName, string>> = {};
  for (const name of names)
    for (const source of sources) {
      const value = source[name];
      if (typeof value !== 'string' || value.trim() === '') continue;
      values[name] = value.trim();
      break;
    }
  return { values, unreadable };
}

function readSettings(file: string): Record<string, unknown> | null | 'broken' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'broken';
  }
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? { ...content }
      : 'broken';
  } catch {
    return 'broken';
  }
}

const DemoPeople = z.array(Person.extend({ subject: z.string().min(1) })).min(1);

/** Parses the values, or names all that is missing and all that is wrong. Never repeats a value: one may be a secret. */
export function configure(values: Values): DesktopConfiguration | ConfigurationFaults {
  const missing: SettingName[] = required.filter((name) => values[name] === undefined);
  const wrong: SettingName[] = addresses.filter((name) => {
    const url = values[name] === undefined ? undefined : URL.parse(values[name]);
    return url === null || (url !== undefined && !isPrivateAddress(url));
  });
  const demoPeople = values.LYTT_DEMO === undefined ? null : parseDemo(values.LYTT_DEMO);
  if (demoPeople === 'broken') wrong.push('LYTT_DEMO');
  const keys = values.LYTT_KEYS ?? 'keychain';
  // A key beside the data it opens protects nothing, so it is for made-up people alone.
  if ((keys !== 'keychain' && keys !== 'file') || (keys === 'file' && demoPeople === null))
    wrong.push('LYTT_KEYS');
  const textDays = daysIn(values.LYTT_RETENTION_DAYS, defaultRetention.textDays);
  const undecidedDays = daysIn(
    values.LYTT_RETENTION_UNDECIDED_DAYS,
    defaultRetention.undecidedDays,
  );
  if (textDays === null) wrong.push('LYTT_RETENTION_DAYS');
  if (undecidedDays === null) wrong.push('LYTT_RETENTION_UNDECIDED_DAYS');
  if (missing.length > 0 || wrong.length > 0 || textDays === null || undecidedDays === null)
    return { missing, wrong };
  return {
    backlogUrl: values.LYTT_BACKLOG_URL ?? '',
    issuer: values.LYTT_ISSUER ?? '',
    clientId: values.LYTT_CLIENT_ID ?? '',
    audience: values.LYTT_AUDIENCE ?? '',
    demoPeople: demoPeople === 'broken' ? null : demoPeople,
    keys: keys === 'file' ? 'file' : 'keychain',
    retention: { textDays, undecidedDays },
  };
}

/** Null where it is no number of days that words may be kept. */
function daysIn(value: string | undefined, otherwise: number): number | null {
  const days = value === undefined ? otherwise : Number(value);
  return Retention.shape.textDays.safeParse(days).data ?? null;
}

export function isFaulty(
  outcome: DesktopConfiguration | ConfigurationFaults,
): outcome is ConfigurationFaults {
  return 'missing' in outcome;
}

/** The demo's people: as JSON, or the path of a file that holds it. */
export function parseDemo(value: string): readonly DemoPerson[] | 'broken' {
  try {
    const text = value.startsWith('[') ? value : readFileSync(value, 'utf8');
    return DemoPeople.parse(JSON.parse(text));
  } catch {
    return 'broken';
  }
}
