import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { hasBlocked } from '../../shared/privacy/gate.ts';
import { Draft } from '../../shared/view/entry.ts';
import { draftForDisk, isBlank, withoutUnfinishedEnd } from './draft-mask.ts';

const draft = (given: Partial<Draft>): Draft => ({
  text: '',
  workaround: null,
  tags: noTags,
  observationId: null,
  answer: null,
  ...given,
});

describe('a draft on the disk', () => {
  it.each([
    ['Ring 010190', 'Ring'],
    ['Ring 0101901', 'Ring'],
    ['Ring 010190 12', 'Ring'],
    ['Født 01.01.1990', 'Født'],
    ['Ring 01019', 'Ring 01019'],
    ['Sak 123456 er borte', 'Sak 123456 er borte'],
    ['Sak 123456.', 'Sak'],
    ['Ring 01019012 -', 'Ring'],
    ['Født 010190, personnr 123', 'Født'],
    ['Skriv til ola@exam', 'Skriv til'],
    ['Ring 015917210133 ola@exam', 'Ring'],
    ['Ventet i 12 uker, ringte 3', 'Ventet i 12 uker, ringte 3'],
    ['１２３４５６', ''],
  ])('of «%s» keeps «%s»', (typed, kept) => {
    expect(withoutUnfinishedEnd(typed)).toBe(kept);
  });

  it('masks what may not be saved, in the language she reads, in every field', () => {
    const kept = draftForDisk(
      draft({ text: 'Skriv til kari@example.no nå', workaround: 'ola@example.no', answer: null }),
      'en',
    );
    expect(kept.text).toBe('Skriv til [e-mail address removed] nå');
    expect(kept.workaround).toBe('[e-mail address removed]');
  });

  it('stays a draft the contract takes, though masks are longer than what they hide', () => {
    const many = 'a@b.no '.repeat(571);
    const kept = draftForDisk(draft({ text: many, answer: 'a@b.no '.repeat(142) }), 'nb');
    expect(Draft.safeParse(kept).success).toBe(true);
  });

  it('at no moment of typing holds six digits in a row at its end, or anything blocked', () => {
    const piece = fc.oneof(
      fc.constantFrom('15917210133', '15917210052', 'kari@example.no', 'Ring ', ' ', '. ', 'i dag'),
      fc.string({ unit: fc.constantFrom(...'0123456789 -.'), maxLength: 14 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const whole = pieces.join('');
        for (let length = 1; length <= whole.length; length += 1) {
          const { text } = draftForDisk(Draft.parse(draft({ text: whole.slice(0, length) })), 'nb');
          expect(text).not.toMatch(/\d{6,}$/);
          expect(hasBlocked(text)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is blank only where nothing was written, chosen or taken up', () => {
    expect(isBlank(draft({}))).toBe(true);
    expect(isBlank(draft({ workaround: '' }))).toBe(true);
    expect(isBlank(draft({ text: 'x' }))).toBe(false);
    expect(isBlank(draft({ tags: { ...noTags, channel: 'phone' } }))).toBe(false);
    expect(isBlank(draft({ observationId: '0190a000-0000-7000-8000-000000000001' }))).toBe(false);
  });
});
