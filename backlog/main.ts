import { randomBytes } from 'node:crypto';
import { readConfiguration } from './configuration.ts';
import { startBacklog } from './server.ts';

const { configuration, faults } = readConfiguration(process.env);
if (faults !== null) {
  process.stderr.write(
    `The backlog service can't start:\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
  );
  process.exit(2);
}

const backlog = await startBacklog({
  ...configuration,
  clock: Date.now,
  randomBytes,
  log: (event, facts = {}) =>
    process.stderr.write(
      `${JSON.stringify({ time: new Date().toISOString(), event, ...facts })}\n`,
    ),
}).catch(refuse);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // A second signal is a person who does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    backlog.stop().then(() => process.exit(0), refuse);
  });

await backlog.ready.catch(refuse);
if (!stopping) process.stdout.write(`${JSON.stringify({ ready: true, url: backlog.url })}\n`);

function refuse(error: unknown): never {
  const words = error instanceof Error ? error.message : 'unknown fault';
  process.stderr.write(`The backlog service can't go on: ${words}\n`);
  process.exit(1);
}
