/** Words that have been kept long enough: npm run retention [-- --receipts [N]] */
import { removeExpiredWords } from '../../backlog/jobs/retention.ts';
import { listReceipts, receiptKinds } from '../../backlog/store/receipts.ts';
import { InputFault } from './input-fault.ts';
import { runCommand } from './print-lines.ts';
import { say, withService } from './upkeep.ts';

const usage = `npm run retention [-- --receipts [N]] [--json]

Takes out of the service's database, at once, the words that have been kept long enough; the service does so by itself each night.
With --receipts it only prints what the last runs took out (100 lines, or N): when, of what kind, after how many days, how many.
With --json each line is an object. Needs DATABASE_URL, and LYTT_RETENTION_DAYS, LYTT_RETENTION_INSIGHT_DAYS and
LYTT_RETENTION_UNDECIDED_DAYS where the service has them.
`;

const LINES = 100;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const json = args.includes('--json');
  const [first, many, ...more] = args.filter((argument) => argument !== '--json');
  const right =
    first === undefined || (first === '--receipts' && /^([1-9]\d{0,5})?$/.test(many ?? ''));
  if (!right || more.length > 0) throw new InputFault(`That is not understood.\n\n${usage}`);
  await withService(async (service) => {
    if (first === undefined) {
      const removed = await removeExpiredWords(service);
      for (const kind of receiptKinds)
        say(json ? JSON.stringify({ kind, removed: removed[kind] }) : `${kind} ${removed[kind]}`);
      return;
    }
    for (const { at, kind, days, removed } of await listReceipts(
      service.pool,
      Number(many ?? LINES),
    ))
      say(
        json
          ? JSON.stringify({ at, kind, days, removed })
          : `${at.toISOString()}  ${kind.padEnd(9)}  after ${days} days: ${removed}`,
      );
  });
}

await runCommand(main, process.argv.slice(2));
