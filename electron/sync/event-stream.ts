/** Longest part of a stream that is kept while its end is awaited. */
const UNREAD_LIMIT = 64 * 1024;

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Takes server-sent events out of text that comes in any pieces, as the HTML standard has them: lines end in LF, CR or both, a
 * blank line ends an event, one that begins with a colon is a comment. `id` and `retry` are passed over. Throws for a line that
 * does not end.
 */
export class EventStream {
  #unread = '';
  /** A CR came last: an LF that follows is of the same end. */
  #afterReturn = false;
  #event = '';
  #data: string[] = [];

  /** The events that this piece completes. */
  read(piece: string): StreamEvent[] {
    if (piece === '') return [];
    const text = this.#afterReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#afterReturn = piece.endsWith('\r');
    const lines = `${this.#unread}${text}`.split(/\r\n|\n|\r/);
    this.#unread = lines.pop() ?? '';
    if (this.#unread.length > UNREAD_LIMIT) throw new Error('a line without an end');
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): StreamEvent[] {
    if (line === '') return this.#end();
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    return [];
  }

  #end(): StreamEvent[] {
    const event = this.#event === '' ? 'message' : this.#event;
    const data = this.#data;
    this.#event = '';
    this.#data = [];
    return data.length === 0 ? [] : [{ event, data: data.join('\n') }];
  }
}
