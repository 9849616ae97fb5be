/**
 * What notes from the front line are about besides the service's name: one meaning a line, `name: words`, as in `services.ts`.
 * Written from how people speak of applying, waiting, papers, money, letters, digital doors and each other; a meaning holds
 * words that stand for one another, or that go together so often that either recalls the other.
 */
export const matters = `
wait: vente* venter ventet venting ventetid* avvente* i_kø saksbehandlingstid* behandlingstid* drar_ut drøy* lar_vente henger ligger_på_vent somle* tar_tid lang_tid langsom* treg* sent forsink* hoper_seg_opp venteliste* restanse* køtid* på_vent waiting
untreated: ubehandlet* urørt uavklart* uavgjort ikke_behandlet ikke_avgjort ikke_påbegynt ikke_begynt ikke_påbegynt påbegynt* ingen_har_tatt ligger_bare ikke_tatt ligger_urørt fortsatt_ingenting ingenting_hørt ikke_hørt avklart ennå_ikke fortsatt_ikke til_behandling under_behandling omfordel* ikke_ferdig
long-time: måneder uker halvår* halvt_år over_ett_år siden_i_fjor i_fjor måneder_siden uker_siden for_lengst siden_jul lenge evighet* i_månedsvis i_ukevis femte_uke passert over_ett_år snart_et_år annenhver_uke siste_året
answer: svar svare* besvart* ubesvart* tilbakemelding* svarbrev* ikke_svar få_vite beskjed* oppdatering* ikke_hørt
ask-again: purre* purring* etterlys* mase* maser mast etterspør* ringer_hver spør_igjen fortgang haste* hastesak* framskynd* prioriter* ring_igjen ringt_flere
processing: saksbehandl* behandle* behandling* saken sak saksgang* saksbehandler* forvaltning* enhet* spesialenhet* saksliste*
status: status* framdrift* fremdrift* sporing* spore oversikt* min_side mine_saker ditt_nav innsyn* vises synlig* under_arbeid mottatt_status hvor_i_løpet ser_ikke får_se følge_med kvittering* milepæl* saken_min
apply: søke* søker søkt søknad* søknadsskjema* søking* ny_søknad sende_inn innsend* levere_søknad
again: på_nytt igjen gang_på_gang hver_gang hver_måned om_og_om gjentat* samme_igjen månedlig* tredje_gang andre_gang fjerde_gang femte_gang tredje_gangen flere_ganger to_ganger tre_ganger ti_ganger igjen_og_igjen nok_en_gang dobbelt* begynne_forfra forfra stadig fire_ganger tiende_gang for_tredje ganger gjenbruk* fortsetter
monthly-again: hver_måned månedlig* for_måned en_måned_om_gangen måned_for_måned hver_fjerde_uke lengre_periode månedsvis* vedtak_for_lengre
same-paper: samme_dokument samme_papir* samme_vedlegg samme_skjema samme_attest samme_kontrakt bedt_om_på_nytt ber_om_samme allerede_sendt allerede_levert sendt_før levert_før allerede_inne ligger_i_saken journalført* har_sendt har_levert
paper: dokument* papir* vedlegg* attest* bekreft* lønnsslipp* kontoutskrift* bankutskrift* kvittering* kontrakt* arbeidskontrakt* sluttattest* oppsigelsesbrev* arbeidsavtale* erklæring* uttalelse* utskrift* bevis* dokumentasjon* dokumentere* journalnotat* avtale* dokumentasjonskrav* permitteringsvarsel* oppsigelse* timeliste*
bank-statement: kontoutskrift* bankutskrift* utskrift_fra_banken saldo* transaksjon* kontoutdrag* utskrifter_av_konto siste_tre_måneder kontobevegelse* vipps* private_detaljer
lost: borte mistet forsvant forsvinn* mangler mangle* kommet_bort rotet rot kom_ikke_fram ikke_kommet_fram ikke_mottatt ikke_fått finner_ikke ikke_registrert ligger_ikke kommet_vekk på_avveie
delivered: levert* sendt_inn innsendt* ettersend* lastet_opp laste_opp opplast* postlagt mottatt* kom_fram sende_inn levere* sendte leverte innlevert*
sign: signere* signatur* underskrift* underskriv* skrive_under samtykke* enighet avtale_fra_begge begge_foreldre fra_begge godkjenne* nekter_å_skrive
form: skjema* felt rubrikk* avkryss* krysse* kryss papirskjema* søknadsskjema* nettskjema* blankett* spørsmålene hjelpetekst*
doctor: lege* fastlege* legekontor* spesialist* psykolog* behandler* sykehus* epikrise* legeerklæring* legeattest* medisinsk* helseopplysning* psykiater* dps poliklinikk* journal* fastlegen legevakt* kirurg* spesialisterklæring* utredning* diagnose* legens legeuttalelse*
between-two: kasteball* skylder_på viser_til sendt_fram_og_tilbake fram_og_tilbake mellom_to midt_imellom frem_og_tilbake ansvarsfraskriv* ingen_tar_ansvar sendes_mellom sendt_videre peker_på ping-pong begge_sier gjensidig* sier_de_har sier_han_ikke
employer: arbeidsgiver* sjef* bedrift* firma* lønnskontor* regnskapsfører* leder* arbeidsplass* jobben lønningskontor* virksomhet* hr bemanningsbyrå* altinn daglig_leder gamlesjef* restauranten butikk* konsern* nærmeste_leder bobestyrer* kollega* ansatt*
former-employer: tidligere_arbeidsgiver gammel_arbeidsgiver gamle_arbeidsgiver gamlesjef* forrige_arbeidsgiver konkurs* nedlagt lagt_ned avvikl* bobestyrer* sluttet_i feil_arbeidsgiver gammel_jobb feil_firma feil_bedrift sluttet
refuses: nekter* vil_ikke avviser* ikke_villig vegrer* trenerer* ignorerer* svarer_ikke ikke_svarer motvillig* ikke_gi_fra
income-report: inntektsmelding* inntektsopplysning* lønnsopplysning* a-melding* a_melding im_ikke levert_inntekt meldt_inn_lønn skjemaet_dere_venter altinn-skjema* altinn_skjema*
work: jobb* arbeid* stilling* vakt* vikar* ekstravakt* ekstrajobb* deltid* heltid* ansettelse* arbeidsforhold* turnus* skift* yrke* tilkalling* timelønn* ekstrahjelp* småjobb*
hours: timer antall_timer arbeidstimer* halvtime* føre_timer timeliste* nattevakt* nattskift* over_midnatt føre* føring* ført skiftarbeid* helligdag* overtid* arbeidet_tid
report-card: meldekort* kort_uteble kortet innsending* 14_dag fjortende_dag hver_14 meldeplikt* meldeperiode* melde_seg meldefrist* levere_kort glemt_kort glemte_kort sendt_kort kortene periodene nei_nei
card-pointless: vits* meningsløs* hensikt* poeng* unødvendig* nedverdigende* meldeplikt_syk formål* poengløs* absurd* slippe slipp
deadline: frist* sluttdato* tidsfrist* svarfrist* utløp* for_sent for_seint forsein* sent_innlevert dag_for_sent innen_når siste_dag dagen_etter seinest forfalt* forfaller rakk_ikke oversitt*
forgot: glem* glemte glemt uteble* hoppet_over ikke_sendt ikke_levert hoppe_over husket_ikke forsømt* gikk_i_glemmeboken
reminder: påminnelse* påminning* varsel* varsle* varslet sms_varsel ikke_varsel uten_varsel forvarsel* beskjed_på_sms minnet_på
registration: registrere* registrert* arbeidssøkerregister* arbeidssøkerstatus* avregistrert* meldt_ut strøket kastet_ut falt_ut registrering* arbeidssøker* utmeldt* arbeidssøkerstatus*
decision: vedtak* avgjør* avgjørelse* innvilg* avslag* avslå* avslått* bestemm* fattet opphør* stans* stanset* utfall* omgjør* omgjøring* konklusjon*
refusal: avslag* avslå* avslått* nei_fra avvist* ikke_innvilget får_ikke_medhold ikke_rett_til ikke_krav_på
reason: begrunn* begrunnelse* grunngi* hvorfor årsak* forklaring* rettslig* skjønn* individuell* standardformuler* ikke_vurdert
complaint: klage* klager klaget klagesak* klageinstans* anke* trygderett* medhold klagefrist* overprøv* omgjøring* klageadgang* klageskjema* klageenhet* ankesak*
letter: brev* vedtaksbrev* standardbrev* standardtekst* skriv brevet forhåndsvarsel* side_4 sider vedtaksbrevet
hard-language: paragraf* lovhenvisning* juss* jurid* byråkrat* kansellispråk* tungt_språk språket* vanskelig_språk formulering* ordet setning* bokstav_c fagspråk* klarspråk* tungt fremmedord* lovtekst* oversette* dysleksi* uåpnet analfabet* stammespråk* uttrykk* ordlyd* lese_opp lese_brevet leste
not-understand: forstår_ikke skjønner_ikke skjønte_ikke forsto_ikke fatter_ikke uforståelig* uforstående uklar* forvirr* gresk klok_på klokere begriper* ikke_forstått ikke_skjønt hva_betyr ikke_klar forstå_hva misforstå* ikke_forklart vanskelig_å_forstå umulig_å_forstå blir_ikke_klok innfløkt* komplisert* begrip* ingen_har_forklart får_ikke_mening kan_ikke_følge kjenner_seg_ikke_igjen henger_ikke
calculation: beregn* regnestykk* utregn* regne* kalkulator* grunnlag* beregningsgrunnlag* sats* prosent* beløp* sum kroner regnes fradrag* tallene inntekten_lagt beregnet* regneark* stemmer_ikke formel* kompensasjonsgrad* forventet_inntekt inntektsgrunnlag* snitt* gjennomsnitt* metode*
settlement: etteroppgjør* oppgjør* avregning* skatteoppgjør* oppgjøret_for i_fjor_oppgjør for_mye_utbetalt etterbetal* fjoråret skattetall* skatteetaten pensjonsgivende*
unsure: usikker* uviss* uvisshet* vet_ikke lurer ikke_sikker tvil* redd_for tør_ikke vil_vite visste_ikke spør_om aner_ikke ante_ikke hva_skjer går_det_an uavklart* spørsmål hva_gjør veit_ikke
did-not-know: visste_ikke ante_ikke kjente_ikke ingen_sa ingen_fortalt ikke_informert ingen_informasjon trodde ikke_fått_vite fikk_ikke_vite ikke_opplyst tilfeldig* ikke_nevnt ukjent_med ikke_et_ord ikke_forklart burde_sagt ikke_kjent informasjon*
rules: regel* regler regelverk* vilkår* rettighet* krav_på rett_til lov_å tillatt ordning* unntak* grense* lovlig* hvem_kan kriteri* lovverk*
side-income: biinntekt* ekstrainntekt* tjene_ved_siden ved_siden_av fribeløp* inntektsgrense* hvor_mye_lov kan_tjene tjene_over friinntekt* ta_noen_vakter tjene honorar* overskudd* hobbyfirma* ved_siden lov_å_tjene tjener ekstravakt* grense_for taket
money-short: ingen_penger uten_penger uten_inntekt ingen_inntekt blakk* pengenød* lån* lånt* forbrukslån* kredittkort* inkasso* husleie* regning* strøm* utkastelse* mat matutdeling* matkø* sparepenge* familien banken boliglån* fattig* tom_for konto_tom økonomi* null_i_inntekt betalingsanmerk* namsmann* betalingsavtal* gjeld* privatøkonomi* ikke_råd klare_seg ingen_utbetaling klarer_ikke_regningene matpenger avdrag_på_lån purregebyr* stengt restskatt* selge_bilen solgt_bilen bare_igjen lever_på konto
housing: bolig* husleie* utleier* bostedsløs* utkastelse* leilighet* depositum* hospits* leie* bosted* midlertidig_bolig flytte* botilbud* sofa uteligger* hybel* leiekontrakt* namsmann* boligkontor* tak_over_hodet
emergency: nødhjelp* krisehjelp* akutt* nødsituasjon* haster tom_for_mat ingen_mat medisin* krise* i_dag helga bleier morsmelk* melk natta fredag barna_mat hjelp_nå bostedsløs* strømmen_stengt nød
pay: utbetal* utbetalt* betale* betalt* penger på_konto innbetaling* utbetalingsdato* konto etterbetal* utbetalingen pengene ytelse* overføre* overført* utbetale* forskudd*
pay-date: utbetalingsdato* utbetalingsdag* når_kommer_pengene betalingsdato* hvilken_dag på_konto_når bankdag* virkedag* dato_for_utbetaling forskjøv* forskjøvet* varierer
pay-less: mindre_enn lavere redusert* trekk* gikk_ned nedgang* trukket for_lite halvert* reduksjon* kuttet lavere_enn gått_ned mindre_utbetalt taper manko*
tax: skatt* skattekort* skattetrekk* skatteetat* frikort* tabelltrekk* prosentkort* skattemelding* skatteoppgjør* restskatt*
debt-claim: krav* kravet faktura* forfall* forfaller innkreving* innkrevingssentral* tilbakekrev* purring* avdrag* nedbetal* forfallsdato* avdragsavtal* krav_på_kroner skyldig* gjeldspost*
instalment: avdrag* avdragsordning* avdragsavtal* nedbetal* dele_opp delbetal* månedstrekk* lavere_trekk litt_om_gangen rate* betalingsordning* betalingsutsett* i_måneden utsette_betaling betalingsplan*
deduction: trekk* motregn* trukket trekker utleggstrekk* trekke_i trekkprosent* lønnstrekk* påleggstrekk* månedstrekk*
nav-fault: nav_feil deres_feil vår_feil feil_hos feilen_vår vi_regnet_feil systemfeil* feil_fra_oss svikt* egen_feil regnet_feil feilbehandl* skyldtes_oss ikke_min_feil vår_skyld deres_skyld registrerte_ikke feilregistr* saksbehandlingsfeil* tastefeil* meldte_fra sa_ifra ga_beskjed meldt_ifra sagt_fra beskjed_om gitt_beskjed meldte_ifra skylda uskyldig* uforskyldt*
contradictory: ulike_svar forskjellige_svar motstrid* motsi* forskjellig_beskjed ulik_beskjed to_ulike forskjellig* tre_ulike avhengig_av_hvem hvem_jeg_snakker sier_noe_annet ett_svar motsatt* ulikt fikk_beskjed_om andre_sa
phone: telefon* ringe* ringt* ringte ringer oppringing* telefonkø* linja samtale* telefontid* ringetid* ringte_tilbake innring* anrop* ring_tilbake sentralbord* mobil* ringe_tilbake ringer_tilbake tråden tlf kontantkort* tastevalg*
phone-queue: telefonkø* i_kø køen kø minutter ventemusikk* linja_brutt brutt komme_gjennom kom_gjennom nummer_i_køen tastevalg* telefontid* la_på henge_på oppringing* ingen_tar_telefonen foran_i_køen kontaktsenter* køsystem* bakerst
no-contact: får_ikke_tak_i får_ikke_kontakt ikke_svar ubesvart* svarer_ikke ingen_svarer ikke_ringt ingen_ringte ikke_blitt_ringt når_ikke nå_veileder ingen_kontakt vanskelig_å_nå utilgjengelig* ikke_tilgjengelig direktenummer* ikke_ringt_tilbake vikar* ferie borte fraværende* lest_av ringer_ikke_tilbake prøvd_å_nå
advisor: veileder* kontaktperson* saksbehandler* rådgiver* veilederen oppfølger* jobbspesialist* kontaktpersonen ansvarlig_veileder
advisor-change: ny_veileder bytte_veileder byttet_veileder ny_kontaktperson ny_saksbehandler navnet_er_byttet fortelle_på_nytt fortelle_historien tredje_veileder fjerde_veileder forteller_historien bytte_av_veileder hvem_er_veilederen forskjellige_veileder* fortelle_alt siste_året begynne_på_nytt forfra hele_historien stadig_ny sluttet overlevering* kontinuitet* byttet ny_person fortelle*
activity-plan: aktivitetsplan* dialog* dialogen planen melding_i_planen aktivitet* dialoger mål* plan
meeting: møte* dialogmøte* samtale* avtale* time møterom* videomøte* innkalling* innkalt* oppmøte* møtetid* telefonmøte* ansvarsgruppe*
scheme-unfit: tilpass* passer_ikke helse* helsa for_tungt parkert oppbevaring* ikke_relevant uten_mening gratis_arbeidskraft ingen_hensikt overkvalifisert* fagbrev* utdannet* sortere* pakke* nakke rygg tåler_ikke sykere lavterskel* interesse* yrkesmål* meningsfull* utdanning* evner
rude: uhøflig* frekk* ufin* nedlatende* respektløs* arrogant* kjeft* mistro* mistenk* hånlig* ydmyk* uvennlig* avvisende* ikke_trodd kald tone* behandlet_som
privacy: privat* taushetsplikt* alle_hørte åpent_rom innsyn* personvern* diskresjon* skjermet sladd* hørte_på andre_kunne_høre hele_køen
digital: digital* nettside* nettsida nav_no app* innlogg* logge* skjerm* mobil* pc data* nettbrett* elektronisk* internett* nett klikk* nettleser* lenke* knapp* system* side_virker lagre* feilmelding* krasj* hvit_skjerm henger_seg
login: bankid* minid* innlogg* logge_inn logger_inn e-id eid kodebrikke* elektronisk_id passord* buypass* logge_på id-porten kodeenhet* d-nummer* bank_id uten_bankid commfides* sikkerhetsnivå* ikke_konto_i_norge bankkunde*
upload: laste_opp lastet_opp opplast* vedlegg* pdf bilde* foto* filformat* filstørrelse* fil for_stor scan* skann* kamera* filer avbrutt* ta_bilde mb
error: feil* feilmelding* gal* feilaktig* ugyldig* virker_ikke fungerer_ikke funker_ikke stopper teknisk* bug krasj* låst gikk_ikke tom_side låser_seg kræsj* timeout* avvist*
change: endre* endring* oppdater* bytte* rette* korriger* melde_fra flytte* ny_adresse skifte* justere* omgjøre* overskriv* forandr* slette*
accessible: blind* skjermleser* svaksynt* universell* kan_ikke_lese dysleksi* eldre* tolk* språk* analfabet* norsk morsmål* nedsatt_syn døv* hørsel* funksjonshem* tegnspråk* lesevansk* pårørende* datter hjelp_av
not-digital: ikke_digital papir* på_papir gammel_telefon tastetelefon* ikke_pc kan_ikke_data ikke_nett ikke_internett personlig_oppmøte skranke* mottak* kommer_innom bestemor* ikke_smarttelefon papirsøknad* mottaket åpningstid* stengt_kontor dropin
opening: åpningstid* stengt* timebestilling* bestille_time drop-in møtte_opp skranke* mottak* åpent køsystem* kontoret_er_stengt uten_time avvist_i_døra
language: tolk* engelsk* polsk* språk* oversett* arabisk* ukrainsk* norskkurs* morsmål* forstår_ikke_norsk fremmedspråk* tolketjenest* litauisk* somali* tigrinja*
abroad: utland* utenlands* eøs eu polen polsk* sverige danmark romania litauen* utenlandsk* iban pass utreise* reise* norden* myndighet* pendler* grensependl* statsborger* utflytt* spania* thailand* trygdeavtal* bosatt* d-nummer* flytte_ut oppholdstillatelse* ukrain* flyktning* vest-europa tyskland* latvia* bulgaria* eea
travel: reise* bryllup* ferie* utland* tur opphold* fly* utenlandsopphold* bussbillett* reiseutgift* kjøregodtgjør* drosje* taxi*
children: barn* barna* baby* sønn* datter* ungen* barnehage* sfo barnetilsyn* skole* spedbarn* tenåring* unger småbarn* tvilling*
parents: mor far foreldre* eks* eksen mamma* pappa* samboer* ektefelle* mannen kona ektepar* brudd* skilt* skilsmisse* separert* partner* samlivsbrudd* den_andre_forelderen far_til moren faren begge
shared-home: delt_bosted delt_fast samvær* 50_50 bor_hos folkeregister* annenhver_uke delt* samværsavtal* fast_bosted bo_halvparten dele rettsforlik* familievern* foreldretvist*
alone-parent: enslig* alenemor* alenefar* eneforsørger* aleneforsørger* alene_med enslig_mor samboer* bor_alene bofellesskap* kjæreste* husholdning* aktivitetskrav* overgangsstønad*
leave: permisjon* permisjonen* kvote* fedrekvot* mødrekvot* fellesperiode* uttak* perm permen utsette* utsettelse* termin* fødsel* gradere* foreldreperm* uker_som_er_igjen plan_for_perm fordele* fordeling* aktivitetskrav_far ukene
lost-rights: mistet_rett* taper* tapt* mistet_uker gikk_tapt mistet_måned* falt_bort bortfalt* etterbetaling_nektet tilbake_i_tid søkt_for_sent tre_måneder_tilbake virkningstidspunkt* foreld* mister* rettighet_tapt mistet
sick: syk* sykdom* sykehus* innlagt* kreft* alvorlig_syk operasjon* helse* psykisk* depresjon* smerte* rehabilitering* rehab kognitiv* utmattelse* utbrent* langtidssyk* kronisk* skade* angst* cellegift* diagnos* funksjonsnedsett* hjerneslag*
after-sickpay: maksdato* etter_sykepenger 248_dager ett_år sykepengene_tok_slutt overgang* neste_steg hva_skjer_etter sykepengeår* ett_år_sykmeldt går_ut tok_slutt siste_dag_med_sykepenger leve_av tar_over ordner_seg_selv søke_aap_i_tid etter_maksdato sykepengerettighet*
period-ends: forleng* utløp* går_ut tar_slutt vedtaksperiode* perioden makstid* ny_periode stønadsperiode* ett_år_til stopper_snart opphør* videre held_fram fortsetter_etter slutten mer_tid tre_år løper_ut videreføring*
retirement: ta_ut uttak* ta_ut_pensjon gå_av 62 67 pensjonsalder* avgang* uttaksgrad* lønner_det_seg kalkulator* velge valg* fleksibel* samordn* livsvarig* tidligpensjon* vente_med 64 65 lønne_seg lurest angre*
stress: fortvil* sliten utslitt gråt* gråter tårer sover_ikke søvnløs* bekymr* redd engst* oppgitt frustrert* sint* makteslø* maktesløs* hjelpeløs* nedverdig* stress* angst* gir_opp håpløs* urettferdig* straffet uverdig* våken knekk* utrygg*
unfair: urettferdig* urimelig* straff* forskjellsbehandl* kollega_fikk diskriminer* skylda skyld ulikt_behandlet naboen_fikk
equipment: rullestol* hjelpemiddel* høreapparat* heis* seng* rampe* batteri* reparatør* reparasjon* hjelpemiddelsentral* utstyr* personløfter* stol* utprøving* levering* bestilling* leverandør* utlevering* lager* deler ødelagt* ventet_på_levering monter* gåstol* tilpasning*
repair: reparasjon* reparer* ødelagt* defekt* virker_ikke deler tekniker* vedlikehold* service* verksted* lånestol* erstatningsstol* punktert* reservedel* låneutstyr* i_stykker knekt* reparatør*
delivery: levering* leveringstid* bestilt* bestilling* utlevering* lager* montering* transport* kommet_fram ankomm* frakt* utlevert* leverandør*
school: skole* studie* student* utdanning* eksamen* semester* skolepenge* lærling* studielån* lånekassen* kurs fagbrev*
self-employed: selvstendig* næringsdrivende* frilans* enkeltpersonforetak* fisker* bonde* gårdbruk* firma_eget næringsinntekt* hobbyfirma* enk
bankrupt: konkurs* lønnsgaranti* bobestyrer* nedlegg* lagt_ned avvikl* permitter* oppsigelse* sagt_opp nedbeman* mistet_jobben
account: kontonummer* konto bank* iban bankkonto* kontoregister* endre_konto feil_konto
address: adresse* postadresse* folkeregister* flytt* post postkasse* sms e-post* epost* kontaktinfo* telefonnummer* digital_postkasse* digipost* altinn_varsel
family-death: død* dødsfall* dødsbo* etterlatt* gjenlevende* begravelse* gravferd* arving*
child-support: bidrag* barnebidrag* innkreving* forskudd* bidragspliktig* far_betaler mor_får uteblir samværsfradrag* bidragsforskudd* samvær*
not-received: ikke_fått ikke_mottatt uteblir uteble* ikke_kommet kom_aldri ikke_utbetalt ingen_utbetaling aldri_fått ikke_noe_på_konto ikke_inne ingenting_på_konto rykkvis fremdeles_ikke står_og_venter kommer_ikke
third-land: svar_fra_utlandet utenlandske_myndigheter andre_landet to_land eøs-sak* eøs_sak* polske_myndigheter papirer_fra_utlandet svensk* trygdemyndighet* utenlandske_kontoret
`;
