import { create } from 'zustand';
import { call } from '../bridge.ts';
import { type SlotState, startDraftSlot } from './draft-slot.ts';

/** How the machine's draft stands, for whoever shows it. */
export const useDraftState = create<SlotState>()(() => ({ holder: null, state: { kind: 'none' } }));

export const draftSlot = startDraftSlot({
  load: async () => (await call('draft.get', {})).draft,
  save: (draft) => call('draft.save', draft),
  discard: () => call('draft.discard', {}),
  onState: (state) => useDraftState.setState(state),
});

if (typeof window !== 'undefined')
  window.addEventListener('pagehide', () => void draftSlot.flush());
