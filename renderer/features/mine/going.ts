/** Names of what is about to be done with an entry, in `useLater`. */
export function withdrawKey(entryId: string): string {
  return `withdraw ${entryId}`;
}

export function giveUpKey(entryId: string): string {
  return `give up ${entryId}`;
}

/** Which of them is about to be done, or null. */
export function goingKeyOf(keys: ReadonlySet<string>, entryId: string): string | null {
  return [withdrawKey(entryId), giveUpKey(entryId)].find((key) => keys.has(key)) ?? null;
}
