import {
  type Bridge,
  type ChangedEvent,
  type Envelope,
  type Input,
  type Method,
  type Output,
  sends,
} from '../shared/api.ts';
import { isErrorCode, LyttError } from '../shared/domain/errors.ts';

declare global {
  interface Window {
    /** The preload's, in Electron. */
    readonly lytt?: Bridge;
  }
}

const everything: ChangedEvent = {
  topics: ['session', 'observations', 'reviews', 'themes', 'inbox', 'sync'],
};
const unreachable: Envelope<unknown> = {
  ok: false,
  error: { code: 'app.unreachable', field: null, params: null },
};
/** Pause before the event stream is opened anew, doubled up to the longest. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

/** The page's side of the loopback host: calls over fetch, changes over server-sent events. */
export function loopbackBridge(): Bridge {
  const listeners = new Set<(event: ChangedEvent) => void>();
  const tell = (event: ChangedEvent) => {
    for (const listener of listeners) listener(event);
  };
  let pause = FIRST_PAUSE_MS;
  let following = false;

  function follow(again: boolean): void {
    const source = new EventSource('/api/events');
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      // What happened while nobody listened is unknown, so the page asks for all it shows.
      if (again) tell(everything);
    };
    source.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as ChangedEvent);
    source.onerror = () => {
      source.close();
      setTimeout(() => follow(true), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  }

  return {
    host: 'loopback',
    async call(method, input) {
      try {
        const response = await fetch(`/api/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        });
        const envelope: unknown = await response.json();
        return isEnvelope(envelope) ? envelope : unreachable;
      } catch {
        return unreachable;
      }
    },
    onChanged(listener) {
      if (!following) {
        following = true;
        follow(false);
      }
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
export const bridge: Bridge = window.lytt ?? loopbackBridge();

const ownListeners = new Set<() => void>();

/** Tells when this window has left something that is to be sent, before whoever called hears that it succeeded. */
export function onOwnOperation(listener: () => void): () => void {
  ownListeners.add(listener);
  return () => ownListeners.delete(listener);
}

/** Calls the app. Throws the `LyttError` that the app answered with. */
export async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const envelope = await bridge.call(method, input);
  if (envelope.ok) {
    if (sends.has(method)) for (const listener of ownListeners) listener();
    return envelope.value as Output<M>;
  }
  const { code, field, params } = envelope.error;
  throw new LyttError(isErrorCode(code) ? code : 'app.failed', {
    field: field ?? undefined,
    params: params ?? undefined,
  });
}
