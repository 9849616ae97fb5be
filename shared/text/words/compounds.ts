/**
 * Splits compounds into what they are made of: «dagpengesøknaden» holds «dagpenge» and «søknad». Which words there are is
 * learnt from the texts at hand, on top of a small list.
 */

/** Heads and first parts of the front line's compounds. Stems. Data. */
const seeds = `
  penge trygd stønad støtte søknad skjem meld melding kort vedtak brev avslag klag krav frist dato periode tid kø telefon senter kontakt
  kontor sak behandl saksbehandl arbeid giver søker tak evne plass leg lege erklær attest konto utskrift lønn slip skatt trekk oppgjør
  inntekt grens grunnlag beregn utbetal betal tilbake bidrag forskudd barn barne foreldre permisjon kvote mor far pensjon alder uføre syk
  syke dag dags uke måned hjelp middel midl stol heis apparat bolig bosted leie hus strøm bank innlogg side nett skjerm tiltak
  arrangør oppfølg aktivitet plan møte dialog samtal veileder bytte skol studi reise ferie varsel påmin vedleg dokument kontrakt
  bekreft avtal underskrift samvær fradrag kostnad mottaker pliktig register status list vente sentral bestill lever reparasjon
  adresse nummer feil system regn stykk metode avdrag ordning kreving rettighet opplysning plikt innsend
`
  .trim()
  .split(/\s+/);

/** What may stand between two parts. */
const joints = ['', 's', 'e', 'er'];
const SHORTEST = 3;
const SHORTEST_COMPOUND = 7;
/** A part that is also an everyday prefix or preposition explains nothing. */
const noParts = new Set(
  'opp inn etter over under for med ved til fra før gjør hold send følg tak uten hvor der'.split(
    ' ',
  ),
);

export class Compounds {
  readonly #known: Set<string>;

  /** @param learnt stems that stand in several texts */
  constructor(learnt: Iterable<string>) {
    this.#known = new Set(seeds);
    for (const word of learnt)
      if (word.length >= SHORTEST && !noParts.has(word)) this.#known.add(word);
  }

  /** The parts of a stem, at least two, or none. */
  parts(stem: string): readonly string[] {
    return stem.length < SHORTEST_COMPOUND ? [] : this.#best(stem, 2);
  }

  /** The split whose shortest part is longest. */
  #best(stem: string, depth: number): readonly string[] {
    let best: readonly string[] = [];
    let bestScore = 0;
    for (let cut = SHORTEST; cut <= stem.length - SHORTEST; cut += 1) {
      const first = this.#first(stem.slice(0, cut));
      if (first === undefined) continue;
      const rest = stem.slice(cut);
      if (this.#known.has(rest)) {
        const score = Math.min(first.length, rest.length) + 0.1 * rest.length + 2;
        if (score > bestScore) [best, bestScore] = [[first, rest], score];
      } else if (depth > 1 && rest.length >= SHORTEST_COMPOUND) {
        const more = this.#best(rest, depth - 1);
        if (more.length === 0) continue;
        const score = Math.min(first.length, ...more.map((part) => part.length)) + 1;
        if (score > bestScore) [best, bestScore] = [[first, ...more], score];
      }
    }
    return best;
  }

  #first(piece: string): string | undefined {
    for (const joint of joints)
      if (piece.endsWith(joint)) {
        const word = piece.slice(0, piece.length - joint.length);
        if (word.length >= SHORTEST && this.#known.has(word)) return word;
      }
    return undefined;
  }
}
