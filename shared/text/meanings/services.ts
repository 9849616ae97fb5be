/**
 * What NAV's services are called, in full and in daily speech: one meaning a line, `name: words`. A word with a final `*` may
 * go on, one with a first `*` may be a compound's end, `_` joins the words of a phrase. The name of a service is its tema code in small
 * letters where it has one, so that a tag and a word can say the same.
 */
export const services = `
tema-aap: arbeidsavklaring* aap arbeidsevne* karensår makstid aap-* arbeidsavklaringspenge* unntak_fra_makstid
tema-dag: dagpenge* arbeidsledig* ledighetstrygd permittert* permittering* arbeidsløs* ledighet sluttårsak vanlig_arbeidstid
tema-syk: sykepenge* sykelønn maksdato* egenmelding* arbeidsgiverperiode* inntektsmelding* sykepengegrunnlag* sykepengesøk* 248_dager
tema-sym: sykmelding* sykmeldt* sykemelding* sykemeldt* gradert_sykmelding friskmeldt* friskmelding* sykefravær*
tema-ufo: uføretrygd* uføre* ufør uførepensjon ung_ufør kompensasjonsgrad* friinntekt* fribeløp* inntektsgrense* uføregrad* 0_4_g
tema-pen: alderspensjon* pensjon* afp folketrygd* garantipensjon* minstepensjon* pensjonist* levealdersjuster* opptjening* tjenestepensjon* din_pensjon gradert_uttak
tema-for: foreldrepenge* svangerskapspenge* fedrekvote* mødrekvote* pappaperm* mammaperm* permisjon* foreldreperm* engangsstønad* termin* fellesperiode* kvote* fødsel* nyfødt* utsettelse* barselpermisjon* uttaksplan* permen
tema-bar: barnetrygd* barneytelse* child_benefit utvidet_barnetrygd delt_barnetrygd
tema-bid: bidrag* barnebidrag* bidragspliktig* bidragsmottaker* samværsfradrag* bidragsevne* underholdskostnad* bidragsforskudd* forskotter* farskap*
tema-kon: kontantstøtte*
tema-kom: sosialhjelp* økonomisk_sosialhjelp livsopphold* nødhjelp* krisehjelp* sosialtjenest* sosialkontor* depositum* sosialsøk* stønad_til_livsopphold kvalifiseringsprogram* kvp bostøtte* midlertidig_bolig gjeldsrådgiv* gjeldsordning* frivillig_forvaltning
tema-hje: hjelpemiddel* hjelpemid* rullestol* høreapparat* rampe* trappeheis* personløfter* sykeseng* rollator* ganghjelp* kommunikasjonshjelp* elektrisk_rullestol hjelpemiddelsentral* briller brillestøtte* seng* heis* reparasjon* tekniker* delebil* batteri* stolen scooter*
tema-fei: tilbakekrev* feilutbetal* tilbakebetal* krav_om_tilbakebetaling betale_tilbake betale_igjen for_mye_utbetalt feilutbetaling* innkreving* nedbetal* avdrag* avdragsordning* motregn* aktsomhet* foreld* kravet
tema-opp: oppfølging* aktivitetsplan* veileder* kontaktperson* dialogmøte* oppfølgingsplan* behovsvurdering* innsatsbehov* standardinnsats situasjonsbestemt_innsats spesielt_tilpasset_innsats fritekst* arbeidsevnevurder*
tema-til: tiltak* arbeidstrening* lønnstilskudd* praksisplass* arbeidspraksis arbeidsmarkedstiltak* tiltaksarrangør* kurs jobbsøkerkurs* avklaringstiltak* amo opplæringstiltak* vta varig_tilrettelagt inkluderingstilskudd* mentor* jobbspesialist*
tema-enf: overgangsstønad* enslig_forsørger* barnetilsyn* aleneforsørger* alenemor* alenefar* enslig_mor enslig_far enslig skolepenge* aktivitetskrav* aleneomsorg*
tema-gru: grunnstønad* hjelpestønad* glutenfri* pleiebehov*
tema-oms: pleiepenge* omsorgspenge* opplæringspenge* sykt_barn kronisk_sykt kronisk_syk livets_sluttfase
tema-gra: gravferdsstønad* gravferd* begravelse*
tema-sup: supplerende_stønad
tema-ind: tiltakspenge*
tema-yrk: yrkesskade* yrkessykdom* menerstatning* arbeidsulykke* yrkesskadeerstatning*
tema-tso: tilleggsstønad* flyttestøtte* reisestøtte* læremidler bostøtte_under_tiltak daglige_reiser
tema-eyb: barnepensjon*
tema-eyo: omstillingsstønad* gjenlevende* etterlatt* enke enkemann
tema-med: medlemskap* trygdemedlem* folketrygdmedlem* a1 a1-attest frivillig_trygd utsendt
tema-try: trygdeavgift*
tema-sto: årsoppgave* utbetalingsoversikt* utbetalingsmelding* kontonummer* skattetrekk* skattekort* frikort*
tema-bil: bilstønad* spesialtilpasset_bil kassabil* stønad_til_bil
tema-hel: ortopedisk* protese* parykk* brystprotese* ortose*
tema-per: permittert* permittering* permitteringsvarsel* lønnsplikt* masseoppsigelse*
tema-ful: fullmakt* fullmektig* verge* vergemål*
tema-lga: lønnsgaranti*
tema-aar: aa-registeret aa_registeret arbeidsgiver-_og_arbeidstakerregisteret
tema-rpo: etternavn* navneendring* personopplysning* navn_står
tema-ung: ungdomsprogram*
tema-rek: rekruttering* stillingsannonse* stilling_utlyst cv
`;
