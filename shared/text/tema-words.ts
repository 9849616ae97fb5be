/**
 * Words that name a tema outright. `names`: said so, it is that tema, whatever else the note holds. `hints`: what mostly
 * belongs to it; the trained model weighs them. Beginnings of words as `normaliseWords` spells them; a final `$` asks for the
 * whole word.
 */
interface TemaWords {
  readonly code: string;
  readonly names: readonly string[];
  readonly hints: readonly string[];
}

const words = (code: string, names: string, hints = ''): TemaWords => ({
  code,
  names: split(names),
  hints: split(hints),
});

const split = (list: string): string[] => list.split(' ').filter((word) => word !== '');

const list: readonly TemaWords[] = [
  words('DAG', 'dagpenge', 'meldekort arbeidssøk arbeidsledig permitter sluttattest oppsigelse'),
  words('AAP', 'arbeidsavklaring', 'arbeidsevnevurder makstid karensår'),
  words('SYK', 'sykepenge', 'sykmeldt inntektsmelding maksdato arbeidsgiverperiode egenmelding'),
  words('SYM', '', 'sykmelding sykmelda'),
  words('UFO', 'uføre uføretrygd', 'etteroppgjør fribeløp friinntekt ung$ ufør$ ufor'),
  words('PEN', 'alderspensjon afp$ minstepensj garantipensjon', 'pensjon levealder opptjening'),
  words(
    'FOR',
    'foreldrepenge fedrekvot mødrekvot pappaperm svangerskapspenge engangsstønad',
    'kvoten permen permisjon termin adopsjon fødsel foreldrepermisjon',
  ),
  words('BAR', 'barnetrygd', 'delt$ bosted'),
  words('BID', 'barnebidrag bidragsforskudd bidragspliktig', 'bidrag samvær'),
  words(
    'KOM',
    'sosialhjelp sosialstønad sosialsøknad nødhjelp krisehjelp depositumsgaranti livsopphold',
    'husleie bostedsløs kvp$ strømregning utkastelse midlertidig gjeldsrådgiv',
  ),
  words(
    'HJE',
    'hjelpemid rullestol høreapparat trappeheis personløfter',
    'brille stol$ seng heis rampe bestilling reparatør',
  ),
  words('FEI', 'tilbakekrev feilutbetal', 'kravet avdrag nedbetal aktsomhet innkreving$'),
  words('TIL', 'lønnstilskudd arbeidstrening tiltaksplass tiltaksarrangør', 'tiltak kurs praksis'),
  words('ENF', 'overgangsstønad skolepenge barnetilsyn', 'enslig alene aktivitetskrav'),
  words('OPP', 'aktivitetsplan', 'veileder oppfølging kontaktperson'),
  words('KON', 'kontantstøtte'),
  words('GRA', 'gravferd'),
  words('GRU', 'grunnstønad hjelpestønad'),
  words('SUP', 'supplerende$'),
  words('IND', 'tiltakspenge'),
  words('OMS', 'pleiepenge omsorgspenge opplæringspenge'),
  words('YRK', 'yrkesskade yrkessykdom menerstatning'),
  words('TSO', 'tilleggsstønad flyttestøtte'),
  words('EYB', 'barnepensjon'),
  words('EYO', 'omstillingsstønad gjenlevende'),
  words('HEL', 'ortopedisk'),
  words('FIP', 'fiskerpensjon'),
  words('TRY', 'trygdeavgift'),
  words('UNG', 'ungdomsprogram'),
  words('VEN', 'ventelønn'),
  words('FUL', 'fullmakt'),
  words('SAK', 'sakskostnad'),
  words('STO', 'årsoppgave utbetalingsoversikt'),
  words('MOB', 'mobilitetsfremmende'),
  words('AAR', 'aareg$'),
  words('GEN', '', 'bankid minid innlogging telefonkø kontaktsenter kø$ linja kontaktsenteret'),
];

export interface TemaEvidence {
  /** Tema named outright, in the order of the list. */
  readonly named: readonly string[];
  /** Tema that some word hints at. */
  readonly hinted: readonly string[];
}

export function temaEvidence(noteWords: readonly string[]): TemaEvidence {
  return {
    named: codesOf(noteWords, ({ names }) => names),
    hinted: codesOf(noteWords, ({ hints }) => hints),
  };
}

function codesOf(
  noteWords: readonly string[],
  pick: (tema: TemaWords) => readonly string[],
): string[] {
  return list
    .filter((tema) => pick(tema).some((sign) => noteWords.some((word) => matches(word, sign))))
    .map(({ code }) => code);
}

function matches(word: string, sign: string): boolean {
  return sign.endsWith('$') ? word === sign.slice(0, -1) : word.startsWith(sign);
}
