/** Pause in typing after which a search begins. */
export const SEARCH_PAUSE_MS = 150;
