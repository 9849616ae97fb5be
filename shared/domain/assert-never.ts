/** Makes the compiler prove that a closed set is handled whole; throws if data from outside broke the set. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled member of a closed set: ${JSON.stringify(value)}`);
}
