/** For a query, ids of others, best first. */
export type Ranking = (id: string) => readonly string[];

export interface Item {
  readonly id: string;
  readonly label: string;
}

/**
 * Share of queries with at least one other of their label in the corpus for which at least one of the first k has the same label,
 * for each k.
 */
export function similarAt(
  queries: readonly Item[],
  corpus: readonly Item[],
  ranking: Ranking,
  ks: readonly number[],
): { readonly queries: number; readonly shares: readonly number[] } {
  const labels = new Map(corpus.map(({ id, label }) => [id, label]));
  const counts = new Map<string, number>();
  for (const { label } of corpus) counts.set(label, (counts.get(label) ?? 0) + 1);
  const hits = ks.map(() => 0);
  let asked = 0;
  for (const { id, label } of queries) {
    const others = (counts.get(label) ?? 0) - (labels.get(id) === label ? 1 : 0);
    if (others < 1) continue;
    asked += 1;
    const place = ranking(id).findIndex((match) => labels.get(match) === label);
    ks.forEach((k, at) => {
      if (place >= 0 && place < k) hits[at] = (hits[at] ?? 0) + 1;
    });
  }
  return { queries: asked, shares: hits.map((hit) => hit / Math.max(1, asked)) };
}

export interface BCubed {
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
}

/** B-cubed (Bagga and Baldwin 1998), averaged over the items for which `counted` holds. */
export function bCubed(
  gold: readonly string[],
  found: readonly (string | number)[],
  counted: (at: number) => boolean = () => true,
): BCubed {
  let precision = 0;
  let recall = 0;
  let items = 0;
  gold.forEach((label, at) => {
    if (!counted(at)) return;
    items += 1;
    let both = 0;
    let group = 0;
    let theme = 0;
    gold.forEach((other, to) => {
      const together = found[at] === found[to];
      if (together) group += 1;
      if (label === other) theme += 1;
      if (together && label === other) both += 1;
    });
    precision += both / group;
    recall += both / theme;
  });
  precision /= Math.max(1, items);
  recall /= Math.max(1, items);
  return { precision, recall, f: (2 * precision * recall) / (precision + recall || 1) };
}
