import { expect, test } from 'vitest';
import { findIdentifiers } from './gate.ts';
import { maskFindings } from './mask.ts';

const found = (text: string) =>
  findIdentifiers(text).map(({ kind, start, end, severity }) => [
    kind,
    text.slice(start, end),
    severity,
  ]);

test.each([
  ['Jobber hos Bryggen Bakeri på Utsira og får ikke svar', 'Bryggen Bakeri på Utsira'],
  ['Arbeidsgiver er Fjordlaks AS i Gratangen', 'Fjordlaks AS i Gratangen'],
  [
    'Hans Olsens Mekaniske AS i Loppa sender ikke inntektsmelding',
    'Hans Olsens Mekaniske AS i Loppa',
  ],
  ['Ho er tilsett på bakeriet i Vevelstad', 'bakeriet i Vevelstad'],
  ['Arbeidsgjevaren Havbruk Nord i Sørvågen svarer ikkje', 'Havbruk Nord i Sørvågen'],
])('%j: an employer in a small place is asked about', (text, employer) => {
  const whole = findIdentifiers(text);
  const at = text.indexOf(employer);
  const told = whole.find(({ start, end }) => start <= at && end >= at + employer.length);
  expect(told?.kind).toBe('employer');
  expect(whole.every(({ severity }) => severity === 'warn')).toBe(true);
  const masked = maskFindings(text, whole);
  expect(findIdentifiers(masked)).toEqual([]);
});

test.each([
  'Jobber i Oslo og får ikke svar',
  'Arbeidsgiver er Equinor i Stavanger',
  'Ansatt hos Kiwi, får ikke lastet opp inntektsmelding',
  'Jobber i Karasjok kommune, sykmeldt',
  'Arbeidsgiver må logge inn i Altinn på Min side',
  'Ho bur i Karasjok og må til Alta for å få hjelp',
  'Jobber på skift i Trondheim',
  'NAV Grünerløkka og NAV Sagene sier to ting',
])('%j: an employer in a town, a public body or none is nobody', (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ['Frekk saksbehandler kari, la på røret', 'kari'],
  ['Ho seier at rettleiar oddvar aldri ringer', 'oddvar'],
  ['Veileder Kari Nordmann lovet å ringe', 'Kari Nordmann'],
])('%j: a colleague is a person', (text, name) => {
  expect(found(text)).toEqual([['name', name, 'warn']]);
});

test.each([
  'Får ny veileder per måned',
  'Saksbehandler sier liv og helse går først',
  'Veileder svarer aldri',
  'kari er ikke nevnt med rolle her',
])('%j: what only may be a name, or is no colleague, is let through', (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ['12O3854OO9O', 'letters for digits'],
  ['l2038540090', 'a small L for one'],
  ['120385 og 40090', 'a word between its halves'],
  ['120385&nbsp;40090', 'a space as the web writes it'],
  ['120385 (mor) 40090', 'whose it is between its halves'],
  ['#120385#40090', 'marks around its halves'],
  ['120385…40090', 'dots in one'],
])('%j is a national id: %s', (written) => {
  const text = `Ringte om ${written} i dag`;
  const [only, ...more] = findIdentifiers(text);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ kind: 'national-id', severity: 'block' });
  expect(maskFindings(text, findIdentifiers(text))).not.toMatch(/\d/);
});

test.each(['Fra 010224 og 31122 kroner', 'Ordre O1lO1lO1lO1', 'Kode 1O0l9O12345 finnes ikke'])(
  '%j is none',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);

test.each([
  'kari at eksempel dot no',
  'kari[at]eksempel[dot]no',
  'kari.nordmann krøllalfa eksempel punktum no',
  'kari (a) eksempel (punktum) no',
])('%j is an e-mail address', (written) => {
  expect(found(`Skriv til ${written} i dag`)).toEqual([['email', written, 'block']]);
});

test.each(['Sier at vedtaket er feil punktum hun vil ikke mer', 'Det er greit, punktum finale'])(
  '%j is no address',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);
