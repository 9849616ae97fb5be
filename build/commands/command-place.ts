import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { gather, machineFile, parseDemo } from '../../electron/app/configuration.ts';
import { fileKeys } from '../../electron/app/keys/file-keys.ts';
import { keychainKeys } from '../../electron/app/keys/keychain-keys.ts';
import type { AppConfig, DemoPerson } from '../../electron/app/ports.ts';
import { defaultHome } from '../../electron/loopback/default-home.ts';
import { peopleSetting } from '../launcher/demo.ts';
import { readRecord } from '../launcher/record.ts';
import { InputFault } from './input-fault.ts';

type CommandConfig = Pick<
  AppConfig,
  'home' | 'keys' | 'clock' | 'randomBytes' | 'log' | 'demoPeople'
>;

/** Where a command finds the data of the app, and who may be meant by a name. */
export interface CommandPlace {
  readonly config: CommandConfig;
  /** The id of a person given by id or, in the demo, by name or subject. Null stays null: whoever was active last. */
  personId(said: string | null): string | null;
}

/**
 * The data folder as the app would find it: what was asked for, else `LYTT_HOME`, else the usual place of the demo or, where
 * there is none, of a production app. A folder that `npm start` has used holds the demo.
 * @throws InputFault where there is no such folder, or it has never been used
 */
export function commandPlace(asked: string | null, environment: NodeJS.ProcessEnv): CommandPlace {
  const { values } = gather(environment, [machineFile(process.platform, environment)]);
  const home = homeOf(asked ?? values.LYTT_HOME ?? null, environment);
  if (!existsSync(home))
    throw new InputFault(`There is no data folder ${home}. Start Lytt once, or give --home.`);
  const demoPeople = peopleOf(home, values.LYTT_DEMO);
  const file =
    values.LYTT_KEYS === 'file' || (values.LYTT_KEYS === undefined && demoPeople !== null);
  return {
    config: {
      home,
      keys: file ? fileKeys(join(home, 'keys')) : keychainKeys('Lytt'),
      clock: () => Date.now(),
      randomBytes: (length) => randomBytes(length),
      log: () => undefined,
      demoPeople,
    },
    personId: (said) => (said === null ? null : idOf(said, demoPeople)),
  };
}

function homeOf(asked: string | null, environment: NodeJS.ProcessEnv): string {
  if (asked !== null) return resolve(asked);
  const usual = (kind: 'demo' | 'production') =>
    defaultHome(kind, process.platform, environment, homedir());
  const demo = usual('demo');
  const production = usual('production');
  return resolve(!existsSync(demo) && existsSync(production) ? production : demo);
}

/** Null outside the demo. */
function peopleOf(home: string, setting: string | undefined): readonly DemoPerson[] | null {
  const { issuer } = readRecord(home).ports;
  const said = setting ?? (issuer === undefined ? null : peopleSetting());
  if (said === null) return null;
  const people = parseDemo(said);
  if (people === 'broken') throw new InputFault('LYTT_DEMO is not usable as set.');
  return people;
}

function idOf(said: string, demoPeople: readonly DemoPerson[] | null): string {
  const wanted = said.trim().toLowerCase();
  const found = demoPeople?.find(({ name, subject }) =>
    [name.toLowerCase(), subject.toLowerCase()].includes(wanted),
  );
  return found?.id ?? said;
}
