/*
 * Made-up receivers and rules for the dev server, as GET /api/v1/receivers and /rules tell them. Screws: receivers?kind=some|off|deaf|quiet|hostile,
 * rules?kind=some|broken|well|empty|off|hostile, works?answer=yes|no|never|none (both answered, failing, hanging, unknown).
 */
let kinds = { receivers: 'some', rules: 'some' };
let answering = 'yes';
let count = 0;
let began = Date.now();

export function begin() {
  kinds = { receivers: 'some', rules: 'some' };
  answering = 'yes';
  count = 0;
  began = Date.now() - 7_200_000;
}
begin();

export const asked = () => count;

export const screws = {
  receivers: (q) => (kinds.receivers = q.get('kind')),
  rules: (q) => (kinds.rules = q.get('kind')),
  works: (q) => (answering = q.get('answer')),
};

export function answer(what, response, json) {
  count++;
  if (answering === 'never') return undefined;
  if (answering === 'none') return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: 'no such path' });
  if (answering === 'no') return json(response, 503, { type: '/problems/busy', title: 'Not now', status: 503, detail: 'the server is ending' });
  return json(response, 200, what === 'receivers' ? receivers(Date.now()) : rules(Date.now()));
}

const RTL = '\u202e';

function receivers(now) {
  const spent = (now - began) / 1000;
  const grows = (perSecond) => Math.floor(spent * perSecond);
  const kind = kinds.receivers;
  const bad = (age, sender, what, why) => ({ at: now - age * 1000 - (now % 1000), sender, what, why });
  const all = [
    {
      name: 'riemann', listening: ['TCP 127.0.0.1:5555', 'UDP 127.0.0.1:5555'], trouble: '',
      counters: { messages: grows(31.4), datagrams: grows(2.2), events: grows(3140.7), queries: grows(0.05), bad: 3, connections: 12, refused: 0, kernel_dropped: 0 },
      bad: [bad(4200, '/198.51.100.7:50112', '', 'a message of 70 MB; at most 4 MB are read'), bad(4201, '/198.51.100.7:50110', '', 'field 3 of event 2 is no text at byte 41'), bad(6012, '/127.0.0.1:33010', 'GET / HTTP/1.1 Host: vor', 'a length of 1,195,725,856 bytes: this is no client of Riemann')],
    },
    {
      name: 'graphite', listening: [], trouble: 'graphite: cannot listen on TCP 127.0.0.1:2003: the port is taken; end what has it, or name another in receive.graphite.listen',
      counters: { points: 0, bad: 0, connections: 0, refused: 0, kernel_dropped: 0 }, bad: [],
    },
    {
      name: 'statsd', listening: ['UDP 192.0.2.10:8125'], trouble: '',
      counters: { datagrams: grows(20_411), lines: grows(61_230), bad: grows(0.4), keys: 4711, dropped_keys: 0, dropped_values: 0, connections: 0, refused: 0, kernel_dropped: grows(112) },
      bad: Array.from({ length: 20 }, (_, index) => bad(2 + index * 3, '/192.0.2.41:44120', ['gauge.disk:|g', 'hits:abc|c', 'x:1|q', 'app.render.time.of.the.page.that.everybody.opens.first.in.the.morning:12|ms|@1.5'][index % 4], ['a value is missing', '"abc" is no number', 'there is no type "q": expected c, g, ms, h, s', 'a rate of 1.5: expected above 0 to 1'][index % 4])),
    },
    { name: 'collectd', listening: [], trouble: '', counters: { packets: 0, values: 0, notifications: 0, bad: 0, kernel_dropped: 0 }, bad: [] },
  ];
  if (kind === 'off') for (const one of all) Object.assign(one, { listening: [], trouble: '', bad: [], counters: Object.fromEntries(Object.keys(one.counters).map((name) => [name, 0])) });
  if (kind === 'quiet') all.splice(0, 4, { ...all[0], bad: [], counters: Object.fromEntries(Object.keys(all[0].counters).map((name) => [name, 0])) });
  if (kind === 'hostile') all[0].bad = [bad(1, '<b>evil</b>', `<img src=x onerror=alert(1)> ${RTL}abc `.repeat(5), `<script>alert(2)</script> ${'w'.repeat(300)}`)];
  return { now, receivers: all };
}

const TOLD = { received: 0, expires: 0, time: 0 };

function told(now, age, more) {
  const received = now - age * 1000;
  return { ...TOLD, ...more, time: received - 40, received, expires: received + 60_000, ttl: 60 };
}

function rules(now) {
  const spent = (now - began) / 1000;
  const kind = kinds.rules;
  const empty = { at: now, folder: '/etc/vor/rules', on: true, generation: { at: began, tookMs: 380, kept: [], reset: [] }, problems: [], rules: [], pages: [], handlers: [], counters: { taken: Math.floor(spent * 3140), shed: 0, reinjectedTooOften: 0 } };
  if (kind === 'off') return { ...empty, on: false, folder: '', generation: { at: 0, tookMs: 0, kept: [], reset: [] }, counters: {} };
  if (kind === 'empty') return empty;
  const backlog = told(now, 312, { host: 'mq1', service: 'rabbitmq queue messages', state: 'critical', metric: 412, description: 'queue mail.out', tags: ['prod'], attributes: { queue: 'mail.out' } });
  const disk = told(now, 4000, { host: 'db2', service: 'disk /var', state: 'critical', metric: 97, description: '97 % full' });
  const rule = (name, file, line, perSecond, more = {}) => ({ name, file, line, state: 'running', why: '', events: Math.floor(spent * perSecond), errors: 0, lastError: null, lastFiring: null, keys: 0, fired: 0, ...more });
  const list = [
    rule('Rabbit.backlog', 'Rabbit.java', 5, 40.3, { keys: 12, fired: 5, lastFiring: { at: now - 312_000, what: 'page ops: mq1 rabbitmq queue messages is critical', event: backlog } }),
    rule('Rabbit.consumers', 'Rabbit.java', 14, 40.3, { keys: 12 }),
    rule('Web.slow', 'Web.java', 9, 1240.5, { keys: 96, fired: 41, lastFiring: { at: now - 41_000, what: 'index: web percentiles of 10 s', event: null } }),
    rule('Web.errors', 'Web.java', 21, 1240.5, { errors: 17, keys: 96, lastError: { at: now - 63_000, what: 'java.lang.NumberFormatException: For input string: "fast"', where: 'Web.java:26' } }),
    rule('Disks.full', 'Disks.java', 5, 18, { keys: 210, fired: 3, lastFiring: { at: now - 4_000_000, what: 'page ops: db2 disk /var is critical', event: disk } }),
    rule('Loop.forever', 'Loop.java', 6, 0, { state: 'stopped', why: 'it used up its 1,000,000 steps for one event, at Loop.java:8; it runs again once the file is saved', errors: 1, lastError: { at: now - 190_000, what: 'more than 1,000,000 steps for one event', where: 'Loop.java:8' } }),
    rule('Quiet.night', 'Quiet.java', 3, 0.02),
  ];
  const whole = {
    ...empty,
    generation: { at: now - 48_000 - (now % 1000), tookMs: 412, kept: ['Rabbit.backlog: 3 of 3 states', 'Web.slow: 4 of 5 states', 'Disks.full: 2 of 2 states'], reset: ['Web.slow: throttle(5) is new'] },
    rules: list,
    pages: [
      { at: now - 312_000, to: 'ops', rule: 'Rabbit.backlog', event: backlog, posted: '200 in 34 ms' },
      { at: now - 4_000_000, to: 'ops', rule: 'Disks.full', event: disk, posted: 'failed: hooks.example.org did not answer within 5 s' },
      { at: now - 9_000_000, to: 'storage', rule: 'Disks.full', event: disk, posted: 'no webhook' },
    ],
    handlers: [
      { name: 'chairs', file: 'Chairs.java', line: 4, state: 'running', errors: 0, why: '' },
      { name: 'beer', file: 'Beer.java', line: 9, state: 'stopped', errors: 3, why: 'it failed three times: java.lang.ArithmeticException: / by zero at Beer.java:22' },
    ],
  };
  if (kind === 'well') return { ...whole, rules: list.filter(({ name }) => !/Loop|errors/.test(name)), handlers: [whole.handlers[0]] };
  if (kind === 'hostile') {
    const evil = `<img src=x onerror=alert(1)>${RTL}`;
    list.unshift(rule(`${evil}rule`, '<b>x</b>.java', 1, 1, { state: 'stopped', why: evil.repeat(4), errors: 2, lastError: { at: now - 1000, what: evil, where: evil }, lastFiring: { at: now, what: evil, event: told(now, 1, { host: evil, service: evil, state: '<script>', description: evil }) } }));
    return { ...whole, folder: `/tmp/${evil}`, problems: [{ file: '<i>Evil</i>.java', line: 1, column: 3, message: evil, source: evil.repeat(12) }] };
  }
  if (kind !== 'broken') return whole;
  return {
    ...whole,
    problems: [
      { file: 'Rabbit.java', line: 7, column: 21, message: 'cannot find symbol: method metrc()\nlocation: class Rabbit', source: '            .when(  metrc().over(300).or(expired()), state("critical")).otherwise(state("ok"))' },
      { file: 'Rabbit.java', line: 9, column: 34, message: "';' expected", source: '        book.add("consumers", all())' },
      { file: 'New.java', line: 0, column: 0, message: 'the file is no UTF-8 text', source: '' },
    ],
  };
}
