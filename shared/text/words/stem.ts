/**
 * Light stemming: endings go, so that the forms of one word meet. It need not give a word, only the same letters for the forms
 * of a word and other letters for other words; where the two pull apart, it leaves the word as it is.
 */
import type { TextLanguage } from './language.ts';

/** Forms that no ending explains. Data: `stem=form,form`. Bokmål; nynorsk comes spelt as bokmål. */
const irregular = wordsByForm(`
  få=får,fikk,fått gå=går,gikk,gått stå=står,sto,stod,stått bli=blir,ble,blitt vær=være,er,var,vært ha=har,hadde,hatt
  kom=komme,kommer,kommet si=sier,sa,sagt vit=vite,vet,visste,visst se=ser,så,sett sitt=sitte,sitter,satt,sittet
  skriv=skrive,skriver,skrev,skrevet,skrives ta=tar,tok,tatt gi=gir,ga,gav,gitt finn=finne,finner,fant,funnet,finnes,fantes
  forstå=forstår,forstod,forsto,forstått må=måtte skal=skulle kan=kunne vil=ville,villet bør=burde fall=falle,faller,falt
  ligg=ligge,ligger,lå,ligget legg=legge,legger,la,lagt drag=dra,drar,dro,dratt bryt=bryte,bryter,brøt,brutt lat=la,lar,lot,latt
  tro=tror,trodde,trodd spør=spørre,spurte,spurt gjør=gjøre,gjorde,gjort,gjøres selg=selge,selger,solgte,solgt
  trekk=trekke,trekker,trakk,trukket,trekkes hjelp=hjelpe,hjelper,hjalp,hjulpet bo=bor,bodde,bodd ber=be,ba,bedt
  forsvinn=forsvinne,forsvinner,forsvant,forsvunnet bruker=brukere,brukerne,brukers,brukerens skjønn=skjønnar,skjønne,skjønner,skjønte,skjønt glem=glemme,glemmer,glemte,glemt
  les=lese,leser,leste,lest velg=velge,velger,valgte,valgt følg=følge,følger,fulgte,fulgt motta=mottar,mottok,mottatt
  men=mene,mener,mente,ment kjenn=kjenne,kjenner,kjente,kjent begynn=begynne,begynner,begynte,begynt tjen=tjene,tjener,tjente,tjent
  lån=låne,låner,lånte,lånt start=starte,starter,startet hent=hente,henter,hentet bytt=bytte,bytter,byttet rett=rette,retter,rettet
  møt=møte,møter,møtet,møtt innse=innser,innså fortell=fortelle,forteller,fortalte,fortalt tap=tape,taper,tapte,tapt miste=mister,mistet mann=menn barn=barna,barnet
  far=faren,fedre mor=moren,mødre bror=broren,brødre stopp=stoppe,stopper,stoppet,stopp,stanset,stanses,stanse,stans
  måned=måneder,måneden,månedene,månedlig uke=uker,uka,uken,ukene,ukentlig dag=dager,dagen,dagene,daglig år=årene,året,års,årlig
  time=timer,timen,timene,timene gang=ganger,gangen to=begge ti=tiende
`);

/** Nouns whose last letter is no ending. */
const nounsInT =
  /(kort|start|part|kontant|transport|port|sport|fart|fort|konsulent|kontakt|takst|frist|kant|sent)$/;

const doubled = /(bb|dd|ff|gg|ll|mm|nn|pp|rr|ss|tt)$/;

/** Longest first. An ending goes only where three letters stay, and one of them a vowel. */
const norwegianEndings = `
  ingenes ingene ingane inga ingen inger ingar elsene elsen elser else
  hetene heten heter erne arne enes anes ene ane ens ets ers
  ende ede edes este est ere ing ert en et er ar as es te a e t s
`
  .trim()
  .split(/\s+/);

const vowel = /[aeiouyæøåéèêóòâ]/;

export function stem(word: string, language: TextLanguage): string {
  if (word.length < 4 || /\d/.test(word)) return irregularForm(word, language);
  if (language === 'english') return englishStem(word);
  const known = irregular.get(word);
  if (known !== undefined) return known;
  let stemmed =
    word.endsWith('s') && word.length > 5 && !word.endsWith('ss') ? word.slice(0, -1) : word;
  const known2 = irregular.get(stemmed);
  if (known2 !== undefined) return known2;
  for (const ending of norwegianEndings) {
    if (!stemmed.endsWith(ending)) continue;
    const rest = stemmed.slice(0, -ending.length);
    if (rest.length < 3 || !vowel.test(rest)) continue;
    if (ending === 't' && (/[aeiouyæøåst]$/.test(rest) || nounsInT.test(stemmed))) continue;
    if (ending === 'te' && !/[lmrspkd]$/.test(rest)) continue;
    if (ending === 's' && /[s]$/.test(rest)) continue;
    // «veilederen» and «semesteret» as «veileder» and «semester».
    stemmed = rest.length > 5 && rest.endsWith('er') ? rest.slice(0, -2) : rest;
    break;
  }
  return doubled.test(stemmed) && stemmed.length > 3 ? stemmed.slice(0, -1) : stemmed;
}

function irregularForm(word: string, language: TextLanguage): string {
  return language === 'norwegian' ? (irregular.get(word) ?? word) : word;
}

/** Plurals, -ed and -ing alone: what is sure. */
function englishStem(word: string): string {
  if (word.length < 4) return word;
  let stemmed = word;
  if (stemmed.endsWith('ies') && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`;
  else if (/(ss|sh|ch|x|z)es$/.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (/[^siuy]s$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  for (const ending of ['ing', 'ed']) {
    if (!stemmed.endsWith(ending)) continue;
    const rest = stemmed.slice(0, -ending.length);
    if (rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
    stemmed = doubled.test(rest) && !/(ll|ss)$/.test(rest) ? rest.slice(0, -1) : rest;
    break;
  }
  return stemmed.length > 4 && stemmed.endsWith('e') ? stemmed.slice(0, -1) : stemmed;
}

function wordsByForm(data: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const pair of data.trim().split(/\s+/)) {
    const [to = '', list = ''] = pair.split('=');
    forms.set(to, to);
    for (const form of list.split(',')) if (!forms.has(form)) forms.set(form, to);
  }
  return forms;
}
