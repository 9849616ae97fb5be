import { type Change, FeedResponse, type Scope } from '../../shared/protocol/protocol.ts';
import { signToken } from './issuer.ts';
import { type PersonName, people } from './people.ts';
import type { World } from './world.ts';

type Document = Exclude<Change, { kind: 'tombstone' }>;

/** What the service shows a person who begins anew: each thing once, and where it stands. */
export interface ServiceView {
  readonly documents: ReadonlyMap<string, Document>;
  /** `scope kind id`. */
  readonly places: ReadonlySet<string>;
  readonly scopes: readonly Scope[];
}

const HOUR_MS = 3_600_000;

/** Asks the service itself, over its own door, for everyone who has a machine. */
export async function askEverything(world: World): Promise<ReadonlyMap<PersonName, ServiceView>> {
  const views = new Map<PersonName, ServiceView>();
  for (const { owner } of world.machines)
    if (!views.has(owner)) views.set(owner, await ask(world, owner));
  return views;
}

async function ask({ replicas, timeline }: World, owner: PersonName): Promise<ServiceView> {
  const [replica] = replicas;
  const bearer = signToken(people[owner], timeline.now, HOUR_MS);
  const documents = new Map<string, Document>();
  const places = new Set<string>();
  let scopes: readonly Scope[] = [];
  let cursor: string | null = null;
  for (let more = true; more; ) {
    const query: string = cursor === null ? '' : `?cursor=${cursor}`;
    const { status, body } = await replica.ask(`/v1/changes${query}`, bearer);
    if (status !== 200) throw new Error(`the service shows ${owner} nothing: ${status} ${body}`);
    const page = FeedResponse.parse(JSON.parse(body));
    for (const change of page.changes) {
      if (change.kind === 'tombstone') continue;
      documents.set(`${change.kind} ${change.id}`, change);
      places.add(`${change.scope} ${change.kind} ${change.id}`);
    }
    ({ more, cursor, scopes } = page);
  }
  return { documents, places, scopes };
}
