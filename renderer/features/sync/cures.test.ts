import { expect, test } from 'vitest';
import { errorCatalogue } from '../../../shared/domain/errors.ts';
import { operationSchemas } from '../../../shared/domain/operation.ts';
import { curesOf } from './cures.ts';

const cures = (kind: string, code: string) => curesOf({ kind, setAside: { code, field: null } });

test('words the service could not take are edited first', () => {
  expect(cures('observation.log', 'text.identifies')[0]).toBe('edit');
  expect(cures('observation.revise', 'text.tooLong')[0]).toBe('edit');
});

test('what stopped for another reason is sent again first', () => {
  expect(cures('observation.log', 'unit.unknown')[0]).toBe('retry');
});

test('a wording that came too late can only be given up', () => {
  expect(cures('observation.revise', 'observation.decided')).toEqual(['giveUp']);
});

test('an entry of one’s own can never be given up, and everything else can', () => {
  for (const code of Object.keys(errorCatalogue))
    for (const kind of Object.keys(operationSchemas)) {
      const given = cures(kind, code);
      expect(given.length).toBeGreaterThan(0);
      if (kind === 'observation.log') expect(given).not.toContain('giveUp');
      else if (kind !== 'observation.revise') expect(given).toContain('giveUp');
    }
});

test('a kind or a code from a newer app still has a way out', () => {
  expect(cures('something.new', 'also.new')).toEqual(['retry', 'giveUp']);
});
