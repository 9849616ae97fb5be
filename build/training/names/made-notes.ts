import { temaList } from '../../../shared/domain/taxonomy/tema.ts';
import type { NamedText } from './corpus.ts';

export interface NameLists {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly firstAbroad: readonly string[];
  readonly lastAbroad: readonly string[];
  /** What has a capital and is nobody: agencies, firms, systems, places, months. */
  readonly others: readonly string[];
}

/**
 * Short notes with a name in them: the corpus is newspapers, speeches and blogs, and holds neither shorthand nor names in small
 * letters. `#` is the name.
 */
const frames = [
  '# ringte',
  'Ringte # i dag',
  'Ringt til # to ganger',
  'Bruker # har ikke fått svar',
  'bruker # venter på vedtak',
  'Brukar # fekk avslag',
  'Snakket med # på tlf',
  'Snakka med # i går',
  'avtale med # kl 10',
  '# møtte opp i skranken',
  '# kom innom',
  'sønn av #',
  'Moren # ringer for ham',
  'på vegne av #',
  'fullmakt for #',
  'Kontaktperson er #',
  'veileder # sluttet',
  'Ny veileder: #',
  'Rettleiar # er sjuk',
  'saken til # ligger urørt',
  'Saka til # er ikkje sett på',
  'Gjelder # og barna',
  'Gjeld #',
  'Hei, dette er # som skriver',
  'Mvh #',
  'hilsen #',
  'Helsing #',
  'kollega # mener noe annet',
  '# på kontoret sa at det holdt',
  'Arbeidsgiver # svarer ikke',
  'sjefen, #, nekter',
  'Legen # har skrevet',
  'dr. # skal sende',
  'Naboen # kjører henne',
  'ektefelle # har inntekt',
  'samboer # vil ikke signere',
  'eks #',
  'far til barnet, #, bor i utlandet',
  'vergen # ringte',
  'Bobestyrer # sier ett år',
  'Barnet # er 3 år',
  'dattera # på 7',
  '#, 45 år, sykmeldt',
  '# (53) har mistet jobben',
  'Dialogmøte med # og legen',
  'NAV-veileder # lovte svar',
  'Fikk beskjed av # om å vente',
  '# skulle ringe tilbake',
  'ringe #',
  'ring # når svaret kommer',
  'Notat: # ønsker papirbrev',
  'brevet til # kom i retur',
  '# og # har delt bosted',
  'både # og # er sykmeldt',
  'Ikke # men # skulle ha pengene',
  '«# er umulig å få tak i»',
  '# sin søknad er borte',
  '#s søknad er borte',
  'husk #',
  'purring fra #',
  'Se sak på #',
  'ifølgje # var det levert',
  'saksbehandler heter #',
  'ho heiter #',
  'navn: #',
  'namn #',
  'for #:',
  'til # fra oss',
];

const otherFrames = [
  '#, # og # virket ikke',
  '#, # og # vil ha samme papir',
  '# og # gir ikke rabatt',
  'Fra # til # er det fem timer',
  '#, # og # har permittert',
  '#, # og # er enige',
  'Verken # eller # tar ansvar',
  '# sender til # som sender til #',
  '# før # ga ingen svar',
  'Skal til # i #',
  '# krasjer hele tida',
  'på # finn eg ikkje noko',
  'Ansatt i # og i #',
  '# har gått konkurs',
  'Innlagt på # siden #',
  '# skal betale, sier #',
  'Fikk ikke svar fra #',
  'Søkt via #',
  '# svarer ikke',
  '# har sendt brev',
  'Flyttet til # i fjor',
  'Bor i #',
  'Jobber i # og # annenhver uke',
  '# og # sier to ting',
  'Brev fra #',
  'Hos # får han bare nei',
  'Kommer ikke inn på #',
  '# mangler i saken',
  '# virker ikke på mobil',
  'Står i # siden #',
  'Vil heller bruke #',
  'Gjelder # og #',
  '#: ingen svar',
  'Sendt til #',
];

/** Notes with one or two names, in all their forms. */
export function madeNote(
  lists: NameLists,
  carriers: readonly string[],
  random: () => number,
): NamedText {
  const pick = pickBy(random);
  const filled =
    random() < 0.4
      ? fill(pick(otherFrames), () => ({
          text: otherName(lists.others, pick, random),
          named: false,
        }))
      : fill(pick(frames), () => ({ text: personName(lists, pick, random), named: true }));
  const carrier = pick(carriers);
  const shape = random();
  if (shape < 0.3) return filled;
  const gap = pick(['. ', '. ', ', ', '\n', ' – ', ' ']);
  if (shape < 0.65) return { text: filled.text + gap + carrier, names: filled.names };
  const shift = carrier.length + gap.length;
  return {
    text: carrier + gap + filled.text,
    names: filled.names.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

function fill(frame: string, make: () => { text: string; named: boolean }): NamedText {
  let text = '';
  const names: { start: number; end: number }[] = [];
  for (const [at, part] of frame.split('#').entries()) {
    if (at > 0) {
      const made = make();
      // «Hansen, Kari» is two runs of words with a comma between.
      let start = text.length;
      for (const piece of made.text.split(', ')) {
        if (made.named) names.push({ start, end: start + piece.length });
        start += piece.length + 2;
      }
      text += made.text;
    }
    text += part;
  }
  return { text, names };
}

/** The same sentence about somebody else: the tagger is to learn the place of a name, not who was in the news. */
export function withOtherNames(
  { text, names }: NamedText,
  lists: NameLists,
  random: () => number,
): NamedText {
  const pick = pickBy(random);
  let changed = '';
  let from = 0;
  const moved: { start: number; end: number }[] = [];
  for (const { start, end } of names) {
    changed += text.slice(from, start);
    const parts = text.slice(start, end).split(' ');
    const other = parts.map((part, at) => {
      if (!/^\p{Lu}\p{L}/u.test(part)) return part;
      const isLast = at === parts.length - 1;
      const chosen =
        isLast && (parts.length > 1 || random() < 0.5)
          ? onePart(lists.last, lists.lastAbroad, pick, random, 0.4)
          : onePart(lists.first, lists.firstAbroad, pick, random, 0.4);
      return isLast && /[^s]s$/.test(part) && random() < 0.5 ? `${chosen}s` : chosen;
    });
    const name = other.join(' ');
    moved.push({ start: changed.length, end: changed.length + name.length });
    changed += name;
    from = end;
  }
  return { text: changed + text.slice(from), names: moved };
}

type Pick = <T>(items: readonly T[]) => T;

function otherName(otherNames: readonly string[], pick: Pick, random: () => number): string {
  const name =
    random() < 0.4 ? pick(temaList).name[random() < 0.7 ? 'nb' : 'nn'] : pick(otherNames);
  return random() < 0.1 ? name.toLowerCase() : name;
}

function personName(lists: NameLists, pick: Pick, random: () => number): string {
  const part = (chosen: readonly string[], abroad: readonly string[]) =>
    onePart(chosen, abroad, pick, random, 0.18);
  const first = part(lists.first, lists.firstAbroad);
  const last = part(lists.last, lists.lastAbroad);
  const more =
    random() < 0.5 ? part(lists.last, lists.lastAbroad) : part(lists.first, lists.firstAbroad);
  const form = random();
  if (form < 0.4) return `${first} ${last}`;
  if (form < 0.5) return `${first} ${more} ${last}`;
  if (form < 0.6) return `${last}, ${first}`;
  if (form < 0.78) return `${first} ${last}`.toLowerCase();
  if (form < 0.83) return `${first} ${more[0]?.toUpperCase()}. ${last}`;
  if (form < 0.88) return `${first} ${last}-${more}`;
  if (form < 0.9) return `${first} ${last}`.toUpperCase();
  if (form < 0.96) return first;
  return last;
}

function onePart(
  chosen: readonly string[],
  abroad: readonly string[],
  pick: Pick,
  random: () => number,
  inventedShare: number,
): string {
  const chance = random();
  if (chance < inventedShare) return invented(pick([chosen, abroad]), pick, random);
  return random() < 0.7 ? pick(chosen) : pick(abroad);
}

function pickBy(random: () => number): Pick {
  return (items) => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
}

/** A name nobody bears: the beginning of one and the end of another. What no list knows must be told by its place. */
function invented(names: readonly string[], pick: Pick, random: () => number): string {
  const head = pick(names);
  const tail = pick(names).toLowerCase();
  const cut = 1 + Math.floor(random() * Math.max(1, head.length - 1));
  return head.slice(0, cut) + tail.slice(-Math.max(2, Math.floor(tail.length / 2)));
}
