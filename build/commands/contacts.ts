/** How many citizens were in touch, week by week: npm run contacts -- FILE.csv */
import { readFile } from 'node:fs/promises';
import { workOutFigures } from '../../backlog/jobs/figures/figures.ts';
import { putContacts } from '../../backlog/store/contacts.ts';
import { inTransaction } from '../../backlog/store/database.ts';
import { readContacts } from './contacts/read-contacts.ts';
import { InputFault } from './input-fault.ts';
import { runCommand } from './print-lines.ts';
import { say, withService } from './upkeep.ts';

const usage = `npm run contacts -- FILE.csv [--no-figures]

Takes in how many citizens were in touch, with the columns week (2026-W48), tema, channel and contacts: what themes are measured
against. The whole file is checked before anything is taken in; a week that is there already is put right, and the same file
again changes nothing. Then signals, verdicts and overviews are worked out anew, as the service does each night; not with
--no-figures. Needs DATABASE_URL.
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const figures = !args.includes('--no-figures');
  const [file, ...more] = args.filter((argument) => argument !== '--no-figures');
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    throw new InputFault(`Which file?\n\n${usage}`);
  const rows = readContacts(await textOf(file));
  await withService(async (service) => {
    const changed = await inTransaction(service.pool, (tx) => putContacts(tx, rows));
    say(`Rows: ${rows.length}; new or put right: ${changed}.`);
    if (!figures) return;
    const done = await workOutFigures(service);
    say(
      `Themes with other figures: ${done.themes}; proposals: ${done.proposals}; opened anew: ${done.reopened}.`,
    );
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InputFault(`${file} can not be read.`, cause);
  }
}

await runCommand(main, process.argv.slice(2));
