import { parseArgs } from 'node:util';

export interface Options {
  /** Opens and fetches nothing; prints the address. */
  readonly headless: boolean;
  /** The app's wanted port, or null. */
  readonly port: number | null;
  /** Prints the addresses as one line of JSON. */
  readonly json: boolean;
  /** The demo begins without its made-up year. */
  readonly empty: boolean;
  /** Null: the demo. `undecided`: the configuration has to tell which. */
  readonly production: 'service' | 'app' | 'undecided' | null;
}

export type Arguments = Options | { readonly help: true } | { readonly fault: string };

export const usage = `npm start [-- options]                              the whole product with a demo unit, on this machine alone
npm run start:production -- service [options]       the backlog service, by configuration
npm run start:production -- app [options]           the app, by configuration

  --headless    open nothing and fetch nothing; print the app's address
  --port N      the app's port (with service: the service's), 1 to 65535
  --json        print the addresses as one line of JSON
  --empty       the demo without its made-up year
  --help        this

LYTT_HOME is the folder of all data. docs/operations.md says what else can be set.
`;

/** Parses the launcher's command line; a fault is a sentence. */
export function parseArguments(args: readonly string[]): Arguments {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (error) {
    return { fault: error instanceof Error ? firstSentence(error.message) : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { help: true };
  const port = values.port === undefined ? null : portOf(values.port);
  if (port === undefined) return { fault: '--port takes a whole number from 1 to 65535.' };
  const [what, ...more] = positionals;
  if (values.production !== true) {
    if (what !== undefined) return { fault: `"${what}" is not an option of npm start.` };
  } else if (more.length > 0 || (what !== undefined && what !== 'service' && what !== 'app'))
    return { fault: `start:production starts "service" or "app", not "${positionals.join(' ')}".` };
  return {
    headless: values.headless === true,
    port,
    json: values.json === true,
    empty: values.empty === true,
    production:
      values.production === true ? ((what as 'service' | 'app' | undefined) ?? 'undecided') : null,
  };
}

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean' },
      port: { type: 'string' },
      json: { type: 'boolean' },
      empty: { type: 'boolean' },
      production: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
}

/** Undefined for what is no port. */
function portOf(value: string): number | undefined {
  const port = Number(value);
  return /^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** Node adds advice about positional arguments that does not fit here. */
function firstSentence(message: string): string {
  const end = message.indexOf('. ');
  return end < 0 ? message : message.slice(0, end + 1);
}
