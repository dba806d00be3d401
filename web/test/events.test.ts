/* The events: what is asked of plain words, frames laid over rows, what has left, order mended in place, the grid, words for numbers and times. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventsListener } from '../src/live/events';
import { watchEvents } from '../src/live/events';
import { nameIn, PageStream, viewPath } from '../src/live/pagestream';
import type { Refusal } from '../src/live/stream';
import { STRANGER } from '../src/live/stream';
import type { End, Views } from '../src/live/wire';
import { refusedBy } from '../src/live/wire';
import { faultIn, isPlain, queryOf, quoted, taggedQuery } from '../src/model/eventquery';
import type { Changed, Frame, Told } from '../src/model/events';
import { Events, keyOf, readFrame, SPARK, STAYS, unchanged } from '../src/model/events';
import { EVENTS, gradeCounts, gridOf, Order } from '../src/model/eventtable';
import { clockWords, gradeOf, leavesWords, LOOKS, sparkPoints, ttlWords, valueOf, valueWords } from '../src/model/eventwords';
import { format, HOME, parse } from '../src/model/route';
import { FakeTimers } from './fixtures';

const told = (host: string, service: string, more: Partial<Told> = {}): Told => ({ host, service, time: 1000, received: 1000, expires: 61_000, ...more });
const frame = (events: Told[], more: Partial<Frame> = {}): Frame => ({ now: 1000, total: events.length, events, gone: [], ...more });
const gone = (host: string, service: string, why = 'nothing came for 60 s') => ({ host, service, why });

/** What is held after these frames, and what they changed all together. */
function after(...frames: Frame[]): { events: Events; changed: Changed } {
  const events = new Events();
  const changed = unchanged();
  for (const one of frames) events.take(one, changed);
  return { events, changed };
}

const names = (rows: Iterable<{ told: Told }>) => [...rows].map(({ told: { host, service } }) => `${host} ${service}`);

describe('link of the events', () => {
  it('is bare where nothing was chosen', () => assert.equal(format({ ...HOME, events: EVENTS }), '#/events'));
  it('takes what it does not know for nothing', () => {
    assert.deepEqual(parse('#/events?sort=-constructor&by=moon').events, EVENTS);
    assert.deepEqual(parse('#/events?sort=spark').events, EVENTS);
    assert.equal(parse('#/eventsx').events, null);
  });
  it('reads a query as others write it', () => assert.equal(parse('#/events?q=state%20%3D%20%22critical%22').q, 'state = "critical"'));
  it('comes back as it went, with what stands beside', () => {
    for (const more of [{}, { device: 'a/b' }, { changes: 'all' as const }, { changes: 14 }]) {
      const route = { ...HOME, ...more, q: 'host =~ "a+b & 100%"', events: { sort: '-value', by: 'grid' as const } };
      assert.deepEqual(parse(format(route)), route, format(route));
    }
  });
});

describe('what the server is asked', () => {
  it('is everything for nothing', () => assert.deepEqual(['', '   ', '\t'].map(queryOf), ['', '', '']));
  it('is a word in host or service', () => assert.equal(queryOf(' e1-1.hall '), 'host =~ "%e1-1.hall%" or service =~ "%e1-1.hall%"'));
  it('is each of several words in either', () => assert.equal(queryOf('web  load'), '(host =~ "%web%" or service =~ "%web%") and (host =~ "%load%" or service =~ "%load%")'));
  it('has no words for a comma, which is a space in the language', () => assert.deepEqual([queryOf('a, b') === queryOf('a b'), isPlain(','), queryOf(',')], [true, false, ',']));
  it('is the query itself where there is a sign of one', () => {
    for (const query of ['state = "critical"', 'true', 'not true', 'tagged "x"', 'metric > 1', 'host ~= "^web"', '(true)', '"', 'nil', 'state = critical and']) assert.equal(queryOf(query), query);
  });
  it('takes an operator among words for the language, so that its fault is told', () => assert.equal(queryOf('web and'), 'web and'));
  it('takes operators within words for letters', () => assert.equal(isPlain('android orchid notify untagged True'), true));
  it('escapes what would end a text', () => {
    assert.equal(quoted('a"b\\c\nd'), '"a\\"b\\\\c\\nd"');
    assert.equal(queryOf('C:\\disk'), 'host =~ "%C:\\\\disk%" or service =~ "%C:\\\\disk%"');
    assert.equal(taggedQuery('"'), 'tagged "\\""');
  });
  it('is shown with the place of its fault, also behind its end', () => {
    assert.deepEqual(['', 'ab'].map((query) => faultIn(query, 3)), [null, { before: 'ab', at: '', after: '' }]);
    assert.deepEqual([faultIn('abc', 1), faultIn('abc', undefined), faultIn('abc', 0), faultIn('abc', 1.5)], [{ before: '', at: 'a', after: 'bc' }, null, null, null]);
  });
});

describe('frames', () => {
  it('are none where they are damaged', () => assert.deepEqual(['', '{', '[]', '7', 'null', '{"now":"x"}', '{"now":5}'].map(readFrame), Array(7).fill(null)));
  it('leave out damaged parts alone', () => {
    const read = readFrame(JSON.stringify({ now: 1, total: 2, events: [null, 7, { host: 'a' }, told('a', 'b')], gone: [{}, gone('x', 'y')] }));
    assert.deepEqual(read, { now: 1, total: 2, whole: false, events: [told('a', 'b')], gone: [gone('x', 'y')] });
  });
  it('tell nothing of nothing', () => {
    const { events } = after(frame([], { whole: true }));
    assert.deepEqual([events.told, events.here, events.total], [true, 0, 0]);
  });
  it('replace by host and service, of which none can be taken for another', () => {
    const { events } = after(frame([told('a', 'bc'), told('ab', 'c'), told('a', 'bc', { state: 'ok', received: 2 })]));
    assert.deepEqual([...events.rows.values()].map((row) => [row.told.host, row.told.state, row.version]), [['a', 'ok', 2], ['ab', undefined, 1]]);
    assert.notEqual(keyOf('a', 'bc'), keyOf('ab', 'c'));
  });
  it('that are whole forget what they do not name, and keep the values of what they do', () => {
    const { events, changed } = after(frame([told('a', 's', { metric: 1 }), told('b', 's')]), frame([told('a', 's', { metric: 2, received: 2000 })], { whole: true }));
    assert.deepEqual(names(events.rows.values()), ['a s']);
    assert.deepEqual(events.rows.get(keyOf('a', 's'))!.spark, [1, 2]);
    assert.deepEqual([names(changed.touched), names(changed.removed)], [['a s'], ['b s']]);
  });
  it('that tell again what is known add no value', () => {
    const { events } = after(frame([told('a', 's', { metric: 1 })]), frame([told('a', 's', { metric: 1 })], { whole: true }));
    assert.deepEqual(events.rows.get(keyOf('a', 's'))!.spark, [1]);
  });
});

describe('what has left', () => {
  it('that was never here changes nothing', () => {
    const { events, changed } = after(frame([], { gone: [gone('a', 's')] }));
    assert.deepEqual([events.rows.size, changed.touched.size], [0, 0]);
  });
  it('is still shown for a while, is not counted, and goes then', () => {
    const { events, changed } = after(frame([told('a', 's')]), frame([], { now: 2000, gone: [gone('a', 's')] }));
    assert.deepEqual([events.rows.size, events.here], [1, 0]);
    assert.deepEqual(events.rows.get(keyOf('a', 's'))!.left, { why: 'nothing came for 60 s', at: 2000 });
    events.prune(2000 + STAYS - 1, changed);
    assert.equal(events.rows.size, 1);
    events.prune(2000 + STAYS, changed);
    assert.deepEqual([events.rows.size, names(changed.removed), changed.touched.size], [0, ['a s'], 0]);
  });
  it('is here again when it comes again, with new values', () => {
    const { events } = after(frame([told('a', 's', { metric: 1 })]), frame([], { gone: [gone('a', 's')] }), frame([told('a', 's', { metric: 2, received: 3000 })]));
    const row = events.rows.get(keyOf('a', 's'))!;
    assert.deepEqual([row.left, row.spark, events.here], [null, [2], 1]);
  });
  it('twice has left at the first time', () => {
    const { events } = after(frame([told('a', 's')]), frame([], { now: 2000, gone: [gone('a', 's', 'one')] }), frame([], { now: 3000, gone: [gone('a', 's', 'two')] }));
    assert.deepEqual(events.rows.get(keyOf('a', 's'))!.left, { why: 'one', at: 2000 });
  });
});

describe('values seen lately', () => {
  const spark = (...metrics: (number | string | undefined)[]) => {
    const { events } = after(...metrics.map((metric, index) => frame([told('a', 's', { received: index, ...(metric === undefined ? {} : { metric }) })])));
    return events.rows.get(keyOf('a', 's'))!.spark;
  };
  it('are none of none, and none of what is no number', () => assert.deepEqual([spark(undefined), spark('NaN', 'Infinity', 3)], [[], [3]]));
  it('are bounded', () => assert.deepEqual([spark(...Array.from({ length: SPARK + 5 }, (_, n) => n)).length, spark(...Array(SPARK + 5).keys())[0]], [SPARK, 5]));
  it('are no line below two', () => assert.deepEqual([sparkPoints([], 60, 10), sparkPoints([1], 60, 10)], ['', '']));
  it('are a line in the middle where they are all the same, also at zero', () => assert.deepEqual([sparkPoints([4, 4], 15, 10), sparkPoints([0, 0], 15, 10)], ['14,5 15,5', '14,5 15,5']));
  it('stand at the right, the highest at the top', () => assert.equal(sparkPoints([0, 10, 5], 15, 10), '13,10 14,0 15,5'));
  it('fill the box when they are many', () => assert.match(sparkPoints([...Array(SPARK).keys()], 59, 10), /^0,10 .* 59,0$/));
  it('draw a little noise small', () => assert.equal(sparkPoints([100, 99], 15, 10), '14,4.5 15,5.5'));
});

describe('order of the events', () => {
  const sorted = (events: Told[], sort = '') => {
    const order = new Order(sort);
    order.update(after(frame(events)).changed);
    return names(order.rows);
  };
  it('is nothing for nothing', () => assert.deepEqual(sorted([]), []));
  it('has the worst first, and names as people count them', () => {
    const list = [told('a10', 's'), told('ok', 's', { state: 'ok' }), told('odd', 's', { state: 'running' }), told('a2', 's'), told('w', 's', { state: 'Warning' }), told('c', 's', { state: 'critical' }), told('x', 's', { state: 'expired' })];
    assert.deepEqual(sorted(list), ['c s', 'w s', 'x s', 'odd s', 'ok s', 'a2 s', 'a10 s']);
  });
  it('turns, and leaves what has nothing last either way', () => {
    const list = [told('none', 's'), told('nan', 's', { metric: 'NaN' }), told('one', 's', { metric: 1 }), told('most', 's', { metric: 'Infinity' }), told('least', 's', { metric: '-Infinity' })];
    assert.deepEqual([sorted(list, 'value'), sorted(list, '-value')], [['least s', 'one s', 'most s', 'nan s', 'none s'], ['most s', 'one s', 'least s', 'nan s', 'none s']]);
  });
  it('has the youngest first by age', () => assert.deepEqual(sorted([told('old', 's', { received: 1 }), told('young', 's', { received: 9 })], 'age'), ['young s', 'old s']));
  it('is that of a whole new sorting, whatever comes in whatever order', () => {
    let seed = 7;
    const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const states = ['ok', 'warning', 'critical', 'odd', ''];
    for (const sort of ['', '-state', 'value', '-value', 'host', 'age', 'description', 'tags', 'service']) {
      const events = new Events();
      const order = new Order(sort);
      for (let round = 0; round < 40; round++) {
        const changed = unchanged();
        const some = () => told(`h${Math.floor(chance() * 12)}`, `s${Math.floor(chance() * 4)}`, { state: states[Math.floor(chance() * 5)]!, metric: Math.floor(chance() * 9), received: round, tags: chance() < 0.5 ? ['t'] : [] });
        events.take(frame(Array.from({ length: 6 }, some), { now: round * 4000, whole: chance() < 0.1, gone: [some()].map(({ host, service }) => gone(host, service)) }), changed);
        events.prune(round * 4000, changed);
        order.update(changed);
        const anew = new Order(sort);
        anew.update({ touched: new Set(events.rows.values()), removed: new Set() });
        assert.deepEqual(names(order.rows), names(anew.rows), `${sort} ${round}`);
      }
    }
  });
  it('is the same list where nothing moved', () => {
    const { events, changed } = after(frame([told('a', 's', { state: 'ok' })]));
    const order = new Order('');
    assert.equal(order.update(changed), true);
    const before = order.rows;
    const next = unchanged();
    events.take(frame([told('a', 's', { state: 'ok', received: 5, metric: 3 })]), next);
    assert.deepEqual([order.update(next), order.rows === before], [false, true]);
  });
});

describe('services by hosts', () => {
  const grid = (events: Told[], most?: number) => gridOf(after(frame(events)).events.rows.values(), most);
  it('are none of none', () => assert.deepEqual(grid([]), { services: [], more: 0, hosts: [] }));
  it('are a matrix with holes, the worst host first', () => {
    const { services, hosts } = grid([told('a', 'load', { state: 'ok' }), told('b', 'disk', { state: 'critical' }), told('b', 'load', { state: 'ok' })]);
    assert.deepEqual(services, ['disk', 'load']);
    assert.deepEqual(hosts.map(({ host, cells }) => [host, cells.map((cell) => cell?.told.state ?? null)]), [['b', ['critical', 'ok']], ['a', [null, 'ok']]]);
  });
  it('show the worst and the most common of too many, and say how many more', () => {
    const { services, more } = grid([told('a', 's1', { state: 'ok' }), told('a', 's2', { state: 'ok' }), told('b', 's2', { state: 'ok' }), told('a', 's9', { state: 'critical' })], 2);
    assert.deepEqual([services, more], [['s2', 's9'], 1]);
  });
  it('count what has left for the mildest', () => {
    const { events } = after(frame([told('a', 's', { state: 'critical' }), told('b', 's', { state: 'ok' })], { gone: [gone('a', 's')] }));
    assert.deepEqual([gridOf(events.rows.values()).hosts.map(({ host }) => host), gradeCounts(events.rows.values()).critical], [['b', 'a'], 0]);
  });
});

describe('words of an event', () => {
  it('grade what senders say, in any case; other words have no colour', () => {
    assert.deepEqual([undefined, '', 'OK', 'Warn', 'CRITICAL', 'expired', 'constructor', 'running'].map(gradeOf), ['none', 'none', 'ok', 'warning', 'critical', 'expired', 'other', 'other']);
    assert.deepEqual([LOOKS.other, LOOKS.critical], [null, 'down']);
  });
  it('say a value at the precision that matters', () => {
    const all: [number | string | undefined, string][] = [
      [undefined, ''], [0, '0'], [-0, '0'], [0.7, '0.7'], [1 / 3, '0.333'], [0.00042, '0.00042'], [0.000042, '4.2e\u22125'], [1.5, '1.5'], [3.14159, '3.142'], [42.195, '42.2'], [84.2, '84.2'], [100.04, '100'], [1234.5, '1,235'], [1_240, '1,240'],
      [-12.5, '\u221212.5'], [123_456_789, '123,456,789'], [3.2e18, '3.2e18'], [1e12, '1e12'], ['NaN', 'not a number'], ['Infinity', 'infinite'], ['-Infinity', '\u2212infinite'],
    ];
    for (const [metric, words] of all) assert.equal(valueWords(told('a', 's', metric === undefined ? {} : { metric })), words, String(metric));
  });
  it('compare endless values, and none that is no number', () => assert.deepEqual(['Infinity', '-Infinity', 'NaN', undefined, 3].map((metric) => valueOf(told('a', 's', metric === undefined ? {} : { metric }))), [Infinity, -Infinity, null, null, 3]));
  it('say when it leaves, once less than a third is left', () => {
    const one = told('a', 's', { received: 0, expires: 60_000 });
    assert.deepEqual([0, 40_000, 40_001, 48_000, 59_000, 59_600, 70_000].map((now) => leavesWords(one, now)), ['', '', 'leaves in 20 s', 'leaves in 12 s', 'leaves in 1 s', 'leaves now', 'leaves now']);
  });
  it('say that a clock is wrong, either way, and nothing of what a network takes', () => {
    const clock = (time: number) => clockWords(told('a', 's', { time, received: 200_000 }));
    assert.deepEqual([200_000, 198_000, 202_000, 197_900, 20_000, 260_000].map(clock), ['', '', '', 'its clock is 2 s behind', 'its clock is 3 min behind', 'its clock is 60 s ahead']);
  });
  it('say how long it lives, or what is usual', () => assert.deepEqual([ttlWords(told('a', 's', { ttl: 0.5 })), ttlWords(told('a', 's', { ttl: 300 })), ttlWords(told('a', 's'))], ['0.5 s', '5 min', 'not said; 60 s is usual']));
});

describe('events on the stream of the page', () => {
  function watching(stream = 's1') {
    const timers = new FakeTimers();
    const page = new PageStream();
    const said: string[] = [];
    const claims: string[] = [];
    const asked: { what: string; name: string; answer: (end: End | null) => Promise<void> }[] = [];
    const settle = () => new Promise<void>((done) => setImmediate(done));
    const views: Views = {
      put: (id, name, query) => new Promise((resolve) => asked.push({ what: `put ${id} ${query}`, name, answer: (end) => (resolve(end), settle()) })),
      drop: (id, name) => void asked.push({ what: `drop ${id}`, name, answer: settle }),
    };
    const listener: EventsListener = { frame: ({ events }) => said.push(`frame ${events.length}`), tick: (now) => said.push(`tick ${now}`), lost: (why) => said.push(`lost: ${why}`), stranger: () => said.push('stranger'), refused: ({ title }) => said.push(`refused: ${title}`) };
    const event = (name: string, data: unknown) => page.take({ kind: 'event', event: { event: name, id: '', data: JSON.stringify(data) } });
    const hello = (id: string) => event('hello', { revision: '1.1', now: 1, stream: id });
    page.attach((name, wanted) => void claims.push(`${name} ${wanted}`));
    page.take({ kind: 'welcome', id: '1.1', live: stream !== '', stream });
    const end = watchEvents('q', page, views, timers, listener);
    const whats = () => asked.map(({ what }) => what);
    const mine = (...events: Told[]) => event('events', { of: asked[0]!.name, ...frame(events) });
    return { timers, page, said, claims, asked, whats, event, hello, mine, end, settle };
  }
  const refusal: Refusal = { status: 422, title: 'This is no query', detail: '', problems: [] };
  it('are asked for on the stream that stands, or at its hello', () => {
    assert.deepEqual(watching().whats(), ['put s1 q']);
    const { whats, hello } = watching('');
    assert.deepEqual(whats(), []);
    hello('s2');
    assert.deepEqual(whats(), ['put s2 q']);
  });
  it('are told by frames of their name alone, and by the clock of all that comes', async () => {
    const { said, asked, event, mine, timers } = watching();
    event('tick', { now: 5 });
    await asked[0]!.answer(null);
    mine(told('a', 's'));
    event('events', { of: 'another', ...frame([told('b', 's')]) });
    event('events', frame([told('b', 's')]));
    event('events', { of: asked[0]!.name, now: 7 });
    event('tick', { now: 8 });
    event('delta', { now: 9, health: {} });
    timers.pass(500);
    event('delta', { now: 10, health: {} });
    assert.deepEqual(said, ['frame 1', 'tick 8', 'tick 10']);
  });
  it('that come in pieces are one frame, and what was begun on a stream that ended is forgotten', async () => {
    const { said, asked, event, hello } = watching();
    const of = asked[0]!.name;
    event('events', { of, ...frame([told('a', 's')], { whole: true, more: true }) });
    hello('s2');
    event('events', { of, ...frame([told('a', 's'), told('b', 's')], { whole: true, more: true }) });
    event('events', { of, ...frame([told('c', 's')], { more: true }) });
    assert.deepEqual(said, []);
    event('events', { of, ...frame([told('d', 's')]) });
    event('events', { of, ...frame([]) });
    assert.deepEqual(said, ['frame 4', 'frame 0']);
  });
  it('are asked for anew on a new stream, under the same name', async () => {
    const { asked, whats, hello } = watching();
    await asked[0]!.answer(null);
    hello('s2');
    assert.deepEqual(whats(), ['put s1 q', 'put s2 q']);
    assert.equal(asked[1]!.name, asked[0]!.name);
    assert.match(asked[0]!.name, /^[0-9a-f]{24}$/);
  });
  it('pass over the answer of the stream before', async () => {
    const { timers, asked, whats, hello, said } = watching();
    hello('s2');
    await asked[0]!.answer(['the connection is gone']);
    await asked[1]!.answer(null);
    timers.pass(2400);
    assert.deepEqual([whats().length, said], [2, []]);
  });
  it('that are refused are not asked for again, and are not called lost', async () => {
    const { timers, said, asked, hello, whats } = watching();
    await asked[0]!.answer(['no', refusal]);
    timers.pass(60_000);
    hello('s2');
    assert.deepEqual([said, whats().length], [['refused: This is no query'], 1]);
  });
  it('are asked for again after all else, and say why when that lasts, whatever else the stream tells', async () => {
    const { timers, said, asked, event, settle } = watching();
    for (let n = 0; n < 30; n++) {
      await asked.at(-1)!.answer(['too many look at the live events']);
      event('tick', { now: n });
      timers.pass(200);
      await settle();
    }
    assert.ok(asked.length > 3 && asked.length < 10, String(asked.length));
    assert.deepEqual(said, ['lost: too many look at the live events']);
    timers.pass(6000);
    await asked.at(-1)!.answer(null);
    event('tick', { now: 99 });
    assert.equal(said.at(-1), 'tick 99');
  });
  it('are lost with the stream, once, and are back with the first frame of the next one', async () => {
    const { timers, page, said, asked, event, hello, mine } = watching();
    await asked[0]!.answer(null);
    page.take({ kind: 'lost', since: 1, why: 'the server cannot be reached' });
    timers.pass(60_000);
    event('tick', { now: 5 });
    hello('s2');
    await asked[1]!.answer(null);
    mine(told('a', 's'));
    assert.deepEqual(said, ['lost: the server cannot be reached', 'frame 1']);
  });
  it('are lost when nothing comes from a worker either, and go on with the next word', async () => {
    const { timers, said, asked, event } = watching();
    await asked[0]!.answer(null);
    timers.pass(2499);
    assert.deepEqual(said, []);
    timers.pass(10_000);
    event('tick', { now: 5 });
    assert.deepEqual(said, ['lost: nothing comes from the server', 'tick 5']);
  });
  it('say that the session has ended, by the stream or by the answer, and go on after a login', async () => {
    const { timers, page, said, asked, whats, hello } = watching();
    await asked[0]!.answer([STRANGER]);
    page.take({ kind: 'stranger', since: 1 });
    timers.pass(60_000);
    assert.deepEqual([said, whats().length], [['stranger', 'stranger'], 1]);
    hello('s2');
    assert.deepEqual(whats(), ['put s1 q', 'put s2 q']);
  });
  it('are taken off the stream at their end, behind what was asked before, and tell nothing after it', async () => {
    const { timers, said, asked, whats, claims, mine, end, settle } = watching();
    const { name } = asked[0]!;
    end();
    await settle();
    assert.deepEqual(whats(), ['put s1 q']);
    await asked[0]!.answer(null);
    assert.deepEqual(whats(), ['put s1 q', 'drop s1']);
    mine(told('a', 's'));
    timers.pass(60_000);
    assert.deepEqual([said, claims], [[], [`${name} true`, `${name} false`]]);
  });
});

describe('the page\'s end of the stream', () => {
  const page = new PageStream();
  const hello = (data: string) => page.take({ kind: 'event', event: { event: 'hello', id: '', data } });
  it('knows what the server calls it, while it stands', () => {
    hello('{"revision":"1.1","stream":"a"}');
    assert.equal(page.id, 'a');
    page.take({ kind: 'lost', since: 1, why: '' });
    assert.equal(page.id, '');
    page.take({ kind: 'welcome', id: '', live: false, stream: 'old' });
    assert.equal(page.id, '');
    page.take({ kind: 'welcome', id: '1.1', live: true, stream: 'b' });
    assert.equal(page.id, 'b');
  });
  it('hears claims that were made before it was connected, unless they were given back', () => {
    const early = new PageStream();
    const said: string[] = [];
    early.claim('a', true);
    early.claim('b', true);
    early.claim('a', false);
    early.attach((name, wanted) => void said.push(`${name} ${wanted}`));
    early.claim('c', true);
    assert.deepEqual(said, ['b true', 'c true']);
  });
  it('has no name where the hello is damaged', () => {
    for (const data of ['', '{', 'null', '7', '[]', '{}', '{"stream":7}']) {
      hello(data);
      assert.equal(page.id, '', data);
    }
  });
  it('reads of whom events are from their beginning', () => assert.deepEqual(['{"of":"a-1","now":1}', '{"now":1,"of":"a"}', '{"of":""}', '{"of":"a b"}', ''].map(nameIn), ['a-1', '', '', '', '']));
  it('has a query below its stream', () => assert.equal(viewPath('a/b', 'n'), '/api/v1/live/a%2Fb/events/n'));
});

describe('a refusal', () => {
  const problem = { title: 'This is no query', detail: 'query: expected a value', problems: [{ field: 'query', message: 'expected a value', hint: 'such as', column: 7 }, null, { field: 1 }] };
  it('has the words of the problem, without what is damaged', () => assert.deepEqual(refusedBy(422, problem)[1]?.problems, [{ field: 'query', message: 'expected a value', hint: 'such as', column: 7 }]));
  it('is none where a later try may do, or where nothing of ours answered', () => {
    for (const [status, body] of [[503, problem], [500, null], [429, problem], [408, problem], [404, null], [404, 'no'], [302, problem]] as const) assert.equal(refusedBy(status, body)[1], undefined, String(status));
    assert.deepEqual([refusedBy(503, problem)[0], refusedBy(502, null)[0]], ['query: expected a value', 'the server answered 502']);
  });
});
