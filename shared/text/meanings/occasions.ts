/**
 * Occasions, places and things of particular services, one meaning a line, `name: words`, as in `services.ts`. Written service by
 * service from what people come to NAV with, whether or not a note about it is at hand.
 */
export const occasions = `
quit-penalty: karantene* forlenget_ventetid sagt_opp_selv sa_opp_selv sluttet_selv sluttavtale* sluttpakke* egen_oppsigelse tap_av_dagpenger ventedager* sanksjon*
benefit-abroad: pd_u2 pd_u1 u1 u2 e301 s1 e106 sed ta_med_dagpenger opphold_i_utlandet beholde_stønad reise_til_utlandet utlandsopphold* eøs_område*
job-search: jobbsøk* stilling* cv arbeidsplassen jobbmesse* intervju* stillingsannonse* søke_jobb aktivt_søke jobbtilbud* arbeidssøking rekrutter* formidling* vikarbyrå*
adapt-work: tilrettelegg* arbeidsplassvurder* funksjonsassistan* lettere_arbeid omplasser* bedriftshelse* gradert* delvis_syk restarbeidsevne* avklaring*
sick-note-kind: gradert_sykmelding avventende* tilbakedater* reisetilskudd* behandlingsdager* enkeltstående egenmelding* sykmelding_avvist avvist_sykmelding diagnosekode* aktivitetskrav_åtte papirsykmelding*
sick-note-place: altinn nærmeste_leder arbeidsgiver_ser feil_arbeidsgiver arbeidsforhold_vises sende_sykmelding sykmeldingen_til mottaker dukker_opp to_arbeidsgivere to_jobber vikar koblet kobla kopla feil_bedrift organisasjonsnummer* orgnr
holiday-pay: feriepenge* ferietrekk* ferie_fra feriedager* ferieloven opptjent_ferie utbetaling_av_feriepenger fri_fra_meldeplikt
sick-child: sykt_barn syke_barn omsorgsdag* pleiepenge* kronisk* innlagt_barn barneavdeling* barn_på_sykehus funksjonshemmet_barn tilsyn* våkenatt* nattevåk*
care-need: pleie* tilsyn* stell* omsorg* hjelpebehov* avlastning* bpa omsorgslønn* omsorgsstønad* natta
birth-time: termin* fødsel* født jordmor* gravid* ultralyd* prematur* tvilling* adopsjon* adopter* medmor* barsel*
father-leave: far fedrekvot* pappaperm* fars_kvote mors_aktivitet mor_i_aktivitet aktivitetskrav* mor_må_jobbe mor_er_student uten_aktivitet bare_far fars_uker
leave-plan: endre_plan endre_uttak flytte_permisjon utsette_permisjon utsett* uttaksplan* plan_for gradert_uttak delvis_permisjon planen_godkjent kalender* overlapp* endringssøknad*
pension-mix: samordn* tjenestepensjon* afp fellesordning* klp spk storebrand* banken_sier privat_pensjon offentlig_pensjon fripolise* ektefelletillegg* forsørgingstillegg* gjenlevendetillegg* omregn* trygdetid* botid* poengår*
proof-of-pension: pensjonistbevis* honnør* honnørbillett* trygdebevis* legitimasjon* bevis_på uførebevis*
account-abroad: iban swift utenlandsk_konto utenlandsk_bank kontonummer_i norsk_konto_mangler ikke_norsk_bank uten_bankkonto utbetalingskort* utbetalingsanvisning*
identity: legitimasjon* pass id-kontroll* id_kontroll d-nummer* fødselsnummer* personnummer* oppholdskort* bankid_på_nytt id-porten* identitet*
system-down: nede driftsstans* vedlikehold* ustabil* treg_side henger_seg kræsj* krasj* fryser hvit_side blank_side tom_side laster_ikke teknisk_feil feilkode* prøv_igjen timeout*
lost-draft: logget_ut kastet_ut_av_skjema fylle_ut_på_nytt mellomlagr* ikke_lagret lagrer_ikke forsvant alt_forsvant begynne_forfra kladd* utkast* økt* sesjon*
which-form: feil_skjema riktig_skjema hvilket_skjema finner_ikke_skjema papirskjema* skrive_ut printe printer* skanne førsteside* forside* blankett*
call-back: ringe_tilbake ringte_tilbake ringer_tilbake tilbakering* oppringing* ble_oppringt callback avtalt_samtale lovet_å_ringe hemmelig_nummer ukjent_nummer
office-visit: skranke* mottak* navkontor* møte_opp møtte_opp kom_innom oppmøte* åpningstid* timebestilling* bestille_time bestilt_time drop-in dropin publikumsmottak* kontoret_stengt kølapp* venterom* vekter* selvbetjening*
chat-bot: chat* chatbot* robot* frida svarte_automatisk automatisk_svar maskin* menneske snakke_med_en standardsvar*
interpreter: tolk* tolketjeneste* oversett* telefontolk* tolken tegnspråk* språkproblem* forstår_lite_norsk
housing-search: leilighet* hybel* utleier* visning* boligmarked* kommunal_bolig boligkontor* depositumsgaranti* husleiekontrakt* leiekontrakt* leieforhold* midlertidig_bolig døgnovernatt* hospits*
bills: strømregning* regning* faktura* husleie* purring* inkasso* tannlege* tannbehandling* briller medisin* egenandel* barnehageregning* sfo-regning*
aid-conditions: vilkår* aktivitetsplikt* norm* veiledende_sats satser trekk_i_stønad barnetrygd_regnes_med formue* verdier selge_bil bruke_opp kontoutskrifter* dokumentere_utgifter husstand* samboer*
social-payout: kontantkort* rekvisisjon* betalingskort* utbetalt_ukentlig forvaltning_av_penger frivillig_forvaltning betale_direkte bankkort*
refugee: flyktning* ukrain* introduksjonsprogram* introprogram* bosett* bosatt* asyl* mottaket midlertidig_beskyttelse oppholdstillatelse* familiegjenforen* kollektiv_beskyttelse
addiction: rus rusmiddel* avrus* lar alkohol* rehab* behandlingsplass* nykter* ettervern
violence-safety: vold* trus* kode_6 skjult_adresse adressesperre* krisesenter* redd_for_eks skjermet_adresse sperret_adresse
prison: fengsel* soning* løslat* innsatt* kriminalomsorg*
youth: ungdom* unge ungdomsgaranti* lærling* videregående* droppet_ut skoleelev* atten_år fylte_18 under_30
study-benefit: studie* student* fagskole* høyskole* universitet* lånekassen studielån* stipend* eksamen* semester* pensum skolepenge* opplæring* fullføre_utdanning
work-scheme-pay: tiltakspenger* reisepenger* reiseutgift* barnetillegg* lønnstilskudd* dagsats* mens_på_tiltak
scheme-wait: venteliste* plass_på_tiltak ledig_plass oppstart* ventetid_på_tiltak kursplass* kurset_er_fullt inntak* godkjenn*
scheme-quality: relevan* nivå* kjedelig* oppbevaring* parkert* meningsløs* sitte_og_se gratis_arbeid lærte_ingenting dårlig_opplegg opplegg* arrangør* tiltaksarrangør* kan_dette_fra_før bortkastet*
wage-guarantee: lønnsgaranti* konkursbo* bobestyrer* utestående_lønn uteblitt_lønn
injury-claim: yrkesskade* menerstatning* medisinsk_invaliditet spesialisterklæring* skademelding* godkjent_som_yrkesskade arbeidsuhell*
death-benefit: gravferd* begravelse* bo formue_i_boet arv* skifte* etterlatt* gjenlevende* dødsfall* enke* barnepensjon* omstillingsstønad*
car-aid: kassebil* bilstønad* tilpasset_bil spesialutstyr* rullestolbil* førerkort* stønad_til_bil utprøving* tilpass*
hearing-sight: høreapparat* hørsel* tinnitus* syn briller* linser* optiker* svaksynt* blind* punkt* leselist* skjermleser* lydbok
wheels: rullestol* elektrisk* batteri* hjul* dekk* rullator* scooter* sete* pute* tilpass* ergoterapeut* fysioterapeut*
aid-home: seng* heis* trappeheis* rampe* badekar* toalettforhøy* dusjstol* dørautomat* ventet_på_montering monter* håndtak* personløfter*
aid-request: vedtak_om_hjelpemiddel bestilling* kommunens_lager ergoterapeut* søknad_om_hjelpemiddel formidler* utprøv* bytte_ut returner* lånes hente_tilbake innlevering*
debt-dispute: uenig_i_kravet bestrider* klaget_på_kravet fortsatt_trekk rente* renter gebyr* rentetillegg* betalt_allerede har_betalt_kravet betalt_kravet ettergi* frafall* slett*
fault-told: meldte_ifra meldte_fra meldt_fra sagt_ifra sa_ifra sa_fra gitt_beskjed ga_beskjed varslet_dere opplyst_om i_god_tid_fra skrev_melding_om fikk_forsikr* forsikra dobbel* dobbelt_utbetalt rutine_hos regnet_feil
fault-whose: skylden skylda vår_skyld deres_feil ikke_min_feil nav_sin_feil navs_feil feil_hos systemfeil* svikt* aktsomhet* god_tro saksbehandlerfeil* tabbe* rot_hos rotet_til
income-forecast: forventet_inntekt melde_inntekt endre_inntekt oppdatere_inntekt inntektsendring* inntektsplanlegger* anslag* for_lav_inntekt for_høy_inntekt inntekt_i_år
limit-question: hvor_mye_kan hvor_mye_er_lov lov_å_tjene tjene_ekstra grense* fribeløp* reduksjon* miste_trygden redd_for_å_miste avkort* g kompensasjonsgrad* inntektstak*
year-settlement: etteroppgjør* skatteoppgjør* fjorårets oppgjøret for_mye_i_fjor etterbetaling_trygd avvik* pensjonsgivende* tallene_fra_skatt
sole-parent: enslig* overgangsstønad* barnetilsyn* samboerskap* ny_kjæreste samlivsbrudd* aktivitetsplikt* alene_med_barn barnepass* barnehageplass* utvidet_barnetrygd
child-fee: sfo barnehage* dagmamma* barnepass* barnetilsyn* faktura_for_barnehage søskenmoderasjon*
enforce: innkreving* trekk_i_lønn lønnstrekk* utleggstrekk* namsmann* betaler_ikke far_betaler_ikke skylder_bidrag forskuttering* innkrevingssentral* utenlandsk_bidrag motparten
support-sum: bidraget_er_for bidragets_størrelse fastsettelse* samvær* underholdskostnad* bidragsevne* kalkulator* bidragskalkulator* fradrag* revurder* økt_bidrag bidraget_økte doblet*
`;
