import type { Draft } from '../../shared/view/entry.ts';
import { type DraftPorts, type DraftState, startDraftKeeper } from './draft-keeper.ts';

/** Whose words a draft holds: what is written on Log, or the entry with this id, being edited. */
export type DraftOwner = 'log' | `entry:${string}`;

export interface SlotState {
  /** Whose words lie in the machine's one draft. */
  readonly holder: DraftOwner | null;
  readonly state: DraftState;
}

export interface SlotPorts extends Pick<DraftPorts, 'save' | 'discard'> {
  readonly load: () => Promise<Draft | null>;
  readonly onState: (state: SlotState) => void;
}

export interface DraftSlot {
  /** The draft of this person, after everything that waits has been written. Another person's is forgotten first. */
  load(personId: string): Promise<Draft | null>;
  /**
   * Has a draft written after a pause; null: there is none any more. Answers whether it will be. What is written on Log goes
   * first: an edit is kept only where Log leaves the place free. Nothing is kept before the first `load`.
   */
  keep(owner: DraftOwner, draft: Draft | null): boolean;
  flush(): Promise<void>;
  /** Before the words are saved as an entry: answers when no draft of them can be written after that. */
  close(owner: DraftOwner): Promise<void>;
  /** The app took this owner's draft away together with the save. */
  gone(owner: DraftOwner): void;
}

const none: DraftState = { kind: 'none' };

export function ownerOf({ observationId }: Pick<Draft, 'observationId'>): DraftOwner {
  return observationId === null ? 'log' : `entry:${observationId}`;
}

/** Who may use the one draft that the machine keeps for a person. */
export function startDraftSlot({ load, save, discard, onState }: SlotPorts): DraftSlot {
  let person: string | null = null;
  let loaded = false;
  let holder: DraftOwner | null = null;
  let state: DraftState = none;

  const tell = (change: Partial<SlotState>) => {
    if (change.holder !== undefined) holder = change.holder;
    if (change.state !== undefined) state = change.state;
    onState({ holder, state });
  };
  const keeper = startDraftKeeper({ save, discard, onState: (state) => tell({ state }) });

  return {
    async load(personId) {
      if (person !== personId) {
        person = personId;
        loaded = false;
        tell({ holder: null, state: none });
        await keeper.forget();
      }
      await keeper.flush();
      const draft = await load();
      if (person !== personId) return null;
      loaded = true;
      tell(
        draft === null
          ? { holder: null, state: none }
          : { holder: ownerOf(draft), state: { kind: 'saved' } },
      );
      return draft;
    },
    keep(owner, draft) {
      const mine = holder === owner;
      if (!loaded || (draft === null && !mine)) return false;
      if (owner !== 'log' && holder !== null && !mine) return false;
      if (!mine) tell({ state: none });
      tell({ holder: draft === null ? null : owner });
      keeper.keep(draft);
      return draft !== null;
    },
    flush: () => keeper.flush(),
    async close(owner) {
      if (holder === owner) await keeper.forget();
    },
    gone(owner) {
      if (holder === owner) tell({ holder: null, state: none });
    },
  };
}
