import type { JourneyStep, PainType, Severity } from '../../../shared/domain/tags.ts';
import type { ThemePatch } from '../../../shared/domain/theme.ts';

/** What a product team decided of a theme, so many weeks before the demo began. */
export interface StoryDecision {
  readonly weeksAgo: number;
  readonly patch: ThemePatch;
  readonly reason: string;
}

/** A theme of the demo and how it came to stand as it does. All of it is invented. */
export interface Story {
  readonly name: string;
  readonly tema: string;
  readonly step: JourneyStep;
  readonly pain: PainType;
  readonly severity: Severity;
  /** Named in this week. The first notes came a week earlier. */
  readonly named: number;
  /** The demo's second caseworker was the first who heard it: his inbox tells of it. */
  readonly heardByOla?: true;
  /** How often it is heard in a week, on average; weeks are counted back from now. */
  readonly heard: (weeksAgo: number) => number;
  readonly notes: readonly string[];
  readonly decisions: readonly StoryDecision[];
}

/** `release`: how many weeks ago the meldekort deadline was put right, so that a whole quarter lies after it. */
export function storiesOf(release: number): readonly Story[] {
  return [
    {
      name: 'Uklart når meldekortet må være sendt',
      ...{ tema: 'DAG', step: 'report', pain: 'information', severity: 2, named: 50 },
      heardByOla: true,
      heard: (weeksAgo) => (weeksAgo > release ? 13 : 5.4),
      notes: [
        'Br. fikk sms om at kortet var klart og trodde det måtte inn samme dag',
        'Spør om fristen er lørdag eller mandag, finner det ikke på nav.no',
        'Visste ikkje at meldekortet har ein siste dag, trudde ein kunne sende det når det passa',
        'Sendte kortet fredag og fikk beskjed om at det var for tidlig. Når er det da riktig?',
        'Datoen på Min side sier én ting, meldingen på mobilen noe annet',
        'Helligdag på mandag. Gjelder samme frist for mld.kort da?',
        'Turte ikke vente til søndag, ringte for å høre når kortet senest må være inne',
        'Har misforstått hele 14-dagersrytmen, gikk gjennom kalenderen sammen',
        'Permittert for første gang, ingen har forklart datoene for meldekort',
        'Brukar lurer på om kortet kan sendast etter helga',
        'Fristen står nederst i brevet, det var ikke der hun lette',
        'Trodde meldekortet var frivillig de ukene han ikke jobbet',
      ],
      decisions: [
        {
          weeksAgo: 48,
          patch: {
            status: 'planned',
            workaround: 'Meldekortet kan sendes fra lørdag. Fristen er mandag klokken 23.',
          },
          reason: 'Høres hver uke i flere enheter',
        },
        {
          weeksAgo: release + 9,
          patch: { status: 'in_progress' },
          reason: 'Ny tekst i sms og på Min side er under arbeid',
        },
        {
          weeksAgo: release,
          patch: { status: 'released' },
          reason: 'Fristen står nå i selve sms-en',
        },
        {
          weeksAgo: 2,
          patch: { status: 'measured' },
          reason: 'Høres klart sjeldnere i alle enheter, et kvartal etter rettingen',
        },
      ],
    },
    {
      name: 'Kommer ikke gjennom på telefon',
      ...{ tema: 'GEN', step: 'followup', pain: 'availability', severity: 2, named: 40 },
      heard: (weeksAgo) => (weeksAgo <= 2 ? 24 : 7),
      notes: [
        'Sto i kø i over en time og la på tre ganger før noen svarte',
        'Linja ble brutt etter lang ventetid, andre gang i dag',
        'Valte å bli ringt opp, men det kom aldri nokon samtale',
        'Tastevalgene sender ham feil, må stille seg bakerst på nytt hver gang',
        'Kom hit fordi ingen tar telefonen på kontaktsenteret',
        'Må ringe i arbeidstida og får ikke henge i kø for sjefen',
        'Har brukt opp kontantkortet på å høre på ventemusikk',
        'Ringte tre dager på rad uten å komme fram i køen',
        'Fekk beskjed om lang kø og vart kopla frå',
      ],
      decisions: [
        {
          weeksAgo: 36,
          patch: {
            status: 'assessing',
            workaround:
              'Tilbakeringing holder plassen i køen. Skriv til oss er raskest etter kl. 14.',
          },
          reason: 'Teamet ser på tastevalg og tilbakeringing',
        },
        {
          weeksAgo: 30,
          patch: { status: 'planned' },
          reason: 'Nye tastevalg kommer med neste versjon av telefonløsningen',
        },
      ],
    },
    {
      name: 'Må sende samme vedlegg flere ganger',
      ...{ tema: 'DAG', step: 'document', pain: 'digital', severity: 2, named: 33 },
      heard: () => 6,
      notes: [
        'Har lastet opp arbeidskontrakten to ganger, får likevel brev om at den mangler',
        'Tredje gongen me bed om det same vedlegget, brukar meiner ingen les det han sender',
        'Sluttattesten ble levert i skranken, likevel purret på i brev',
        'Ettersendelsen vises som levert, men i brevet står det at vi ikke har fått noe',
        'Sendte alle papirer da han søkte, nå kreves de samme lønnsslippene',
        'Avslag på grunn av dok. som ligger i saken',
        'Får ikke kvittering på det hun laster opp og sender derfor alt på nytt',
      ],
      decisions: [
        {
          weeksAgo: 29,
          patch: {
            status: 'in_progress',
            workaround:
              'Se etter vedlegget i saken før du ber om det på nytt. Ligger det der, skriv en merknad til saksbehandler.',
          },
          reason: 'Teamet retter koblingen mellom skranken og saken',
        },
      ],
    },
    {
      name: 'Får ikke vite hvor langt AAP-søknaden er kommet',
      ...{ tema: 'AAP', step: 'wait', pain: 'waiting', severity: 3, named: 44 },
      heardByOla: true,
      heard: () => 8,
      notes: [
        'Søkte AAP før sommeren og har ikke hørt noe siden',
        'Ventar på AAP, ingen pengar sidan sjukepengane tok slutt',
        'Arbeidsevnevurderingen er ferdig for lengst, men vedtaket om AAP drar ut',
        'Behandlingstida på nettet stemte ikke, hun hadde planlagt økonomien etter den',
        'Statusen sier bare «under behandling», uke etter uke',
        'Låner penger av familien mens AAP-saken ligger',
        'Spør om noen i det hele tatt har åpnet søknaden om AAP',
        'Får ulikt svar om AAP-saka kvar gong ho ringer',
      ],
      decisions: [
        {
          weeksAgo: 40,
          patch: { status: 'planned' },
          reason: 'Status i saken skal vises på Min side',
        },
        {
          weeksAgo: 17,
          patch: { status: 'released' },
          reason: 'Min side viser nå hvilket steg saken er på',
        },
      ],
    },
    {
      name: 'Brev er skrevet så ingen forstår dem',
      ...{ tema: 'GEN', step: 'decision', pain: 'information', severity: 2, named: 14 },
      heard: () => 4,
      notes: [
        'Står med brevet i hånda og forstår ikke om det er ja eller nei',
        'Svaret står på siste side, etter tre sider med paragrafer',
        'Språket i brevet er så tungt at naboen måtte forklare det',
        'Trodde avslaget var en innvilgelse på grunn av «ferdig behandlet»',
        'To brev samme dag, klarer ikke se forskjellen på varsel og vedtak',
        'Leste opp hele vedtaket på telefon, det tok tjue minutter',
      ],
      decisions: [],
    },
    {
      name: 'Avvises i mottaket når det haster',
      ...{ tema: 'KOM', step: 'apply', pain: 'guidance', severity: 4, named: 9 },
      heardByOla: true,
      heard: () => 4.5,
      notes: [
        'Tom for mat, fikk beskjed i skranken om å søke digitalt og vente',
        'Uten tak over hodet i natt, ble bedt om å komme igjen mandag',
        'Visste ikke at det gikk an å be om akutt hjelp samme dag',
        'Vakta sa hun måtte bestille time, ingen spurte hva det gjaldt',
        'Fekk nei til krisehjelp på telefonen utan at nokon såg på situasjonen',
      ],
      decisions: [
        {
          weeksAgo: 8,
          patch: {
            status: 'assessing',
            workaround:
              'Sier noen at de står uten mat eller tak over hodet, skal det vurderes samme dag. Ikke vis til nettet.',
          },
          reason: 'Tas opp med kommunene i fylket',
        },
      ],
    },
    {
      name: 'Vil ha nytt bankkort fra NAV',
      ...{ tema: 'STO', step: 'payment', pain: 'other', severity: 1, named: 26 },
      heard: (weeksAgo) => (weeksAgo > 22 ? 3 : 0.5),
      notes: [
        'Spør om NAV kan sende nytt bankkort',
        'Bankkortet er sperret, trodde vi kunne åpne det',
        'Har mista bankkortet og spør oss om nytt',
      ],
      decisions: [
        {
          weeksAgo: 24,
          patch: {
            status: 'declined',
            workaround: 'Bankkort bestilles i banken. NAV kan betale ut på utbetalingskort.',
          },
          reason: 'Bankkort er bankens. Teksten på nav.no sier nå hvem man skal ringe.',
        },
      ],
    },
    {
      name: 'Uker i foreldrepengeplanen kan ikke flyttes',
      ...{ tema: 'FOR', step: 'change', pain: 'digital', severity: 2, named: 11 },
      heardByOla: true,
      heard: (weeksAgo) => (weeksAgo > 4 ? 2.4 : 1),
      notes: [
        'Får ikke flyttet uker i foreldrepengeplanen etter at den er sendt',
        'Planen låser seg når far vil bytte uker',
        'Vil utsette permisjonen, men endringen blir ikke lagret i planen',
        'Endra foreldrepengeplanen to gonger, den gamle står der framleis',
      ],
      decisions: [
        {
          weeksAgo: 9,
          patch: { status: 'planned', workaround: 'Endringer kan sendes som melding på Min side.' },
          reason: 'Feilen er funnet',
        },
        {
          weeksAgo: 4,
          patch: { status: 'released' },
          reason: 'Planen kan nå endres helt til uka begynner',
        },
      ],
    },
    {
      name: 'Inntektsmeldingen vises som manglende',
      ...{ tema: 'SYK', step: 'document', pain: 'digital', severity: 3, named: 18 },
      heard: () => 3.2,
      notes: [
        'Arbeidsgiver sier inntektsmeldingen er sendt, Min side sier den mangler',
        'Står fast i sykepenger fordi inntektsmeldinga ikkje kjem fram',
        'Har purret arbeidsgiver tre ganger, inntektsmeldingen lå hos oss hele tiden',
        'Får sms om manglende inntektsmelding dagen etter at den kom',
      ],
      decisions: [
        {
          weeksAgo: 15,
          patch: { status: 'planned' },
          reason: 'Må løses sammen med arbeidsgivertjenestene',
        },
      ],
    },
    {
      name: 'Vet ikke hvor mye en kan tjene ved siden av uføretrygd',
      ...{ tema: 'UFO', step: 'understand', pain: 'information', severity: 2, named: 24 },
      heard: (weeksAgo) => (weeksAgo > 10 ? 3.5 : 1.6),
      notes: [
        'Redd for å tjene for mye ved siden av uføretrygden, finner ikke grensen sin',
        'Takket nei til ekstravakt fordi hun ikke vet hva som trekkes i uføretrygden',
        'Inntektsgrensa står i vedtaket frå i fjor, brukar finn det ikkje att',
        'Skjønner ikke forskjellen på fribeløp og inntektsgrense for uføre',
      ],
      decisions: [
        { weeksAgo: 21, patch: { status: 'planned' }, reason: 'Grensen skal stå på Min side' },
        {
          weeksAgo: 10,
          patch: { status: 'released' },
          reason: 'Min side viser inntektsgrensen og hva som er igjen av den',
        },
      ],
    },
    {
      name: 'Ingen kan si når hjelpemiddelet kommer',
      ...{ tema: 'HJE', step: 'wait', pain: 'waiting', severity: 3, named: 16 },
      heard: () => 2.6,
      notes: [
        'Rullestolen er innvilget, men ingen vet når den leveres',
        'Sentralen sier kommunen har den, kommunen sier sentralen',
        'Trappeheisen er godkjend, men ingen veit når han kjem',
        'Sengen er bestilt, og pasienten kan ikke skrives ut før den er på plass',
      ],
      decisions: [
        {
          weeksAgo: 12,
          patch: { status: 'in_progress' },
          reason: 'Leveringsdato hentes fra lageret',
        },
      ],
    },
    {
      name: 'Må fortelle alt på nytt til ny veileder',
      ...{ tema: 'OPP', step: 'followup', pain: 'guidance', severity: 2, named: 2 },
      heard: () => 3,
      notes: [
        'Byttet veileder igjen og må fortelle alt på nytt',
        'Tredje veileder på et halvt år, ingen har lest planen',
        'Ny rettleiar visste ikkje at ho var i tiltak',
      ],
      decisions: [],
    },
  ];
}
