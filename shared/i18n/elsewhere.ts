import { defineMessages } from './define.ts';

/** Where a note's matter belongs, beside what Lytt learns from it. */
export const elsewhereMessages = defineMessages(
  {
    threat: 'Trusler eller fare for liv?',
    threatDo:
      'Ring 112 ved akutt fare. Si fra til lederen din med en gang, og meld det etter sikkerhetsrutinen på kontoret.',
    child: 'Kan et barn være i fare?',
    childDo:
      'Du har selv plikt til å melde fra til barnevernet. Ring 112 ved akutt fare, ellers barnevernsvakten eller 116 111.',
    breach: 'Kan opplysninger ha kommet til feil person?',
    breachDo:
      'Meld det som personvernavvik nå. Datatilsynet skal ha beskjed innen 72 timer, og den det gjelder kan ha krav på å få vite det.',
    complaint: 'Er dette en klage?',
    complaintDo:
      'En klage på et vedtak må sendes som klage: hjelp brukeren til nav.no/klage. Fristen er som regel seks uker. Klage på service sendes på nav.no/tilbakemeldinger.',
    notHere: 'Herfra følger ingen det opp.',
    keep: 'Behold notatet',
    drop: 'Slett notatet',
    dropped: 'Notatet er slettet',
  },
  {
    threat: 'Truslar eller fare for liv?',
    threatDo:
      'Ring 112 ved akutt fare. Sei frå til leiaren din med ein gong, og meld det etter tryggleiksrutinen på kontoret.',
    child: 'Kan eit barn vere i fare?',
    childDo:
      'Du har sjølv plikt til å melde frå til barnevernet. Ring 112 ved akutt fare, elles barnevernsvakta eller 116 111.',
    breach: 'Kan opplysningar ha kome til feil person?',
    breachDo:
      'Meld det som personvernavvik no. Datatilsynet skal ha melding innan 72 timar, og den det gjeld, kan ha krav på å få vite det.',
    complaint: 'Er dette ei klage?',
    complaintDo:
      'Ei klage på eit vedtak må sendast som klage: hjelp brukaren til nav.no/klage. Fristen er som regel seks veker. Klage på service blir send på nav.no/tilbakemeldinger.',
    notHere: 'Herifrå følgjer ingen det opp.',
    keep: 'Behald notatet',
    drop: 'Slett notatet',
    dropped: 'Notatet er sletta',
  },
  {
    threat: 'Threats, or a life in danger?',
    threatDo:
      'Call 112 if the danger is acute. Tell your manager at once, and report it as your office’s security routine says.',
    child: 'Could a child be in danger?',
    childDo:
      'You have a duty of your own to notify the child welfare service. Call 112 if the danger is acute, else the emergency child welfare service or 116 111.',
    breach: 'Could information have reached the wrong person?',
    breachDo:
      'Report it as a personal data breach now. The Data Protection Authority must know within 72 hours, and the person concerned may have a right to be told.',
    complaint: 'Is this a complaint?',
    complaintDo:
      'A complaint about a decision must be sent as one: help the citizen to nav.no/klage. The deadline is as a rule six weeks. Complaints about service go to nav.no/tilbakemeldinger.',
    notHere: 'Nobody follows it up from here.',
    keep: 'Keep the note',
    drop: 'Delete the note',
    dropped: 'The note is deleted',
  },
);
