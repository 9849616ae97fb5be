import { join } from 'node:path';
import { decryptedPages } from './decrypted-pages.ts';
import type { TestApp } from './test-app.ts';

/** Those of the words that stand on any page of a person's file on a machine, or in its log: decrypted, free pages and all. */
export async function wordsOnMachine(
  { home, config }: TestApp,
  personId: string,
  words: readonly string[],
): Promise<string[]> {
  const key = await config.keys.get(`person-${personId}`);
  if (key === null) throw new Error('she has no store on this machine');
  const pages = decryptedPages(join(home, 'people', `${personId}.db`), key);
  const text = Buffer.concat(pages).toString('utf8').toLowerCase();
  return words.filter((word) => text.includes(word.toLowerCase()));
}
