import type { ErrorCode } from '../domain/errors.ts';
import { defineMessages } from './define.ts';

/** What every fault is called on screen: what happened, then what to do. A code without words in a language is a type error. */
export const errorMessages = defineMessages<ErrorCode>(
  {
    'input.invalid': 'Lytt forstod ikke det som ble sendt inn. Se over feltene og prøv igjen.',
    'text.empty': 'Teksten er tom. Skriv hva du hørte.',
    'text.tooLong': 'Teksten er for lang. Kort den ned til {limit} tegn.',
    'text.invalidCharacter':
      'Teksten har tegn som ikke kan lagres. Ta dem bort, eller lim inn på nytt.',
    'text.identifies':
      'Teksten kan peke på en person. Ta bort det som gjør det, så kan den sendes.',
    'text.mayIdentify':
      'Teksten kan peke på en person. Ta bort det som gjør det, eller si at det ikke gjelder noen.',
    'session.signedOut': 'Du er logget ut. Logg inn igjen; alt du har lagret, ligger på maskinen.',
    'session.forbidden': 'Du har ikke tilgang til dette. Spør lederen din om du skal ha det.',
    'session.tokenInvalid': 'Innloggingen gjelder ikke lenger. Logg inn igjen.',
    'session.issuerUnreachable':
      'Får ikke kontakt med innloggingen. Prøv igjen når nettet er tilbake.',
    'unit.unknown': 'Tjenesten kjenner ikke enheten din. Si fra til lederen din.',
    'unit.notYours': 'Dette hører til en annen enhet. Det kan bare enheten selv endre.',
    'observation.unknown': 'Tjenesten finner ikke det du ville endre. Hent på nytt og prøv igjen.',
    'observation.exists': 'Dette er alt logget. Du trenger ikke gjøre noe.',
    'observation.notYours': 'Bare den som logget det, kan endre teksten.',
    'observation.withdrawn': 'Det er trukket tilbake og kan ikke endres.',
    'observation.decided':
      'Det er alt behandlet og kan ikke endres. Logg det på nytt om det trengs.',
    'revision.unknown': 'Teksten er endret etter at du så den. Les den nye og avgjør igjen.',
    'review.unknown': 'Avgjørelsen finnes ikke lenger. Hent på nytt.',
    'review.temaMissing': 'Velg tema før du godkjenner.',
    'review.unconfirmed':
      'Den som logget det, beholdt noe som ligner en person. Se på det og bekreft før du godkjenner.',
    'review.alreadyUsed': 'Avgjørelsen er alt tatt i bruk og kan ikke angres.',
    'theme.unknown': 'Temaet finnes ikke lenger. Hent på nytt.',
    'theme.exists': 'Temaet finnes alt.',
    'theme.statusNotReachable': 'Temaet kan ikke gå rett til den statusen. Velg en annen.',
    'theme.reasonMissing': 'Skriv hvorfor temaet får denne statusen. De som sa fra, får lese det.',
    'theme.ownerMissing': 'Velg hvem som eier temaet først.',
    'theme.releaseDateMissing': 'Skriv datoen det ble rettet.',
    'theme.merged': 'Temaet er slått sammen med et annet. Gjør endringen der.',
    'theme.notMergeable':
      'Disse temaene kan ikke slås sammen eller skilles slik de står nå. Hent på nytt.',
    'proposal.unknown': 'Forslaget finnes ikke lenger. Andre kan ha tatt det. Hent på nytt.',
    'target.unknown': 'Det du pekte på, finnes ikke lenger. Skriv det med egne ord.',
    'insight.unknown': 'Innsikten finnes ikke lenger. Hent på nytt.',
    'reply.unknown': 'Svaret finnes ikke lenger. Hent på nytt.',
    'reply.notAsked': 'Dette svaret spør ikke om noe.',
    'operation.unknownKind':
      'Tjenesten er eldre enn Lytt på denne maskinen. Det blir liggende trygt her; si fra til dem som drifter Lytt.',
    'service.unreachable':
      'Får ikke kontakt med tjenesten. Alt er lagret på maskinen og sendes av seg selv.',
    'service.notLytt':
      'Noe annet enn Lytt svarte. Sjekk om nettet krever innlogging. Alt ligger trygt på maskinen.',
    'service.failed': 'Tjenesten har en feil. Lytt prøver igjen av seg selv.',
    'service.tooManyRequests':
      'Tjenesten har mye å gjøre. Lytt venter litt og prøver igjen av seg selv.',
    'feed.startOver': 'Tjenesten er satt opp på nytt. Lytt henter alt igjen av seg selv.',
    'service.otherServer':
      'Tjenesten er en annen enn før. Lytt har stoppet og slettet ingenting. Åpne Synk for å velge hva som skal skje.',
    'service.restored':
      'Tjenesten er satt tilbake til en eldre kopi. Lytt har stoppet og slettet ingenting. Åpne Synk for å sende alt på nytt.',
    'protocol.appTooOld':
      'Lytt på denne maskinen er for gammel for tjenesten. Oppdater Lytt; alt er lagret her og sendes etterpå.',
    'protocol.serviceTooOld':
      'Tjenesten må oppdateres før den kan ta imot fra denne Lytt. Si fra til dem som drifter Lytt; alt er lagret her og sendes etterpå.',
    'protocol.unsupported':
      'Lytt på denne maskinen er for gammel eller for ny for tjenesten. Oppdater Lytt; alt ligger trygt her.',
    'input.tooLarge': 'Det er for stort til å sendes. Kort det ned.',
    'input.unknownRoute':
      'Tjenesten kjenner ikke det Lytt spurte om. Oppdater Lytt på denne maskinen.',
    'service.notReady': 'Tjenesten er ikke klar ennå. Lytt prøver igjen av seg selv.',
    'store.locked': 'Lagringen på maskinen er opptatt. Prøv igjen om litt.',
    'store.full':
      'Disken er full, så ingenting nytt kan lagres. Frigjør plass og prøv igjen. Teksten står her.',
    'store.readOnly':
      'Mappen til Lytt kan ikke skrives til. Si fra til brukerstøtte. Teksten står her.',
    'store.damaged': 'Filen der Lytt lagrer, er skadet. Ikke slett den; si fra til brukerstøtte.',
    'store.newer': 'Filen er laget av en nyere Lytt. Oppdater Lytt på denne maskinen.',
    'store.keyMissing':
      'Nøkkelen til det lagrede mangler i nøkkelringen. Ikke slett noe; si fra til brukerstøtte.',
    'store.wrongKey':
      'Nøkkelen på maskinen passer ikke til det som er lagret. Ingenting er rørt. Ikke slett noe; si fra til brukerstøtte.',
    'store.recovering':
      'Filen der Lytt lagrer, er skadet. Lytt tar vare på den og henter tilbake det som kan hentes. Vent litt; teksten står her.',
    'store.deviceRestored':
      'Det Lytt visste om hvem som bruker maskinen, var skadet og er satt opp på nytt. Det dere har logget, er ikke rørt. Logg inn igjen, og se over innstillingene.',
    'store.keychainUnavailable':
      'Får ikke åpnet nøkkelringen på maskinen. Lås den opp og prøv igjen.',
    'app.failed': 'Noe gikk galt i Lytt. Prøv igjen. Det du har skrevet, står her.',
    'app.unreachable':
      'Lytt på maskinen svarer ikke. Start Lytt igjen; det du har skrevet, står her.',
  },
  {
    'input.invalid': 'Lytt forstod ikkje det som vart sendt inn. Sjå over felta og prøv igjen.',
    'text.empty': 'Teksten er tom. Skriv kva du høyrde.',
    'text.tooLong': 'Teksten er for lang. Kort han ned til {limit} teikn.',
    'text.invalidCharacter':
      'Teksten har teikn som ikkje kan lagrast. Ta dei bort, eller lim inn på nytt.',
    'text.identifies':
      'Teksten kan peike på ein person. Ta bort det som gjer det, så kan han sendast.',
    'text.mayIdentify':
      'Teksten kan peike på ein person. Ta bort det som gjer det, eller sei at det ikkje gjeld nokon.',
    'session.signedOut': 'Du er logga ut. Logg inn igjen; alt du har lagra, ligg på maskina.',
    'session.forbidden': 'Du har ikkje tilgang til dette. Spør leiaren din om du skal ha det.',
    'session.tokenInvalid': 'Innlogginga gjeld ikkje lenger. Logg inn igjen.',
    'session.issuerUnreachable':
      'Får ikkje kontakt med innlogginga. Prøv igjen når nettet er tilbake.',
    'unit.unknown': 'Tenesta kjenner ikkje eininga di. Sei frå til leiaren din.',
    'unit.notYours': 'Dette høyrer til ei anna eining. Det kan berre eininga sjølv endre.',
    'observation.unknown': 'Tenesta finn ikkje det du ville endre. Hent på nytt og prøv igjen.',
    'observation.exists': 'Dette er alt logga. Du treng ikkje gjere noko.',
    'observation.notYours': 'Berre den som logga det, kan endre teksten.',
    'observation.withdrawn': 'Det er trekt tilbake og kan ikkje endrast.',
    'observation.decided':
      'Det er alt behandla og kan ikkje endrast. Logg det på nytt om det trengst.',
    'revision.unknown': 'Teksten er endra etter at du såg han. Les den nye og avgjer igjen.',
    'review.unknown': 'Avgjerda finst ikkje lenger. Hent på nytt.',
    'review.temaMissing': 'Vel tema før du godkjenner.',
    'review.unconfirmed':
      'Den som logga det, heldt på noko som liknar ein person. Sjå på det og stadfest før du godkjenner.',
    'review.alreadyUsed': 'Avgjerda er alt teken i bruk og kan ikkje angrast.',
    'theme.unknown': 'Temaet finst ikkje lenger. Hent på nytt.',
    'theme.exists': 'Temaet finst alt.',
    'theme.statusNotReachable': 'Temaet kan ikkje gå rett til den statusen. Vel ein annan.',
    'theme.reasonMissing': 'Skriv kvifor temaet får denne statusen. Dei som sa frå, får lese det.',
    'theme.ownerMissing': 'Vel kven som eig temaet først.',
    'theme.releaseDateMissing': 'Skriv datoen det vart retta.',
    'theme.merged': 'Temaet er slått saman med eit anna. Gjer endringa der.',
    'theme.notMergeable':
      'Desse temaa kan ikkje slåast saman eller skiljast slik dei står no. Hent på nytt.',
    'proposal.unknown': 'Framlegget finst ikkje lenger. Andre kan ha teke det. Hent på nytt.',
    'target.unknown': 'Det du peika på, finst ikkje lenger. Skriv det med eigne ord.',
    'insight.unknown': 'Innsikta finst ikkje lenger. Hent på nytt.',
    'reply.unknown': 'Svaret finst ikkje lenger. Hent på nytt.',
    'reply.notAsked': 'Dette svaret spør ikkje om noko.',
    'operation.unknownKind':
      'Tenesta er eldre enn Lytt på denne maskina. Det blir liggjande trygt her; sei frå til dei som driftar Lytt.',
    'service.unreachable':
      'Får ikkje kontakt med tenesta. Alt er lagra på maskina og blir sendt av seg sjølv.',
    'service.notLytt':
      'Noko anna enn Lytt svara. Sjekk om nettet krev innlogging. Alt ligg trygt på maskina.',
    'service.failed': 'Tenesta har ein feil. Lytt prøver igjen av seg sjølv.',
    'service.tooManyRequests':
      'Tenesta har mykje å gjere. Lytt ventar litt og prøver igjen av seg sjølv.',
    'feed.startOver': 'Tenesta er sett opp på nytt. Lytt hentar alt igjen av seg sjølv.',
    'service.otherServer':
      'Tenesta er ei anna enn før. Lytt har stoppa og sletta ingenting. Opne Synk for å velje kva som skal skje.',
    'service.restored':
      'Tenesta er sett tilbake til ein eldre kopi. Lytt har stoppa og sletta ingenting. Opne Synk for å sende alt på nytt.',
    'protocol.appTooOld':
      'Lytt på denne maskina er for gammal for tenesta. Oppdater Lytt; alt er lagra her og blir sendt etterpå.',
    'protocol.serviceTooOld':
      'Tenesta må oppdaterast før ho kan ta imot frå denne Lytt. Sei frå til dei som driftar Lytt; alt er lagra her og blir sendt etterpå.',
    'protocol.unsupported':
      'Lytt på denne maskina er for gammal eller for ny for tenesta. Oppdater Lytt; alt ligg trygt her.',
    'input.tooLarge': 'Det er for stort til å sendast. Kort det ned.',
    'input.unknownRoute':
      'Tenesta kjenner ikkje det Lytt spurde om. Oppdater Lytt på denne maskina.',
    'service.notReady': 'Tenesta er ikkje klar enno. Lytt prøver igjen av seg sjølv.',
    'store.locked': 'Lagringa på maskina er oppteken. Prøv igjen om litt.',
    'store.full':
      'Disken er full, så ingenting nytt kan lagrast. Frigjer plass og prøv igjen. Teksten står her.',
    'store.readOnly':
      'Mappa til Lytt kan ikkje skrivast til. Sei frå til brukarstøtte. Teksten står her.',
    'store.damaged': 'Fila der Lytt lagrar, er skadd. Ikkje slett henne; sei frå til brukarstøtte.',
    'store.newer': 'Fila er laga av ein nyare Lytt. Oppdater Lytt på denne maskina.',
    'store.keyMissing':
      'Nøkkelen til det lagra manglar i nøkkelringen. Ikkje slett noko; sei frå til brukarstøtte.',
    'store.wrongKey':
      'Nøkkelen på maskina passar ikkje til det som er lagra. Ingenting er rørt. Ikkje slett noko; sei frå til brukarstøtte.',
    'store.recovering':
      'Fila der Lytt lagrar, er skadd. Lytt tek vare på henne og hentar tilbake det som kan hentast. Vent litt; teksten står her.',
    'store.deviceRestored':
      'Det Lytt visste om kven som bruker maskina, var skadd og er sett opp på nytt. Det de har logga, er ikkje rørt. Logg inn igjen, og sjå over innstillingane.',
    'store.keychainUnavailable':
      'Får ikkje opna nøkkelringen på maskina. Lås han opp og prøv igjen.',
    'app.failed': 'Noko gjekk gale i Lytt. Prøv igjen. Det du har skrive, står her.',
    'app.unreachable':
      'Lytt på maskina svarar ikkje. Start Lytt igjen; det du har skrive, står her.',
  },
  {
    'input.invalid': 'Lytt did not understand what was sent. Check the fields and try again.',
    'text.empty': 'The text is empty. Write what you heard.',
    'text.tooLong': 'The text is too long. Shorten it to {limit} characters.',
    'text.invalidCharacter':
      'The text has characters that cannot be saved. Remove them, or paste again.',
    'text.identifies': 'The text may point to a person. Remove what does, and it can be sent.',
    'text.mayIdentify':
      'The text may point to a person. Remove what does, or say that it is about nobody.',
    'session.signedOut':
      'You are signed out. Sign in again; all you have saved is on this machine.',
    'session.forbidden': 'You do not have access to this. Ask your manager if you should.',
    'session.tokenInvalid': 'Your sign-in is no longer valid. Sign in again.',
    'session.issuerUnreachable':
      'Cannot reach the sign-in service. Try again when the network is back.',
    'unit.unknown': 'The service does not know your unit. Tell your manager.',
    'unit.notYours': 'This belongs to another unit. Only that unit can change it.',
    'observation.unknown':
      'The service cannot find what you wanted to change. Fetch again and retry.',
    'observation.exists': 'This is already logged. You need not do anything.',
    'observation.notYours': 'Only the person who logged it can change the text.',
    'observation.withdrawn': 'It is withdrawn and cannot be changed.',
    'observation.decided': 'It has been decided and cannot be changed. Log it again if needed.',
    'revision.unknown': 'The text changed after you saw it. Read the new one and decide again.',
    'review.unknown': 'The decision no longer exists. Fetch again.',
    'review.temaMissing': 'Choose a service before you approve.',
    'review.unconfirmed':
      'The one who logged it kept something that looks like a person. Look at it and confirm before you approve.',
    'review.alreadyUsed': 'The decision is already in use and cannot be undone.',
    'theme.unknown': 'The theme no longer exists. Fetch again.',
    'theme.exists': 'The theme already exists.',
    'theme.statusNotReachable': 'The theme cannot go straight to that status. Choose another.',
    'theme.reasonMissing': 'Write why the theme gets this status. Those who spoke up will read it.',
    'theme.ownerMissing': 'Choose who owns the theme first.',
    'theme.releaseDateMissing': 'Write the date it was fixed.',
    'theme.merged': 'The theme has been merged into another. Make the change there.',
    'theme.notMergeable': 'These themes can’t be merged or parted as they stand now. Fetch again.',
    'proposal.unknown':
      'The proposal no longer exists. Somebody else may have taken it. Fetch again.',
    'target.unknown': 'What you pointed at no longer exists. Write it in your own words.',
    'insight.unknown': 'The insight no longer exists. Fetch again.',
    'reply.unknown': 'The reply no longer exists. Fetch again.',
    'reply.notAsked': 'This reply asks nothing.',
    'operation.unknownKind':
      'The service is older than Lytt on this machine. It stays safe here; tell those who run Lytt.',
    'service.unreachable':
      'Cannot reach the service. Everything is saved on this machine and is sent by itself.',
    'service.notLytt':
      'Something other than Lytt answered. Check whether the network asks you to sign in. Everything is safe on this machine.',
    'service.failed': 'The service has a fault. Lytt tries again by itself.',
    'service.tooManyRequests':
      'The service is busy. Lytt waits a little and tries again by itself.',
    'feed.startOver': 'The service has been set up anew. Lytt fetches everything again by itself.',
    'service.otherServer':
      'The service is another one than before. Lytt has stopped and deleted nothing. Open Sync to choose what happens.',
    'service.restored':
      'The service was set back to an older copy. Lytt has stopped and deleted nothing. Open Sync to send everything again.',
    'protocol.appTooOld':
      'Lytt on this machine is too old for the service. Update Lytt; everything is saved here and is sent afterwards.',
    'protocol.serviceTooOld':
      'The service must be updated before it can take anything from this Lytt. Tell those who run Lytt; everything is saved here and is sent afterwards.',
    'protocol.unsupported':
      'Lytt on this machine is too old or too new for the service. Update Lytt; everything is safe here.',
    'input.tooLarge': 'It is too large to send. Shorten it.',
    'input.unknownRoute':
      'The service does not know what Lytt asked for. Update Lytt on this machine.',
    'service.notReady': 'The service is not ready yet. Lytt tries again by itself.',
    'store.locked': 'Storage on this machine is busy. Try again in a moment.',
    'store.full':
      'The disk is full, so nothing new can be saved. Free some space and try again. Your text is still here.',
    'store.readOnly':
      'The Lytt folder cannot be written to. Tell user support. Your text is still here.',
    'store.damaged': 'The file Lytt saves to is damaged. Do not delete it; tell user support.',
    'store.newer': 'The file was made by a newer Lytt. Update Lytt on this machine.',
    'store.keyMissing':
      'The key to what is saved is missing from the keychain. Do not delete anything; tell user support.',
    'store.wrongKey':
      'The key on this machine does not fit what is saved. Nothing has been touched. Do not delete anything; tell user support.',
    'store.recovering':
      'The file Lytt saves to is damaged. Lytt keeps it and brings back what can be brought back. Wait a moment; your text is still here.',
    'store.deviceRestored':
      'What Lytt knew of who uses this machine was damaged and has been set up anew. What you have logged is untouched. Sign in again, and check your settings.',
    'store.keychainUnavailable':
      'Cannot open the keychain on this machine. Unlock it and try again.',
    'app.failed': 'Something went wrong in Lytt. Try again. What you have written is still here.',
    'app.unreachable':
      'Lytt on this machine does not answer. Start Lytt again; what you have written is still here.',
  },
);
