/* The procedure of the API: hello, snapshots, deltas; resync; a new server; lost and found. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Contact, Listener } from '../src/live/session';
import { olderThan, Session } from '../src/live/session';
import type { Snapshot } from '../src/model/types';
import { device, FakeTimers, snapshot } from './fixtures';

function running() {
  const timers = new FakeTimers();
  const log: string[] = [];
  const contacts: Contact[] = [];
  const waiting: ((snapshot: Snapshot) => void)[] = [];
  const failing: (() => void)[] = [];
  const pictures: ((part: Pick<Snapshot, 'picture' | 'health'>) => void)[] = [];
  const listener: Listener = {
    snapshot: (given) => log.push(`snapshot ${given.devices.map(({ name }) => name)}`),
    picture: () => log.push('picture'),
    delta: (delta) => log.push(`delta ${delta.now}`),
    clock: () => undefined,
    contact: (contact) => contacts.push(contact),
  };
  const session = new Session(
    {
      all: () => new Promise((resolve, reject) => (waiting.push(resolve), failing.push(() => reject(new TypeError('no'))))),
      picture: () => new Promise((resolve) => pictures.push(resolve)),
    },
    timers,
    listener,
  );
  const open = (asked = '') => session.take({ kind: 'open', asked });
  const event = (name: string, data: unknown, id = '') => session.take({ kind: 'event', event: { event: name, id, data: JSON.stringify(data) } });
  const hello = (revision: string) => event('hello', { revision, now: 1, sight: { blind: false, why: '', since: 0, at: 0 } });
  const settle = () => new Promise((done) => setImmediate(done));
  return { timers, log, contacts, waiting, failing, pictures, session, open, event, hello, settle };
}

describe('session', () => {
  it('asks for nothing before hello', () => {
    const { open, waiting } = running();
    open();
    assert.equal(waiting.length, 0);
  });

  it('applies what came meanwhile after the snapshot, in its order', async () => {
    const { open, hello, event, waiting, settle, log, contacts } = running();
    open();
    hello('1.1');
    event('delta', { now: 2 }, '1.2');
    event('delta', { now: 3 }, '1.3');
    assert.deepEqual(log, []);
    waiting[0]!(snapshot([device('a')]));
    await settle();
    event('delta', { now: 4 }, '1.4');
    assert.deepEqual(log, ['snapshot a', 'delta 2', 'delta 3', 'delta 4']);
    assert.deepEqual(contacts, [{ kind: 'live' }]);
  });

  it('starts anew after resync, and passes over the answer to the older question', async () => {
    const { open, hello, event, waiting, settle, log } = running();
    open();
    hello('1.1');
    event('resync', { revision: '1.9', why: 'you fell behind' });
    waiting[0]!(snapshot([device('old')]));
    waiting[1]!(snapshot([device('new')]));
    await settle();
    assert.deepEqual(log, ['snapshot new']);
  });

  it('goes on without new snapshots when the same server resumes the stream', async () => {
    const { open, hello, waiting, settle } = running();
    open();
    hello('1.1');
    waiting[0]!(snapshot([]));
    await settle();
    open('1.1');
    hello('1.5');
    assert.equal(waiting.length, 1);
  });

  it('takes new snapshots from a new server, even if that resumes', async () => {
    const { open, hello, waiting, settle } = running();
    open();
    hello('1.1');
    waiting[0]!(snapshot([]));
    await settle();
    open('1.1');
    hello('2.1');
    assert.equal(waiting.length, 2);
  });

  it('asks again, later and later, when a snapshot does not come', async () => {
    const { open, hello, waiting, failing, settle, timers } = running();
    open();
    hello('1.1');
    failing[0]!();
    await settle();
    timers.pass(299);
    assert.equal(waiting.length, 1);
    timers.pass(1);
    assert.equal(waiting.length, 2);
    failing[1]!();
    await settle();
    timers.pass(599);
    assert.equal(waiting.length, 2);
    timers.pass(1);
    assert.equal(waiting.length, 3);
  });

  it('fetches the picture once more when its copy was older than the stream, losing no delta', async () => {
    const { open, hello, event, waiting, pictures, settle, timers, log } = running();
    open();
    hello('1.8');
    waiting[0]!(snapshot([]));
    await settle();
    timers.pass(1100);
    event('delta', { now: 9 }, '1.9');
    const part = snapshot([]);
    part.picture.revision = part.health.revision = '1.9';
    pictures[0]!(part);
    await settle();
    assert.deepEqual(log, ['snapshot ', 'picture', 'delta 9']);
  });

  it('is lost when the worker falls silent too, and found with the next word', async () => {
    const { open, hello, event, waiting, settle, timers, contacts } = running();
    open();
    hello('1.1');
    waiting[0]!(snapshot([]));
    await settle();
    const heard = timers.now();
    timers.pass(2600);
    event('tick', { now: 2 });
    assert.deepEqual(contacts, [{ kind: 'live' }, { kind: 'lost', since: heard, why: 'nothing comes from the server' }, { kind: 'live' }]);
  });

  it('keeps its picture while it is a stranger\'s, and is live with the next word after a login', async () => {
    const { session, open, hello, event, waiting, settle, timers, log, contacts } = running();
    open();
    hello('1.1');
    waiting[0]!(snapshot([device('a')]));
    await settle();
    const heard = timers.now();
    session.take({ kind: 'stranger', since: heard });
    timers.pass(60_000);
    open('1.1');
    hello('1.5');
    event('delta', { now: 9 }, '1.6');
    assert.deepEqual(contacts, [{ kind: 'live' }, { kind: 'stranger', since: heard }, { kind: 'live' }]);
    assert.deepEqual(log.filter((line) => line.startsWith('snapshot')), ['snapshot a']);
    assert.equal(log.at(-1), 'delta 9');
  });

  it('joins a stream that another tab has opened', () => {
    const { session, waiting } = running();
    session.take({ kind: 'welcome', id: '1.7', live: true, stream: 's' });
    assert.equal(waiting.length, 1);
  });

  it('is live by events of others, of which it reads nothing', async () => {
    const { open, hello, event, waiting, settle, timers, contacts } = running();
    open();
    hello('1.1');
    waiting[0]!(snapshot([]));
    await settle();
    for (let n = 0; n < 5; n++) {
      timers.pass(2000);
      event('events', { of: 'a', now: 1e15, total: 0, events: [], gone: [] });
    }
    assert.deepEqual(contacts, [{ kind: 'live' }]);
  });

  it('lives with damaged events', () => {
    const { session, open } = running();
    open();
    for (const data of ['', '{', '7', 'null', '[]']) session.take({ kind: 'event', event: { event: 'delta', id: '', data } });
  });
});

describe('revisions', () => {
  it('are compared within one boot only', () => {
    assert.deepEqual([olderThan('1.2', '1.10'), olderThan('1.10', '1.2'), olderThan('1.2', '2.3'), olderThan('', '')], [true, false, false, false]);
  });
});
