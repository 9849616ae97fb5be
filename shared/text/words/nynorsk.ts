/**
 * Nynorsk words and the bokmål ones they are read as, so that both forms are the same evidence. Not a translation: nothing of
 * this is shown to anyone, and where a form is right in both, nothing is changed. Data: `nynorsk=bokmål`, whole words.
 */
export const nynorskWords = `
ikkje=ikke eg=jeg ho=hun me=vi dei=de dykk=dere dykkar=deres deira=deres hennar=hennes honom=ham frå=fra kva=hva kven=hvem
kor=hvor kvar=hver kvart=hvert kvarandre=hverandre korleis=hvordan kvifor=hvorfor veit=vet berre=bare noko=noe nokon=noen
nokre=noen nokor=noen mykje=mye meir=mer fleire=flere vart=ble vert=blir blei=ble vorte=blitt vore=vært vere=være
gjere=gjøre gjer=gjør seie=si seier=sier fekk=fikk kjem=kommer høyrde=hørte høyrt=hørt høyrer=hører høyre=høre treng=trenger
trong=trengte trudde=trodde trur=tror tru=tro skjønar=skjønner skjøna=skjønte skjøner=skjønner ligg=ligger sit=sitter
heile=hele heilt=helt heil=hel eit=et ein=en éin=en éi=en eitt=ett medan=mens sidan=siden framleis=fortsatt endå=ennå
enno=ennå fremdeles=fortsatt tilbod=tilbud saka=saken pengane=pengene pengar=penger månad=måned månader=måneder
månaden=måneden månadene=månedene veke=uke veker=uker veka=uka vekene=ukene timar=timer timane=timene bustad=bosted
bustaden=bostedet utan=uten saman=sammen attende=tilbake att=igjen brukar=bruker brukarar=brukere brukaren=brukeren løn=lønn
løna=lønna lønnsslippane=lønnsslippene skulen=skolen skule=skole skular=skoler gje=gi gjev=gir gjeve=gitt gav=ga gjekk=gikk
finst=finnes fanst=fantes finn=finner fann=fant nytta=brukte nyttar=bruker nytte=bruke sjå=se såg=så les=leser lesen=lest
lesne=lest skriv=skriver skreiv=skrev skrive=skrevet bed=ber bad=ba bede=bedt spurde=spurte spørje=spørre ringjer=ringer
ringde=ringte ringje=ringe tek=tar teke=tatt held=holder heldt=holdt halde=holde haldt=holdt stend=står stod=sto
heime=hjemme heim=hjem heimen=hjemmet seinare=senere seint=sent sein=sen tidlegare=tidligere tidleg=tidlig difor=derfor
dersom=hvis sjølv=selv sjølve=selve òg=også no=nå då=da eigen=egen eiga=egen eige=eget eigne=egne meiner=mener meinar=mener
meinte=mente meine=mene meining=mening skilnad=forskjell skilnaden=forskjellen skilde=skilt skilnader=forskjeller born=barn
borna=barna foreldra=foreldrene systera=søsteren syster=søster son=sønn dotter=datter dottera=datteren sjukehus=sykehus
sjukeheim=sykehjem sjuk=syk sjuke=syke sjukdom=sykdom lækjar=lege lækjaren=legen legar=leger tilvising=henvisning
tilvist=henvist rekning=regning rekningar=regninger rekninga=regninga reknar=regner rekna=regnet rekne=regne
utrekning=beregning utrekninga=beregningen utrekna=beregnet oppgjer=oppgjør oppgjeret=oppgjøret krevje=kreve krev=krever
kravd=krevd kravde=krevde søkje=søke søkjer=søker søkjar=søker bytt=byttet bytta=byttet byter=bytter flytta=flyttet
venta=ventet ventar=venter svara=svarte svarar=svarer purra=purret purrar=purrer stoppa=stoppet stoppar=stopper
oppseiing=oppsigelse oppseiinga=oppsigelsen permittera=permittert tenar=tjener tente=tjente tene=tjene tenester=tjenester
teneste=tjeneste tilsett=ansatt tilsette=ansatte verksemd=virksomhet verksemda=virksomheten bedrifta=bedriften
handsaming=behandling handsaminga=behandlingen handsama=behandlet handsamar=behandler opplysingar=opplysninger
meldingar=meldinger rettleiar=veileder rettleiaren=veilederen rettleiing=veiledning rettleiarar=veiledere
samanheng=sammenheng sameleis=likedan liknande=lignende ynskje=ønske ynskjer=ønsker ynskte=ønsket ønskjer=ønsker
ønskje=ønske hugsa=husket hugsar=husker hugse=huske gløymde=glemte gløymt=glemt gløymer=glemmer gløyme=glemme selt=solgt
selde=solgte seld=solgt drøymer=drømmer mista=mistet mistar=mister misse=miste tapar=taper lova=lovet lovar=lover
løyve=tillatelse løyst=løst løyse=løse heite=hete heiter=heter kallar=kaller kalla=kalt snakka=snakket snakkar=snakker
fortalde=fortalte fortel=forteller klårt=klart klår=klar tydeleg=tydelig utydeleg=utydelig vanskeleg=vanskelig
vanskar=vansker tydelegare=tydeligere avgjerd=avgjørelse avgjerda=avgjørelsen klaga=klaget klagar=klager skuldar=skylder
skulda=skylda skuld=skyld skuldast=skyldes auka=økt aukar=øker auke=øke mink=mindre minka=minket nokolunde=noenlunde
støtt=stadig stundom=noen_ganger gong=gang gongen=gangen gonger=ganger gongar=ganger gonga=ganger fyrst=først fyrste=første
einskild=enkelt åleine=alene aleine=alene einsleg=enslig skild=skilt morgon=morgen laurdag=lørdag sundag=søndag haust=høst
hausten=høsten sumar=sommer sommaren=sommeren åra=årene hende=skjedde hender=skjer tastar=taster lasta=lastet lastar=laster
lenkje=lenke lenkja=lenken nettsida=nettsiden sida=siden vegen=veien veg=vei vegar=veier stad=sted staden=stedet
stader=steder burt=bort innan=innen anna=annet annan=annen båe=begge baae=begge korkje=verken anten=enten truleg=trolig
vonleg=forhåpentlig von=håp vonar=håper vona=håpet uroleg=urolig trøytt=trøtt fortvilt=fortvilet fortvila=fortvilet
oppgjeven=oppgitt makteslaus=maktesløs arbeidslaus=arbeidsløs heimlaus=hjemløs vonlaus=håpløs audmjukande=ydmykende
nedverdigande=nedverdigende stressande=stressende fylgje=følge følgje=følge følgjer=følger fylgjer=følger følgde=fulgte
tilpassa=tilpasset ferdigstilt=ferdig godkjend=godkjent godkjende=godkjente kjend=kjent ukjend=ukjent
underskriven=underskrevet skriven=skrevet skrivne=skrevet dokumenta=dokumentene dokumentera=dokumentert vedlegga=vedleggene
opphald=opphold opphalde=oppholde opphaldsløyve=oppholdstillatelse livsopphaldet=livsoppholdet livsopphald=livsopphold
husleiga=husleia husleige=husleie leige=leie leiger=leier straumen=strømmen straum=strøm klede=klær gard=gård
utanfor=utenfor innanfor=innenfor utanlands=utenlands utanlandsk=utenlandsk
`;

/** Pieces of longer words, wherever they stand: `nynorsk=bokmål`. Only such as do not stand in a bokmål word. */
export const nynorskPieces = `
sjuk=syk rettlei=veiled pengar=penger søkj=søk oppgjer=oppgjør handsam=behandl utrekning=beregning arbeidsgjev=arbeidsgiv
skriftleg=skriftlig dagar=dager månad=måned bustad=bosted opphald=opphold husleig=husleie straum=strøm innkrevj=innkrev
einsleg=enslig heim=hjem tilsett=ansatt sakshandsam=saksbehandl teneste=tjeneste løns=lønns eigen=egen
ferdsl=ferdsel søkjar=søker brukar=bruker lækjar=lege avgjerd=avgjørelse opplysing=opplysning tilvising=henvisning
`;

/** Endings, on a word of at least three letters more: `nynorsk=bokmål`. */
export const nynorskEndings = `
leg=lig legare=ligere laus=løs lause=løse ande=ende heit=het heiter=heter heita=heten
`;
