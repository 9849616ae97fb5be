import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { Unit } from './store/units.ts';

export interface Configuration {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly units: readonly Unit[];
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
  /** The variable's value as `read` makes it; blank counts as missing. */
  function take<T>(name: string, read: (value: string) => T, fallback?: string): T | null {
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
  }
  const databaseUrl = take('DATABASE_URL', databaseAddress);
  const host = take('HOST', (value) => value, '127.0.0.1');
  const port = take('PORT', portNumber);
  const issuer = take('LYTT_ISSUER', issuerAddress);
  const audience = take('LYTT_AUDIENCE', (value) => value);
  const units = take('LYTT_UNITS', (value) => unitList(value, readFile));
  if (
    databaseUrl === null ||
    host === null ||
    port === null ||
    issuer === null ||
    audience === null ||
    units === null
  )
    return { configuration: null, faults };
  return { configuration: { databaseUrl, host, port, issuer, audience, units }, faults: null };
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
