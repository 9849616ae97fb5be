/** IPC channels between preload and app. One carries every call of the contract, one every change. */
export const CALL_CHANNEL = 'lytt:call';
export const CHANGED_CHANNEL = 'lytt:changed';
