import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withArchive } from './archive.ts';
import { nativePackages } from './bundle.ts';
import {
  missingFiles,
  missingPolicy,
  secrets,
  sources,
  strayPackages,
  wrongEntry,
  wrongIcons,
} from './check-content.ts';
import { unresolvedImports } from './check-imports.ts';
import { nativeFaults, nativeLoadFaults } from './check-native.ts';
import { pageFaults } from './check-page.ts';
import { keyringBinding, type Target } from './stage.ts';

/** What has been looked at, and every fault found, each a sentence that names the file. */
export interface Checked {
  readonly files: number;
  readonly faults: readonly string[];
}

/** Looks through a packed app for all that would make it fail, weaken it, or give something away. */
export function checkArchive(path: string, target: Target, root: string): Promise<Checked> {
  return withArchive(path, async (archive) => ({
    files: archive.files.length,
    faults: [
      ...missingFiles(archive),
      ...wrongEntry(archive),
      ...wrongIcons(archive),
      ...missingPolicy(archive),
      ...pageFaults(archive),
      ...unresolvedImports(archive),
      ...nativeFaults(archive, target),
      ...(await nativeLoadFaults(archive, target)),
      ...sources(archive),
      ...strayPackages(
        archive,
        [...nativePackages, keyringBinding(target)],
        developmentPackages(root),
      ),
      ...secrets(archive, root),
    ],
  }));
}

function developmentPackages(root: string): ReadonlySet<string> {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return new Set(Object.keys(devDependencies));
}
