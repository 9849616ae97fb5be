import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Change, Mutant } from './mutants.ts';

const root = new URL('../../', import.meta.url);

/**
 * Plants a bug: from here on our files are loaded with it in them. Nothing in them knows of this. `planted` tells whether every
 * change has found its place.
 * @throws when a piece of source that a change is about is not there, or there more than once
 */
export function plant({ name, changes }: Mutant): { readonly planted: () => boolean } {
  const open = new Set(changes);
  const byUrl = Map.groupBy(changes, ({ file }) => new URL(file, root).href);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const here = byUrl.get(url);
      if (here === undefined) return loaded;
      const { source } = loaded;
      let text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
      for (const change of here) {
        text = changed(text, change, name);
        open.delete(change);
      }
      return { ...loaded, source: text };
    },
  });
  return { planted: () => open.size === 0 };
}

/** The text with the change made. */
export function changed(text: string, { file, find, put }: Change, name: string): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `«${name}» can't be planted: in ${file} this stands ${more.length === 0 ? 'nowhere' : 'more than once'}: ${find}`,
    );
  return `${before}${put}${after}`;
}

export function fileOf({ file }: Change): string {
  return fileURLToPath(new URL(file, root));
}
