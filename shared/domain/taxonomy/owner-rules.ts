import type { JourneyStep } from '../tags.ts';
import { ownerSuggestions } from './owners.ts';

/** Who answers for a theme: a product team of ours, or somebody outside whom we can only ask. */
export const ownerKinds = ['team', 'vendor', 'policy', 'municipality'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

interface OwnerRule {
  /** Tema codes; null: any. */
  readonly tema: readonly string[] | null;
  /** Steps of the journey; null: any. */
  readonly step: readonly JourneyStep[] | null;
  readonly owner: string;
}

/**
 * Who owns what, over tema and journey step: examples, to be replaced by an organisation's own. The most telling rule holds:
 * one for tema and step before one for tema, before one for a step. Two that are equally telling hold neither.
 */
export const ownerRules: readonly OwnerRule[] = [
  { tema: ['DAG', 'AAP', 'IND'], step: ['report'], owner: 'Team Meldekort, Område Arbeid' },
  { tema: ['DAG', 'PER'], step: null, owner: 'Team Dagpenger, Område Arbeid' },
  { tema: ['TIL', 'TSO', 'TSR', 'MOB'], step: null, owner: 'Team Tiltak, Område Arbeid' },
  {
    tema: ['OPP', 'AKT', 'OPA', 'IAR', 'REK', 'UNG'],
    step: null,
    owner: 'Team Oppfølging, Område Arbeid',
  },
  { tema: ['AAP'], step: null, owner: 'Team AAP, Område Helse' },
  { tema: ['SYK', 'SYM', 'OMS', 'FRI'], step: null, owner: 'Team Sykepenger, Område Helse' },
  { tema: ['UFO', 'YRK'], step: null, owner: 'Team Uføre, Område Pensjon' },
  { tema: ['PEN', 'SUP', 'EYO', 'EYB'], step: null, owner: 'Team Pensjon, Område Pensjon' },
  { tema: ['FOR'], step: null, owner: 'Team Foreldrepenger, Område Familie' },
  {
    tema: ['BAR', 'KON', 'ENF', 'BID', 'FAR', 'GRU'],
    step: null,
    owner: 'Team Familieytelser, Område Familie',
  },
  { tema: ['KOM'], step: ['payment', 'decision', 'appeal'], owner: 'Kommunen' },
  { tema: ['KOM'], step: null, owner: 'Team Sosialhjelp, Område Kommune' },
  { tema: ['HJE', 'HEL', 'BIL'], step: null, owner: 'Team Hjelpemidler, Område Hjelpemidler' },
  { tema: ['STO', 'TRK', 'FEI'], step: null, owner: 'Team Utbetaling, Område Utbetaling' },
  {
    tema: ['GEN', 'SER'],
    step: ['discover', 'apply'],
    owner: 'Team Min side, Område Brukerdialog',
  },
  {
    tema: ['GEN', 'SER'],
    step: ['wait', 'followup'],
    owner: 'Team Kontaktsenter, Område Brukerdialog',
  },
  { tema: ['FUL'], step: null, owner: 'Team Min side, Område Brukerdialog' },
];

/** Owners beside the teams that are offered. */
export const outsideOwners: readonly { readonly name: string; readonly kind: OwnerKind }[] = [
  { name: 'Leverandøren', kind: 'vendor' },
  { name: 'Arbeids- og velferdsdirektoratet, regelverk', kind: 'policy' },
  { name: 'Kommunen', kind: 'municipality' },
];

/** The owner by rule. `hits`: how many rules of the most telling sort fit; with none or several nobody is named. */
export function ownerByRule(
  tema: string | null,
  step: JourneyStep | null,
): { readonly owner: string | null; readonly hits: number } {
  const fits = ownerRules.filter(
    (rule) =>
      (rule.tema === null || (tema !== null && rule.tema.includes(tema))) &&
      (rule.step === null || (step !== null && rule.step.includes(step))),
  );
  const best = Math.max(0, ...fits.map(tellingOf));
  const owners = new Set(fits.filter((rule) => tellingOf(rule) === best).map(({ owner }) => owner));
  const [owner = null] = owners;
  return { owner: owners.size === 1 ? owner : null, hits: owners.size };
}

function tellingOf({ tema, step }: OwnerRule): number {
  return (tema === null ? 0 : 2) + (step === null ? 0 : 1);
}

export function ownerKind(owner: string): OwnerKind {
  return outsideOwners.find(({ name }) => name === owner)?.kind ?? 'team';
}

/** The product area an owner belongs to: what stands after the comma of its name, or the whole name. */
export function areaOf(owner: string): string {
  const comma = owner.lastIndexOf(', ');
  return comma === -1 || ownerKind(owner) !== 'team' ? owner : owner.slice(comma + 2);
}

/** The areas of the owners that are known. */
export function knownAreas(): readonly string[] {
  return [...new Set(ownerSuggestions.map(({ name }) => areaOf(name)))];
}
