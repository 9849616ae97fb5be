import type { Language } from '../../view/session.ts';
import type { Channel, JourneyStep, PainType, Severity } from '../tags.ts';

export type Label = Readonly<Record<Language, string>>;

const label = (nb: string, nn: string, en: string): Label => ({ nb, nn, en });

/** Said from the citizen's side: what she was trying to do. */
export const stepLabels: Readonly<Record<JourneyStep, Label>> = {
  discover: label('Finne fram', 'Finne fram', 'Find the way'),
  understand: label('Forstå', 'Forstå', 'Understand'),
  apply: label('Søke', 'Søkje', 'Apply'),
  document: label('Dokumentere', 'Dokumentere', 'Document'),
  wait: label('Vente på svar', 'Vente på svar', 'Wait for an answer'),
  decision: label('Få vedtak', 'Få vedtak', 'Get a decision'),
  payment: label('Få utbetalt', 'Få utbetalt', 'Get paid'),
  report: label('Sende meldekort', 'Sende meldekort', 'Send employment status form'),
  change: label('Melde endring', 'Melde endring', 'Report a change'),
  followup: label('Følges opp', 'Bli følgd opp', 'Be followed up'),
  appeal: label('Klage', 'Klage', 'Appeal'),
};

/** The categories of NAV's complaints intake, in a few words. */
export const painLabels: Readonly<Record<PainType, Label>> = {
  waiting: label('Lang ventetid', 'Lang ventetid', 'Long wait'),
  availability: label('Vanskelig å nå', 'Vanskeleg å nå', 'Hard to reach'),
  information: label('Uklar beskjed', 'Uklar beskjed', 'Unclear information'),
  digital: label('Digital løsning', 'Digital løysing', 'Digital service'),
  guidance: label('Veiledning og oppfølging', 'Rettleiing og oppfølging', 'Guidance and follow-up'),
  conduct: label('Oppførsel', 'Oppførsel', 'Conduct'),
  other: label('Annet', 'Anna', 'Other'),
};

export const channelLabels: Readonly<Record<Channel, Label>> = {
  phone: label('Telefon', 'Telefon', 'Phone'),
  counter: label('Skranke', 'Skranke', 'Counter'),
  chat: label('Chat', 'Chat', 'Chat'),
  meeting: label('Møte', 'Møte', 'Meeting'),
  letter: label('Brev', 'Brev', 'Letter'),
};

export const severityLabels: Readonly<Record<Severity, Label>> = {
  1: label('Liten plage', 'Liten plage', 'Small nuisance'),
  2: label('Merkbar plage', 'Merkbar plage', 'Noticeable nuisance'),
  3: label('Stor plage', 'Stor plage', 'Great nuisance'),
  4: label('Akutt', 'Akutt', 'Acute'),
};
