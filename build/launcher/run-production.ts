import { readConfiguration } from '../../backlog/configuration.ts';
import { configure, gather, isFaulty } from '../../electron/app/configuration.ts';
import { ensurePage } from '../page/page.ts';
import { portNear } from '../support/ports.ts';
import { programFor, startApp } from './app-part.ts';
import type { Options } from './arguments.ts';
import { startAttached } from './child.ts';
import type { Ending } from './ending.ts';
import { homeFolder } from './home.ts';
import { runOneStart } from './one-start.ts';
import { say } from './print.ts';

const EXIT_CONFIGURATION = 2;
/** What only the demo may be told. */
const demoOnly = ['LYTT_DEMO', 'LYTT_KEYS'] as const;

/** The service or the app against a real PostgreSQL and issuer, and nothing else. Resolves with the exit code. */
export async function runProduction(options: Options, ending: Ending): Promise<number> {
  const what = options.production === 'undecided' ? decide() : options.production;
  if (what === null) {
    say('Say which to start: npm run start:production -- service, or -- app.');
    sayFaults('The service', serviceFaults(options));
    sayFaults('The app', appFaults());
    return EXIT_CONFIGURATION;
  }
  const service = what === 'service';
  const faults = service ? serviceFaults(options) : appFaults();
  if (faults.length > 0) {
    sayFaults(service ? 'The service' : 'The app', faults);
    return EXIT_CONFIGURATION;
  }
  return service ? runService(options, ending) : runApp(options, ending);
}

/** What the settings are for; null where they do not tell. */
function decide(): 'service' | 'app' | null {
  const service = Boolean(process.env['DATABASE_URL']?.trim());
  const app = Boolean(process.env['LYTT_BACKLOG_URL']?.trim());
  if (service === app) return null;
  return service ? 'service' : 'app';
}

function serviceFaults(options: Options): string[] {
  const { faults } = readConfiguration(serviceEnvironment(options));
  return [...(faults ?? []), ...demoFaults()];
}

function appFaults(): string[] {
  const outcome = configure(gather(process.env, []).values);
  const faults = isFaulty(outcome)
    ? [
        ...outcome.missing.map((name) => `${name} is missing`),
        ...outcome.wrong
          .filter((name) => !demoOnly.some((only) => only === name))
          .map((name) => `${name} can not be used as it is set`),
      ]
    : [];
  return [...faults, ...demoFaults()];
}

function demoFaults(): string[] {
  return demoOnly
    .filter((name) => {
      const value = process.env[name]?.trim();
      return value !== undefined && value !== '' && !(name === 'LYTT_KEYS' && value === 'keychain');
    })
    .map((name) => `${name} is for the demo alone`);
}

function sayFaults(what: string, faults: readonly string[]): void {
  if (faults.length === 0) say(`${what} has all it needs.`);
  else say(`${what} can't start:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  if (faults.length > 0) say('docs/operations.md says what each setting is.');
}

function serviceEnvironment({ port }: Options): NodeJS.ProcessEnv {
  return { ...process.env, ...(port === null ? {} : { PORT: String(port) }) };
}

/** Its log is its own stdout and stderr, for the platform it runs on; so is starting it again. */
async function runService(options: Options, ending: Ending): Promise<number> {
  const child = startAttached('backlog/main.ts', serviceEnvironment(options));
  const first = await Promise.race([child.ended, ending.code]);
  if (typeof first === 'number') await child.stop();
  return (await child.ended).code ?? 1;
}

function runApp(options: Options, ending: Ending): Promise<number> {
  const home = homeFolder('production');
  const { values } = gather(process.env, []);
  const { LYTT_BACKLOG_URL: backlogUrl = '', LYTT_ISSUER: issuerUrl = '' } = values;
  return runOneStart(home, options, ending, async (stage, record) => {
    const program = programFor(options);
    await ensurePage(say);
    const port = await portNear(options.port ?? record.ports.app, 'the app', say);
    if (options.port === null) record.setPort('app', port);
    const settings = { ...values, LYTT_KEYS: 'keychain' };
    await startApp(stage, record, ending, {
      home,
      options,
      electron: await program,
      port,
      backlogUrl,
      issuerUrl,
      settings,
    });
  });
}
