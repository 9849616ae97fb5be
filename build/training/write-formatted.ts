import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const biome = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

/** Writes JSON as the formatter wants it, so that training again leaves the file byte for byte as it was. */
export function writeFormatted(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value)}\n`);
  execFileSync(biome, ['format', '--write', file], { stdio: ['ignore', 'ignore', 'inherit'] });
}
