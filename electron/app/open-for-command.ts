import { LyttError } from '../../shared/domain/errors.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/view/session.ts';
import { listPeople } from '../store/device.ts';
import { logLoss } from '../store/health/log-file.ts';
import { personStore, type StoreConfig } from './accounts/account.ts';
import { deviceStore } from './accounts/device.ts';
import { deviceFile, hasContent, personFile } from './accounts/files.ts';
import type { PersonContext } from './context.ts';
import type { AppConfig } from './ports.ts';

/** One person's store, opened by a command line; sync is left to the app, which may be running beside it. */
export interface CommandContext {
  readonly person: Person;
  close(): void;
}

type CommandConfig = Pick<
  AppConfig,
  'home' | 'keys' | 'clock' | 'randomBytes' | 'log' | 'demoPeople'
>;

/** What a command works with is kept from its caller: a context is good for what this folder offers, and nothing else. */
const writers = new WeakMap<CommandContext, CommandWriter>();
export type CommandWriter = Pick<PersonContext, 'person' | 'store' | 'newId' | 'now'>;

/**
 * Opens the store of a person who has signed in on this machine (in the demo: any demo person). `personId` null: the one last
 * active. Errors: `session.signedOut` where nobody is known, and the store's own.
 */
export async function openForCommand(
  config: CommandConfig,
  personId: string | null,
): Promise<CommandContext> {
  const known = await knownPeople(config);
  const person = personId === null ? known[0] : known.find(({ id }) => id === personId);
  if (person === undefined) throw new LyttError('session.signedOut');
  // Writing on would bury what the app can still salvage from a log that is broken.
  if (logLoss(personFile(config.home, person.id).file) !== 'none')
    throw new LyttError('store.damaged');
  const store = personStore(config, person.id, null, { onProblems: () => undefined });
  await store.ready();
  try {
    store.refuseFault();
  } catch (error) {
    store.close();
    throw error;
  }
  const context: CommandContext = { person, close: () => store.close() };
  writers.set(context, {
    person,
    store,
    newId: idMaker(config.clock, config.randomBytes),
    now: () => new Date(config.clock()).toISOString(),
  });
  return context;
}

export function writerOf(context: CommandContext): CommandWriter {
  const writer = writers.get(context);
  if (writer === undefined) throw new Error('not a context of openForCommand');
  return writer;
}

/** Last active first; in the demo the demo's people, also those who were never here. */
async function knownPeople(config: CommandConfig): Promise<Person[]> {
  const active = await activePeople(config);
  if (config.demoPeople === null) return active;
  const place = ({ id }: Person) => active.findIndex((one) => one.id === id);
  const demo = config.demoPeople.map(
    ({ subject: _, ...person }) => active.find(({ id }) => id === person.id) ?? person,
  );
  return demo.toSorted((a, b) => rank(place(a)) - rank(place(b)));
}

function rank(place: number): number {
  return place === -1 ? Number.MAX_SAFE_INTEGER : place;
}

/** A command makes no key for the device: where there is none yet, nobody has been here. */
async function activePeople(config: StoreConfig): Promise<Person[]> {
  if (!hasContent(deviceFile(config.home).file)) return [];
  const device = deviceStore(config, null, { onProblems: () => undefined });
  await device.ready();
  try {
    return device.read(listPeople).map(({ person }) => person);
  } finally {
    device.close();
  }
}
