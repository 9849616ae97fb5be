/** Suggestions for who answers for a theme: examples of product teams and areas, to be replaced by an organisation's own. */
export const ownerSuggestions: readonly {
  readonly name: string;
  /** The tema codes the team answers for. */
  readonly tema: readonly string[];
}[] = [
  { name: 'Team Dagpenger, Område Arbeid', tema: ['DAG', 'PER'] },
  { name: 'Team Meldekort, Område Arbeid', tema: ['DAG', 'AAP', 'IND'] },
  { name: 'Team Tiltak, Område Arbeid', tema: ['TIL', 'IND', 'TSO', 'TSR', 'MOB'] },
  { name: 'Team Oppfølging, Område Arbeid', tema: ['OPP', 'AKT', 'OPA', 'IAR', 'REK', 'UNG'] },
  { name: 'Team AAP, Område Helse', tema: ['AAP'] },
  { name: 'Team Sykepenger, Område Helse', tema: ['SYK', 'SYM', 'OMS', 'FRI'] },
  { name: 'Team Uføre, Område Pensjon', tema: ['UFO', 'YRK'] },
  { name: 'Team Pensjon, Område Pensjon', tema: ['PEN', 'SUP', 'EYO', 'EYB'] },
  { name: 'Team Foreldrepenger, Område Familie', tema: ['FOR'] },
  {
    name: 'Team Familieytelser, Område Familie',
    tema: ['BAR', 'KON', 'ENF', 'BID', 'FAR', 'GRU'],
  },
  { name: 'Team Sosialhjelp, Område Kommune', tema: ['KOM'] },
  { name: 'Team Hjelpemidler, Område Hjelpemidler', tema: ['HJE', 'HEL', 'BIL'] },
  { name: 'Team Utbetaling, Område Utbetaling', tema: ['STO', 'TRK', 'FEI'] },
  { name: 'Team Min side, Område Brukerdialog', tema: ['GEN', 'FUL', 'SER'] },
  { name: 'Team Kontaktsenter, Område Brukerdialog', tema: ['GEN', 'SER'] },
  { name: 'Kommunen', tema: ['KOM'] },
  { name: 'Leverandøren', tema: [] },
  { name: 'Arbeids- og velferdsdirektoratet, regelverk', tema: [] },
];

/** Every suggestion, those that answer for the tema first. */
export function suggestOwners(tema: string | null): readonly string[] {
  return ownerSuggestions
    .toSorted((a, b) => fits(b.tema, tema) - fits(a.tema, tema))
    .map(({ name }) => name);
}

/** Whether it is one of the organisations that are offered, word for word: nobody's name. */
export function isSuggestedOwner(owner: string | null): boolean {
  return ownerSuggestions.some(({ name }) => name === owner);
}

function fits(codes: readonly string[], tema: string | null): number {
  return tema !== null && codes.includes(tema) ? 1 : 0;
}
