import type { Observation, Revision } from './observation.ts';

/**
 * The author's words that the latest ones do not build on: written on another machine before either knew of the other. Nobody
 * merges them and nobody picks one by its time; they are shown beside the latest. Empty where it can't be told, because the
 * latest builds on words that never came here, and without those whose words are gone.
 */
export function besideLatest({ revisions }: Pick<Observation, 'revisions'>): Revision[] {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const builtOn = new Set<string>();
  let at = revisions.at(-1);
  while (at !== undefined && !builtOn.has(at.id)) {
    builtOn.add(at.id);
    if (at === revisions[0])
      return revisions.filter(({ id, text }) => !builtOn.has(id) && text !== '');
    at = at.basedOn === null ? undefined : byId.get(at.basedOn);
  }
  return [];
}
