/** Everyday words that stand for one another, one set a line: `name: words`, as in `services.ts`. */
export const general = `
get: få fikk fått motta* mottatt
money: penger pengene kroner kr beløp* cash økonomi*
tell: si sier fortell* opplys* informer* beskjed* fortalte nevn* melde* meldt*
send: sende* sendt* sendte levere* levert* innsend* skicka*
big-worry: redd* bekymr* engst* nervøs* frykt* urolig*
want: vil ønske* ønsker gjerne skulle_ønske trenger trenge* behov* ber_om
stop: stoppe* stopp stans* avbrutt* opphør* falle_bort strøket slutt* avslutt*
show: vise* viser vist synlig* står_på framgå*
search: lete* lett_etter finne* finner leter* søk_etter
open: åpne* åpen* stengt* lukket*
part: del dele* halv* delvis* gradert* prosent
long: lang* lenge lengre lengst evig*
much: mye for_mye stor* mange høy* dyrt dyr*
little: lite liten lav* små få_timer mindre
wrong: feil* gal* uriktig* galt mis* usann*
old: gammel* gamle tidligere forrige før eldre*
new: ny* nytt nye
help: hjelp* bistand* bistå* støtte* assist*
read: lese* leste lest les
write: skrive* skrev skriftlig*
office: kontor* navkontor* skranke* mottak* ekspedisjon* lokalkontor*
night: natt* kveld* helg* midnatt*
morning: morgen* formiddag* tidlig*
give-up: gi_opp gitt_opp orker_ikke orke* slite* sliten utslitt
must: må måtte krav* kreve* pålagt* tvunget* plikt*
cannot: kan_ikke får_ikke klarer_ikke umulig* går_ikke greier_ikke ikke_mulig lar_seg_ikke får_ikke_til
nobody: ingen aldri ikke_noen intet
why: hvorfor grunn* årsak*
how: hvordan framgangsmåte* hvor_finner
when: når tidspunkt* dato* hvilken_dag
first: først* første begynn* start* oppstart*
end: slutt* ende* avslutt* ferdig* siste
person: folk person* menneske* noen
right: riktig* rett korrekt* stemmer
compare: sammenlign* forskjell* ulik* mot_andre annerledes
choose: velg* valg* alternativ* mulighet* velge
need-help: trenger_hjelp hjelp_til får_hjelp hjelpe_med fyller_ut hjelper
year: år årlig* fjor fjoråret i_fjor
`;
