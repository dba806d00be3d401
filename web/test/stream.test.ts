/* The lasting connection on a fake clock: silence, back-off, resuming; and the parser below it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SseParser } from '../src/live/sse';
import type { Message, Wire } from '../src/live/stream';
import { STRANGER, Stream } from '../src/live/stream';
import { FakeTimers } from './fixtures';

describe('parser of events', () => {
  const whole = 'event: delta\nid: 7.1\ndata: {"a":1}\n\n';
  it('gives the same events however the text is cut', () => {
    for (let cut = 0; cut <= whole.length; cut++) {
      const parser = new SseParser();
      const events = [...parser.push(whole.slice(0, cut)), ...parser.push(whole.slice(cut))];
      assert.deepEqual(events, [{ event: 'delta', id: '7.1', data: '{"a":1}' }], `cut at ${cut}`);
    }
  });
  it('knows all three ends of a line', () => assert.equal(new SseParser().push('data: x\r\n\r\ndata: y\r\rdata: z\n\n').length, 3));
  it('does not take a carriage return at the end of a piece for a whole end', () => {
    const parser = new SseParser();
    assert.deepEqual([...parser.push('data: x\r'), ...parser.push('\n\r'), ...parser.push('\n')].map(({ data }) => data), ['x']);
  });
  it('passes over comments and unknown fields, joins data', () => {
    assert.deepEqual(new SseParser().push(': hello\nretry: 9\nodd\ndata: a\ndata: b\n\n'), [{ event: 'message', id: '', data: 'a\nb' }]);
  });
  it('keeps the id for events without one', () => assert.deepEqual(new SseParser().push('id: 5\ndata: a\n\ndata: b\n\n').map(({ id }) => id), ['5', '5']));
  it('says nothing for an event without data', () => assert.deepEqual(new SseParser().push('event: x\n\n'), []));
});

class FakeWire implements Wire {
  readonly opened: { at: number; lastId: string; text: (piece: string) => void; ended: (why: string) => void; closed: boolean }[] = [];
  constructor(private readonly timers: FakeTimers) {}
  open(lastId: string, text: (piece: string) => void, ended: (why: string) => void): () => void {
    const connection = { at: this.timers.now(), lastId, text, ended, closed: false };
    this.opened.push(connection);
    return () => (connection.closed = true);
  }
  get last() {
    return this.opened.at(-1)!;
  }
}

function running() {
  const timers = new FakeTimers();
  const wire = new FakeWire(timers);
  const told: Message[] = [];
  const stream = new Stream(wire, timers, () => 0.5, (message) => told.push(message));
  stream.start();
  const lost = () => told.filter(({ kind }) => kind === 'lost');
  return { timers, wire, told, stream, lost };
}

const TICK = 'event: tick\ndata: {"now":1}\n\n';

describe('stream', () => {
  it('tells what comes', () => {
    const { wire, told } = running();
    wire.last.text(TICK);
    assert.deepEqual(told.map(({ kind }) => kind), ['open', 'event']);
  });

  it('is lost after two and a half seconds without a byte, says so once, with when the last byte came', () => {
    const { timers, wire, lost } = running();
    wire.last.text(TICK);
    const heard = timers.now();
    timers.pass(2499);
    assert.equal(lost().length, 0);
    timers.pass(20_000);
    assert.deepEqual(lost(), [{ kind: 'lost', since: heard, why: 'nothing comes from the server' }]);
  });

  it('is not lost while bytes come, even if they complete no event', () => {
    const { timers, wire, lost } = running();
    for (let n = 0; n < 20; n++) {
      timers.pass(2000);
      wire.last.text(':');
    }
    assert.equal(lost().length, 0);
    assert.equal(wire.opened.length, 1);
  });

  it('reconnects from where it was, at once enough that nobody notices a blink', () => {
    const { timers, wire, lost } = running();
    wire.last.text('event: delta\nid: 7.9\ndata: {}\n\n');
    wire.last.ended('the server ended the connection');
    timers.pass(300);
    assert.equal(wire.opened.length, 2);
    assert.equal(wire.last.lastId, '7.9');
    wire.last.text(TICK);
    timers.pass(1000);
    assert.equal(lost().length, 0);
  });

  it('waits twice as long each time, up to five seconds', () => {
    const { timers, wire } = running();
    for (let n = 0; n < 8; n++) {
      wire.last.ended('the server cannot be reached');
      const count = wire.opened.length;
      while (wire.opened.length === count) timers.pass(10);
    }
    const gaps = wire.opened.slice(1).map(({ at }, index) => at - wire.opened[index]!.at);
    assert.deepEqual(gaps, [250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('says why, in the words of the last attempt', () => {
    const { timers, wire, lost } = running();
    wire.last.text(TICK);
    wire.last.ended('the server cannot be reached');
    timers.pass(2600);
    assert.equal((lost()[0] as { why: string }).why, 'the server cannot be reached');
  });

  it('says at once that it is for those who have logged in, and is not lost for that', () => {
    const { timers, wire, told, lost } = running();
    wire.last.text(TICK);
    wire.last.ended(STRANGER);
    assert.equal(told.at(-1)?.kind, 'stranger');
    timers.pass(20_000);
    assert.equal(lost().length, 0);
  });

  it('goes on from where it was when it is started again after a login', () => {
    const { wire, stream, told } = running();
    wire.last.text('event: delta\nid: 7.9\ndata: {}\n\n');
    wire.last.ended(STRANGER);
    stream.start();
    assert.equal(wire.last.lastId, '7.9');
    wire.last.text(TICK);
    assert.equal(told.at(-1)?.kind, 'event');
  });

  it('starts its back-off anew after it was well', () => {
    const { timers, wire } = running();
    for (let n = 0; n < 5; n++) {
      wire.last.ended('gone');
      timers.pass(250 * 2 ** n);
    }
    wire.last.text(TICK);
    const count = wire.opened.length;
    wire.last.ended('gone');
    timers.pass(320);
    assert.equal(wire.opened.length, count + 1);
  });

  it('does not listen to a connection that it has given up', () => {
    const { timers, wire, told } = running();
    const first = wire.last;
    timers.pass(3000);
    assert.ok(first.closed);
    const before = told.length;
    first.text(TICK);
    first.ended('late');
    assert.equal(told.length, before);
  });

  it('gives up a stream that is none', () => {
    const { timers, wire } = running();
    wire.last.text(`data: ${'x'.repeat(33 * 1024 * 1024)}`);
    timers.pass(400);
    assert.equal(wire.opened.length, 2);
  });

  it('is still after stop', () => {
    const { timers, wire, stream, told } = running();
    stream.stop();
    timers.pass(60_000);
    assert.equal(wire.opened.length, 1);
    assert.equal(told.length, 0);
  });
});
