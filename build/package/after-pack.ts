import { join, resolve } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { checkArchive } from './check.ts';

/** Stops electron-builder where the archive it has made is not fit to be shipped. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, packager, electronPlatformName, arch } = context;
  const archive = join(packager.getResourcesDir(appOutDir), 'app.asar');
  const target = {
    platform: electronPlatformName as NodeJS.Platform,
    arch: Arch[arch] as NodeJS.Architecture,
  };
  const { faults } = await checkArchive(archive, target, resolve(import.meta.dirname, '..', '..'));
  if (faults.length > 0)
    throw new Error(['The app is not fit to be shipped:', ...faults].join('\n  '));
}
