/*
 * Server-sent events from text as it comes, in whatever pieces (WHATWG HTML, 9.2.6). Bounded: an event that grows past the
 * limit is damage and ends the stream.
 */

export interface ServerEvent {
  event: string;
  /** The newest id of the stream so far; empty before the first. */
  id: string;
  data: string;
}

/** A snapshot-sized delta of 10,000 devices stays far below this. */
const LIMIT = 32 * 1024 * 1024;

export class SseParser {
  private rest = '';
  private event = '';
  private id = '';
  private data: string[] = [];

  /** Events that are complete with this piece. */
  push(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    if (this.rest.length > LIMIT) throw new RangeError('an event longer than 32 MiB');
    const complete: ServerEvent[] = [];
    for (const line of lines) {
      const done = this.line(line);
      if (done) complete.push(done);
    }
    return complete;
  }

  private line(line: string): ServerEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return null;
  }

  private dispatch(): ServerEvent | null {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    return data.length === 0 ? null : { event: event || 'message', id: this.id, data: data.join('\n') };
  }
}
