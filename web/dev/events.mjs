/*
 * A made-up index of events for the dev server: hosts of the hall and programs beside it, told on the streams of /api/v1/live to who has asked there. It knows as much of the query language
 * as the checks ask: = != =~ on host, service and state, tagged "x", and, or, brackets; anything else is refused as the server does.
 * Screws: events?kind=some|none|many|hostile, event?host=&service=&state=&metric=&lag= (somebody sends one), leave?host=&service= .
 */
const SERVICES = { load: [0.7, 2], 'memory used': [61, 85], 'disk /': [74, 90], 'http requests': [1240, 5000], 'tls days left': [34, 1e9] };
const HOSTS = ['web1', 'web2', 'web3', 'db1', 'db2', 'dns1', 'dhcp1', 'cache1', 'streamer1', 'streamer2', 'distro4', 'core'];
const MORE = [
  { host: 'db2', service: 'replication lag', state: 'critical', metric: 84.2, description: 'replica is 84 s behind its primary; the writer thread waits for a lock', tags: ['postgres', 'prod'], attributes: { 'primary': 'db1', slot: 'replica_db2' } },
  { host: 'streamer2', service: 'encoder', state: 'critical', description: 'no frame for 31 s', tags: ['stream', 'stage'] },
  { host: 'web2', service: 'http 5xx', state: 'warning', metric: 0.042, description: '4.2 % of answers in the last minute', tags: ['nginx', 'prod', 'edge', 'public'] },
  { host: 'power1', service: 'phase B', state: 'warning', metric: 14.8, description: 'amperes; breaker at 16', tags: ['power'] },
  { host: 'dhcp1', service: 'leases', state: 'ok', metric: 5312, tags: ['prod'], lag: 190_000 },
  { host: 'cam3', service: 'exposure', state: 'auto', metric: 'NaN' },
  { host: 'backup', service: 'nightly', state: 'ok', description: 'finished in 41 min', ttl: 90_000, tags: ['backup'], old: 7_200_000 },
  { host: 'cron', service: 'tick' },
];

const index = new Map();
/** By stream and name. */
const readers = new Map();
let wild = 0;

const put = (told) => index.set(`${told.host}\0${told.service}`, told);
function event({ lag = 0, old = 0, ttl, ...rest }, now = Date.now()) {
  const received = now - old;
  return { ...rest, time: received - lag, ...(ttl ? { ttl } : {}), received, expires: received + (ttl ?? 60) * 1000 };
}

export function fill(kind) {
  index.clear();
  wild = 0;
  if (kind !== 'none') {
    for (const host of HOSTS) for (const [service, [usual]] of Object.entries(SERVICES)) if ((host.length + service.length) % 4 !== 0) put(event({ host, service, state: 'ok', metric: usual, tags: ['prod', host.replace(/\d/, '')], ttl: 15 }));
    for (const one of MORE) put(event(one));
  }
  if (kind === 'many') for (wild = 0; wild < 20_000; wild++) put(event({ host: `n${wild >> 3}`, service: `s${wild & 7}`, state: wild % 997 === 0 ? 'critical' : 'ok', metric: wild, ttl: 3600 }));
  if (kind === 'hostile') put(event({ host: '<img src=x onerror=alert(1)>', service: '<b>"\\x"</b>', state: '<script>alert(2)</script>', metric: -1e-9, description: 'a\u202eb <i>c</i> '.repeat(40), tags: ['<u>t</u>', '"quoted" \\ tag'], attributes: { '<q>': '</q>' } }));
  for (const reader of readers.values()) reader.version = -1;
}

/** Some of them send again, as their senders do; what ran out leaves. */
function live() {
  const now = Date.now();
  for (const told of [...index.values()]) {
    const usual = SERVICES[told.service];
    if (wild === 0 && usual && now - told.received > 1000 + Math.random() * 4000) {
      const metric = Math.round(told.metric * (0.96 + Math.random() * 0.08) * 100) / 100 + (Math.random() < 0.5 ? 0.01 : -0.01);
      put(event({ ...told, metric: told.service === 'http requests' ? Math.round(metric) : metric, state: metric > usual[1] ? 'warning' : 'ok', ttl: 15, lag: 0 }));
    } else if (wild === 0 && now - told.received > 20_000 && told.service !== 'exposure' && told.service !== 'nightly') {
      put(event({ ...told, lag: told.received - told.time > 2000 ? told.received - told.time : 0 }));
    }
  }
  if (wild > 0) for (let n = 0; n < 500; n++) {
    const at = Math.floor(Math.random() * wild);
    put(event({ host: `n${at >> 3}`, service: `s${at & 7}`, state: Math.random() < 0.001 ? 'critical' : 'ok', metric: Math.round(Math.random() * 1e4), ttl: 3600 }));
  }
  for (const [key, told] of index) if (told.expires < now) leave(key, `nothing came for ${(told.expires - told.received) / 1000} s`);
  for (const reader of readers.values()) tell(reader);
}

function leave(key, why) {
  const [host, service] = key.split('\0');
  index.delete(key);
  for (const reader of readers.values()) if (reader.shown.delete(key)) reader.gone.push({ host, service, why });
}

function tell(reader) {
  const now = Date.now();
  if (reader.stream.isSilent()) return;
  const whole = reader.version < 0;
  if (whole) reader.shown.clear();
  const events = [];
  for (const [key, told] of index) {
    if (!whole && told.received <= reader.version) continue;
    if (reader.fits(told)) events.push(told), reader.shown.add(key);
    else if (reader.shown.delete(key)) reader.gone.push({ host: told.host, service: told.service, why: 'it does not fit the query any more' });
  }
  reader.version = now;
  if (!whole && events.length === 0 && reader.gone.length === 0 && reader.total === index.size) return;
  reader.total = index.size;
  const data = { of: reader.name, now, total: index.size, ...(whole ? { whole: true } : {}), events, gone: reader.gone.splice(0) };
  reader.stream.response.write(`event: events\ndata: ${JSON.stringify(data)}\n\n`);
}

setInterval(live, 250);

/** @param stream { id, response, isSilent() } */
export function show(stream, name, query, response) {
  let fits;
  try {
    fits = read(query);
  } catch (damage) {
    const problems = [{ field: 'query', message: `${damage.message} at character ${damage.at + 1}`, hint: 'such as: host = "web1" and (state = "critical" or metric > 0.9)', line: 1, column: damage.at + 1 }];
    response.writeHead(422, { 'Content-Type': 'application/problem+json' });
    return response.end(JSON.stringify({ type: '/problems/invalid', title: 'This is no query', status: 422, detail: 'one thing', problems }));
  }
  const reader = { stream, name, fits, shown: new Set(), gone: [], version: -1, total: -1 };
  readers.set(`${stream.id} ${name}`, reader);
  response.writeHead(204).end();
  return tell(reader);
}

export const hide = (stream, name) => readers.delete(`${stream.id} ${name}`);

/** With the stream end all that was asked for on it. */
export function ended(stream) {
  for (const [key, reader] of readers) if (reader.stream === stream) readers.delete(key);
}

export const screws = {
  events: (q) => fill(q.get('kind') ?? 'some'),
  event: (q) => put(event({ host: q.get('host'), service: q.get('service'), ...(q.has('state') ? { state: q.get('state') } : {}), ...(q.has('metric') ? { metric: Number(q.get('metric')) } : {}), lag: Number(q.get('lag') ?? 0), ...(q.has('ttl') ? { ttl: Number(q.get('ttl')) } : {}) })),
  leave: (q) => leave(`${q.get('host')}\0${q.get('service')}`, q.get('why') ?? 'nothing came for 15 s'),
};

export const watched = () => readers.size;

// ---- a part of the language

function read(text) {
  if (text.trim() === '') return () => true;
  const words = [...text.matchAll(/\s+|"((?:[^"\\]|\\.)*)"|(!=|=~|[=()])|([\w.]+)|(.)/gs)].filter(([all]) => all.trim() !== '').map((found) => ({ at: found.index, text: found[1] === undefined ? found[0] : null, quoted: found[1]?.replace(/\\(["\\])/g, '$1') }));
  words.push({ at: text.length, text: '' });
  let at = 0;
  const fail = (what) => {
    throw Object.assign(new Error(`expected ${what}, not ${words[at].text === '' ? 'the end' : `"${words[at].text ?? words[at].quoted}"`}`), { at: words[at].at });
  };
  const taken = (word) => words[at].text === word && (at++, true);
  const quoted = (what) => words[at].quoted ?? fail(what);
  const or = () => {
    const parts = [and()];
    while (taken('or')) parts.push(and());
    return (told) => parts.some((part) => part(told));
  };
  const and = () => {
    const parts = [one()];
    while (taken('and')) parts.push(one());
    return (told) => parts.every((part) => part(told));
  };
  const one = () => {
    if (taken('not')) {
      const inner = one();
      return (told) => !inner(told);
    }
    if (taken('(')) {
      const inner = or();
      return taken(')') ? inner : fail('")"');
    }
    if (taken('tagged')) {
      const tag = quoted('a tag in quotes');
      at++;
      return (told) => (told.tags ?? []).includes(tag);
    }
    const field = words[at].text;
    if (!/^\w+$/.test(field ?? '')) fail('a field such as host, or a value');
    at++;
    const sign = ['=', '!=', '=~'].find(taken) ?? fail('a comparison such as = != < <= > >= =~ ~= behind a field');
    const value = quoted('a text in quotes');
    at++;
    const like = new RegExp(`^${value.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
    return (told) => (sign === '=~' ? like.test(told[field] ?? '') : ((told[field] ?? '') === value) === (sign === '='));
  };
  const whole = or();
  if (words[at].text !== '') fail('and, or, or the end');
  return whole;
}

fill('some');
