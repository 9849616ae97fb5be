import type { PainType } from '../domain/tags.ts';
import { holdsPhrase } from './tag-words.ts';

/**
 * Signs of each pain type, as beginnings of words spelt by `normaliseWords`, several words in a row where there is a space.
 * The number is how much a sign says. There are no labelled notes to train on, so these are chosen by hand, and a note whose
 * signs point two ways gets no suggestion.
 */
const signs: readonly (readonly [PainType, number, string])[] = [
  [
    'waiting',
    2,
    'ubehandlet|uavklart|saksbehandlingstid|behandlingstid|ventetid|venteliste|drar ut|dreg ut|lar vente',
  ],
  [
    'waiting',
    2,
    'fortsatt i kø|ligger urørt|står urørt|stått urørt|ikke behandlet|ikke avgjort|ikke levert|fortsatt ikke',
  ],
  [
    'waiting',
    2,
    'fremdeles ikke|ennå ikke|ikke fått svar|ventet over|ventet i|venter på svar|venter fremdeles|venter ennå',
  ],
  [
    'waiting',
    1,
    'venter|ventet|venting|purr|uker siden|måneder siden|måned siden|uke siden|for lengst|forsinket|i fjor|avventer',
  ],
  [
    'availability',
    3,
    'telefonkø|ventemusikk|åpningstid|direktenummer|får ikke tak i|får ikke kontakt|kommer ikke gjennom',
  ],
  [
    'availability',
    3,
    'ringetid|oppringing|ikke blitt ringt|ingen tar telefonen|henge på linja|foran i telefonkøen|minutter i kø',
  ],
  [
    'availability',
    2,
    'i køen|linja ble|la på|ringte tilbake|ubesvart|kom gjennom|komme gjennom|ingen svarer|uten time|tastevalg',
  ],
  [
    'availability',
    2,
    'ikke svar fra|ikke ringt|ingen ringte|aldri noen samtale|time kø|i kø før|prøvd å nå|tar ikke imot',
  ],
  [
    'information',
    2,
    'skjønner ikke|skjønte ikke|forstår ikke|forsto ikke|visste ikke|vet ikke om|vet ikke hva|trodde|usikker på',
  ],
  [
    'information',
    2,
    'misforstå|uklar|forvirr|uforstående|lurer på|fatter ikke|ikke forstått|ulike svar|motstridende|hjelpetekst',
  ],
  [
    'information',
    2,
    'hva betyr|finner ikke ut|finner ikke svar|ingen har forklart|ingen sa at|ikke klart svar|tungt språk|standardtekst',
  ],
  [
    'information',
    1,
    'paragraf|lovhenvisning|formulering|forklar|regnestykke|beregning|usikker|brevet|vedtaksbrev|klokere|vil vite',
  ],
  [
    'digital',
    3,
    'bankid|minid|innlogging|logge inn|logge seg inn|feilmelding|skjermleser|laste opp|får ikke lastet|nettside',
  ],
  [
    'digital',
    3,
    'kommer ikke inn på|virker ikke på mobil|lar henne ikke lagre|lar seg ikke endre|hvit skjerm|elektronisk id|eid',
  ],
  [
    'digital',
    2,
    'min side|nettbrett|appen|kodebrikke|altinn|datovelger|digitalt|elektronisk|får ikke lagt inn|forsvant fra oversikten',
  ],
  [
    'guidance',
    3,
    'ny veileder|ny kontaktperson|bytte av veileder|byttet veileder|dialogmøte|aktivitetsplan|arbeidstrening|tiltaket',
  ],
  [
    'guidance',
    2,
    'veileder|kontaktperson|oppfølging|praksisplass|saksbehandler|jobbsøkerkurs|tiltaksarrangør|kurs',
  ],
  [
    'conduct',
    4,
    'uhøflig|ufin|frekk|nedlatende|respektløs|arrogant|nedverdig|hånlig|kjefte|ydmyk|mistro|mistenkelig|skjelt',
  ],
  [
    'conduct',
    2,
    'ble avvist|kastet ut|hørt på|ikke trodd|møtt i døra|hele køen hørte|føler seg anklaget',
  ],
];

const minimum = 2;
/** How far ahead of the next type the winner must be. */
const lead = 2;

const phrases = signs.flatMap(([pain, weight, list]) =>
  list.split('|').map((phrase) => ({ pain, weight, words: phrase.split(' ') })),
);

/** The pain type the words point at, or null where they point nowhere or two ways. */
export function suggestPain(
  words: readonly string[],
): { readonly value: PainType; readonly confidence: number } | null {
  const scores = new Map<PainType, number>();
  for (const { pain, weight, words: phrase } of phrases)
    if (holdsPhrase(words, phrase)) scores.set(pain, (scores.get(pain) ?? 0) + weight);
  const ranked = [...scores].toSorted(([, a], [, b]) => b - a);
  const [first, second] = ranked;
  if (first === undefined) return null;
  const [value, score] = first;
  const ahead = score - (second?.[1] ?? 0);
  if (score < minimum || ahead < lead) return null;
  return { value, confidence: Math.min(0.95, 0.65 + 0.05 * ahead) };
}
