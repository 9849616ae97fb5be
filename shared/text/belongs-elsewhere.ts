import { TEXT_LIMIT } from '../domain/text.ts';
import { normaliseWords } from './normalise-words.ts';
import { holdsPhrase } from './tag-words.ts';

/** What a note may be about that has a place, a deadline and a duty of its own, outside this tool. */
export const elsewhereKinds = ['threat', 'child', 'breach', 'complaint'] as const;
export type ElsewhereKind = (typeof elsewhereKinds)[number];

/**
 * Phrases as in `suggest-pain.ts`: words spelt by `normaliseWords`, the last may go on unless it ends with `$`. They name the
 * matter itself and not its topic: «truer med å» and not «truende brev», «vil klage på» and not «klagen ligger ubehandlet».
 */
const signs: Readonly<Record<ElsewhereKind, string>> = {
  threat:
    'truer med å|truet med å|trua med å|trugar med å|true meg|truer meg|truet meg|trua meg|truer oss|truet oss|trua oss|truer veileder|truet veileder|' +
    'trua veileder|truer saksbehandler|truet saksbehandler|truer ansatte|truet ansatte|trua tilsette|kom med trus|kommer med trus|framsatte trus|fremsatte trus|' +
    'trusler mot|trusler om å|trusler om vold|truslar mot|truslar om|drapstrus|bombetrus|skal drepe|drepe meg|drepe oss|drepe noen|ta livet av|tar livet av|tok livet av|' +
    'sprenge kontor|brenne ned|med kniv|har våpen|hadde våpen|tok fram kniv|selvmord|sjølvmord|ikke leve lenger|ikke lenger leve|orker ikke leve|orker ikke å leve|ikke orker å leve|' +
    'skade seg selv|skade seg sjølv|skader seg selv|gjøre ende på|slo etter meg|slo etter veileder|ble slått av bruker|kastet stol|spyttet på meg|spytta på meg',
  child:
    'barn i fare|barnet i fare|slår barn|slår ungen|slår sønn|slår datter|slo barn|slo ungen|barnet blir slått|barna blir slått|barnet ble slått|barna ble slått|' +
    'vold mot barn|vald mot barn|vold i hjemmet mot barn|omsorgssvikt|vanskjøtt|barnemishandling|mishandler barn|mishandlet barn|overgrep mot barn|seksuelt overgrep|' +
    'bekymringsmelding|bekymret for barn|uroa for barn|bekymra for barn|redd for barna$|barna er alene|barnet er alene|barna alene hjemme|barnet alene hjemme|barna åleine|' +
    'barnet åleine|barn som blir slått|barna får ikke mat|barnet får ikke mat|ungene får ikke mat|barnevernet må varsles|melde til barnevernet|varsle barnevernet|tvangsekteskap|' +
    'kjønnslemlest|fulle foreldre|ruset med barn|ruset mens barn',
  breach:
    'brev til feil|brevet til feil|sendt til feil|sendte til feil|gikk til feil|gått til feil|gjekk til feil|havnet hos feil|havnet hos nabo|kom til nabo|hamna hos nabo|' +
    'fikk en annens|fått en annens|fikk andres|fått andres|papirene til en annen|opplysningene til en annen|opplysninger om en annen|opplysninger om andre|vedtaket til en annen|' +
    'saken til en annen|brevet til en annen|brev til en annen|dokumenter til en annen|dokument til en annen|ser en annens|ser andres|se andres|så andres|leste andres|lese andres|' +
    'på avveie|på avveger|på avvegar|personvernbrudd|personvernbrot|personvernavvik|datalekkasje|brudd på taushetsplikt|brot på teieplikt|brøt taushetsplikt|brutt taushetsplikt|' +
    'braut teieplikt|brote teieplikt|hemmelig adresse ble|sperret adresse ble|skjult adresse ble|adressen ble røpet|snoket i|snoka i|la igjen papirer|papirer på bussen|mistet pc',
  complaint:
    'vil klage på|vil klage inn|ønsker å klage|ynskjer å klage|ønskjer å klage|vil sende klage|vil levere klage|vil sende inn klage|vil sende en klage|leverer klage|leverte klage|' +
    'formell klage|klager formelt|klager på vedtak|klager på avslag|klager på avgjørelse|klagar på vedtak|klage på vedtaket$|klage på avslaget$|påklager|vil påklage|' +
    'vil anke|ønsker å anke|anker vedtak|anker avgjørelse|anker saken|tar saken til trygderetten|sivilombud|serviceklage|vil klage$',
};

const phrases = elsewhereKinds.map((kind) => ({
  kind,
  phrases: signs[kind].split('|').map((phrase) => normalised(phrase)),
}));

/** Each word of a sign as a note's would be spelt, with its `$` kept. */
function normalised(phrase: string): string[] {
  return phrase.split(' ').flatMap((part) => {
    const [word] = normaliseWords(part);
    return word === undefined ? [] : [part.endsWith('$') ? `${word}$` : word];
  });
}

/**
 * What in a text has its own place to go, the most urgent first. A hint and no more: it may be wrong both ways, stops nothing and
 * is kept nowhere. Pure; reads no more than may be saved.
 */
export function belongsElsewhere(text: string): readonly ElsewhereKind[] {
  const words = normaliseWords(text.slice(0, TEXT_LIMIT));
  return phrases
    .filter((each) => each.phrases.some((phrase) => holdsPhrase(words, phrase)))
    .map(({ kind }) => kind);
}
