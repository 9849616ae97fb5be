import { readFileSync } from 'node:fs';
import { B, I, O } from '../../../shared/privacy/names/tagger.ts';
import { wordsOf } from '../../../shared/privacy/names/words.ts';

/** A text with the stretches of it that are names. */
export interface NamedText {
  readonly text: string;
  readonly names: readonly { readonly start: number; readonly end: number }[];
}

/** Reads sentences of `token<TAB>tag` lines, tags B-PER, I-PER and others, with an empty line between; tokens are put together with spaces. */
export function readTagged(file: string): NamedText[] {
  return readFileSync(file, 'utf8')
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => sentenceOf(block.split('\n').filter((line) => line !== '')));
}

function sentenceOf(lines: readonly string[]): NamedText {
  let text = '';
  const names: { start: number; end: number }[] = [];
  for (const line of lines) {
    const [token = '', tag = 'O'] = line.split('\t');
    const start = text === '' ? 0 : text.length + 1;
    text += text === '' ? token : ` ${token}`;
    const end = start + token.length;
    const last = names.at(-1);
    if (tag === 'B-PER') names.push({ start, end });
    else if (tag === 'I-PER' && last !== undefined) last.end = end;
  }
  return { text, names };
}

/** The tags of the text's own words. */
export function goldTags({ text, names }: NamedText): Uint8Array {
  const words = wordsOf(text);
  const tags = new Uint8Array(words.length);
  for (const name of names) {
    let next: number = B;
    words.forEach((word, at) => {
      if (word.start >= name.end || word.end <= name.start || tags[at] !== O) return;
      tags[at] = next;
      next = I;
    });
  }
  return tags;
}
