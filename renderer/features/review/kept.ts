import type { Revision } from '../../../shared/domain/observation.ts';
import { translator } from '../../../shared/i18n/define.ts';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { type Finding, type FindingKind, findingKinds } from '../../../shared/privacy/finding.ts';
import { findIdentifiers } from '../../../shared/privacy/gate.ts';
import { findingWord } from '../../../shared/privacy/mask.ts';
import type { Language } from '../../../shared/view/session.ts';
import { excerpt } from '../../ui/excerpt.ts';

const fields = ['text', 'workaround', 'answer'] as const;
export type KeptField = (typeof fields)[number];

/** What its author was asked about and kept, where it stands: the supervisor looks at it before she approves. */
export interface KeptWords {
  readonly marked: Readonly<Record<KeptField, readonly Finding[]>>;
  /** All of it in words: «Storgata 12» (adresse). A kind that this machine's gate finds no place of is named alone. */
  readonly places: string;
}

const LONGEST_QUOTE = 40;

/** Null where nothing was kept, and so nothing is to be confirmed. */
export function keptWords(revision: Revision, language: Language): KeptWords | null {
  const { acknowledged } = revision;
  if (acknowledged.length === 0) return null;
  const t = translator(gateMessages, language);
  const placed = new Set<string>();
  const places = new Set<string>();
  const marked = { text: [] as Finding[], workaround: [] as Finding[], answer: [] as Finding[] };
  for (const field of fields) {
    const text = revision[field] ?? '';
    marked[field] = findIdentifiers(text).filter(({ kind }) => acknowledged.includes(kind));
    for (const { kind, start, end } of marked[field]) {
      placed.add(kind);
      const quote = excerpt(text.slice(start, end), LONGEST_QUOTE);
      places.add(t('place', { quote, word: findingWord(kind, language) }));
    }
  }
  for (const kind of acknowledged)
    if (!placed.has(kind)) places.add(isKnown(kind) ? findingWord(kind, language) : t('otherKind'));
  return { marked, places: [...places].join(', ') };
}

function isKnown(kind: string): kind is FindingKind {
  return (findingKinds as readonly string[]).includes(kind);
}
