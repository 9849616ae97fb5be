import type { Translate } from '../../../shared/i18n/define.ts';
import type { gateMessages } from '../../../shared/i18n/gate.ts';
import { findingWord, maskFor } from '../../../shared/privacy/mask.ts';
import type { Language } from '../../../shared/view/session.ts';
import type { Held, Verdict } from './judge.ts';

type GateKey = keyof (typeof gateMessages)['nb'];

const LONGEST_QUOTE = 32;
const NAMED = 2;

/** What to say of a verdict, and what its one key does. */
export interface GateWords {
  readonly severity: 'block' | 'warn';
  readonly text: string;
  readonly replace: string;
}

/** Blocked places come first and alone: what is only asked about is asked about when those are gone. */
export function gateWords<F extends string>(
  { blocked, asked }: Pick<Verdict<F>, 'blocked' | 'asked'>,
  language: Language,
  t: Translate<GateKey>,
): GateWords | null {
  const severity = blocked.length > 0 ? 'block' : 'warn';
  const held = severity === 'block' ? blocked : asked;
  const first = held[0];
  if (first === undefined) return null;
  const all = blocked.length + asked.length;
  const replace =
    all === 1
      ? t('replaceOne', { mask: maskFor(first.finding.kind, language) })
      : t('replaceMany', { number: all });
  if (held.length === 1)
    return {
      severity,
      replace,
      text: t(severity === 'block' ? 'blockOne' : 'askOne', {
        quote: shorten(first.quote),
        what: t(`what_${first.finding.kind}`),
      }),
    };
  const places = namePlaces(held, language, t);
  return { severity, replace, text: t(severity === 'block' ? 'blockMany' : 'askMany', { places }) };
}

function namePlaces(
  held: readonly Held<string>[],
  language: Language,
  t: Translate<GateKey>,
): string {
  const named = held
    .slice(0, NAMED)
    .map(({ quote, finding }) =>
      t('place', { quote: shorten(quote), word: findingWord(finding.kind, language) }),
    );
  const more = held.length - named.length;
  if (more > 0) return t('placesMore', { places: named.join(', '), more });
  const [first = '', last = ''] = named;
  return t('and', { first, last });
}

function shorten(quote: string): string {
  const characters = [...quote.replace(/\s+/g, ' ')];
  return characters.length <= LONGEST_QUOTE
    ? characters.join('')
    : `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`;
}
