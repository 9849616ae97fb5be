import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { defaultRetention, Retention } from '../shared/domain/retention.ts';
import { type Deadlines, usualDeadlines } from './operations/due.ts';
import { Unit } from './store/units.ts';

export interface Configuration {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly units: readonly Unit[];
  readonly retention: Retention;
  readonly deadlines: Deadlines;
}

/** Either everything that is needed, or one line for each thing that is missing or wrong. */
export type ConfigurationResult =
  | { readonly configuration: Configuration; readonly faults: null }
  | { readonly configuration: null; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the service's environment. `readFile` gives the text of a file; it may throw. */
export function readConfiguration(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigurationResult {
  const faults: string[] = [];
  const take = taker(environment, faults);
  const databaseUrl = take('DATABASE_URL', databaseAddress);
  const host = take('HOST', (value) => value, '127.0.0.1');
  const port = take('PORT', portNumber);
  const issuer = take('LYTT_ISSUER', issuerAddress);
  const audience = take('LYTT_AUDIENCE', (value) => value);
  const units = take('LYTT_UNITS', (value) => unitList(value, readFile));
  const retention = retentionIn(environment, faults);
  const ownerDays = take('LYTT_OWNER_DAYS', days, String(usualDeadlines.ownerDays));
  const decisionDays = take('LYTT_DECISION_DAYS', days, String(usualDeadlines.decisionDays));
  if (
    databaseUrl === null ||
    host === null ||
    port === null ||
    issuer === null ||
    audience === null ||
    units === null ||
    retention === null ||
    ownerDays === null ||
    decisionDays === null
  )
    return { configuration: null, faults };
  return {
    configuration: {
      ...{ databaseUrl, host, port, issuer, audience, units, retention },
      deadlines: { ownerDays, decisionDays },
    },
    faults: null,
  };
}

/** Gives a variable's value as `read` makes it; blank counts as missing. What is missing or wrong is noted, and null is given. */
function taker(environment: Environment, faults: string[]) {
  return <T>(name: string, read: (value: string) => T, fallback?: string): T | null => {
    const value = environment[name]?.trim() || fallback;
    if (value === undefined) {
      faults.push(`${name} is missing`);
      return null;
    }
    try {
      return read(value);
    } catch (error) {
      faults.push(`${name} ${error instanceof Fault ? error.message : 'can not be read'}`);
      return null;
    }
  };
}

/** What a command that looks after the database needs. */
export type Upkeep = Pick<Configuration, 'databaseUrl' | 'retention'>;

/** The same of the environment for a command of an operator's. */
export function readUpkeep(
  environment: Environment,
):
  | { readonly upkeep: Upkeep; readonly faults: null }
  | { readonly upkeep: null; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const databaseUrl = taker(environment, faults)('DATABASE_URL', databaseAddress);
  const retention = retentionIn(environment, faults);
  return databaseUrl === null || retention === null
    ? { upkeep: null, faults }
    : { upkeep: { databaseUrl, retention }, faults: null };
}

const retentionNames = {
  textDays: 'LYTT_RETENTION_DAYS',
  insightDays: 'LYTT_RETENTION_INSIGHT_DAYS',
  undecidedDays: 'LYTT_RETENTION_UNDECIDED_DAYS',
} as const satisfies Record<keyof Retention, string>;

/** How long words are kept, as far as it is said; the rest as it comes. Null where something of it is wrong. */
function retentionIn(environment: Environment, faults: string[]): Retention | null {
  const given = { ...defaultRetention };
  let right = true;
  const wrong = (name: string, why: string) => {
    faults.push(`${name} ${why}`);
    right = false;
  };
  for (const field of ['textDays', 'insightDays', 'undecidedDays'] as const) {
    const value = environment[retentionNames[field]]?.trim() || undefined;
    if (value === undefined) continue;
    const days = Retention.shape[field].safeParse(/^\d+$/.test(value) ? Number(value) : null);
    if (days.success) given[field] = days.data;
    else wrong(retentionNames[field], 'must be a whole number of days from 1 to 3650');
  }
  // The words of an insight are those of its observation.
  if (environment[retentionNames.insightDays] === undefined)
    given.insightDays = Math.max(given.insightDays, given.textDays);
  if (right && given.insightDays < given.textDays)
    wrong(retentionNames.insightDays, `must not be less than ${retentionNames.textDays}`);
  if (right && given.undecidedDays < given.textDays)
    wrong(retentionNames.undecidedDays, `must not be less than ${retentionNames.textDays}`);
  return right ? given : null;
}

/** Says what is wrong with a value without repeating it: it may hold a password. */
class Fault extends Error {}

function databaseAddress(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol))
    throw new Fault('must be an address such as postgres://user:password@host:5432/database');
  return value;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new Fault('must be a whole number from 0 to 65535');
  return port;
}

function days(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new Fault('must be a number of days from 1 to 999');
  return Number(value);
}

function issuerAddress(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Fault('must be the address of an OpenID issuer');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new Fault('must be an https address; http is for loopback only');
  return value;
}

export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function unitList(value: string, readFile: (path: string) => string): readonly Unit[] {
  const json = value.startsWith('[') || value.startsWith('{') ? value : fileText(value, readFile);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new Fault('is not JSON');
  }
  const units = z.array(Unit).min(1).safeParse(parsed);
  if (!units.success) {
    const [issue] = units.error.issues;
    const where = issue?.path.map(String).join('.');
    throw new Fault(`is not a list of units: ${where ? `${where}: ` : ''}${issue?.message}`);
  }
  refuseBrokenTree(units.data);
  return units.data;
}

function fileText(path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch {
    throw new Fault('is neither JSON nor the path of a file that can be read');
  }
}

function refuseBrokenTree(units: readonly Unit[]): void {
  const byNumber = new Map<string, Unit>();
  for (const unit of units) {
    if (byNumber.has(unit.number)) throw new Fault(`names unit ${unit.number} twice`);
    byNumber.set(unit.number, unit);
  }
  for (const unit of units) {
    const passed = new Set<string>();
    for (let at: Unit | undefined = unit; at !== undefined; ) {
      if (passed.has(at.number)) throw new Fault(`puts unit ${at.number} above itself`);
      passed.add(at.number);
      if (at.parent === null) break;
      const parent = byNumber.get(at.parent);
      if (parent === undefined)
        throw new Fault(`puts unit ${at.number} under ${at.parent}, which is not in the list`);
      at = parent;
    }
  }
}
