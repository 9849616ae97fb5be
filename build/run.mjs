// Runs one of our commands: node build/run.mjs build/commands/scan.ts FILE.jsonl
import { run } from './bootstrap/run.mjs';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write(
    'Which command? E.g. node build/run.mjs build/commands/scan.ts FILE.jsonl\n',
  );
  process.exitCode = 2;
} else await run(script, args);
