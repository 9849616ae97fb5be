import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mutants } from './mutants.ts';
import { changed, fileOf } from './mutate.ts';
import { SeedProcess } from './processes.ts';

describe('planted bugs', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    '«%s» has its place',
    (name, mutant) => {
      for (const change of mutant.changes) {
        const source = readFileSync(fileOf(change), 'utf8');
        expect(changed(source, change, name)).not.toBe(source);
      }
    },
  );

  it('are told of when their place is gone', () => {
    const change = { file: 'electron/sync/batch.ts', find: 'nowhere', put: 'anything' };
    expect(() => changed('other words', change, 'a bug')).toThrow('nowhere');
    expect(() => changed('nowhere, nowhere', change, 'a bug')).toThrow('more than once');
  });
});

describe('a process with a planted bug', () => {
  let one: SeedProcess;
  beforeAll(async () => {
    one = await SeedProcess.start(inject('clusterUrl'), process.pid, 'tombstones are passed over');
  });
  afterAll(() => one.stop());

  it('finds it', async () => {
    const { findings } = await one.run(1);
    expect(findings.map(({ check }) => check)).toContain('equals the service');
  });
});
