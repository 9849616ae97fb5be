import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { belongsElsewhere, type ElsewhereKind } from './belongs-elsewhere.ts';

test.each<[string, readonly ElsewhereKind[]]>([
  ['Bruker truer med å komme på kontoret med kniv', ['threat']],
  ['Han trua med å brenne ned heile kontoret', ['threat']],
  ['Sier hun ikke orker å leve lenger, vil ta livet av seg', ['threat']],
  ['Ho kom med truslar mot veiledaren', ['threat']],
  ['Mor forteller at far slår barna når pengene er slutt', ['child']],
  ['Eg er uroa for barna, dei er åleine heime om natta', ['child']],
  ['Burde det vært sendt bekymringsmelding?', ['child']],
  ['Fikk en annens vedtak i posten, med navn og alt', ['breach']],
  ['Vedtaket hennar vart sendt til feil adresse', ['breach']],
  ['Dokumenta er på avvegar', ['breach']],
  ['Bruker vil klage på avslaget om uføretrygd', ['complaint']],
  ['Ho ynskjer å klage på handsaminga', ['complaint']],
  ['Vil klage på vedtaket, og truer med å slå meg', ['threat', 'complaint']],
])('%j belongs elsewhere as well: %j', (text, kinds) => {
  expect(belongsElsewhere(text)).toEqual(kinds);
});

test.each([
  'Brevet har en truende tone, synes hun',
  'Er truet av arbeidsløshet og finner ikke skjemaet',
  'Klagen har ligget ubehandlet i fem måneder',
  'Finner ikke hvor man klager, knappen er borte',
  'Barnehagen stenger, og barna må hentes før møtet',
  'Barnetrygden er utbetalt til feil konto',
  'Feil adresse i skjemaet, får ikke endret den',
  'Standardtekst om klageadgang på side 4',
  '',
])('%j is like any other', (text) => {
  expect(belongsElsewhere(text)).toEqual([]);
});

test('ordinary notes get no hint', () => {
  const notes = readFileSync(
    new URL('../../tests/data/observations.jsonl', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  expect(notes.filter((text) => belongsElsewhere(text).length > 0)).toEqual([]);
});
