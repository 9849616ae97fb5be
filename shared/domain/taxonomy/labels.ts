import { locales } from '../../i18n/define.ts';
import type { Language } from '../../view/session.ts';
import { assertNever } from '../assert-never.ts';
import type { Tags } from '../tags.ts';
import { type Tema, temaList } from './tema.ts';
import { channelLabels, type Label, painLabels, severityLabels, stepLabels } from './values.ts';

const temaByCode: ReadonlyMap<string, Tema> = new Map(temaList.map((tema) => [tema.code, tema]));

const unknownWord: Readonly<Record<Language, string>> = {
  nb: 'ukjent',
  nn: 'ukjend',
  en: 'unknown',
};

export function isKnownTema(code: string): boolean {
  return temaByCode.has(code);
}

/** The name of a tema; a code outside the taxonomy is shown as itself, marked unknown: «LGA (ukjent)». */
export function temaName(code: string, language: Language): string {
  return temaByCode.get(code)?.name[language] ?? `${code} (${unknownWord[language]})`;
}

/** What pickers offer: the daily codes first, then the rest, each part by bokmål name. */
export function shownTema(): readonly Tema[] {
  return shownSorted('nb');
}

/** A picker's lines in one language: the daily codes first, each part by that language's name. */
export function temaOptions(
  language: Language,
): readonly { readonly code: string; readonly label: string; readonly daily: boolean }[] {
  return shownSorted(language).map(({ code, name, daily }) => ({
    code,
    label: name[language],
    daily,
  }));
}

function shownSorted(language: Language): Tema[] {
  const collator = new Intl.Collator(locales[language]);
  return temaList
    .filter(({ shown }) => shown)
    .toSorted(
      (a, b) =>
        Number(b.daily) - Number(a.daily) || collator.compare(a.name[language], b.name[language]),
    );
}

/** What a person reads for a tag. A value outside the taxonomy is shown as itself, marked unknown; never an error. */
export function tagLabel(
  field: keyof Tags,
  value: string | number | null,
  language: Language,
): string {
  if (value === null) return '';
  if (field === 'tema') return temaName(String(value), language);
  const labels: Readonly<Record<string, Label>> = labelsOf(field);
  const key = String(value);
  // Own keys only: a value such as "constructor" from a newer or broken client has no label.
  const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return label === undefined ? `${key} (${unknownWord[language]})` : label[language];
}

function labelsOf(field: Exclude<keyof Tags, 'tema'>): Readonly<Record<string, Label>> {
  switch (field) {
    case 'step':
      return stepLabels;
    case 'pain':
      return painLabels;
    case 'channel':
      return channelLabels;
    case 'severity':
      return severityLabels;
    default:
      return assertNever(field);
  }
}
