import type { JourneyStep, PainType } from '../../../shared/domain/tags.ts';

/** Heard of late, and in no theme yet: the service proposes one. */
export const unnamed: {
  readonly tema: string;
  readonly step: JourneyStep;
  readonly pain: PainType;
  readonly notes: readonly string[];
} = {
  ...{ tema: 'GEN', step: 'apply', pain: 'digital' },
  notes: [
    'Har ikke BankID og kommer ikke inn på Min side',
    'BankID på mobil virker ikke etter bytte av telefon, låst ute fra Min side',
    'Banken har sperret BankID-en, kommer ikke inn på Min side for å levere søknad',
    'Eldre mann uten smarttelefon, har ikke BankID og kommer ikke inn på nav.no',
    'Kodebrikka til BankID er utgått, kommer ikke inn på Min side',
    'Ungdom får ikke BankID uten foresatte og kommer ikke inn på Min side',
    'Får feilmelding fra BankID hver gang hun logger inn på Min side',
    'Brukar utan BankID kjem ikkje inn på Min side',
    'Innlogging med BankID stopper etter at koden er skrevet inn',
  ],
};

/** Heard once or twice: what most notes are. */
export const others: readonly {
  readonly tema: string;
  readonly step: JourneyStep;
  readonly pain: PainType;
  readonly text: string;
  /** Not taken further, and why. */
  readonly declined?: string;
}[] = [
  {
    ...{ tema: 'PEN', step: 'apply', pain: 'guidance' },
    text: 'Skjønner ikke om det lønner seg å ta ut alderspensjon nå eller vente',
  },
  {
    ...{ tema: 'GEN', step: 'followup', pain: 'other' },
    text: 'Parkeringen utenfor kontoret er for dyr',
    declined: 'Kommunen eier plassen, og har fått vite det.',
  },
  {
    ...{ tema: 'BID', step: 'decision', pain: 'information' },
    text: 'Forstår ikke hvordan bidraget er regnet ut',
  },
  {
    ...{ tema: 'BAR', step: 'wait', pain: 'waiting' },
    text: 'Barnetrygden stoppet da de flyttet sammen, ingen har sagt fra',
  },
  {
    ...{ tema: 'TIL', step: 'followup', pain: 'guidance' },
    text: 'Kurset begynner før søknaden om tiltak er behandlet',
  },
];
