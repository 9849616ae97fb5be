import type { ServerResponse } from 'node:http';
import type { App } from '../app/ports.ts';

/** A browser opens at most six connections to one host; beyond this a page's calls would wait for another tab's stream. */
const MOST_PER_WINDOW = 4;
const BEAT_MS = 20_000;
/** A page that does not read. It opens a new stream when it wakes, and asks for everything then. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** The open `GET /api/events` answers: server-sent events, one message for each change the app tells a window of. */
export interface EventStreams {
  open(windowId: string, response: ServerResponse): void;
  has(windowId: string): boolean;
  end(windowId: string): void;
}

export function eventStreams(app: App): EventStreams {
  const streams = new Map<string, Set<ServerResponse>>();
  return {
    open(windowId, response) {
      const open = streams.get(windowId) ?? new Set();
      streams.set(windowId, open);
      const [oldest] = open;
      if (oldest !== undefined && open.size >= MOST_PER_WINDOW) oldest.end();
      open.add(response);
      const unsubscribe = app.onChanged(windowId, (event) =>
        send(response, `data: ${JSON.stringify(event)}\n\n`),
      );
      // Shows either side that the other has gone.
      const beat = setInterval(() => send(response, ':\n\n'), BEAT_MS).unref();
      const over = () => {
        clearInterval(beat);
        unsubscribe();
        open.delete(response);
        if (open.size === 0 && streams.get(windowId) === open) streams.delete(windowId);
      };
      response.once('close', over);
      response.once('error', over);
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.flushHeaders();
    },
    has: (windowId) => streams.has(windowId),
    end(windowId) {
      for (const response of streams.get(windowId) ?? []) response.end();
    },
  };
}

function send(response: ServerResponse, text: string): void {
  if (response.writableEnded) return;
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(text);
}
