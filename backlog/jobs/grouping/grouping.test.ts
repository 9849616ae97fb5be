import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { Theme } from '../../../shared/domain/theme.ts';
import {
  approve,
  confirmProposal,
  dismissProposal,
  log,
  people,
  placeProposal,
  ServiceUnderTest,
  same,
  withdraw,
} from '../../../tests/support/backlog-service.ts';
import { groupInsights } from './grouping.ts';

const { kari, ola, siri, pia } = people;
let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());

async function heard(...texts: string[]) {
  const logged = texts.map((text) => log(text));
  expect(await service.push(kari, logged)).toEqual(logged.map(() => 'applied'));
  await service.push(siri, logged.map(approve));
  return logged;
}

async function seen(): Promise<{ proposals: Proposal[]; themes: Theme[] }> {
  const changes = await service.everything(pia);
  return {
    proposals: changes.flatMap((one) => (one.kind === 'proposal' ? [one.document] : [])),
    themes: changes.flatMap((one) => (one.kind === 'theme' ? [one.document] : [])),
  };
}

const deadline = [
  'Vet ikke når fristen for å sende meldekort er',
  'Usikker på fristen for meldekortet',
  'Når er siste frist for meldekort',
  'Fristen for mld.kort er uklar',
];
const upload = [
  'Får ikke lastet opp vedlegg til søknaden',
  'Opplasting av vedlegg til søknad stopper',
  'Vedlegget lar seg ikke laste opp i søknaden',
];
const others = [
  'Venter i telefonkø i en time',
  'Brevet om vedtaket er vanskelig å forstå',
  'Kommer ikke inn med BankID',
  'Feil kontonummer på utbetalingen',
];

describe('what lies in no theme', () => {
  test('is proposed as themes with terms and quotes, +1s counted, once', async () => {
    const [first] = await heard(...deadline, ...upload, ...others);
    await service.push(siri, [same({ kind: 'observation', id: first?.observationId ?? '' })]);
    await groupInsights(service.parts());
    const { proposals } = await seen();
    const found = proposals.find(({ quotes }) =>
      quotes.some(({ text }) => deadline.includes(text)),
    );
    expect(found).toMatchObject({ themeId: null, tema: 'DAG', count: 5, units: 1 });
    expect(found?.terms).toContain('meldekort');
    expect(proposals.some(({ quotes }) => quotes.some(({ text }) => upload.includes(text)))).toBe(
      true,
    );
    // The same again changes nothing.
    expect(await groupInsights(service.parts())).toEqual({ proposals: 0, themes: 0 });
  });

  test('becomes more of a theme once it has a name; what people named stays whole', async () => {
    const { proposals } = await seen();
    const found = proposals.find(({ quotes }) =>
      quotes.some(({ text }) => deadline.includes(text)),
    );
    const confirm = confirmProposal(found?.id ?? '', 'Uklar frist for meldekort');
    expect(await service.push(pia, [confirm])).toEqual(['applied']);
    await heard('Vet ikke når fristen for meldekortet går ut');
    await groupInsights(service.parts());
    const after = await seen();
    const theme = after.themes.find(({ id }) => id === confirm.themeId);
    expect(theme?.evidence.total).toBe(5);
    expect(theme?.terms).toContain('meldekort');
    expect(theme?.quotes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(theme?.quotes.map(({ text }) => text)).size).toBe(theme?.quotes.length);
    const more = after.proposals.find(({ themeId }) => themeId === confirm.themeId);
    expect(more).toMatchObject({ count: 1 });
    expect(await service.push(siri, [placeProposal(more?.id ?? '', confirm.themeId)])).toEqual([
      'applied',
    ]);
    expect((await seen()).themes.find(({ id }) => id === confirm.themeId)?.evidence.total).toBe(6);
  });

  test('dismissed, is not proposed again', async () => {
    const ofUpload = ({ quotes }: Proposal) => quotes.some(({ text }) => upload.includes(text));
    const found = (await seen()).proposals.find(ofUpload);
    expect(await service.push(pia, [dismissProposal(found?.id ?? '')])).toEqual(['applied']);
    await groupInsights(service.parts());
    expect((await seen()).proposals.filter(ofUpload)).toEqual([]);
  });

  test('withdrawn, is quoted nowhere', async () => {
    const [hers] = await heard('Uklart når fristen for meldekort er i høytiden');
    await groupInsights(service.parts());
    const text = 'Uklart når fristen for meldekort er i høytiden';
    expect(JSON.stringify(await seen())).toContain(text);
    await service.push(kari, [withdraw({ observationId: hers?.observationId ?? '' })]);
    expect(JSON.stringify(await seen())).not.toContain(text);
    expect(JSON.stringify(await service.everything(ola))).not.toContain(text);
  });
});
