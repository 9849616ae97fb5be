/** Tells electron-builder that `node_modules` of the staged folder are as they should be: nothing to install or to rebuild. */
export async function beforeBuild(): Promise<boolean> {
  return false;
}
