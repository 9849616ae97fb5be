import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPackageWithOptions,
  extractAll,
  listPackage,
  statFile,
  uncache,
} from '@electron/asar';

/** An app's archive, laid out in a folder so that each file can be looked at. */
export interface Archive {
  readonly folder: string;
  /** Paths of its files, with `/`. */
  readonly files: readonly string[];
  /** Those that lie beside the archive, where the operating system can load them. */
  readonly unpacked: ReadonlySet<string>;
}

/** Compiled code can't be loaded out of an archive; the same rule stands in electron-builder.yml. */
export const UNPACKED = '**/*.node';

/** Packs a staged app as electron-builder does. */
export async function pack(staged: string, archive: string): Promise<void> {
  await createPackageWithOptions(staged, archive, { unpack: UNPACKED });
}

/** Lays an archive out in a temporary folder, far from any other `node_modules`, while `look` looks at it. */
export async function withArchive<T>(
  archive: string,
  look: (content: Archive) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lytt-archive-'));
  try {
    // The library remembers archives by their path; one at this path may have been packed anew.
    uncache(archive);
    extractAll(archive, folder);
    const files: string[] = [];
    const unpacked = new Set<string>();
    for (const listed of listPackage(archive, { isPack: false })) {
      const inner = listed.slice(1);
      const entry = statFile(archive, inner, false);
      if ('files' in entry) continue;
      const path = inner.replaceAll('\\', '/');
      files.push(path);
      if (entry.unpacked === true) unpacked.add(path);
    }
    return await look({ folder, files, unpacked });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
