import type { Chance } from './chance.ts';
import { account, mobile } from './identifiers.ts';

/** Notes full of numbers and words that only look like identifiers: nobody is in them. */
export function cleanNote(chance: Chance, carriers: readonly string[]): string {
  const [a, b] = [chance.pick(carriers), chance.pick(hardSentences)(chance)];
  return chance.pick([`${a} ${b}`, `${b}. ${a}`, b, a]);
}

const thousands = (value: number, gap: string) => String(value).replace(/\B(?=(\d{3})+$)/g, gap);
const day = (chance: Chance) =>
  `${chance.int(1, 28)}.${chance.int(1, 12)}.${chance.int(2019, 2026)}`;
const two = (value: number) => String(value).padStart(2, '0');

const hardSentences: readonly ((chance: Chance) => string)[] = [
  (c) => `beløp ${mobile(c)} kr`,
  (c) => `fikk krav på ${thousands(c.int(10_000, 999_999), c.pick([' ', '.', '\u00a0']))} kroner`,
  (c) => `Utbetalt ${thousands(c.int(1000, 99_999), ' ')},${two(c.int(0, 99))} kr den ${day(c)}`,
  (c) => `Søkte ${day(c)}, vedtak ${day(c)}`,
  (c) =>
    `ventet fra ${two(c.int(1, 28))}.${two(c.int(1, 12))} til ${two(c.int(1, 28))}.${two(c.int(1, 12))}.${c.int(2020, 2026)}`,
  (c) => `periode ${day(c)}–${day(c)}`,
  (c) =>
    `perioden ${two(c.int(1, 28))}.${two(c.int(1, 12))}.${two(c.int(20, 26))} - ${two(c.int(1, 28))}.${two(c.int(1, 12))}.${two(c.int(20, 26))}`,
  (c) => `saksnummer ${c.int(10_000_000, 99_999_999)} ligger urørt`,
  (c) => `saksnr ${c.int(2019, 2026)}/${c.int(1000, 999_999)}`,
  (c) => `orgnr ${c.int(800_000_000, 999_999_999)} står feil`,
  (c) => `org.nr. ${thousands(c.int(800_000_000, 999_999_999), ' ')} finnes ikke i lista`,
  (c) => `journalpost ${c.int(400_000_000, 699_999_999)} er journalført på feil tema`,
  () => 'ring oss på 55 55 33 33',
  () => 'Nav kontaktsenter 55553333 hadde 40 min kø',
  () => 'Tastet 55 55 33 34 for arbeidsgiver',
  () => 'ble henvist til grønt nummer 800 33 166',
  (c) => `referanse ${c.int(100_000, 999_999)}`,
  (c) => `feilkode ${c.int(400, 599)}-${c.int(1000, 9999)} på Min side`,
  (c) => `uke ${c.int(1, 52)} og ${c.int(1, 52)} mangler på meldekortet`,
  (c) =>
    `stod i kø i ${c.int(10, 180)} minutter, kl ${two(c.int(8, 15))}:${two(c.int(0, 59))} til ${two(c.int(8, 15))}:${two(c.int(0, 59))}`,
  (c) => `2019 Oslo-kontoret, ${c.int(1, 9)} år siden`,
  (c) => `I ${c.int(2015, 2026)} Bergen kommune endret praksis`,
  (c) => `folketrygdloven § ${c.int(4, 22)}-${c.int(1, 20)} første ledd`,
  (c) => `ftrl. §§ 11-${c.int(1, 20)} og 11-${c.int(1, 20)}`,
  (c) => `jobber ${c.int(10, 37)},5 t i uka, turnus ${c.int(1, 5)}-${c.int(1, 5)}`,
  (c) => `Kalkulatoren sa ${c.int(1000, 9999)}, vedtaket ${c.int(1000, 9999)}`,
  (c) => `KID-nummer ${c.int(1_000_000_000, 9_999_999_999)}${c.int(10, 99)} virket ikke`,
  (c) => `${c.int(2, 9)} av ${c.int(10, 99)} dager brukt, ${c.int(100, 260)} igjen`,
  (c) => `skjema NAV ${two(c.int(0, 99))}-${two(c.int(0, 99))}.${two(c.int(0, 99))}`,
  (c) => `brev datert ${day(c)} kom først ${day(c)}`,
  (c) => `på vei ${c.int(2, 9)} ganger`,
  (c) => `søkte på nytt på underveien ${c.int(2, 4)} ganger`,
  (c) => `${c.int(1, 9)}/${c.int(1, 12)} fikk hun avslag`,
  (c) => `grunnbeløpet ${thousands(c.int(118_000, 135_000), ' ')} ganger 0,66`,
  (c) => `versjon ${c.int(1, 9)}.${c.int(0, 20)}.${c.int(0, 9)} av appen krasjer`,
  () => 'Enhet 4100 har ikke svart, heller ikke enhet 0219',
  () => 'Kontoret i Bergen sender til Oslo som sender til Trondheim',
  () => 'NAV Grünerløkka og NAV Sagene sier to ting',
  () => 'Ho bur i Karasjok og må til Alta for å få hjelp',
  () => 'Lånekassen, Skatteetaten, Husbanken og Statens vegvesen vil ha samme papir',
  () => 'Helfo og Arbeidstilsynet gir ulike svar',
  () => 'AFP fra Statens pensjonskasse, KLP og Storebrand',
  () => 'Altinn, BankID, MinID og Digipost virket ikke i januar, februar og mars',
  () => 'Søknad om AAP ble til uføretrygd og så til dagpenger',
  () => 'Fant ikke svaret på Min side eller i Aktivitetsplanen',
  () => 'Dialogmøte 2 ble flyttet til mandag etter påske',
  () => 'Bruker fra Polen, Litauen eller Syria får ikke lest brevet',
  () => 'Rema 1000 og Coop Extra har ikke levert inntektsmelding',
  () => 'Norsk Gjenvinning og Posten har permittert',
  () => 'Fellesforbundet og Fagforbundet hjelper medlemmene',
  () => 'Fretex, Blå Kors og Frelsesarmeen tar imot på tiltak',
  () => 'Jula, julaften og nyttår ga tre uker uten svar',
  () => 'lege, psykolog, fysioterapeut og ergoterapeut er enige',
  () => 'Haukeland, Rikshospitalet og St. Olavs hospital sender ikke epikrise',
  () => 'OsloMet og Universitetet i Bergen godkjenner ikke studiet',
  () => 'Vy, Ruter og Widerøe gir ikke rabatt uten bevis',
  () => 'Fra Hammerfest til Vadsø er det fem timer, møtet ble avlyst',
  (c) => `kontroll av ${c.int(1, 9)} bilag, sum ${account(c).slice(0, 5)}`,
];
