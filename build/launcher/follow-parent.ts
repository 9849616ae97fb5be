// Loaded before each child's own code (--import). The channel to the launcher carries nothing; its end, also by kill -9, means
// that the launcher is gone or wants this process to end: orderly if it knows how, and in any case soon.

const END_WITHIN_MS = 12_000;

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
  if (process.listenerCount('SIGTERM') === 0) process.exit(0);
  process.emit('SIGTERM');
});
process.channel?.unref();

// What is written to a launcher that is gone is lost, and no reason to stop halfway.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
