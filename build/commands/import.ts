/** Takes an office's old notes in, through the gate: npm run import -- FILE.(jsonl|csv|xlsx) */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { logMany } from '../../electron/app/log-many.ts';
import { openForCommand } from '../../electron/app/open-for-command.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { translator } from '../../shared/i18n/define.ts';
import { errorMessages } from '../../shared/i18n/errors.ts';
import { commandPlace } from './command-place.ts';
import { type CheckedSource, checkSource, observationIds } from './import/check-source.ts';
import { readSource } from './import/read-source.ts';
import { type ImportResult, reportJson, reportText } from './import/report.ts';
import { EXIT_FAILED, EXIT_INPUT, InputFault } from './input-fault.ts';

const usage = `npm run import -- FILE.(jsonl|csv|xlsx) [options]

Takes notes in as observations of one person, through the privacy gate. The whole file is checked before
anything is taken in; the same file again adds nothing. Columns: id, text, workaround, tema, step, pain,
channel, severity, heard_at (or date). Others are left out.

  --person WHO  whose notes they become (default: who used Lytt last on this machine)
  --home DIR    the data folder (default: as npm start)
  --dry-run     check and report only
  --json        the report as one JSON object
  --help        this
`;

interface Options {
  readonly file: string;
  readonly person: string | null;
  readonly home: string | null;
  readonly dryRun: boolean;
  readonly json: boolean;
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(usage);
    return;
  }
  const source = await readSource(options.file);
  const checked = checkSource(source, Date.now());
  if (checked.notes.length + checked.refused.length === 0)
    throw new InputFault(`${basename(options.file)} holds no notes.`);
  const takenIn =
    options.dryRun || checked.notes.length === 0 ? null : await takeIn(checked, options);
  const result: ImportResult = { source, checked, takenIn };
  process.stdout.write(options.json ? reportJson(result) : reportText(result));
  if (checked.notes.length === 0) process.exitCode = EXIT_INPUT;
}

/** Null: only help was asked for. */
function optionsOf(args: readonly string[]): Options | null {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new InputFault(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return null;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new InputFault(`Which file? One at a time.\n\n${usage}`);
  return {
    file,
    person: values.person ?? null,
    home: values.home ?? null,
    dryRun: values['dry-run'] === true,
    json: values.json === true,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      person: { type: 'string' },
      home: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
}

async function takeIn(
  { notes }: CheckedSource,
  { home, person }: Options,
): Promise<ImportResult['takenIn']> {
  const place = commandPlace(home, process.env);
  const context = await openForCommand(place.config, place.personId(person));
  try {
    const ids = observationIds(context.person.id, notes);
    const items = notes.flatMap(({ note }, at) => {
      const observationId = ids[at];
      return observationId === undefined ? [] : [{ observationId, ...note }];
    });
    return { ...logMany(context, items), person: context.person.name };
  } finally {
    context.close();
  }
}

/** What went wrong, without the words of any note. */
function tell(error: unknown): void {
  if (error instanceof InputFault) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_INPUT;
    return;
  }
  process.exitCode = EXIT_FAILED;
  if (!(error instanceof LyttError)) throw error;
  process.stderr.write(`${wordsOf(error)}\n`);
  const logged = error.params?.['logged'];
  if (typeof logged === 'number')
    process.stderr.write(
      `Taken in before that: ${logged}. Put it right and give the same file again; those are not taken in twice.\n`,
    );
}

/** On a command line there is no screen to sign in on. */
function wordsOf({ code, params }: LyttError): string {
  return code === 'session.signedOut'
    ? 'Nobody of that name has used Lytt in this data folder. Start Lytt and sign in there first.'
    : translator(errorMessages, 'en')(code, params);
}

try {
  await main();
} catch (error) {
  tell(error);
}
