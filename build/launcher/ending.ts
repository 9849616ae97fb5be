export interface Ending {
  /** Settles with the exit code when it is time to end. */
  readonly code: Promise<number>;
  end(code: number): void;
}

/** When the launcher is to end: Ctrl+C, a signal, or the process that started it gone. */
export function awaitEnding(): Ending {
  const { promise, resolve } = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => resolve(0));
  process.on('disconnect', () => resolve(0));
  process.channel?.unref();
  return { code: promise, end: resolve };
}
