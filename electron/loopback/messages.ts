import { defineMessages } from '../../shared/i18n/define.ts';

/** What the door says to a browser that may not come in. */
export const doorMessages = defineMessages(
  {
    title: 'Lytt må åpnes på nytt',
    why: 'Denne nettleseren har ikke tilgang til Lytt på maskinen. Lenken kan være brukt før, eller Lytt kan ha vært startet på nytt.',
    how: 'Start Lytt en gang til, slik du pleier, så åpnes det her med en ny lenke. Det du har lagret, ligger på maskinen.',
    notFoundTitle: 'Siden finnes ikke',
    notFound: 'Adressen hører ikke til Lytt.',
  },
  {
    title: 'Lytt må opnast på nytt',
    why: 'Denne nettlesaren har ikkje tilgang til Lytt på maskina. Lenkja kan vere brukt før, eller Lytt kan ha vore starta på nytt.',
    how: 'Start Lytt ein gong til, slik du plar, så opnar det seg her med ei ny lenkje. Det du har lagra, ligg på maskina.',
    notFoundTitle: 'Sida finst ikkje',
    notFound: 'Adressa høyrer ikkje til Lytt.',
  },
  {
    title: 'Lytt must be opened again',
    why: 'This browser may not reach Lytt on this machine. The link may have been used before, or Lytt may have been restarted.',
    how: 'Start Lytt once more, as you usually do, and it opens here with a new link. What you have saved is on the machine.',
    notFoundTitle: 'No such page',
    notFound: 'The address does not belong to Lytt.',
  },
);
