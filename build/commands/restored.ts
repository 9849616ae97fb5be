/** Opens the service's database after it was restored: npm run restored -- LOG… | --nothing-lost */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { reopenRestored } from '../../backlog/restored.ts';
import { liesWhereItLay, settleHere } from '../../backlog/store/place.ts';
import { Id } from '../../shared/domain/ids.ts';
import { InputFault } from './input-fault.ts';
import { runCommand } from './print-lines.ts';
import { say, withService } from './upkeep.ts';

const usage = `npm run restored -- LOG…             after a restore from a backup
npm run restored -- --without-log    the same, where there is no log of the time since
npm run restored -- --nothing-lost   after a move or an upgrade that has lost nothing

Until this has run, the service does not open a database that lies elsewhere than it lay. LOG is the service's log from the moment
of the backup on, as it was written (lines of JSON; "-" is stdin): every observation that it says was withdrawn is withdrawn again,
words that were kept long enough go, and the epoch is raised, so that all machines check what they have and send what is missing.
--even-so also where the database seems to lie where it lay (a cold copy of its files that was put back).
Needs DATABASE_URL, and the settings of how long words are kept where the service has them.
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const options = new Set(args.filter((argument) => /^--/.test(argument)));
  const logs = args.filter((argument) => !options.has(argument));
  const [evenSo, nothingLost, withoutLog] = ['--even-so', '--nothing-lost', '--without-log'].map(
    (name) => options.delete(name),
  );
  const ways = [logs.length > 0, nothingLost, withoutLog].filter(Boolean).length;
  if (options.size > 0 || ways !== 1) throw new InputFault(`Which of these?\n\n${usage}`);
  // All that can be wrong with the logs is found before anything is done.
  const withdrawn = new Set<string>();
  for (const log of logs) for (const id of await withdrawnIn(log)) withdrawn.add(id);
  await withService(async (service) => {
    if (!evenSo && (await liesWhereItLay(service.pool)))
      throw new InputFault(
        'The database lies where it lay: nothing tells that it was restored, and nothing was done. If it was, add --even-so.',
      );
    if (nothingLost) {
      await settleHere(service.pool, false);
      say('The service opens it as it is.');
      return;
    }
    const done = await reopenRestored(service, [...withdrawn]);
    say(`${withdrawn.size} withdrawals in the log, ${done.withdrawn} of them made again.`);
    const { text, undecided, insight } = done.expired;
    say(
      `Words kept long enough taken out of ${text + undecided} observations, ${insight} insights.`,
    );
    say(`Epoch ${done.epoch}. The service opens within seconds; machines say so and send again.`);
  });
}

/** Ids of the observations that a log says were withdrawn. Lines of other things, or of other programs, are passed over. */
async function withdrawnIn(log: string): Promise<string[]> {
  const input = log === '-' ? process.stdin : createReadStream(log);
  const ids: string[] = [];
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const id = withdrawnBy(line);
      if (id !== null) ids.push(id);
    }
  } catch (cause) {
    throw new InputFault(`${log} can not be read.`, cause);
  }
  return ids;
}

/** A platform may put something before the line, or wrap it: what counts is the object of ours within. */
function withdrawnBy(line: string): string | null {
  const at = line.indexOf('observation.withdrawn');
  if (at === -1) return null;
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(line.slice(at))?.[0];
  return Id.safeParse(id).data ?? null;
}

await runCommand(main, process.argv.slice(2));
