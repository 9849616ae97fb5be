import { isIgnorable } from './digits.ts';
import type { Finding } from './finding.ts';
import { matchesOf } from './matches.ts';

const LOCAL_MAX = 64;
const DOMAIN_MAX = 255;

const localCharacter = /[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]/u;
const domainCharacter = /[\p{L}\p{N}\p{M}.\-\u3002\uff0e\uff61]/u;
/** The sign itself, or how people write around it. Anchored on a bracket or a word, so that one pass finds them all. */
const atSign =
  /[@\uff20\ufe6b]|[([{<]\s?(?:at|a|krøllalfa|alfakrøll|snabel-?a)\s?[)\]}>]|\s(?:krøllalfa|alfakrøll|snabel-?a)\s/giu;

/** E-mail addresses, also with spaces or invisible characters about the sign, or the sign spelt out. */
export function findEmails(text: string): Finding[] {
  const found: Finding[] = [];
  let floor = 0;
  for (const match of matchesOf(text, atSign)) {
    const from = match.index;
    const to = from + match[0].length;
    if (from < floor) continue;
    const local = leftOf(text, from, floor);
    const domain = rightOf(text, to);
    if (local === null || domain === null) continue;
    const hasDot = /[.\u3002\uff0e\uff61]/.test(text.slice(domain.start, domain.end));
    const tight = local.end === from && domain.start === to;
    // "møte @ kontoret" is no address; "ola@gmail" is one that lacks its end.
    if (!hasDot && !(tight && match[0].length === 1)) continue;
    found.push({
      kind: 'email',
      start: local.start,
      end: domain.end,
      severity: hasDot ? 'block' : 'warn',
      confidence: hasDot && tight ? 0.99 : 0.8,
    });
    floor = domain.end;
  }
  return found;
}

/** The dot said in words. Rare, so the search begins at it. */
const spelledDot = /[([{]\s?(?:dot|punktum|prikk)\s?[)\]}]|\s(?:dot|punktum|prikk)\s/giu;
const REACH = 140;
const beforeDot =
  /(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{1,64}(?:\s?[@\uff20]\s?|\s?[([{<]\s?(?:at|a|krøllalfa|alfakrøll|snabel-?a)\s?[)\]}>]\s?|\s(?:at|krøllalfa|alfakrøll|snabel-?a)\s)[\p{L}\p{N}.-]{1,63}\s?$/iu;
const afterDot = /^\s?[\p{L}\p{N}-]{2,24}/u;

/** «kari at eksempel dot no»: both signs spelt out. */
export function findSpelledEmails(text: string): Finding[] {
  return matchesOf(text, spelledDot).flatMap((dot) => {
    const from = Math.max(0, dot.index - REACH);
    const words = text.slice(from, dot.index);
    const left = /[@\uff20a]/i.test(words) ? beforeDot.exec(words) : null;
    const after = dot.index + dot[0].length;
    const right = afterDot.exec(text.slice(after, after + REACH));
    if (left === null || right === null) return [];
    const [start, end] = [from + left.index, after + right[0].length];
    return [{ kind: 'email', start, end, severity: 'block', confidence: 0.9 }];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function leftOf(text: string, before: number, floor: number): Span | null {
  let at = before;
  while (at > floor && before - at < 3 && isBlank(text[at - 1])) at -= 1;
  const end = at;
  while (at > floor && end - at < LOCAL_MAX) {
    const character = characterBefore(text, at);
    if (!localCharacter.test(character) && !isIgnorable(character)) break;
    at -= character.length;
  }
  return at === end ? null : { start: at, end };
}

function rightOf(text: string, after: number): Span | null {
  let at = after;
  while (at < text.length && at - after < 3 && isBlank(text[at])) at += 1;
  const start = at;
  let end = at;
  while (at < text.length && at - start < DOMAIN_MAX) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!domainCharacter.test(character) && !isIgnorable(character)) break;
    at += character.length;
    // A full stop that ends the sentence is not the address's.
    if (/[\p{L}\p{N}\p{M}]/u.test(character)) end = at;
  }
  return end === start ? null : { start, end };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\u00a0';
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  const isLowHalf = unit >= 0xdc00 && unit <= 0xdfff;
  const isHighHalf = (text.charCodeAt(at - 2) & 0xfc00) === 0xd800;
  return text.slice(isLowHalf && isHighHalf ? at - 2 : at - 1, at);
}
