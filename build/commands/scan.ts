/** The privacy gate over a file of texts: npm run scan -- FILE.jsonl */
import { once } from 'node:events';
import { basename } from 'node:path';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { EXIT_INPUT, InputFault } from './input-fault.ts';
import { type Line, objectOf, readLines } from './read-lines.ts';

const usage = `npm run scan -- FILE.jsonl

Reads lines {"id","text"} and prints, for each, {"id","findings":[{"kind","start","end","severity"}]}.
start and end are UTF-16 offsets; severity is "block" or "warn".
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const [file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0)
    throw new InputFault(`Which file? One at a time.\n\n${usage}`);
  for await (const line of readLines(file)) {
    if (line.text.trim() === '') continue;
    await print(scanned(line, file));
  }
}

function scanned(line: Line, file: string): string {
  const { id, text } = objectOf(line, file);
  if (typeof id !== 'string' && typeof id !== 'number') throw wrongField(file, line, 'id');
  if (typeof text !== 'string') throw wrongField(file, line, 'text');
  const findings = findIdentifiers(text).map(({ kind, start, end, severity }) => ({
    kind,
    start,
    end,
    severity,
  }));
  return `${JSON.stringify({ id, findings })}\n`;
}

function wrongField(file: string, { number }: Line, field: 'id' | 'text'): InputFault {
  const wanted = field === 'id' ? 'a text or a number' : 'a text';
  return new InputFault(
    `${basename(file)}, line ${number}: «${field}» is missing or not ${wanted}.`,
  );
}

/** Waits where the reader is slower than the gate, so that nothing piles up. */
async function print(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

// Whoever reads may have seen enough («| head»): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_INPUT;
}
