/**
 * Word groups that hint at a journey step, a channel or a severity. Each group is one feature of the trained model, which
 * learns what it is worth: a handful of notes can't teach it every word of a group, but they can teach it the group.
 * Phrases as in `suggest-pain.ts`: words spelt by `normaliseWords`, the last may go on.
 */
const groups: Readonly<Record<string, string>> = {
  waiting:
    'venter|ventet|venting|ubehandlet|urørt|behandlingstid|saksbehandlingstid|uker siden|måneder siden|uke siden|i fjor|fortsatt|fremdeles|ennå|drar ut|drøyer|dratt ut|ventetid|venteliste|når kommer|purr|forsinket|avventer|påbegynt|behandlet ennå|kø på|lang tid|ferdig for lengst',
  overdue:
    'over to|over ett|femte uke|fjerde måned|seks måneder|ni måneder|tredje purring|14 uker|17 uker',
  papers:
    'dokument|papir|legeerklæring|erklæring|lønnsslipp|vedlegg|attest|bekreftelse|kontoutskrift|utskrift|underskrift|signere|skrive under|epikrise|uttalelse|kontrakt|oppsigelse|sluttattest|faktura|bankutskrift|fastlege|legen|legekontor|spesialist|krav om|samme papirer|sendt inn|levert|ettersend',
  employerPapers: 'inntektsmelding|arbeidsgiver|sjefen|bedrift|firma|konkurs|hr$',
  reporting:
    'meldekort|kortet|kort$|timer|timar|føre|føres|halvtimer|vakt|krysse av|melde seg|arbeidssøker|arbeidssøkerregist|innsending|14$|innen$|sende inn|frist',
  money:
    'utbetal|penger|betale|betalt|konto$|kontoen|trekk|trukket|kroner|avdrag|regning|husleie|skatt|forfaller|purregebyr|lån|sparepenger|motregning|beløp|faktura|feriepenger|forskudd',
  decided:
    'vedtak|avslag|avslått|avgjørelse|innvilg|stanset|opphør|brevet|brev$|forhåndsvarsel|paragraf|varsel|revurder|satt|krav om tilbake|formulering',
  applying:
    'søke$|søker|søkt|søknad|skjema|lastet opp|laste opp|bankid|minid|logge|innlogg|e$|kodebrikke|digitalt|på nytt|time$|mottaket|skranken',
  changing:
    'endre|endret|endring|flytte|byttet|bytte|skifte|skifta|registrert|oppdatert|delt bosted|altinn|leder|gammel arbeidsgiver|feil firma|planen|overskrev|legge inn|lagt inn|lagre|utsette',
  following:
    'veileder|kontaktperson|oppfølging|tiltak|arbeidstrening|praksis|kurs$|kurset|aktivitetsplan|dialogmøte|planen|møte$|møter|avtalt|meldinger|ikke svar|ringt|telefonkø|kø$|køen|linja|gjennom$|vente i kø',
  appealing: 'klage|klager|anke|motsetter|kontrollere|bestrider|uenig|aktsomhet',
  understanding:
    'skjønner ikke|forstår ikke|visste ikke|trodde|usikker|lurer|hva betyr|hvor mye|hvordan|vet ikke|forklar|forvirr|lov$|lønner|gjelder|kalkulator|regnes|tør ikke|redd|hva skjer|når er|klok$|klokere|regnestykke',
  discovering:
    'visste ikke at det|fantes|fins|finnes|mulighet|kjente ikke til|samtale om|tilfeldig|ante ikke|tilbud',
  phoneWords: 'ringer|ringte|ringt|innringer|telefon|telefonen|på linja|opprop|oppringing',
  chatWords: 'chat|chatten|skriver her|spør i chat|meg|mitt|min',
  counterWords:
    'skranken|skranke|møtte opp|kom innom|oppmøte|mottaket|innom|resepsjonen|kontoret|står med|kom til',
  letterWords:
    'brev fra|skriftlig|skriver at|lege skriver|opplyser|klager på|behandler|ber om|henv',
  meetingWords: 'i møte|samtale|møtet|dialogmøte|deltaker|mener|ønsker|føler|opplever',
  acute:
    'mat|nød|bostedsløs|utkastelse|tak over|ingen penger|uten penger|uten inntekt|ingen inntekt|strømmen|matutdeling|lånt|kredittkort|husleia|ingen utbetaling|krise|krisehjelp|bæres|personløfter|boliglån|forfaller|baby|barna|uten dagpenger|uten sykepenger|inkasso',
  serious:
    'ingen$|måneder|uker|gråt|tårer|avslag|stanset|krav|tredje gang|sover ikke|redd|tilbake|mistet|taper|tapt|nekter|stopper|forverr|makteslaus|syk|barn',
  mild: 'lurer|spør|usikker|hva skal|vil vite|hvilken|lett|rotete|skulle|fint|klikker|kurs',
};

const phrases = Object.entries(groups).map(([name, list]) => ({
  name,
  phrases: list.split('|').map((phrase) => phrase.split(' ')),
}));

/** Names of the groups that some phrase of the note belongs to; twice (`name2`) where more than one does. */
export function wordGroups(words: readonly string[]): string[] {
  const found: string[] = [];
  for (const { name, phrases: list } of phrases) {
    const hits = list.filter((phrase) => holdsPhrase(words, phrase)).length;
    if (hits > 0) found.push(name);
    if (hits > 1) found.push(`${name}2`);
  }
  return found;
}

/** Whether the words of a phrase stand in a row. The last may go on («vente» in «ventetid») unless it ends with `$`. */
export function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  const last = phrase.length - 1;
  return words.some((_, at) =>
    phrase.every((part, i) => {
      const word = words[at + i];
      if (word === undefined) return false;
      if (i < last) return word === part;
      return part.endsWith('$') ? word === part.slice(0, -1) : word.startsWith(part);
    }),
  );
}
