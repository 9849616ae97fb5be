/**
 * What the front line writes short, and what it stands for. Data: a new shorthand is one pair here.
 * A dotted one is read with or without its dot and with or without a space after it (`arb.giver`, `arb. giver`, `arbgiver`).
 */

/** Whole words, after lower case and without dots: `short=long`. */
export const wholeWords = `
br=bruker brk=bruker bru=bruker brukeren=bruker innringer=bruker innr=bruker søkn=søknad sokn=søknad mnd=måned mndr=måneder
mnder=måneder mld=melding mldk=meldekort mk=meldekort meldek=meldekort mldkort=meldekort tlf=telefon tel=telefon
tlfnr=telefonnummer mob=mobil arb=arbeid arbg=arbeidsgiver ag=arbeidsgiver arbgiver=arbeidsgiver agiver=arbeidsgiver
im=inntektsmelding inntmld=inntektsmelding kto=konto kontonr=kontonummer knr=kontonummer dok=dokument dokum=dokument
utb=utbetaling utbet=utbetaling vdt=vedtak vedt=vedtak vl=veileder veil=veileder sb=saksbehandler sbh=saksbehandler
saksb=saksbehandler ks=kontaktsenter nks=kontaktsenter dp=dagpenger dagp=dagpenger sp=sykepenger sykep=sykepenger
fp=foreldrepenger forp=foreldrepenger es=engangsstønad ef=enslig aap=arbeidsavklaringspenger
avklaringspenger=arbeidsavklaringspenger arbeidsavklaring=arbeidsavklaringspenger ufør=uføretrygd uføre=uføretrygd
uføra=uføretrygd ufo=uføretrygd ap=alderspensjon pensj=pensjon sm=sykmelding sykm=sykmelding sykmld=sykmelding
symelding=sykmelding sos=sosialhjelp øsh=sosialhjelp sosialstønad=sosialhjelp sosialpenger=sosialhjelp øk=økonomi
økonom=økonomi hm=hjelpemiddel hjm=hjelpemiddel hms=hjelpemiddelsentral bt=barnetrygd kts=kontantstøtte bf=bidragsforskudd
etteropp=etteroppgjør tilbkr=tilbakekreving tilbakekr=tilbakekreving feilutb=feilutbetaling akt=aktivitet
aktplan=aktivitetsplan os=overgangsstønad perm=permisjon permitt=permittert beh=behandling behtid=behandlingstid
sbt=saksbehandlingstid legeerkl=legeerklæring erkl=erklæring uttal=uttalelse henv=henvendelse avsl=avslag innv=innvilgelse
gj=gjennom pga=på_grunn_av ifm=i_forbindelse_med ift=i_forhold_til mtp=med_tanke_på vedr=om ang=om bl=blant evt=eventuelt
div=diverse fom=fra tom=til ca=omtrent kl=klokka nr=nummer jf=jamfør adr=adresse oppf=oppfølging kval=kvalifisering
selvst=selvstendig næringsdr=næringsdrivende samb=samboer forts=fortsatt utd=utdanning komm=kommune
`;

/** Beginnings of a word that stand for a longer one, before whatever follows: `short=long`. */
export const beginnings = `
mld.kort=meldekort mld.frist=meldefrist mld.plikt=meldeplikt arb.giver=arbeidsgiver arb.gj=arbeidsgiver
arb.kontrakt=arbeidskontrakt arb.forhold=arbeidsforhold arb.avtale=arbeidsavtale arb.søker=arbeidssøker
arb.ledig=arbeidsledig arb.trening=arbeidstrening arb.plass=arbeidsplass arb.avkl=arbeidsavklaring arb.evne=arbeidsevne
dp.søk=dagpengesøk fp.søk=foreldrepengesøk sp.søk=sykepengesøk aap.søk=arbeidsavklaringspengesøk akt.plan=aktivitetsplan
akt.krav=aktivitetskrav saksbeh.tid=saksbehandlingstid beh.tid=behandlingstid
soc.hjelp=sosialhjelp sos.hjelp=sosialhjelp sos.søk=sosialsøk
øk.sos=sosial bost.støtte=bostøtte tilb.krev=tilbakekrev b.trygd=barnetrygd k.støtte=kontantstøtte hj.middel=hjelpemiddel
hj.midler=hjelpemidler tlf.kø=telefonkø tlf.tid=telefontid
`;
