/* Receivers and rules: their part of a link, asking again and again on a fake clock, rates of two reads, what is told in words, what is damaged. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Polled } from '../src/live/poll';
import { EVERY, Poll } from '../src/live/poll';
import { OVER, Rates } from '../src/model/rates';
import type { Receiver } from '../src/model/receivers';
import { aboutOf, anyCame, countersOf, figuresOf, hearingCount, hearingOf, portOf, readReceivers, sought, worstFirst, yamlOf } from '../src/model/receivers';
import { format, HOME, parse } from '../src/model/route';
import type { Rule } from '../src/model/rules';
import { brokenFiles, caretOf, doingCounts, inRuleOrder, matchesRule, notPosted, placeWords, readRules, ruleCounters } from '../src/model/rules';
import { worksOf } from '../src/model/works';
import { FakeTimers } from './fixtures';

describe('link of receivers and rules', () => {
  it('is bare where nothing was chosen', () => {
    assert.equal(format({ ...HOME, works: worksOf('receivers') }), '#/receivers');
    assert.equal(format({ ...HOME, works: worksOf('rules') }), '#/rules');
  });
  it('comes back as it went, with what stands beside', () => {
    for (const works of [worksOf('receivers'), worksOf('rules'), { kind: 'rules', open: 'a/b.<i>&=', sort: '-rate' } as const]) {
      for (const more of [{}, { device: 'a/b' }, { changes: 'all' as const }, { changes: 14 }, { q: 'x y' }]) {
        const route = { ...HOME, works, ...more };
        assert.deepEqual(parse(format(route)), route, format(route));
      }
    }
  });
  it('opens no receiver, and is no word that only begins so', () => {
    assert.deepEqual(parse('#/receivers?open=x&sort=y').works, worksOf('receivers'));
    assert.equal(parse('#/rulesx').works, null);
  });
});

/** What is asked of a server that answers when the test says so. */
function asking() {
  const timers = new FakeTimers();
  const told: Polled[] = [];
  const asked: { at: number; answer: (answer: Answer) => void; ended: boolean }[] = [];
  const poll = new Poll(
    (answer) => {
      const one = { at: timers.now(), answer, ended: false };
      asked.push(one);
      return () => (one.ended = true);
    },
    timers,
    (polled) => told.push(polled),
  );
  const begin = timers.now();
  poll.start();
  const answer = (value: Answer = { kind: 'told', value: 1 }) => asked.at(-1)!.answer(value);
  return { timers, told, asked, poll, answer, at: () => asked.map(({ at }) => at - begin) };
}

describe('asking again and again', () => {
  it('asks every two seconds from one asking to the next', () => {
    const { timers, answer, at, told } = asking();
    timers.pass(300);
    answer();
    timers.pass(1700);
    answer();
    timers.pass(EVERY);
    assert.deepEqual(at(), [0, 2000, 4000]);
    assert.deepEqual(told.map(({ kind }) => kind), ['told', 'told']);
  });
  it('asks nothing while an answer is under way, and gives it up in the end', () => {
    const { timers, answer, asked, told } = asking();
    answer();
    timers.pass(EVERY + 3900);
    assert.equal(asked.length, 2);
    timers.pass(200);
    assert.ok(asked[1]!.ended);
    timers.pass(1000);
    assert.equal(asked.length, 3);
    assert.deepEqual(told.at(-1), { kind: 'lost', why: 'nothing comes from the server' });
  });
  it('says at once what keeps it from a first answer', () => {
    const { answer, told } = asking();
    answer({ kind: 'failed', why: 'the server is ending' });
    assert.deepEqual(told, [{ kind: 'lost', why: 'the server is ending' }]);
  });
  it('has no word for a short break, and one for a long', () => {
    const { timers, answer, told } = asking();
    answer();
    timers.pass(EVERY);
    answer({ kind: 'failed', why: 'gone' });
    timers.pass(1000);
    answer();
    assert.deepEqual(told.map(({ kind }) => kind), ['told', 'told']);
    timers.pass(EVERY);
    answer({ kind: 'failed', why: 'gone' });
    timers.pass(1000);
    answer({ kind: 'failed', why: 'gone' });
    timers.pass(1000);
    answer({ kind: 'failed', why: 'gone' });
    timers.pass(600);
    assert.deepEqual(told.at(-1), { kind: 'lost', why: 'gone' });
    timers.pass(500);
    answer();
    assert.equal(told.at(-1)!.kind, 'told');
  });
  it('is quiet once it is stopped, whatever still comes, and asks at once when it is started again', () => {
    const { timers, poll, asked, told } = asking();
    poll.stop();
    asked[0]!.answer({ kind: 'told', value: 1 });
    timers.pass(60_000);
    assert.deepEqual([asked.length, told.length, asked[0]!.ended], [1, 0, true]);
    poll.start();
    assert.equal(asked.length, 2);
  });
  it('hands on that nobody is logged in, or that there is no such thing', () => {
    const { timers, answer, told } = asking();
    answer({ kind: 'stranger' });
    timers.pass(EVERY);
    answer({ kind: 'absent' });
    assert.deepEqual(told, [{ kind: 'stranger' }, { kind: 'absent' }]);
  });
});

describe('rates', () => {
  const of = (...reads: [at: number, value: number | null][]) => {
    const rates = new Rates();
    for (const [at, value] of reads) rates.take(at, new Map(value === null ? [] : [['x', value]]));
    return rates.of('x');
  };
  it('are not known from one read', () => assert.equal(of([1000, 5]), null));
  it('are what was added, by the time between the reads', () => assert.equal(of([1000, 5], [3000, 25]), 10));
  it('are of the last ten seconds', () => {
    const reads = Array.from({ length: 20 }, (_, n): [number, number] => [n * 2000, n < 10 ? 0 : (n - 9) * 100]);
    assert.equal(of(...reads), 50);
    assert.equal(OVER, 10_000);
  });
  it('begin anew where a counter fell', () => {
    assert.equal(of([0, 500], [2000, 3]), null);
    assert.equal(of([0, 500], [2000, 3], [4000, 23]), 10);
  });
  it('begin anew after a long silence, and when the clock went back', () => {
    assert.equal(of([0, 0], [60_000, 600]), null);
    assert.equal(of([60_000, 0], [1000, 600]), null);
  });
  it('take one read that came twice as one', () => assert.equal(of([0, 0], [2000, 20], [2000, 20]), 10));
  it('of what came later count from there', () => assert.equal(of([0, null], [2000, 0], [4000, 8]), 4));
});

const receiver = (name: string, more: Partial<Receiver> = {}): Receiver => ({ name, listening: [], trouble: '', counters: {}, bad: [], ...more });

describe('receivers', () => {
  it('hear, hear not all, cannot hear, or are off', () => {
    assert.equal(hearingOf(receiver('a', { listening: ['UDP 127.0.0.1:1'] })), 'hears');
    assert.equal(hearingOf(receiver('a', { listening: ['UDP 127.0.0.1:1'], trouble: 'x' })), 'troubled');
    assert.equal(hearingOf(receiver('a', { trouble: 'x' })), 'deaf');
    assert.equal(hearingOf(receiver('a')), 'off');
  });
  it('stand with the worst first and those that are off last, else as they were told', () => {
    const all = [receiver('off'), receiver('one', { listening: ['x'] }), receiver('deaf', { trouble: 'x' }), receiver('two', { listening: ['x'] })];
    assert.deepEqual(worstFirst(all).map(({ name }) => name), ['deaf', 'one', 'two', 'off']);
    assert.equal(hearingCount(all), '2 of 4 hear');
    assert.equal(hearingCount([]), '');
  });
  it('tell what is lost last, and no rate of what is no count', () => {
    const one = receiver('statsd', { counters: { bad: 3, lines: 20, keys: 7, kernel_dropped: 1, dropped_by_us: 0 } });
    const rates = new Rates();
    rates.take(0, new Map([['statsd.lines', 0], ['statsd.keys', 0], ['statsd.bad', 3]]));
    rates.take(2000, countersOf({ now: 2000, receivers: [one] }));
    const figures = figuresOf(one, rates);
    assert.deepEqual(figures.map(({ name, lost, now, rate }) => [name, lost, now, rate]), [['lines', false, false, 10], ['keys', false, true, null], ['bad', true, false, 0], ['kernel_dropped', true, false, null], ['dropped_by_us', true, false, null]]);
    assert.equal(figures.at(-1)!.title, 'dropped by us');
  });
  it('have counted nothing while only keys are held and connections open', () => {
    assert.ok(!anyCame(receiver('a', { counters: { connections: 2, keys: 1, points: 0 } })));
    assert.ok(anyCame(receiver('a', { counters: { bad: 1 } })));
  });
  it('say how they are turned on, those that this page does not know, too', () => {
    assert.equal(yamlOf('graphite'), 'receive:\n  graphite: {}\n');
    assert.equal(yamlOf('constructor'), 'receive:\n  constructor: {}\n');
    assert.equal(aboutOf('riemann').send(portOf(receiver('riemann', { listening: ['TCP [::1]:6000', 'UDP [::1]:6000'] }))), 'riemann-client send -h web1 -S load -s ok -d 0.7 127.0.0.1 6000');
  });
  it('are found by their own words whole, else with the bad lines that have them', () => {
    const bad = [{ at: 1, sender: '192.0.2.1:5', what: 'x|q', why: 'no type' }, { at: 2, sender: '192.0.2.2:5', what: '', why: 'short' }];
    const one = receiver('statsd', { bad });
    assert.equal(sought(one, []), one);
    assert.equal(sought(one, ['stat', 'off']), one);
    assert.deepEqual(sought(one, ['192.0.2.1'])?.bad, [bad[0]]);
    assert.equal(sought(one, ['zebra']), null);
  });
  it('are read as far as they are whole', () => {
    for (const damaged of [null, 1, {}, { now: 1 }, { now: '1', receivers: [] }]) assert.equal(readReceivers(damaged), null);
    const told = readReceivers({ now: 1, receivers: [{ name: 'a', counters: { x: 'y', z: 2 }, bad: [{ at: 1, sender: '/192.0.2.1:5' }, { sender: 'x' }] }, {}] });
    assert.deepEqual(told, { now: 1, receivers: [{ name: 'a', listening: [], trouble: '', counters: { z: 2 }, bad: [{ at: 1, sender: '192.0.2.1:5', what: '', why: '' }] }] });
  });
});

const rule = (name: string, more: Partial<Rule> = {}): Rule => ({ name, file: `${name.split('.')[0]}.java`, line: 1, state: 'running', why: '', events: 0, errors: 0, lastError: null, lastFiring: null, keys: 0, fired: 0, ...more });

describe('rules', () => {
  const list = [rule('b.10'), rule('b.9', { fired: 2, lastFiring: { at: 5, what: 'page ops', event: null } }), rule('a', { errors: 1 }), rule('z', { state: 'stopped', why: 'its steps', errors: 9 })];
  const names = (sort: string) => inRuleOrder(list, sort, new Rates()).map(({ name }) => name);
  it('stand with the worst first: stopped, failed, then by name as people count', () => assert.deepEqual(names(''), ['z', 'a', 'b.9', 'b.10']));
  it('stand by a column and from its other end; what is no column is the worst first', () => {
    assert.deepEqual(names('name'), ['a', 'b.9', 'b.10', 'z']);
    assert.deepEqual(names('-name'), ['z', 'b.10', 'b.9', 'a']);
    assert.deepEqual(names('last')[0], 'b.9');
    assert.deepEqual(names('-errors'), ['b.9', 'b.10', 'a', 'z']);
    assert.deepEqual(names('constructor'), names(''));
  });
  it('are counted and found', () => {
    assert.deepEqual(doingCounts(list), { stopped: 1, failing: 1, runs: 2 });
    const found = (...words: string[]) => list.filter((one) => matchesRule(one, words)).map(({ name }) => name);
    assert.deepEqual([found('stopped'), found('steps'), found('b.java', '9'), found('page')], [['z'], ['z'], ['b.9'], ['b.9']]);
  });
  it('of a file that does not compile go on', () => {
    const problem = (file: string, line: number) => ({ file, line, column: 1, message: 'x', source: '' });
    const handler = { name: 'h', file: 'b.java', line: 1, state: 'stopped', errors: 0, why: '' } as const;
    const files = brokenFiles({ problems: [problem('b.java', 2), problem('new.java', 1), problem('b.java', 9)], rules: list, handlers: [handler] });
    assert.deepEqual(files.map(({ file, problems, running }) => [file, problems.length, running]), [['b.java', 2, ['b.10', 'b.9']], ['new.java', 1, []]]);
  });
  it('point at the column of a line, without what it is indented by', () => {
    assert.deepEqual(caretOf({ source: '    foo(bar)  ', column: 9 }), { source: 'foo(bar)', caret: '    ^' });
    assert.deepEqual(caretOf({ source: 'a\tb', column: 3 }), { source: 'a\tb', caret: ' \t^' });
    assert.deepEqual(caretOf({ source: 'foo', column: 4 }), { source: 'foo', caret: '   ^' });
    for (const column of [0, -3, 99]) assert.deepEqual(caretOf({ source: 'foo', column }), { source: 'foo', caret: null });
    assert.equal(caretOf({ source: '  ', column: 1 }), null);
  });
  it('say where, as far as that is known', () => {
    assert.deepEqual([placeWords({ line: 7, column: 21 }), placeWords({ line: 7, column: 0 }), placeWords({ line: 0, column: 4 })], ['line 7, column 21', 'line 7', '']);
  });
  it('know a page that was not delivered', () => {
    assert.deepEqual(['no webhook', '200 in 34 ms', '204 in 3 ms', '503 in 2 ms', 'failed: no answer', '404'].map((posted) => notPosted({ posted })), [false, false, false, true, true, true]);
  });
  it('takes an event that never came to the index, which says no more than its own time', () => {
    const told = readRules({ at: 9, rules: [], counters: {}, problems: [], pages: [{ at: 2, to: 'ops', rule: 'A.a', posted: '', event: { host: 'h', service: 's', time: 5 } }] });
    assert.equal(told?.pages[0]?.event?.received, 5);
  });
  it('are read as far as they are whole', () => {
    for (const damaged of [null, 'x', {}, { at: 1 }, { at: '1', rules: [] }]) assert.equal(readRules(damaged), null);
    const told = readRules({ at: 1, rules: [{ name: 'a', state: 'odd', lastError: 3, lastFiring: { at: 2, what: 'x', event: { host: 1 } } }, 7], counters: { taken: 3, odd: 'x' }, problems: 'x', pages: [null] });
    assert.deepEqual(told?.rules, [{ ...rule('a'), file: '', line: 0, lastFiring: { at: 2, what: 'x', event: null } }]);
    assert.deepEqual([told?.on, told?.generation, told?.problems, told?.pages], [false, null, [], []]);
    assert.deepEqual([...ruleCounters(told!)], [['rule.a', 0], ['all.taken', 3]]);
  });
});
