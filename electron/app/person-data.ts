import type { Output } from '../../shared/api.ts';
import { DAY_MS, type Retention } from '../../shared/domain/retention.ts';
import type { Stored } from '../../shared/domain/stored.ts';
import type { PersonExport } from '../../shared/protocol/person-export.ts';
import { findPerson, loadSettings } from '../store/device.ts';
import { listCopies } from '../store/health/copies.ts';
import { type Kept, type OwnCounts, ownCounts, ownData, restingSince } from '../store/own-data.ts';
import { listReceipts } from '../store/receipts.ts';
import { asFault, type StoreAccess } from './accounts/held-store.ts';
import type { PersonContext } from './context.ts';

/** What lies on this machine beside a person's store, and how the service is asked for the rest. */
export interface PersonalContext extends Pick<PersonContext, 'person' | 'store' | 'now'> {
  readonly device: StoreAccess;
  readonly copiesFolder: string;
  readonly retention: Pick<Retention, 'textDays' | 'undecidedDays'>;
  readonly askService: () => Promise<PersonExport>;
}

const RECEIPTS = 5;
/** Of the file: what it is, and in which shape. */
const FORMAT = { format: 'lytt-person', version: 1 } as const;

/** How much is kept of her, where, since when, for how long. Also where the service can't be asked. */
export async function storedOf(context: PersonalContext): Promise<Stored> {
  const { store, retention } = context;
  const { held, fault } = await askedService(context);
  const { counts, resting, receipts } = store.read((db) => ({
    counts: ownCounts(db),
    resting: restingSince(db),
    receipts: listReceipts(db).slice(0, RECEIPTS),
  }));
  const copies = listCopies(context.copiesFolder);
  return {
    kinds: kindsOf(counts, held),
    serviceFault: fault,
    here: { textDays: retention.textDays, undecidedDays: retention.undecidedDays },
    service: held?.retention ?? null,
    nextGone: earliest([
      later(resting.decided, retention.textDays),
      later(resting.undecided, retention.undecidedDays),
    ]),
    copies: { count: copies.length, oldest: copies.at(-1)?.madeAt ?? null },
    receipts,
  };
}

/** All that is kept of her, as one file: from this machine, and from the service where it can be asked. */
export async function exportOf(context: PersonalContext): Promise<Output<'person.export'>> {
  const { person, device, store, now, copiesFolder, retention } = context;
  const { held, fault } = await askedService(context);
  const madeAt = now();
  const known = device.read((db) => findPerson(db, person.id));
  const content = {
    ...FORMAT,
    madeAt,
    person: { ...person, subject: held?.subject ?? known?.subject ?? null },
    machine: {
      lastActiveAt: known?.lastActiveAt ?? null,
      settings: device.read((db) => loadSettings(db, person.id)),
      retention,
      copies: listCopies(copiesFolder).map((copy) => copy.madeAt),
      ...store.read(ownData),
    },
    // Null: it could not be asked, and `serviceFault` says why.
    service: held,
    serviceFault: fault,
  };
  return {
    fileName: `lytt-om-meg-${madeAt.slice(0, 10)}.json`,
    json: JSON.stringify(content, null, 2),
    complete: held !== null,
  };
}

async function askedService({ askService }: PersonalContext): Promise<{
  readonly held: PersonExport | null;
  readonly fault: string | null;
}> {
  try {
    return { held: await askService(), fault: null };
  } catch (error) {
    // What lies here is hers to see whatever keeps the service from answering.
    return { held: null, fault: asFault(error).code };
  }
}

function kindsOf(here: OwnCounts, held: PersonExport | null): Stored['kinds'] {
  const line = (
    kind: Stored['kinds'][number]['kind'],
    kept: Kept | null,
    there: readonly { readonly at: string }[] | null,
  ): Stored['kinds'][number] => ({
    kind,
    here: kept?.count ?? null,
    atService: there?.length ?? null,
    oldest: earliest([kept?.oldest ?? null, ...(there ?? []).map(({ at }) => at)]),
  });
  const made = (rows: readonly { readonly madeAt: string }[] | undefined) =>
    rows?.map(({ madeAt }) => ({ at: madeAt })) ?? null;
  return [
    line(
      'observation',
      here.observation,
      held?.observations.map(({ heardAt }) => ({ at: heardAt })) ?? null,
    ),
    line('draft', here.draft, null),
    line('reply', here.reply, made(held?.replies)),
    line('review', here.review, made(held?.reviews)),
    line('themeChange', here.themeChange, made(held?.themeChanges)),
    line(
      'operation',
      here.operation,
      held?.operations.map(({ receivedAt }) => ({ at: receivedAt })) ?? null,
    ),
    line('line', here.line, null),
    line('notPerson', here.notPerson, null),
    line('membership', null, held?.memberships.map(({ since }) => ({ at: since })) ?? null),
  ];
}

function later(instant: string | null, days: number): string | null {
  return instant === null ? null : new Date(Date.parse(instant) + days * DAY_MS).toISOString();
}

function earliest(instants: readonly (string | null)[]): string | null {
  return instants.reduce<string | null>(
    (first, next) => (next !== null && (first === null || next < first) ? next : first),
    null,
  );
}
