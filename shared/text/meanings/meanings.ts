import { readWords, type Word } from '../words/read-words.ts';
import { general } from './general.ts';
import { matters } from './matters.ts';
import { occasions } from './occasions.ts';
import { services } from './services.ts';

/** A member of a meaning: the stems of its words, in a row. */
interface Phrase {
  readonly parts: readonly Part[];
  readonly meaning: number;
}
interface Part {
  readonly text: string;
  readonly goesOn: boolean;
}

const names: string[] = [];
/** Phrases by the first letters of their first part. */
const byStart = new Map<string, Phrase[]>();
const START = 2;

for (const line of [services, matters, occasions, general].join('\n').split('\n')) {
  const colon = line.indexOf(': ');
  if (colon < 0) continue;
  const meaning = names.push(line.slice(0, colon)) - 1;
  for (const member of line.slice(colon + 2).split(' ')) addMember(member, meaning);
}

function addMember(member: string, meaning: number): void {
  const parts = member
    .split(/[_-]/)
    .filter((part) => part !== '' && part !== '*')
    .flatMap((part): Part[] => {
      if (part.endsWith('*')) {
        const text = part.slice(0, -1);
        return [{ text, goesOn: true }];
      }
      return readWords(part).words.map(({ stem }) => ({ text: stem, goesOn: false }));
    });
  const first = parts[0];
  if (first === undefined) return;
  const start = first.text.slice(0, START);
  const list = byStart.get(start) ?? [];
  list.push({ parts, meaning });
  byStart.set(start, list);
}

export function meaningName(meaning: number): string {
  return names[meaning] ?? '';
}
export const meaningCount = names.length;
const numbers = new Map(names.map((name, at) => [name, at]));
export function meaningOf(name: string): number | undefined {
  return numbers.get(name);
}

/** Words of another meaning may stand between those of a phrase («får hun ikke tak i»), so many. */
const GAP = 1;

export interface FoundMeaning {
  readonly meaning: number;
  /** The word it begins at. */
  readonly at: number;
  readonly length: number;
}

/** The meanings of a text's words and phrases, each with its place; a word may have several. */
export function findMeanings(words: readonly Word[]): FoundMeaning[] {
  const found: FoundMeaning[] = [];
  words.forEach((word, at) => {
    for (const phrase of beginningWith(word))
      if (stands(phrase.parts, words, at))
        found.push({ meaning: phrase.meaning, at, length: phrase.parts.length });
  });
  return found;
}

/** Words come back: what may begin with each is looked up once, until too many are remembered. */
const remembered = new Map<string, readonly Phrase[]>();
const MAX_REMEMBERED = 50_000;

function beginningWith(word: Word): readonly Phrase[] {
  const key = `${word.spelt} ${word.stem}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const starts = new Set([word.stem.slice(0, START), word.spelt.slice(0, START)]);
  const phrases = [...starts]
    .flatMap((start) => byStart.get(start) ?? [])
    .filter(({ parts: [first] }) => first !== undefined && is(first, word));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, phrases);
  return phrases;
}

function stands(parts: readonly Part[], words: readonly Word[], from: number): boolean {
  let at = from;
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i];
    if (part === undefined) return false;
    let gap = i === 0 ? 0 : GAP;
    while (!is(part, words[at])) {
      if (gap === 0) return false;
      gap -= 1;
      at += 1;
    }
    at += 1;
  }
  return true;
}

function is(part: Part, word: Word | undefined): boolean {
  if (word === undefined) return false;
  if (!part.goesOn) return word.stem === part.text || word.spelt === part.text;
  return word.spelt.startsWith(part.text) || word.stem === part.text;
}

/** Every single word that a meaning names: seeds for splitting compounds. */
export function meaningWords(): string[] {
  const words = new Set<string>();
  for (const list of byStart.values())
    for (const { parts } of list)
      if (parts.length === 1 && parts[0] !== undefined) words.add(parts[0].text);
  return [...words];
}
