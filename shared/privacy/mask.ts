import { assertNever } from '../domain/assert-never.ts';
import type { Language } from '../view/session.ts';
import type { Finding, FindingKind } from './finding.ts';

type Word = Readonly<Record<Language, string>>;

/** What a finding is called, in running text. */
export function findingWord(kind: FindingKind, language: Language): string {
  return wordOf(kind)[language];
}

function wordOf(kind: FindingKind): Word {
  switch (kind) {
    case 'national-id':
    case 'national-id-typo':
      return { nb: 'fødselsnummer', nn: 'fødselsnummer', en: 'national id' };
    case 'account':
      return { nb: 'kontonummer', nn: 'kontonummer', en: 'account number' };
    case 'actor-id':
      return { nb: 'aktør-id', nn: 'aktør-id', en: 'actor id' };
    case 'phone':
      return { nb: 'telefonnummer', nn: 'telefonnummer', en: 'phone number' };
    case 'email':
      return { nb: 'e-postadresse', nn: 'e-postadresse', en: 'e-mail address' };
    case 'address':
      return { nb: 'adresse', nn: 'adresse', en: 'address' };
    case 'nav-ident':
      return { nb: 'NAV-ident', nn: 'NAV-ident', en: 'NAV ident' };
    case 'name':
      return { nb: 'navn', nn: 'namn', en: 'name' };
    case 'employer':
      return { nb: 'arbeidsgiver', nn: 'arbeidsgivar', en: 'employer' };
    default:
      return assertNever(kind);
  }
}

const removed: Word = { nb: 'fjernet', nn: 'fjerna', en: 'removed' };

/** What stands in a finding's place: «[fødselsnummer fjernet]». */
export function maskFor(kind: FindingKind, language: Language): string {
  return `[${findingWord(kind, language)} ${removed[language]}]`;
}

/** The text with each finding replaced by its mask. The findings must be of this text. */
export function maskFindings(
  text: string,
  findings: readonly Finding[],
  language: Language = 'nb',
): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of findings.toSorted((a, b) => a.start - b.start)) {
    if (start < from) continue;
    masked += text.slice(from, start) + maskFor(kind, language);
    from = end;
  }
  return masked + text.slice(from);
}
