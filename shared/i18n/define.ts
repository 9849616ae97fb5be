import type { Language } from '../view/session.ts';

/** The same keys in the three languages; a key missing in one is a type error. */
export type Messages<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

/**
 * Declares a feature's screen text. Values may hold `{name}` places; a text that counts has two keys, `…_one` and
 * `…_other`, of which `translator` picks by the `count` it is given.
 */
export function defineMessages<const K extends string>(
  nb: Record<K, string>,
  nn: Record<NoInfer<K>, string>,
  en: Record<NoInfer<K>, string>,
): Messages<K> {
  return { nb, nn, en };
}

export type Params = Readonly<Record<string, string | number>>;
type Counted<K extends string> = K extends `${infer Stem}_one` ? Stem : never;
/** A translator takes plain keys, and the stem of counted ones. */
export type Translate<K extends string> = (key: K | Counted<K>, params?: Params) => string;

/** Locale for dates, numbers and order. Chromium holds no data for nynorsk and would fall back on the machine's; bokmål's are the same. */
export const locales: Readonly<Record<Language, string>> = {
  nb: 'nb-NO',
  nn: 'nb-NO',
  en: 'en-GB',
};

export function translator<K extends string>(
  messages: Messages<K>,
  language: Language,
): Translate<K> {
  const texts: Readonly<Record<string, string>> = messages[language];
  return (key, params = {}) => {
    const counted = params['count'] === 1 ? `${key}_one` : `${key}_other`;
    const text = texts[key] ?? texts[counted];
    if (text === undefined) throw new Error(`no screen text for ${key}`);
    return text.replace(/\{(\w+)\}(\.?)/g, (place, name: string, stop: string) => {
      const value = params[name];
      if (value === undefined) return place;
      if (typeof value === 'number') return value.toLocaleString(locales[language]) + stop;
      // «27. okt.» ends its sentence with the stop it has.
      return value.endsWith('.') ? value : value + stop;
    });
  };
}
