import { type Id, idMaker } from '../../../shared/domain/ids.ts';
import type { OperationOf } from '../../../shared/domain/operation.ts';
import type { Channel, Tags } from '../../../shared/domain/tags.ts';
import { mondayOf, weekOf } from '../../../shared/domain/week.ts';
import { type Draw, poisson, seeded } from '../../evaluate/draws.ts';
import type { Contacts, Doer, Happening, History } from './happenings.ts';
import { others, unnamed } from './loose-notes.ts';
import { type Story, storiesOf } from './stories.ts';
import { historyUnits } from './units.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const SEED = 20_261;
const CONTACT_WEEKS = 56;
const BLOCK_WEEKS = 13;
/** Answers at most, for each release. */
const ANSWERS = 60;
/** So many weeks ago the demo's second caseworker last opened his inbox, with at most so many replies in it. */
const READ_UNTIL = 4;
const MOST_READ = 40;
const SUPERVISORS: ReadonlyMap<string, string> = new Map([['4100', 'siri']]);
const ola: Doer = { sub: 'ola', roles: ['caseworker'], unit: '4100' };
const product: Doer = { sub: 'pia', roles: ['product'], unit: null };

/** Citizens in touch in a usual week. */
const volumes: Readonly<Record<string, number>> = {
  ...{ DAG: 1_440, GEN: 1_060, SYK: 1_215, AAP: 1_000, KOM: 960, OPP: 760 },
  ...{ PEN: 750, UFO: 600, FOR: 480, HJE: 310, STO: 220, BID: 260 },
};
const shares: readonly (readonly [Channel, number])[] = [
  ['phone', 0.66],
  ['chat', 0.16],
  ['counter', 0.12],
  ['meeting', 0.06],
];

/** A year of a made-up county, ending now. The same for the same moment. */
export function historyUntil(now: number): History {
  return new Planner(now).whole();
}

class Planner {
  readonly #now: number;
  readonly #monday: number;
  readonly #draw: Draw = seeded(SEED);
  readonly #newId: () => Id;
  readonly #happenings: { at: number; happening: Happening }[] = [];
  #time: number;

  constructor(now: number) {
    this.#now = now;
    this.#monday = mondayOf(weekOf(new Date(now).toISOString()));
    this.#time = now - CONTACT_WEEKS * WEEK_MS;
    const bytes = (length: number) => Uint8Array.from({ length }, () => this.#draw() * 256);
    // Made up in no order of time: the ids are only to be the same each time.
    const makers = new Map<number, () => Id>();
    this.#newId = () => {
      const made = makers.get(this.#time) ?? idMaker(() => this.#time, bytes);
      makers.set(this.#time, made);
      return made();
    };
  }

  whole(): History {
    const contacts = this.#contacts();
    for (const story of storiesOf(this.#release())) this.#tell(story);
    this.#tellUnnamed();
    this.#tellOthers();
    this.#time = this.#day(READ_UNTIL, 0, 8);
    const operationIds = Array.from({ length: MOST_READ }, this.#newId);
    this.#add(this.#time, { kind: 'read', who: ola, operationIds });
    const happenings = this.#happenings
      .filter(({ at }) => at < this.#now)
      .toSorted((a, b) => a.at - b.at);
    return { contacts, happenings };
  }

  /** The week before the last whole quarter (quarters are counted from one Monday for all time): so both sides can be compared. */
  #release(): number {
    const sinceQuarter = Math.floor(this.#monday / WEEK_MS) % BLOCK_WEEKS;
    return sinceQuarter + BLOCK_WEEKS + 1;
  }

  #contacts(): Contacts[] {
    const rows: Contacts[] = [];
    for (let weeksAgo = CONTACT_WEEKS; weeksAgo >= 1; weeksAgo -= 1) {
      const monday = this.#monday - weeksAgo * WEEK_MS;
      const week = weekOf(new Date(monday).toISOString());
      const season = 1 + 0.08 * Math.cos((2 * Math.PI * monday) / (52.18 * WEEK_MS));
      for (const [tema, usual] of Object.entries(volumes))
        for (const [channel, share] of shares)
          rows.push({
            ...{ week, tema, channel },
            contacts: poisson(this.#draw, usual * share * season),
          });
    }
    return rows;
  }

  #tell(story: Story): void {
    const { name, tema, step, named } = story;
    const words = [...story.notes];
    const first = words.splice(0, Math.max(3, Math.floor(words.length / 2)));
    const namedAt = this.#day(named, 3, 12);
    const observationIds = first.map((text, at) => {
      const unit = this.#unit(at < 2 ? at : undefined);
      const who = at === 0 && story.heardByOla ? ola : this.#worker(unit);
      return this.#note(text, story, who, this.#heardAt(named + (at % 2), 0, 3));
    });
    this.#time = namedAt;
    const themeId = this.#newId();
    const made = new Date(namedAt).toISOString();
    const base = { unit: null, madeAt: made };
    this.#add(namedAt, {
      kind: 'done',
      who: product,
      operations: [
        {
          ...base,
          id: this.#newId(),
          kind: 'theme.create',
          themeId,
          name,
          tema,
          step,
          acknowledged: [],
        },
      ],
    });
    this.#add(namedAt, {
      kind: 'placed',
      who: product,
      operation: { ...base, id: this.#newId(), kind: 'theme.place', themeId },
      observationIds,
    });
    for (let weeksAgo = named; weeksAgo >= 0; weeksAgo -= 1)
      this.#week(story, themeId, weeksAgo, words);
    this.#decide(story, themeId);
  }

  /** What is heard of a theme in a week that has its name: mostly "the same", now and then in words. */
  #week(story: Story, themeId: Id, weeksAgo: number, words: string[]): void {
    const count = poisson(this.#draw, story.heard(weeksAgo));
    const every = Math.max(1, Math.floor(story.named / (story.notes.length / 2)));
    if (weeksAgo % every === 0 && weeksAgo > 0) {
      const text = words.shift();
      if (text !== undefined) {
        const who = this.#worker(this.#unit());
        const id = this.#note(text, story, who, this.#heardAt(weeksAgo, 0, 3));
        this.#time = this.#day(weeksAgo, 4, 9);
        this.#add(this.#time, {
          kind: 'placed',
          who: product,
          operation: {
            ...{ id: this.#newId(), unit: null, kind: 'theme.place', themeId },
            madeAt: new Date(this.#time).toISOString(),
          },
          observationIds: [id],
        });
      }
    }
    const perUnit = Map.groupBy(Array.from({ length: count }), () => this.#unit());
    for (const [unit, times] of perUnit) {
      const who = this.#worker(unit);
      const at = this.#day(weeksAgo, 4, 15);
      this.#time = at;
      const from = weeksAgo === story.named ? 3.6 : 0;
      this.#add(at, {
        kind: 'done',
        who,
        operations: times.map(() =>
          this.#log(story.name, story, who, this.#heardAt(weeksAgo, from, 4.5), {
            kind: 'theme',
            id: themeId,
          }),
        ),
      });
    }
  }

  #decide({ decisions }: Story, themeId: Id): void {
    for (const { weeksAgo, patch, reason } of decisions) {
      const at = this.#day(weeksAgo, 1, 10);
      this.#time = at;
      const date = new Date(at).toISOString().slice(0, 10);
      const released = patch.status === 'released';
      this.#add(at, {
        kind: 'done',
        who: product,
        operations: [
          {
            ...{ id: this.#newId(), unit: null, kind: 'theme.change', changeId: this.#newId() },
            ...{ themeId, reason, madeAt: new Date(at).toISOString(), acknowledged: [] },
            patch: released ? { ...patch, releaseDate: date } : patch,
          },
        ],
      });
      if (released)
        this.#add(at + 15 * DAY_MS, {
          kind: 'asked',
          themeId,
          answerIds: Array.from({ length: ANSWERS }, this.#newId),
        });
    }
  }

  /** Nobody has named it: notes of the last weeks, in two units. */
  #tellUnnamed(): void {
    unnamed.notes.forEach((text, at) => {
      const unit = at % 3 === 2 ? '4200' : '4100';
      const who = this.#worker(unit);
      this.#note(text, { ...unnamed, severity: 2 }, who, this.#heardAt(1 + (at % 2), 0, 3));
    });
  }

  #tellOthers(): void {
    others.forEach(({ declined, ...note }, at) => {
      const who = declined === undefined ? this.#worker(this.#unit()) : ola;
      const heardAt = this.#heardAt(2 + at * 2, 0, 3);
      this.#note(note.text, { ...note, severity: 2 }, who, heardAt, declined);
    });
  }

  /** Logged when it was heard, and reviewed the day after. Returns the observation. */
  #note(
    text: string,
    about: Pick<Tags, 'tema' | 'step' | 'pain' | 'severity'>,
    who: Doer,
    heardAt: number,
    declined?: string,
  ): Id {
    this.#time = heardAt;
    const logged = this.#log(text, about, who, heardAt, null);
    this.#add(heardAt, { kind: 'done', who, operations: [logged] });
    const unit = who.unit ?? '';
    const reviewedAt = heardAt + 20 * HOUR_MS;
    this.#time = reviewedAt;
    const supervisor: Doer = {
      sub: SUPERVISORS.get(unit) ?? `demo-${unit}-leder`,
      roles: ['supervisor'],
      unit,
    };
    this.#add(reviewedAt, {
      kind: 'done',
      who: supervisor,
      operations: [
        {
          ...{ id: this.#newId(), unit, kind: 'review.add', reviewId: this.#newId() },
          ...{ observationId: logged.observationId, revisionId: logged.revisionId },
          decision:
            declined === undefined ? { kind: 'approve' } : { kind: 'decline', reason: declined },
          ...{ madeAt: new Date(reviewedAt).toISOString(), acknowledged: [] },
        },
      ],
    });
    return logged.observationId;
  }

  #log(
    text: string,
    { tema, step, pain, severity }: Pick<Tags, 'tema' | 'step' | 'pain' | 'severity'>,
    { unit }: Doer,
    heardAt: number,
    sameAs: OperationOf<'observation.log'>['sameAs'],
  ): OperationOf<'observation.log'> {
    const instant = new Date(heardAt).toISOString();
    return {
      ...{ id: this.#newId(), unit: unit ?? '', kind: 'observation.log' },
      ...{ observationId: this.#newId(), revisionId: this.#newId() },
      ...{ text, workaround: null, acknowledged: [], sameAs },
      tags: { tema, step, pain, severity, channel: this.#channel() },
      ...{ heardAt: instant, madeAt: instant },
    };
  }

  #add(at: number, happening: Happening): void {
    this.#happenings.push({ at, happening });
  }

  /** A day of a week (0 is Monday) at an hour. */
  #day(weeksAgo: number, day: number, hour: number): number {
    return this.#monday - weeksAgo * WEEK_MS + day * DAY_MS + hour * HOUR_MS;
  }

  #heardAt(weeksAgo: number, from: number, to: number): number {
    const day = Math.floor(from + this.#draw() * (to - from));
    return Math.floor(this.#day(weeksAgo, day, 7 + this.#draw() * 6));
  }

  #unit(index?: number): string {
    const weights = historyUnits.filter(({ share }) => share > 0);
    const fixed = index === undefined ? undefined : weights[index];
    if (fixed !== undefined) return fixed.number;
    let rest = this.#draw() * weights.reduce((sum, { share }) => sum + share, 0);
    for (const { number, share } of weights) {
      rest -= share;
      if (rest <= 0) return number;
    }
    return weights[0]?.number ?? '4100';
  }

  #worker(unit: string): Doer {
    return worker(unit, `demo-${unit}-${1 + Math.floor(this.#draw() * 6)}`);
  }

  #channel(): Channel {
    let rest = this.#draw();
    for (const [channel, share] of shares) {
      rest -= share;
      if (rest <= 0) return channel;
    }
    return 'phone';
  }
}

function worker(unit: string, sub: string): Doer {
  return { sub, roles: ['caseworker'], unit };
}
