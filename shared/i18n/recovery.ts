import { defineMessages } from './define.ts';

/** What a person is told after her file was damaged: what came back, and what did not. */
export const recoveryMessages = defineMessages(
  {
    label: 'Etter at filen ble skadet',
    title:
      'Filen der Lytt lagrer, var skadet ({when}). Den er tatt vare på, og en ny er satt i stedet.',
    fromFile_one: '{count} ting du har logget, er tilbake fra filen selv.',
    fromFile_other: '{count} ting du har logget, er tilbake fra filen selv.',
    fromCopy_one:
      '{count} ting du har logget, er tilbake fra kopien av {copied} og det som kunne leses.',
    fromCopy_other:
      '{count} ting du har logget, er tilbake fra kopien av {copied} og det som kunne leses.',
    fromNothing_one:
      'Det var ingen hel kopi. {count} ting du har logget, kunne leses av den skadde filen.',
    fromNothing_other:
      'Det var ingen hel kopi. {count} ting du har logget, kunne leses av den skadde filen.',
    unsent_one: '{count} som ikke var sendt, er tilbake og sendes av seg selv.',
    unsent_other: '{count} som ikke var sendt, er tilbake og sendes av seg selv.',
    draft: 'Utkastet ditt er tilbake.',
    fetched_one: '{count} er hentet fra tjenesten siden.',
    fetched_other: '{count} er hentet fra tjenesten siden.',
    fetching: 'Det som var sendt, hentes fra tjenesten når den svarer.',
    missing_one: '{count} som var logget, er ikke kommet tilbake.',
    missing_other: '{count} som var logget, er ikke kommet tilbake.',
    unread_one: '{count} lagring kunne ikke leses.',
    unread_other: '{count} lagringer kunne ikke leses.',
    unknown: 'Noe av det siste kan mangle; hvor mye kan ikke ses. Se over det du logget sist.',
    nothingMissing: 'Ingenting mangler.',
    kept: 'Den skadde filen ligger i {folder}. Ikke slett den; brukerstøtte kan trenge den. Lytt sletter den selv når alt som kan hentes, har vært tilbake i en uke.',
    read: 'Jeg har lest det',
  },
  {
    label: 'Etter at fila vart skadd',
    title:
      'Fila der Lytt lagrar, var skadd ({when}). Ho er teken vare på, og ei ny er sett i staden.',
    fromFile_one: '{count} ting du har logga, er tilbake frå fila sjølv.',
    fromFile_other: '{count} ting du har logga, er tilbake frå fila sjølv.',
    fromCopy_one:
      '{count} ting du har logga, er tilbake frå kopien av {copied} og det som kunne lesast.',
    fromCopy_other:
      '{count} ting du har logga, er tilbake frå kopien av {copied} og det som kunne lesast.',
    fromNothing_one:
      'Det var ingen heil kopi. {count} ting du har logga, kunne lesast av den skadde fila.',
    fromNothing_other:
      'Det var ingen heil kopi. {count} ting du har logga, kunne lesast av den skadde fila.',
    unsent_one: '{count} som ikkje var sendt, er tilbake og blir sendt av seg sjølv.',
    unsent_other: '{count} som ikkje var sende, er tilbake og blir sende av seg sjølv.',
    draft: 'Utkastet ditt er tilbake.',
    fetched_one: '{count} er henta frå tenesta sidan.',
    fetched_other: '{count} er henta frå tenesta sidan.',
    fetching: 'Det som var sendt, blir henta frå tenesta når ho svarar.',
    missing_one: '{count} som var logga, er ikkje kome tilbake.',
    missing_other: '{count} som var logga, er ikkje komne tilbake.',
    unread_one: '{count} lagring kunne ikkje lesast.',
    unread_other: '{count} lagringar kunne ikkje lesast.',
    unknown:
      'Noko av det siste kan mangle; kor mykje kan ein ikkje sjå. Sjå over det du logga sist.',
    nothingMissing: 'Ingenting manglar.',
    kept: 'Den skadde fila ligg i {folder}. Ikkje slett henne; brukarstøtte kan trenge henne. Lytt slettar henne sjølv når alt som kan hentast, har vore tilbake i ei veke.',
    read: 'Eg har lese det',
  },
  {
    label: 'After the file was damaged',
    title:
      'The file Lytt saves to was damaged ({when}). It has been kept, and a new one is in its place.',
    fromFile_one: '{count} thing you have logged is back from the file itself.',
    fromFile_other: '{count} things you have logged are back from the file itself.',
    fromCopy_one:
      '{count} thing you have logged is back from the copy of {copied} and what could be read.',
    fromCopy_other:
      '{count} things you have logged are back from the copy of {copied} and what could be read.',
    fromNothing_one:
      'There was no whole copy. {count} of the things you have logged could be read from the damaged file.',
    fromNothing_other:
      'There was no whole copy. {count} of the things you have logged could be read from the damaged file.',
    unsent_one: '{count} that had not been sent is back and is sent by itself.',
    unsent_other: '{count} that had not been sent are back and are sent by themselves.',
    draft: 'Your draft is back.',
    fetched_one: '{count} has come from the service since.',
    fetched_other: '{count} have come from the service since.',
    fetching: 'What had been sent is fetched from the service when it answers.',
    missing_one: '{count} that was logged has not come back.',
    missing_other: '{count} that were logged have not come back.',
    unread_one: '{count} save could not be read.',
    unread_other: '{count} saves could not be read.',
    unknown:
      'Some of the latest may be missing; how much cannot be seen. Look over what you logged last.',
    nothingMissing: 'Nothing is missing.',
    kept: 'The damaged file is in {folder}. Do not delete it; user support may need it. Lytt deletes it itself once all that can be fetched has been back for a week.',
    read: 'I have read it',
  },
);
