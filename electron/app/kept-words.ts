import { createHmac } from 'node:crypto';
import type { Output, ParsedInput } from '../../shared/api.ts';
import type { ReadableDb } from '../store/database.ts';
import {
  areKnown,
  forgetHashes,
  rememberHashes,
  setWordKey,
  wordKey,
} from '../store/not-a-person.ts';
import type { PersonContext } from './context.ts';

type Word = ParsedInput<'gate.known'>['words'][number];

const KEY_BYTES = 32;

/** Of each word, whether she has said on this machine that it is not a person. */
export function knownWords(
  { store }: PersonContext,
  { words }: ParsedInput<'gate.known'>,
): Output<'gate.known'> {
  return store.read((db) => {
    const hashes = hashesOf(db, words);
    return { known: hashes === null ? words.map(() => false) : areKnown(db, hashes) };
  });
}

export function rememberWords(
  { store, now, randomBytes }: PersonContext,
  { words }: ParsedInput<'gate.remember'>,
): Output<'gate.remember'> {
  store.write((db) => {
    if (wordKey(db) === null) setWordKey(db, Buffer.from(randomBytes(KEY_BYTES)).toString('hex'));
    rememberHashes(db, hashesOf(db, words) ?? [], now());
  });
  return {};
}

export function forgetWords({ store }: PersonContext): Output<'gate.forget'> {
  return { forgotten: store.write(forgetHashes) };
}

/** Null before anything was remembered. The same words in other letters or with other blanks are the same. */
function hashesOf(db: ReadableDb, words: readonly Word[]): string[] | null {
  const key = wordKey(db);
  if (key === null) return null;
  return words.map(({ kind, text }) =>
    createHmac('sha256', Buffer.from(key, 'hex'))
      .update(`${kind}\0${normalised(text)}`)
      .digest('hex'),
  );
}

function normalised(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
