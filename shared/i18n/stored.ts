import { defineMessages } from './define.ts';

/** "What Lytt has stored about me". */
export const storedMessages = defineMessages(
  {
    title: 'Det Lytt har lagret om meg',
    loading: 'Henter det Lytt har lagret om deg',
    who: 'Lytt kjenner deg som {name}. Navn, rolle og enhet kommer fra innloggingen.',
    noService:
      'Tjenesten svarer ikke nå, så det den har lagret, er ikke regnet med. Det som ligger på maskinen, står her.',
    list: 'Hva som er lagret',
    observation: 'Det du har logget',
    draft: 'Utkast',
    reply: 'Svar til deg',
    review: 'Gjennomganger du har gjort',
    themeChange: 'Endringer du har gjort i temaer',
    operation: 'Det maskinen har sendt eller skal sende',
    line: 'Hva du gjorde når, uten ord',
    notPerson: 'Ord du har sagt ikke er en person',
    membership: 'Enheter du har jobbet i',
    observationHelp: 'Ordene slettes. Merking, tema og hva det ble til, blir stående.',
    draftHelp: 'Ligger bare på denne maskinen.',
    replyHelp: 'Beholdes så lenge loggingen teller.',
    reviewHelp: 'Spørsmål og begrunnelser slettes sammen med ordene de gjelder.',
    themeChangeHelp: 'Hører til temaet og beholdes med det.',
    operationHelp:
      'På maskinen slettes det med ordene. Tjenesten husker bare slag og tid, så ingenting tas inn to ganger.',
    lineHelp: 'Ligger bare på denne maskinen.',
    notPersonHelp: 'Kan ikke leses tilbake. Du kan glemme dem i menyen.',
    membershipHelp: 'Beholdes, så det som venter, kan sendes under rett enhet.',
    here: '{count} på maskinen',
    atService: '{count} hos tjenesten',
    since: 'Eldste {day}',
    howLong: 'Hvor lenge',
    keptHere_one:
      'På maskinen slettes ordene {days} dag etter siste ord eller avgjørelse. Det ingen avgjør, og utkast: {undecided} dager.',
    keptHere_other:
      'På maskinen slettes ordene {days} dager etter siste ord eller avgjørelse. Det ingen avgjør, og utkast: {undecided} dager.',
    keptService_one:
      'Hos tjenesten {days} dag, som innsikt og sitat {insight}, og {undecided} for det ingen avgjør.',
    keptService_other:
      'Hos tjenesten {days} dager, som innsikt og sitat {insight}, og {undecided} for det ingen avgjør.',
    nextGone:
      'De første ordene dine her slettes {day}, hvis ingenting mer skrives eller avgjøres om dem.',
    nothingGoes: 'Ingen av ordene dine her venter på å bli slettet.',
    copies_one:
      '{count} kryptert kopi av filen din ligger på maskinen ({day}). Ingen beholdes over en uke når det finnes en nyere.',
    copies_other:
      '{count} krypterte kopier av filen din ligger på maskinen (den eldste: {day}). Ingen beholdes over en uke når det finnes en nyere.',
    receipts: 'Slettet sist',
    none: 'Ingenting ennå.',
    wordsGone_one: 'ordene i {count} logging',
    wordsGone_other: 'ordene i {count} logginger',
    operationGone_one: '{count} sendt handling',
    operationGone_other: '{count} sendte handlinger',
    draftGone_one: '{count} utkast',
    draftGone_other: '{count} utkast',
    lineGone_one: '{count} linje om hva du gjorde når',
    lineGone_other: '{count} linjer om hva du gjorde når',
    otherGone_one: '{count} ting',
    otherGone_other: '{count} ting',
    rights: 'Det du kan gjøre',
    rightsText:
      'Rett og trekk tilbake det du har logget, i {mine}. Det du trekker tilbake, slettes overalt ved neste synkronisering.',
    rightsOther:
      'Er noe feil som du ikke kan rette selv, si fra til lederen din eller personvernombudet.',
    mine: 'Mine',
    export: 'Last ned alt',
    exportHelp:
      'En fil (JSON) med alt som er lagret, også tekstene. Den er ikke kryptert: legg den et trygt sted, og slett den når du er ferdig.',
    exported: 'Alt er i filen {file}.',
    exportedHere:
      'Filen {file} har det som ligger på maskinen. Tjenesten svarte ikke; prøv igjen for å få med resten.',
  },
  {
    title: 'Det Lytt har lagra om meg',
    loading: 'Hentar det Lytt har lagra om deg',
    who: 'Lytt kjenner deg som {name}. Namn, rolle og eining kjem frå innlogginga.',
    noService:
      'Tenesta svarar ikkje no, så det ho har lagra, er ikkje rekna med. Det som ligg på maskina, står her.',
    list: 'Kva som er lagra',
    observation: 'Det du har logga',
    draft: 'Utkast',
    reply: 'Svar til deg',
    review: 'Gjennomgangar du har gjort',
    themeChange: 'Endringar du har gjort i tema',
    operation: 'Det maskina har sendt eller skal sende',
    line: 'Kva du gjorde når, utan ord',
    notPerson: 'Ord du har sagt ikkje er ein person',
    membership: 'Einingar du har arbeidd i',
    observationHelp: 'Orda blir sletta. Merking, tema og kva det vart til, blir ståande.',
    draftHelp: 'Ligg berre på denne maskina.',
    replyHelp: 'Blir verande så lenge logginga tel.',
    reviewHelp: 'Spørsmål og grunngivingar blir sletta saman med orda dei gjeld.',
    themeChangeHelp: 'Høyrer til temaet og blir verande med det.',
    operationHelp:
      'På maskina blir det sletta med orda. Tenesta hugsar berre slag og tid, så ingenting blir teke inn to gonger.',
    lineHelp: 'Ligg berre på denne maskina.',
    notPersonHelp: 'Kan ikkje lesast tilbake. Du kan gløyme dei i menyen.',
    membershipHelp: 'Blir verande, så det som ventar, kan sendast under rett eining.',
    here: '{count} på maskina',
    atService: '{count} hos tenesta',
    since: 'Eldste {day}',
    howLong: 'Kor lenge',
    keptHere_one:
      'På maskina blir orda sletta {days} dag etter siste ord eller avgjerd. Det ingen avgjer, og utkast: {undecided} dagar.',
    keptHere_other:
      'På maskina blir orda sletta {days} dagar etter siste ord eller avgjerd. Det ingen avgjer, og utkast: {undecided} dagar.',
    keptService_one:
      'Hos tenesta {days} dag, som innsikt og sitat {insight}, og {undecided} for det ingen avgjer.',
    keptService_other:
      'Hos tenesta {days} dagar, som innsikt og sitat {insight}, og {undecided} for det ingen avgjer.',
    nextGone:
      'Dei første orda dine her blir sletta {day}, om ingenting meir blir skrive eller avgjort om dei.',
    nothingGoes: 'Ingen av orda dine her ventar på å bli sletta.',
    copies_one:
      '{count} kryptert kopi av fila di ligg på maskina ({day}). Ingen blir verande over ei veke når det finst ein nyare.',
    copies_other:
      '{count} krypterte kopiar av fila di ligg på maskina (den eldste: {day}). Ingen blir verande over ei veke når det finst ein nyare.',
    receipts: 'Sletta sist',
    none: 'Ingenting enno.',
    wordsGone_one: 'orda i {count} logging',
    wordsGone_other: 'orda i {count} loggingar',
    operationGone_one: '{count} sendt handling',
    operationGone_other: '{count} sende handlingar',
    draftGone_one: '{count} utkast',
    draftGone_other: '{count} utkast',
    lineGone_one: '{count} linje om kva du gjorde når',
    lineGone_other: '{count} linjer om kva du gjorde når',
    otherGone_one: '{count} ting',
    otherGone_other: '{count} ting',
    rights: 'Det du kan gjere',
    rightsText:
      'Rett og trekk tilbake det du har logga, i {mine}. Det du trekkjer tilbake, blir sletta overalt ved neste synkronisering.',
    rightsOther:
      'Er noko feil som du ikkje kan rette sjølv, sei frå til leiaren din eller personvernombodet.',
    mine: 'Mine',
    export: 'Last ned alt',
    exportHelp:
      'Ei fil (JSON) med alt som er lagra, også tekstane. Ho er ikkje kryptert: legg henne ein trygg stad, og slett henne når du er ferdig.',
    exported: 'Alt er i fila {file}.',
    exportedHere:
      'Fila {file} har det som ligg på maskina. Tenesta svarte ikkje; prøv igjen for å få med resten.',
  },
  {
    title: 'What Lytt has stored about me',
    loading: 'Getting what Lytt has stored about you',
    who: 'Lytt knows you as {name}. Name, role and unit come from your sign-in.',
    noService:
      'The service does not answer now, so what it has stored is not counted. What lies on this machine is here.',
    list: 'What is stored',
    observation: 'What you have logged',
    draft: 'Draft',
    reply: 'Replies to you',
    review: 'Reviews you have made',
    themeChange: 'Changes you have made to themes',
    operation: 'What the machine has sent or will send',
    line: 'What you did when, without words',
    notPerson: 'Words you said are not a person',
    membership: 'Units you have worked in',
    observationHelp: 'The words are deleted. Tags, theme and what became of it stay.',
    draftHelp: 'Lies on this machine alone.',
    replyHelp: 'Kept for as long as the entry counts.',
    reviewHelp: 'Questions and reasons are deleted with the words they are about.',
    themeChangeHelp: 'Belongs to the theme and is kept with it.',
    operationHelp:
      'On the machine it is deleted with the words. The service remembers kind and time alone, so that nothing is taken in twice.',
    lineHelp: 'Lies on this machine alone.',
    notPersonHelp: 'Cannot be read back. You can forget them in the menu.',
    membershipHelp: 'Kept, so that what waits can be sent under the right unit.',
    here: '{count} on this machine',
    atService: '{count} with the service',
    since: 'Oldest {day}',
    howLong: 'How long',
    keptHere_one:
      'On this machine words are deleted {days} day after the last word or decision. What nobody decides, and drafts: {undecided} days.',
    keptHere_other:
      'On this machine words are deleted {days} days after the last word or decision. What nobody decides, and drafts: {undecided} days.',
    keptService_one:
      'With the service {days} day, as insight and quote {insight}, and {undecided} for what nobody decides.',
    keptService_other:
      'With the service {days} days, as insight and quote {insight}, and {undecided} for what nobody decides.',
    nextGone:
      'The first of your words here are deleted on {day}, if nothing more is written or decided about them.',
    nothingGoes: 'None of your words here wait to be deleted.',
    copies_one:
      '{count} encrypted copy of your file lies on this machine ({day}). None is kept beyond a week once there is a newer one.',
    copies_other:
      '{count} encrypted copies of your file lie on this machine (the oldest: {day}). None is kept beyond a week once there is a newer one.',
    receipts: 'Last deleted',
    none: 'Nothing yet.',
    wordsGone_one: 'the words of {count} entry',
    wordsGone_other: 'the words of {count} entries',
    operationGone_one: '{count} sent action',
    operationGone_other: '{count} sent actions',
    draftGone_one: '{count} draft',
    draftGone_other: '{count} drafts',
    lineGone_one: '{count} line of what you did when',
    lineGone_other: '{count} lines of what you did when',
    otherGone_one: '{count} thing',
    otherGone_other: '{count} things',
    rights: 'What you can do',
    rightsText:
      'Correct and withdraw what you have logged, in {mine}. What you withdraw is deleted everywhere at the next sync.',
    rightsOther:
      'If something is wrong that you cannot correct yourself, tell your manager or the data protection officer.',
    mine: 'Mine',
    export: 'Download all',
    exportHelp:
      'One file (JSON) with all that is stored, the texts too. It is not encrypted: put it somewhere safe, and delete it when you are done.',
    exported: 'All of it is in the file {file}.',
    exportedHere:
      'The file {file} has what lies on this machine. The service did not answer; try again to get the rest.',
  },
);
