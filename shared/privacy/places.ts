/** Norwegian postal places, the larger and the commoner: enough to tell «5003 Bergen» from a year and a name. Lower case. */
const names = `
agdenes alta alvdal andenes arendal arna asker askim askvoll askøy aukra aurland aurskog austevoll averøy
ballangen balsfjord bamble bardu bekkestua berg bergen berlevåg billingstad birkeland bjerkvik bodø borge borre brandbu
brattvåg brekstad brevik brumunddal bryne brønnøysund bud byrkjelo bærum båtsfjord bø bømlo dal dale dokka dombås drammen
drangedal drøbak egersund eid eidfjord eidsberg eidskog eidsvoll eidsvåg eikelandsosen elverum enebakk engerdal etne evje
farsund fauske fevik finnsnes fitjar flatøy flekkefjord florø flå folldal forsand fosnavåg fredrikstad frekhaug frogn
froland frosta frøya fyllingsdalen fyresdal førde gamvik gjerdrum gjerstad gjøvik gol gran gratangen grimstad grong grua
grue gulen hadsel halden halsa hamar hammerfest haram hareid harstad hasvik hattfjelldal haugesund hauge haukeland heimdal
hemne hemsedal hermansverk herøy hitra hjartdal hjelmeland hobøl hokksund hol hole holmestrand holtålen hommelvik hommersåk
honningsvåg hornindal horten hov hurdal hurum husnes hvaler hvittingfoss hyllestad høland hønefoss høvik høyanger høylandet
ibestad indre inderøy innvik isfjorden iveland jaren jessheim jevnaker jondal jørpeland karasjok karlsøy karmøy kautokeino
kirkenes kjeller kjøpsvik kleppe kløfta kolbotn kolvereid kongsberg kongsvinger kopervik korgen kragerø kristiansand
kristiansund krødsherad kråkerøy kvam kvernaland kvinesdal kvinnherad kvæfjord kvænangen kyrksæterøra kåfjord laksevåg
lakselv langesund langhus larkollen larvik leikanger leinstrand leirfjord leirsund leira leksvik lensvik lesja levanger
leknes lier lillehammer lillesand lillestrøm lindesnes lindås lofoten lom loppa lund lunde lunner lurøy luster lyngdal
lyngen lysaker lærdal lødingen lørenskog løten løvenstad malm malvik mandal manger marnardal masfjorden melbu meldal melhus
melsomvik meløy meråker midsund midtre mjøndalen mo modalen modum molde moelv mosby mosjøen moss mosterhamn mysen målselv
måløy namdalseid namsos namsskogan narvik naustdal nedenes neslandsvatn nesbru nesbyen nesna nesodden nesoddtangen nesttun
nittedal nissedal nord nordfjordeid nordkjosbotn nordreisa notodden nøtterøy odda olden oppdal oppegård orkanger orkdal osen
oslo osterøy otta porsanger porsgrunn prestfoss rakkestad ranheim raufoss rauland re rena rennebu rennesøy rindal ringebu
ringerike ringsaker risør rissa rjukan rogne rolvsøy romsdal rosendal roverud rubbestadneset rykkin rygge råde rælingen
røa rødberg rødøy rørvik røros røst røyken røyrvik salangen saltdal samnanger sandane sande sandefjord sandnes sandnessjøen
sandvika sarpsborg sauda sauland selbu selje seljord setermoen siggerud sigdal siljan sirdal sistranda skaun skedsmo
skedsmokorset ski skien skiptvet skjeberg skjervøy skjetten skjold skjåk skodje skogn skotterud skreia skudeneshavn slemmestad
slependen snåsa sogndal sokndal sola solbergelva sommerøy son sortland spydeberg stabekk stange stathelle stavanger
stavern steinkjer stjernarøy stjørdal stokke stokmarknes stord stordal storforshei storslett stranda straume stryn strømmen
strømsgodset stårheim sulitjelma sund sunndalsøra surnadal svarstad sveio svelgen svelvik svolvær svortland sykkylven sylling
søgne sømna søreide sørreisa sørumsand tana tananger tangen tau tiller tingvoll tinn tjeldsund tjøme tofte tolga tomter tonstad
torsken tranby tranøy trofors trondheim trysil træna tromsø tromsdalen tvedestrand tynset tysfjord tysnes tysvær tysse tønsberg
ullensvang ulsteinvik urangsvåg utsira vadsø vaksdal valle vang vanylven vardø varhaug vefsn vega vegårshei vennesla verdal
verran vestby vestfossen vestnes vestre vestvågøy vevelstad vik vikebygd vikersund vikedal vikøyri vinje vinstra volda voss
vormsund vågsøy vågå vågåmo våler vøyenenga ytrebygda øksfjord ølen ørje ørland ørsta østerås østfold øvre øyer øygarden øystese
øystre ål ålesund ålgård ålvik åmli åmot årdal årdalstangen årnes ås åsane åsgårdstrand åseral åsnes
`;

const places: ReadonlySet<string> = new Set(names.trim().split(/\s+/));

/** Whether a word is the name of a postal place, in any case. */
export function isPlace(word: string): boolean {
  return places.has(word.toLowerCase());
}

/** Where so many work that an employer there is anybody's. Lower case. */
const towns: ReadonlySet<string> = new Set(
  (
    'oslo bergen trondheim stavanger drammen fredrikstad kristiansand sandnes tromsø sarpsborg skien bodø ålesund sandefjord ' +
    'haugesund tønsberg moss porsgrunn hamar lillestrøm bærum sandvika lysaker asker larvik halden harstad arendal molde gjøvik ' +
    'lillehammer kongsberg horten jessheim ski kristiansund narvik alta elverum steinkjer levanger stjørdal hønefoss grimstad ' +
    'mandal førde rana mo notodden kongsvinger karmøy askøy lørenskog nittedal drøbak bryne egersund sola'
  ).split(' '),
);

/** Whether a word is the name of a town. */
export function isTown(word: string): boolean {
  return towns.has(word.toLowerCase());
}
