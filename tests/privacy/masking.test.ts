import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftForDisk } from '../../electron/app/draft-mask.ts';
import { passGate } from '../../electron/app/gate.ts';
import { judge, maskMarked } from '../../renderer/features/gate/judge.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { chanceOf } from './chance.ts';
import { covers } from './measure.ts';
import { type Planted, type PlantedKind, plant } from './planted.ts';

/** Notes with no digit of their own. */
const carriers = readFileSync(new URL('../data/observations.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .filter((text) => !/\p{N}/u.test(text) && findIdentifiers(text).length === 0);

/** Kinds made of digits: those that may not be saved, and those that are asked about. */
const blockedNumbers: readonly PlantedKind[] = ['national-id', 'account', 'actor-id', 'phone'];
const askedNumbers: readonly PlantedKind[] = ['national-id-typo', 'nav-ident'];
const nothingKept = new Set<string>();

const digitsIn = (text: string) => text.normalize('NFKC').match(/\p{Nd}/gu) ?? [];
const draft = (text: string) =>
  draftForDisk({ text, workaround: text, tags: noTags, observationId: null, answer: null }, 'nb');
const isBlocked = (text: string) =>
  findIdentifiers(text).some(({ severity }) => severity === 'block');

const plantedOf = (kind: PlantedKind) =>
  fc.integer().map((seed) => plant(kind, chanceOf(seed), carriers));
/** The digits that stand about the identifier. */
const digitsBeside = ({ text, start, end }: Planted) =>
  digitsIn(`${text.slice(0, start)} ${text.slice(end)}`).length;

test.each([...blockedNumbers, ...askedNumbers])(
  'of a %s that the gate finds, the key that replaces leaves not one digit, and the save goes through',
  (kind) => {
    fc.assert(
      fc.property(plantedOf(kind), (planted) => {
        const { text } = planted;
        fc.pre(findIdentifiers(text).length > 0);
        const masked = maskMarked({ text }, judge({ text }, nothingKept), 'nb').text;
        expect(digitsIn(masked).length, JSON.stringify(text)).toBe(digitsBeside(planted));
        expect(passGate({ text: masked }, [])).toEqual([]);
      }),
      { numRuns: 250 },
    );
  },
);

test.each(blockedNumbers)(
  'of a %s that may not be saved, a draft on the disk holds not one digit',
  (kind) => {
    fc.assert(
      fc.property(plantedOf(kind), (planted) => {
        fc.pre(isBlocked(planted.text));
        const { text, workaround } = draft(`${planted.text} og så`);
        expect(digitsIn(text).length, JSON.stringify(planted.text)).toBe(digitsBeside(planted));
        expect(workaround).toBe(text);
      }),
      { numRuns: 250 },
    );
  },
);

test('of an e-mail address that may not be saved nothing is left of what stood about the sign', () => {
  fc.assert(
    fc.property(plantedOf('email'), (planted) => {
      const { text } = planted;
      fc.pre(isBlocked(text));
      const { marked } = judge({ text }, nothingKept);
      expect(covers(marked.text, planted), JSON.stringify(text)).toBe(true);
      expect(draft(`${text} og så`).text).not.toMatch(/[@\uff20\ufe6b]/u);
    }),
    { numRuns: 250 },
  );
});
