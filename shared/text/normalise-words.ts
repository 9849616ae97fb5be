/**
 * Spells a note's words one way, so that bokmål, nynorsk and shorthand are the same evidence. Not a translation: only what a
 * front line writes often, and nothing that is shown to anyone.
 */
const oneWord: ReadonlyMap<string, string> = new Map(
  `
ikkje=ikke eg=jeg ho=hun me=vi dei=de frå=fra kva=hva kven=hvem kor=hvor kvar=hver korleis=hvordan kvifor=hvorfor når=når
veit=vet berre=bare noko=noe nokon=noen mykje=mye meir=mer fleire=flere vart=ble vert=blir blei=ble vore=vært vere=være
gjere=gjøre gjer=gjør seie=si seier=sier fekk=fikk kjem=kommer kom=kom høyrde=hørte høyrt=hørt skriv=skriver treng=trenger
ventar=venter venta=ventet trudde=trodde skjønar=skjønner forstår=forstår finn=finner ligg=ligger står=står heile=hele
eit=et ein=en éin=en éi=ei eitt=ett medan=mens sidan=siden framleis=fortsatt endå=ennå enno=ennå fremdeles=fortsatt tilbod=tilbud
brev=brev saka=saken søknaden=søknaden pengane=pengene pengar=penger månad=måned månader=måneder månaden=måneden veke=uke
veker=uker veka=uka dag=dag time=time timar=timer skjema=skjema bustad=bosted utan=uten saman=sammen attende=tilbake
brukar=bruker brukaren=brukeren br=bruker brk=bruker brukeren=bruker søkn=søknad søkand=søknad mnd=måned mndr=måneder
mld=melde tlf=telefon tel=telefon mob=mobil arb=arbeid arbg=arbeidsgiver ag=arbeidsgiver arbgiver=arbeidsgiver im=inntektsmelding
kto=konto kontonr=kontonummer dok=dokumentasjon utb=utbetaling vdt=vedtak vl=veileder sb=saksbehandler ks=kontaktsenter
dp=dagpenger sp=sykepenger fp=foreldrepenger aap=arbeidsavklaringspenger ufør=uføretrygd ufo=uføretrygd sm=sykmelding
sosialstønad=sosialhjelp stønad=stønad ettersp=etterspurt sos=sosialhjelp øsh=sosialhjelp hm=hjelpemiddel hms=hjelpemiddelsentral
hjelpemiddel=hjelpemiddel barnetrygda=barnetrygd løn=lønn lønsslipp=lønnsslipp skulen=skolen skule=skole
`
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => {
      const [from = '', to = ''] = pair.split('=');
      return [from, to];
    }),
);

/** Nynorsk stems inside longer words. */
const stems: readonly (readonly [RegExp, string])[] = [
  [/sjuk/g, 'syk'],
  [/rettleiar/g, 'veileder'],
  [/pengar/g, 'penger'],
  [/søkj/g, 'søk'],
  [/løns/g, 'lønns'],
  [/oppgjer/g, 'oppgjør'],
  [/handsam/g, 'behandl'],
  [/utrekning/g, 'beregning'],
  [/arbeidsgjev/g, 'arbeidsgiv'],
  [/skriftleg/g, 'skriftlig'],
  [/dagar/g, 'dager'],
];

const dottedShorthand: readonly (readonly [RegExp, string])[] = [
  [/\bmld\.? ?kort/g, 'meldekort'],
  [/\barb\.? ?giv/g, 'arbeidsgiv'],
  [/\barb\.? ?kontrakt/g, 'arbeidskontrakt'],
  [/\barb\.? ?forhold/g, 'arbeidsforhold'],
  [/\bselvst\./g, 'selvstendig'],
];

const word = /[\p{L}\p{N}]+/gu;

/** The words of a text in order, in lower case, spelt one way. */
export function normaliseWords(text: string): string[] {
  let plain = text.normalize('NFC').toLowerCase();
  for (const [from, to] of dottedShorthand) plain = plain.replace(from, to);
  return Array.from(plain.matchAll(word), ([found]) => spell(found));
}

function spell(found: string): string {
  const known = oneWord.get(found);
  if (known !== undefined) return known;
  let spelt = found;
  for (const [from, to] of stems) spelt = spelt.replace(from, to);
  return spelt;
}
