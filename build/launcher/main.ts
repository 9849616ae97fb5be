import { parseArguments, usage } from './arguments.ts';
import { awaitEnding } from './ending.ts';
import { HomeFault } from './home.ts';
import { say } from './print.ts';
import { runDemo } from './run-demo.ts';
import { runProduction } from './run-production.ts';

const EXIT_USAGE = 2;

const parsed = parseArguments(process.argv.slice(2));
if ('help' in parsed) process.stdout.write(usage);
else if ('fault' in parsed) {
  process.stderr.write(`${parsed.fault}\n\n${usage}`);
  process.exitCode = EXIT_USAGE;
} else {
  const ending = awaitEnding();
  try {
    process.exitCode = await (parsed.production === null
      ? runDemo(parsed, ending)
      : runProduction(parsed, ending));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof HomeFault ? EXIT_USAGE : 1;
  }
  // Something may still be listening, to a signal or to a browser that was opened.
  process.exit();
}
