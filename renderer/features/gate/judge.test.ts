import { describe, expect, test } from 'vitest';
import { findIdentifiers } from '../../../shared/privacy/gate.ts';
import { judge, keepAsked, keptKinds, maskMarked } from './judge.ts';

const nothingKept = new Set<string>();

describe('judge', () => {
  test('holds what is blocked, in whichever field it stands', () => {
    const verdict = judge({ text: 'Kom ikke inn.', workaround: 'Ring 41 23 45 67' }, nothingKept);
    expect(verdict.blocked).toMatchObject([{ field: 'workaround', quote: '41 23 45 67' }]);
    expect(verdict.marked.text).toEqual([]);
    expect(verdict.marked.workaround).toHaveLength(1);
  });

  test('what its author kept is neither marked nor asked about again, but told of', () => {
    const texts = { text: 'Brevet gikk til Storgata 12, ikke hjem' };
    const first = judge(texts, nothingKept);
    expect(first.asked).toMatchObject([{ quote: 'Storgata 12' }]);
    const second = judge(texts, keepAsked(nothingKept, first));
    expect(second.asked).toEqual([]);
    expect(second.marked.text).toEqual([]);
    expect(second.acknowledged).toEqual(['address']);
  });

  test('another place of a kept kind is asked about anew', () => {
    const kept = keepAsked(nothingKept, judge({ text: 'Storgata 12' }, nothingKept));
    const verdict = judge({ text: 'Storgata 12 og Lillegata 7' }, kept);
    expect(verdict.asked).toMatchObject([{ quote: 'Lillegata 7' }]);
    expect(verdict.acknowledged).toEqual(['address']);
  });

  test('what is blocked can not be kept', () => {
    const verdict = judge({ text: 'ola@nav.no' }, nothingKept);
    const kept = new Set(verdict.blocked.map(({ finding, quote }) => `${finding.kind} ${quote}`));
    expect(judge({ text: 'ola@nav.no' }, kept).blocked).toHaveLength(1);
  });
});

describe('what the service told of', () => {
  const told = [
    { field: 'text', kind: 'name', severity: 'warn', words: 'den blinde fløytisten' },
  ] as const;
  const text = 'Gjelder den blinde fløytisten. Ja, den blinde fløytisten';

  test('is held wherever its words stand in that field, though this gate finds nothing', () => {
    expect(judge({ text }, nothingKept).asked).toEqual([]);
    const verdict = judge({ text, workaround: text }, nothingKept, told);
    expect(verdict.asked.map(({ field, finding }) => [field, finding.start])).toEqual([
      ['text', 8],
      ['text', 35],
    ]);
    expect(maskMarked({ text, workaround: '' }, verdict, 'nb').text).toBe(
      'Gjelder [navn fjernet]. Ja, [navn fjernet]',
    );
  });

  test('can be kept, and is then told along', () => {
    const kept = keepAsked(nothingKept, judge({ text }, nothingKept, told));
    const verdict = judge({ text }, kept, told);
    expect(verdict.asked).toEqual([]);
    expect(verdict.acknowledged).toEqual(['name']);
  });

  test('and blocked can not', () => {
    const blocked = [{ ...told[0], severity: 'block' }] as const;
    const kept = keepAsked(nothingKept, judge({ text }, nothingKept, told));
    expect(judge({ text }, kept, blocked).blocked).toHaveLength(2);
  });

  test('that overlaps what is found here is one finding that covers both', () => {
    const wider = [
      { field: 'text', kind: 'name', severity: 'warn', words: 'i Storgata 12' },
    ] as const;
    const verdict = judge({ text: 'Hun bor i Storgata 12, 3. etg' }, nothingKept, wider);
    expect(verdict.marked.text).toMatchObject([{ start: 8, end: 21 }]);
  });
});

test('the kinds that go along are those kept before and those asked about now, each once', () => {
  const kept = keepAsked(nothingKept, judge({ text: 'Storgata 12' }, nothingKept));
  const verdict = judge({ text: 'Storgata 12, Lillegata 7, ident A123456' }, kept);
  expect(keptKinds(verdict)).toEqual(['address', 'nav-ident']);
});

describe('maskMarked', () => {
  test('leaves nothing standing, and the fields without marks as they were', () => {
    const texts = { text: 'Ring 41 23 45 67 eller ola@nav.no', workaround: 'Prøvde igjen' };
    const masked = maskMarked(texts, judge(texts, nothingKept), 'nb');
    expect(masked.text).toBe('Ring [telefonnummer fjernet] eller [e-postadresse fjernet]');
    expect(masked.workaround).toBe('Prøvde igjen');
    expect(findIdentifiers(masked.text)).toEqual([]);
  });

  test('leaves what its author kept', () => {
    const texts = { text: 'Storgata 12, ring 41 23 45 67' };
    const kept = keepAsked(nothingKept, judge({ text: 'Storgata 12' }, nothingKept));
    expect(maskMarked(texts, judge(texts, kept), 'en').text).toBe(
      'Storgata 12, ring [phone number removed]',
    );
  });
});
