import { once } from 'node:events';
import { EXIT_INPUT, InputFault } from './input-fault.ts';

/** Prints values as JSON, one a line. Waits where the reader is slower, so that nothing piles up. */
export async function printLines(values: Iterable<unknown>): Promise<void> {
  for (const value of values)
    if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}

/** Runs a command that reads files: a fault of its input is said in words, with the exit code of such a fault. */
export async function runCommand(
  main: (args: readonly string[]) => Promise<void>,
  args: readonly string[],
): Promise<void> {
  // Whoever reads may have seen enough («| head»): that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await main(args);
  } catch (error) {
    if (!(error instanceof InputFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_INPUT;
  }
}
