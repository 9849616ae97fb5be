import type { Language } from '../../view/session.ts';

export interface Tema {
  readonly code: string;
  readonly name: Readonly<Record<Language, string>>;
  /** Offered in pickers. The others are known, and named where they come in, but never offered. */
  readonly shown: boolean;
  /** Among the codes a front line meets every day: offered first. */
  readonly daily: boolean;
}

const list = (
  code: string,
  nb: string,
  nn: string,
  en: string,
  use: 'daily' | 'shown' | 'hidden' = 'shown',
): Tema => ({ code, name: { nb, nn, en }, shown: use !== 'hidden', daily: use === 'daily' });

/**
 * NAV's tema codes. The bokmål names are NAV's own, letter for letter; nynorsk and English are our translations.
 * Daily: the codes contacts are counted by, and those that at least seven of 385 notes from a front line are about.
 */
export const temaList: readonly Tema[] = [
  list(
    'AAP',
    'Arbeidsavklaringspenger',
    'Arbeidsavklaringspengar',
    'Work assessment allowance',
    'daily',
  ),
  list('AAR', 'Aa-registeret', 'Aa-registeret', 'Employer and employee register', 'hidden'),
  list(
    'AGR',
    'Ajourhold – grunnopplysninger',
    'Ajourhald – grunnopplysningar',
    'Updating basic records',
  ),
  list(
    'AKT',
    'Aktivitetsplan med dialoger',
    'Aktivitetsplan med dialogar',
    'Activity plan with dialogues',
  ),
  list(
    'ARP',
    'Arbeidsrådgivning – psykologtester',
    'Arbeidsrådgjeving – psykologtestar',
    'Work counselling – psychological tests',
    'hidden',
  ),
  list(
    'ARS',
    'Arbeidsrådgivning – skjermet',
    'Arbeidsrådgjeving – skjerma',
    'Work counselling – restricted',
    'hidden',
  ),
  list('BAR', 'Barnetrygd', 'Barnetrygd', 'Child benefit', 'daily'),
  list('BID', 'Bidrag', 'Bidrag', 'Child support', 'daily'),
  list('BIL', 'Bil', 'Bil', 'Car'),
  list('DAG', 'Dagpenger', 'Dagpengar', 'Unemployment benefit', 'daily'),
  list('ENF', 'Enslig mor eller far', 'Einsleg mor eller far', 'Single mother or father', 'daily'),
  list('ERS', 'Erstatning', 'Erstatning', 'Compensation'),
  list('EYB', 'Barnepensjon', 'Barnepensjon', 'Children’s pension'),
  list('EYO', 'Omstillingsstønad', 'Omstillingsstønad', 'Adjustment allowance'),
  list('FAR', 'Foreldreskap', 'Foreldreskap', 'Parenthood', 'hidden'),
  list('FEI', 'Feilutbetaling', 'Feilutbetaling', 'Incorrect payment', 'daily'),
  list('FIP', 'Fiskerpensjon', 'Fiskarpensjon', 'Fishermen’s pension'),
  list(
    'FOR',
    'Foreldre- og svangerskapspenger',
    'Foreldre- og svangerskapspengar',
    'Parental and pregnancy benefit',
    'daily',
  ),
  list('FOS', 'Forsikring', 'Forsikring', 'Insurance'),
  list(
    'FRI',
    'Kompensasjon for selvstendig næringsdrivende/frilansere',
    'Kompensasjon for sjølvstendig næringsdrivande/frilansarar',
    'Compensation for self-employed and freelancers',
  ),
  list('FUL', 'Fullmakt', 'Fullmakt', 'Power of attorney'),
  list('GEN', 'Generell', 'Generell', 'General', 'daily'),
  list('GRA', 'Gravferdsstønad', 'Gravferdsstønad', 'Funeral grant'),
  list(
    'GRU',
    'Grunn- og hjelpestønad',
    'Grunn- og hjelpestønad',
    'Basic benefit and attendance benefit',
  ),
  list(
    'HEL',
    'Helsetjenester og ortopediske hjelpemidler',
    'Helsetenester og ortopediske hjelpemiddel',
    'Health services and orthopaedic aids',
  ),
  list('HJE', 'Hjelpemidler', 'Hjelpemiddel', 'Assistive devices', 'daily'),
  list('IAR', 'Inkluderende arbeidsliv', 'Inkluderande arbeidsliv', 'Inclusive working life'),
  list('IND', 'Tiltakspenger', 'Tiltakspengar', 'Employment scheme benefit'),
  list('KLL', 'Klage – lønnsgaranti', 'Klage – lønsgaranti', 'Appeal – wage guarantee'),
  list(
    'KOM',
    'Økonomisk sosialhjelp',
    'Økonomisk sosialhjelp',
    'Financial assistance (social assistance)',
    'daily',
  ),
  list('KON', 'Kontantstøtte', 'Kontantstøtte', 'Cash-for-care benefit'),
  list(
    'KTA',
    'Kontroll – anmeldelse',
    'Kontroll – melding til politiet',
    'Control – police report',
    'hidden',
  ),
  list('KTR', 'Kontroll', 'Kontroll', 'Control', 'hidden'),
  list('MED', 'Medlemskap', 'Medlemskap', 'Membership'),
  list('MOB', 'Mobilitetsfremmende stønad', 'Mobilitetsfremjande stønad', 'Mobility grant'),
  list(
    'OMS',
    'Omsorgspenger, pleiepenger og opplæringspenger',
    'Omsorgspengar, pleiepengar og opplæringspengar',
    'Care benefit, attendance allowance and training allowance',
  ),
  list('OPA', 'Oppfølging – arbeidsgiver', 'Oppfølging – arbeidsgivar', 'Follow-up – employer'),
  list('OPP', 'Oppfølging', 'Oppfølging', 'Follow-up', 'daily'),
  list('PAI', 'Innsyn', 'Innsyn', 'Access to documents'),
  list('PEN', 'Pensjon', 'Pensjon', 'Pension', 'daily'),
  list(
    'PER',
    'Permittering og masseoppsigelser',
    'Permittering og masseoppseiingar',
    'Temporary layoffs and mass redundancies',
  ),
  list(
    'POI',
    'Innsyn etter personopplysningsloven',
    'Innsyn etter personopplysningslova',
    'Access under the Personal Data Act',
  ),
  list('REH', 'Rehabiliteringspenger', 'Rehabiliteringspengar', 'Rehabilitation allowance'),
  list('REK', 'Rekruttering', 'Rekruttering', 'Recruitment'),
  list(
    'RPO',
    'Retting av personopplysninger',
    'Retting av personopplysningar',
    'Rectification of personal data',
  ),
  list('RVE', 'Rettferdsvederlag', 'Rettferdsvederlag', 'Ex gratia compensation'),
  list('SAA', 'Sanksjon – arbeidsgiver', 'Sanksjon – arbeidsgivar', 'Sanction – employer'),
  list('SAK', 'Sakskostnader', 'Sakskostnader', 'Legal costs'),
  list('SAP', 'Sanksjon – person', 'Sanksjon – person', 'Sanction – person'),
  list('SER', 'Serviceklager', 'Serviceklager', 'Service complaints'),
  list(
    'STO',
    'Regnskap/utbetaling/årsoppgave',
    'Rekneskap/utbetaling/årsoppgåve',
    'Accounts/payment/annual statement',
  ),
  list('SUP', 'Supplerende stønad', 'Supplerande stønad', 'Supplementary benefit'),
  list('SYK', 'Sykepenger', 'Sjukepengar', 'Sickness benefit', 'daily'),
  list('SYM', 'Sykmeldinger', 'Sjukmeldingar', 'Sick notes', 'daily'),
  list('TIL', 'Tiltak', 'Tiltak', 'Employment schemes', 'daily'),
  list('TRK', 'Trekkhåndtering', 'Trekkhandtering', 'Deductions'),
  list('TRY', 'Trygdeavgift', 'Trygdeavgift', 'National insurance contributions'),
  list('TSO', 'Tilleggsstønad', 'Tilleggsstønad', 'Supplemental benefits'),
  list(
    'TSR',
    'Tilleggsstønad – arbeidssøkere',
    'Tilleggsstønad – arbeidssøkjarar',
    'Supplemental benefits – jobseekers',
  ),
  list('UFM', 'Unntak fra medlemskap', 'Unntak frå medlemskap', 'Exemption from membership'),
  list('UFO', 'Uføretrygd', 'Uføretrygd', 'Disability benefit', 'daily'),
  list('UKJ', 'Ukjent', 'Ukjend', 'Unknown'),
  list('UNG', 'Ungdomsprogramytelsen', 'Ungdomsprogramytinga', 'Youth programme benefit'),
  list('VEN', 'Ventelønn', 'Ventelønn', 'Waiting pay'),
  list('YRA', 'Yrkesrettet attføring', 'Yrkesretta attføring', 'Vocational rehabilitation'),
  list(
    'YRK',
    'Yrkesskade og menerstatning',
    'Yrkesskade og menerstatning',
    'Occupational injury and compensation for permanent impairment',
  ),
];
