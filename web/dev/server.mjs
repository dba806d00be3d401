/*
 * Serves the built page and plays the API from dev/world.mjs: "node dev/server.mjs [port]". /dev/... turns its screws: cut?name=,
 * heal?name=, suspect?name=, blind?on=1, silent?ms=, drop, build?kind=hall|empty|unplaced|noplan|bare|overlap|big|hostile|earth,
 * touch?name=, touchnetwork?name=&note= (somebody else changes it unseen; with &note= seen, and in the list of changes), accounts?on=1&role=viewer (any name
 * with the password "four cold grey herons"), expire (all sessions end), claim?name=&who= (who takes it; nobody gives it back),
 * editor?kind=&name=&who= (who has a form of it open, in a page of that name; without who: no more), notice?about=&state=&why= (of the site; without why all go),
 * events?kind=, event?host=&service=, leave?host=&service= (of the index of events: dev/events.mjs),
 * receivers?kind=, rules?kind=, works?answer= (of receivers and rules: dev/works.mjs),
 * plan?name=&title=&width= (somebody else changes it), draw?name=&width=&height= (an image of so many pixels). Development only.
 */
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as records from './records.mjs';
import * as told from './told.mjs';
import * as events from './events.mjs';
import * as works from './works.mjs';
import { onEarth, planRoutes } from './plans.mjs';
import * as world from './world.mjs';

const files = join(dirname(fileURLToPath(import.meta.url)), '..', 'target', 'classes', 'vor', 'web');
const port = Number(process.argv[2] ?? 8080);
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.txt': 'text/plain' };

let n = 1;
let sight = { blind: false, why: '', since: Date.now(), at: Date.now() };
let silentUntil = 0;
let inventory = 1;
const readers = new Set();
const changes = [];
const claims = new Map();
let last = Date.now();
const revision = () => `${world.boot}.${n}`;
const everything = (map) => [...map.values()];

function event(name, data, id) {
  if (Date.now() < silentUntil) return;
  const text = `event: ${name}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`;
  for (const reader of readers) reader.write(text);
}

function delta(parts) {
  n++;
  event('delta', { now: Date.now(), ...parts }, revision());
}

let beats = 0;

function beat() {
  beats++;
  const now = Date.now();
  const names = [...world.devices.keys()].filter((_, index) => index % 10 === beats % 10);
  const parts = {};
  if (!sight.blind && names.length > 0) parts.pings = Object.fromEntries(names.map((name) => [name, world.pingsOf(name, now)]));
  const health = sight.blind ? {} : world.healthChanges(now);
  if (Object.keys(health).length > 0) parts.health = health;
  if (!sight.blind && world.devices.size < 1000) tell(parts, now);
  if (Object.keys(parts).length > 0) delta(parts);
  else if (now - last > 900) event('tick', { now });
  last = now;
}
/** Two devices a beat tell all their ports, six their uplinks, one its agent and its chassis. */
function tell(parts, now) {
  const names = [...world.devices.keys()].filter((name) => !told.silent(name));
  if (names.length === 0) return;
  const some = (count, phase) => Array.from({ length: count }, (_, index) => names[(beats * count + index + phase) % names.length]);
  parts.ports = {};
  for (const name of some(6, 0)) parts.ports[name] = told.portsChanged(world, name, now, true);
  for (const name of some(2, 40)) parts.ports[name] = told.portsChanged(world, name, now, false);
  const [one] = some(1, 0);
  parts.agents = { [one]: told.agentOf(one, world.boot, now) };
  parts.chassis = { [one]: told.chassisOf(one, world.boot, now) };
}
setInterval(beat, 100);
setInterval(() => records.chore(edits), 1000);

function edits(editing) {
  delta({ editing });
}

function picture() {
  const now = Date.now();
  return { revision: revision(), now, sight, devices: Object.fromEntries([...world.devices.keys()].map((name) => [name, { pings: world.pingsOf(name, now), facts: [], ...(world.devices.size < 1000 ? told.told(world, name, now) : {}) }])) };
}

function history(name) {
  const now = Date.now();
  const from = now - 600_000;
  const seconds = Array.from({ length: 600 }, (_, index) => from + index * 1000);
  const targets = world.devices.get(name).addresses.map((address, index) => ({
    address, family: index === 0 ? 'v4' : 'v6', from,
    rtt: seconds.map((at, second) => (world.cut.has(name) && second > 560 ? null : world.pingsOf(name, at)[index].rtt.last + (second % 83 === 0 ? 2.1 : 0))),
    sent: seconds.map(() => 4),
    lost: seconds.map((_, second) => (world.cut.has(name) && second > 560 ? 4 : second % 131 === 7 ? 1 : 0)),
  }));
  return { device: name, now, step: 1000, targets };
}

let guarded = false;
let role = 'admin';
let sessions = new Map();
const tokens = [{ id: 1, account: 'ann', name: 'backup', role: 'viewer', created: Date.now() - 86_400_000, expires: Date.now() + 30 * 86_400_000, used: Date.now() - 60_000, source: '198.51.100.7' }];
const accounts = ['ann admin local', 'jo operator oidc', 'joe operator local', 'vic viewer local'].map((words) => ({ name: words.split(' ')[0], role: words.split(' ')[1], created: Date.now() - 1e9, changed: Date.now() - 1e9, origin: words.split(' ')[2] }));

function caller(request) {
  return sessions.get(/vor-dev=(\w+)/.exec(request.headers.cookie ?? '')?.[1]);
}

function me(request) {
  const name = caller(request);
  return guarded ? mine(name ?? null) : { accounts: false, setup: false, name: null, role: 'admin', token: false, origin: null, local: false, provider: null };
}

let provider = null;
let local = true;
let providerAnswers = 'yes';

function mine(name) {
  return { accounts: true, setup: false, name, role: name ? role : null, token: false, origin: name ? (name === 'jo' ? 'oidc' : 'local') : null, local, provider };
}

/** A login at a provider, which answers as `/dev/accounts?answer=` says. */
async function atProvider(path, request, response) {
  if (providerAnswers === 'away') return json(response, 502, { type: '/problems/provider', title: 'The login provider cannot be asked', status: 502, detail: 'the provider at id.example.org did not answer within 5 s' });
  if (path === '/oidc/begin') return json(response, 200, { go: '/dev/provider' });
  const { state, code, error, description } = await body(request);
  if (state !== 'abc') return json(response, 401, { type: '/problems/refused', title: 'This did not fit', status: 401, detail: 'this login was not begun in this browser, or more than ten minutes ago; begin again' });
  if (!code) return json(response, 401, { type: '/problems/refused', title: 'This did not fit', status: 401, detail: `the provider says: ${error} (${description})` });
  return admit(response, 'jo');
}

async function enter(request, response) {
  const { name, password } = await body(request);
  if (password !== 'four cold grey herons') return json(response, 401, { type: '/problems/refused', title: 'This did not fit', status: 401, detail: 'name and password do not fit' });
  return admit(response, name);
}

function admit(response, name) {
  const id = `s${Math.random().toString(36).slice(2)}`;
  sessions.set(id, name);
  response.setHeader('Set-Cookie', `vor-dev=${id}; Path=/; HttpOnly; SameSite=Strict`);
  return json(response, 200, mine(name));
}

const GET = {
  '/tokens': () => ({ tokens }),
  '/accounts': () => ({ accounts }),
  '/site': () => world.site,
  '/handlers': () => ({ handlers: world.HANDLERS }),
  '/devices': () => ({ revision: inventory, devices: everything(world.devices) }),
  '/plans': () => ({ revision: inventory, plans: everything(world.plans) }),
  '/links': () => ({ links: everything(world.links) }),
  '/networks': () => ({ networks: everything(world.networks) }),
  '/picture': picture,
  '/editing': () => ({ editing: records.editing() }),
  '/claims': () => ({ claims: Object.fromEntries(claims) }),
  '/health': () => ({ revision: revision(), now: Date.now(), devices: Object.fromEntries([...world.devices.keys()].map((name) => [name, world.healthOf(name, Date.now())])) }),
};

const plans = planRoutes({ world, json, body, delta, nextEdit: () => 100_000 + inventory, inventory: { now: () => inventory, raise: () => inventory++ } });

const DEV = {
  ...events.screws,
  ...works.screws,
  plan: (q) => plans.touch(q.get('name'), { ...(q.has('title') ? { title: q.get('title') } : {}), ...(q.has('width') ? { width: Number(q.get('width')) } : {}) }),
  draw: (q) => plans.draw(q.get('name'), Number(q.get('width')), Number(q.get('height'))),
  cut: (q) => world.cut.add(q.get('name')),
  heal: (q) => (world.cut.delete(q.get('name')), world.suspect.delete(q.get('name'))),
  suspect: (q) => world.suspect.add(q.get('name')),
  blind: (q) => {
    sight = { blind: q.get('on') === '1', why: q.get('on') === '1' ? 'vor0 has no carrier' : '', since: Date.now(), at: Date.now() };
    delta({ sight });
  },
  notice: (q) => {
    world.site.notices = q.get('why') ? [...world.site.notices, { about: q.get('about') ?? 'backup', state: q.get('state') ?? 'worn', why: q.get('why'), since: Date.now() - 3600_000 }] : [];
    delta({ site: world.site });
  },
  silent: (q) => (silentUntil = Date.now() + Number(q.get('ms'))),
  drop: () => readers.forEach((reader) => reader.destroy()),
  accounts: (q) => {
    guarded = q.get('on') === '1';
    role = q.get('role') ?? 'admin';
    local = q.get('local') !== '0';
    providerAnswers = q.get('answer') ?? 'yes';
    provider = q.has('provider') ? { name: q.get('provider'), works: providerAnswers !== 'away' } : null;
    sessions = new Map();
    readers.forEach((reader) => reader.destroy());
  },
  claim: (q) => claim(q.get('name'), q.get('who') ?? ''),
  editor: (q) => (q.get('who') ? records.hold(q.get('kind') ?? 'device', q.get('name'), 'other', q.get('who'), edits) : records.end(q.get('kind') ?? 'device', q.get('name'), 'other', edits)),
  expire: () => {
    sessions = new Map();
    readers.forEach((reader) => reader.destroy());
  },
  touch: (q) => {
    const device = world.devices.get(q.get('name'));
    if (q.has('note')) changed(device, { note: q.get('note') }, 'eve');
    else device.version++, inventory++;
  },
  touchnetwork: (q) => {
    const network = world.networks.get(q.get('name'));
    const before = structuredClone(network);
    Object.assign(network, { note: q.get('note'), version: network.version + 1 });
    const number = changes.length + 1;
    changes.unshift({ id: number, edit: number, at: Date.now(), who: 'eve', action: 'update', kind: 'network', name: network.name, before, after: structuredClone(network) });
    delta({ networks: { [network.name]: network } });
  },
  build: (q) => {
    inventory++;
    claims.clear();
    records.forget();
    world.site.notices = [];
    world.cut.clear();
    world.suspect.clear();
    told.forget(world);
    events.fill(q.get('kind') === 'empty' ? 'none' : 'some');
    works.begin();
    world.build(q.get('kind') === 'empty');
    if (q.get('kind') === 'unplaced') world.unplace(12);
    if (q.get('kind') === 'big') world.big();
    if (q.get('kind') === 'hostile') world.hostile();
    if (q.get('kind') === 'noplan') world.plans.clear();
    if (q.get('kind') === 'bare') world.bare();
    if (q.get('kind') === 'overlap') world.networks.get('net-e1-2').subnets = [...world.networks.get('net-e1-1').subnets];
    if (q.get('kind') === 'earth') onEarth(world);
    event('resync', { revision: revision(), why: 'built anew' });
  },
};

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://x');
  if (url.pathname === '/dev/count') return json(response, 200, { streams: readers.size, events: events.watched(), works: works.asked() });
  if (url.pathname === '/dev/provider') {
    const said = { yes: 'code=xyz&state=abc', no: 'error=access_denied&error_description=you+are+not+on+shift&state=abc', forged: 'code=xyz&state=planted' }[providerAnswers];
    return response.writeHead(302, { Location: `/?${said}` }).end();
  }
  if (url.pathname.startsWith('/dev/')) {
    DEV[url.pathname.slice(5)]?.(url.searchParams);
    return response.end('done\n');
  }
  if (!url.pathname.startsWith('/api/v1')) return file(url.pathname, response);
  const path = url.pathname.slice('/api/v1'.length);
  if (path === '/me') return json(response, 200, me(request));
  if (path === '/login' || path === '/setup') return enter(request, response);
  if (path.startsWith('/oidc/')) return atProvider(path, request, response);
  if (guarded && !caller(request)) return json(response, 401, { type: '/problems/login', title: 'Who are you?', status: 401, detail: 'log in' });
  if (path === '/logout') {
    sessions = new Map();
    readers.forEach((reader) => reader.destroy());
    return response.writeHead(204).end();
  }
  if (path === '/tokens' && request.method === 'POST') return json(response, 201, { key: 'vor_3tJx9Vq0b7c1Yk5mZr8sW2nQ4uE6pLhA_dFgKjXoCiB', token: tokens[0] });
  if (path === '/live') return live(request, response);
  const view = /^\/live\/([^/]+)\/events\/([\w-]+)$/.exec(path);
  if (view) return viewed(request, response, streams.get(view[1]), view[2]);
  if (path === '/receivers' || path === '/rules') return works.answer(path.slice(1), response, json);
  if (GET[path] && request.method === 'GET') return json(response, 200, GET[path]());
  const latency = /^\/history\/([^/]+)\/latency$/.exec(path);
  if (latency) return json(response, 200, history(decodeURIComponent(latency[1])));
  const where = /^\/where\/([^/]+)$/.exec(path);
  if (where) return json(response, 200, told.whereIs(decodeURIComponent(where[1]), Date.now()));
  if (path === '/changes') return json(response, 200, { changes: changes.filter((change) => change.kind === url.searchParams.get('kind') || change.name === url.searchParams.get('device') || String(change.edit) === url.searchParams.get('edit')).slice(0, 20) });
  if (path === '/edits') return json(response, 200, { edits: changes.filter(({ edit }, at) => edit < Number(url.searchParams.get('before') ?? Infinity) && changes[at - 1]?.edit !== edit).slice(0, Number(url.searchParams.get('limit'))).map(summary) });
  if (path === '/profiles') return json(response, 200, { profiles: [{ name: 'mesh', vendor: '', interval: 60_000 }, { name: 'remote', vendor: '', interval: 1000 }, { name: 'wired', vendor: '', interval: 250 }] });
  const undo = /^\/edits\/(\d+)\/undo$/.exec(path);
  if (undo && request.method === 'POST') return undoOf(response, Number(undo[1]), url.searchParams.get('dry') === 'true', request.headers['vor-who']);
  if (path === '/devices' && request.method === 'PATCH') return many(request, response);
  if (path === '/devices' && request.method === 'PUT') return added(request, response);
  if (path === '/import') return imported(request, response, url.searchParams);
  const claimed = /^\/claims\/([^/]+)$/.exec(path);
  if (claimed) return onIt(request, response, decodeURIComponent(claimed[1]));
  const inside = /^\/networks\/([^/]+)\/addresses$/.exec(path);
  if (inside) return answer(response, records.addresses(decodeURIComponent(inside[1]), Date.now()));
  const edited = /^\/editing\/(device|network|link)\/([^/]+)$/.exec(path);
  if (edited) return lease(request, response, edited[1], decodeURIComponent(edited[2]), url.searchParams.get('page'));
  const held = /^\/(networks|links)(?:\/([^/]+))?$/.exec(path);
  if (held) return keep(request, response, held[1], decodeURIComponent(held[2] ?? ''), url.searchParams.get('detach') === 'true');
  const device = /^\/devices\/([^/]+)$/.exec(path);
  if (device) return one(request, response, decodeURIComponent(device[1]));
  if (path === '/plans' && request.method === 'PATCH') return plans.many(request, response);
  if (plans.handle(request, response, path)) return undefined;
  return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: `${path} does not exist` });
});

const streams = new Map();

function live(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const stream = { id: Math.random().toString(36).slice(2), response, isSilent: () => Date.now() < silentUntil };
  streams.set(stream.id, stream);
  readers.add(response);
  response.on('close', () => (readers.delete(response), streams.delete(stream.id), events.ended(stream)));
  const wait = silentUntil - Date.now();
  if (wait > 0) setTimeout(() => greet(request, response, stream.id), wait);
  else greet(request, response, stream.id);
}

/** What a page looks at among the events. */
async function viewed(request, response, stream, name) {
  const { query } = request.method === 'PUT' ? await body(request) : {};
  if (!stream || !streams.has(stream.id)) return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: 'you have no such stream open' });
  if (request.method === 'PUT') return events.show(stream, name, query, response);
  events.hide(stream, name);
  return response.writeHead(204).end();
}

function greet(request, response, stream) {
  response.write(`event: hello\ndata: ${JSON.stringify({ revision: revision(), now: Date.now(), sight, stream })}\n\n`);
  const had = request.headers['last-event-id'];
  if (had && had !== revision()) response.write(`event: resync\ndata: ${JSON.stringify({ revision: revision(), why: 'this server keeps nothing' })}\n\n`);
}

async function body(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return JSON.parse(text);
}

/** Whatever the file, it would do the same; one that begins with "broken" is refused. */
async function imported(request, response, query) {
  let text = '';
  for await (const piece of request) text += piece;
  if (text.startsWith('broken')) {
    const problems = [{ field: 'devices.e1-1.addresses[0]', message: '"198.18.0.300" is not an address', hint: 'such as 192.0.2.1 or 2001:db8::1', line: 734, column: 6 }, { field: '', message: 'has 5 words', hint: 'expected name subnet4 subnet6 mgmt4 mgmt6 vlan distro', line: 801, column: 1 }];
    return json(response, 422, { type: '/problems/invalid', title: 'The inventory file is not valid', status: 422, detail: 'two things', problems });
  }
  const added = Array.from({ length: 240 }, (_, index) => ({ kind: 'device', name: `n${index}` }));
  const fields = [{ field: 'addresses', before: ['198.18.40.2'], after: ['198.18.40.3', 'fd9a::3'] }, { field: 'uplinks', before: [], after: [{ port: 'ge-0/0/44', to: 'distro1', toPort: 'ge-0/0/1' }] }, { field: 'note', before: '', after: '<b>by the stage</b>' }];
  const answer = { dry: query.get('dry') === 'true', added, changed: [{ kind: 'device', name: 'e1-1', fields }], removed: [], unchanged: 12, revision: n, format: 'gondul', read: 253, notes: ['only named as above others, without an address where they are new: distro0'] };
  return json(response, 200, answer);
}

function claim(name, who) {
  if (who) claims.set(name, { who, since: Date.now() });
  else claims.delete(name);
  delta({ claims: { [name]: claims.get(name) ?? null } });
}

function onIt(request, response, name) {
  const held = claims.get(name);
  const device = world.devices.get(name);
  if (!device) return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: `there is no device named "${name}"` });
  const match = request.headers['if-match'];
  const fits = (!request.headers['if-none-match'] || !held) && (!match || match === `"c${device.id}.${held?.since}"`);
  if (!fits) return json(response, 412, { type: '/problems/precondition', title: 'It has changed since it was read', status: 412, detail: `${name}: ${held ? held.who : 'nobody'} is on it`, current: held });
  if (request.method === 'PUT') {
    const who = caller(request) ?? decodeURIComponent(request.headers['vor-who'] ?? 'somebody');
    if (held?.who !== who) claim(name, who);
    return json(response, 200, claims.get(name));
  }
  if (!held) return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: `${name}: nobody is on it` });
  claim(name, '');
  return response.writeHead(204).end();
}

function lease(request, response, kind, name, page) {
  if (request.method === 'DELETE') records.end(kind, name, page, edits);
  if (request.method === 'DELETE') return response.writeHead(204).end();
  return json(response, 200, { editing: records.hold(kind, name, page, caller(request) ?? decodeURIComponent(request.headers['vor-who'] ?? 'somebody'), edits) });
}

async function keep(request, response, kind, key, detach) {
  const document = ['PUT', 'POST', 'PATCH'].includes(request.method) ? await body(request) : {};
  const note = (of, name, before, after) => {
    inventory++;
    const number = changes.length + 1;
    changes.unshift({ id: number, edit: number, at: Date.now(), who: request.headers['vor-who'], action: before === null ? 'create' : after === null ? 'delete' : 'update', kind: of.slice(0, -1), name, before, after: structuredClone(after) });
    delta({ [of]: { [name]: after } });
    return number;
  };
  return answer(response, records.record(kind, key, request.method, request, document, detach, note));
}

function answer(response, { status, body: value, edit }) {
  if (status === 204) return response.writeHead(204, { 'Vor-Edit': edit }).end();
  return json(response, status, value, edit === undefined ? {} : { 'Vor-Edit': edit });
}

async function one(request, response, name) {
  const device = world.devices.get(name);
  if (!device) return json(response, 404, { type: '/problems/not-found', title: 'No such device', status: 404, detail: `${name} does not exist` });
  if (request.method === 'GET') return json(response, 200, device);
  const wanted = request.headers['if-match'];
  if (wanted && wanted !== `"d${device.id}.${device.version}"`) return json(response, 412, { type: '/problems/precondition', title: 'Changed meanwhile', status: 412, detail: 'somebody else changed it', current: device });
  const { edit } = changed(device, await body(request), request.headers['vor-who']);
  return json(response, 200, device, { 'Vor-Edit': edit });
}

/** All or none; a tag with an exclamation mark is none. */
async function many(request, response) {
  const patches = await body(request);
  if (request.headers['if-match'] && request.headers['if-match'] !== `"i${inventory}"`) return json(response, 412, { type: '/problems/precondition', title: 'Changed meanwhile', status: 412, detail: 'somebody else changed the inventory' });
  const problems = patches.flatMap(({ name, tags }, index) => [
    ...(world.devices.has(name) ? [] : [{ field: `devices[${index}].name`, message: `there is no device "${name}"` }]),
    ...(tags ?? []).flatMap((tag, at) => (tag.includes('!') ? [{ field: `devices[${index}].tags[${at}]`, message: `"${tag}" is not a tag`, hint: 'letters, digits and . _ : -' }] : [])),
  ]);
  if (problems.length > 0) return json(response, 422, { type: '/problems/invalid', title: 'The devices are not valid', status: 422, detail: 'some are not', problems });
  const edit = changes.length + 1;
  for (const { id, name, ...fields } of patches) changed(world.devices.get(name), fields, request.headers['vor-who'], { edit });
  return json(response, 200, { revision: inventory, devices: patches.map(({ name }) => world.devices.get(name)) }, { 'Vor-Edit': edit });
}

/** All or none; as they are written, whole. */
async function added(request, response) {
  const wanted = await body(request);
  if (request.headers['if-match'] && request.headers['if-match'] !== `"i${inventory}"`) return json(response, 412, { type: '/problems/precondition', title: 'Changed meanwhile', status: 412, detail: 'somebody else changed the inventory' });
  const problems = wanted.flatMap(({ tags }, index) => tags.flatMap((tag, at) => (tag.includes('!') ? [{ field: `devices[${index}].tags[${at}]`, message: `"${tag}" is not a tag`, hint: 'letters, digits and . _ : -' }] : [])));
  if (problems.length > 0) return json(response, 422, { type: '/problems/invalid', title: 'The devices are not valid', status: 422, detail: 'some are not', problems });
  const edit = changes.length + 1;
  inventory++;
  const made = wanted.map((device) => ({ id: world.nextId(), version: 1, maintenance: null, note: '', ...device }));
  for (const device of made) {
    world.devices.set(device.name, device);
    changes.unshift({ id: changes.length + 1, edit, at: Date.now(), who: request.headers['vor-who'], action: 'create', kind: 'device', name: device.name, before: null, after: structuredClone(device) });
  }
  delta({ devices: Object.fromEntries(made.map((device) => [device.name, device])) });
  return json(response, 200, { revision: inventory, devices: made }, { 'Vor-Edit': edit });
}

function changed(device, fields, who, more = {}) {
  inventory++;
  const before = structuredClone(device);
  Object.assign(device, fields, { version: device.version + 1 });
  const n = changes.length + 1;
  const change = { id: n, edit: n, at: Date.now(), who, action: 'update', kind: 'device', name: device.name, before, after: structuredClone(device), ...more };
  changes.unshift(change);
  delta({ devices: { [device.name]: device } });
  return change;
}

function summary({ edit, at, who, action, undoes, undoneBy }) {
  const names = changes.filter((each) => each.edit === edit).map(({ name }) => name);
  return { edit, at, who, action, records: { device: names.length }, names: names.slice(0, 5), undoes, undoneBy };
}

/** Devices only, field by field, as the real one does. */
function undoOf(response, edit, dry, who) {
  if (!dry && plans.undo(response, edit)) return undefined;
  const made = changes.filter((each) => each.edit === edit && each.action === 'create');
  if (made.length > 0) return unmade(response, edit, made, dry, who);
  const group = changes.filter((each) => each.edit === edit && world.devices.has(each.name));
  if (group.length === 0) return json(response, 404, { type: '/problems/not-found', title: 'There is no such thing', status: 404, detail: `there is no edit ${edit}` });
  const differs = (a, b) => Object.keys(a).filter((field) => field !== 'version' && JSON.stringify(a[field]) !== JSON.stringify(b[field]));
  const wrong = group.flatMap((change) => differs(change.before, change.after).filter((field) => differs(world.devices.get(change.name), change.after).includes(field)).map((field) => ({ change, field })));
  if (wrong.length > 0) {
    const { change: { name }, field } = wrong[0];
    const later = changes.filter((each) => each.edit > edit && each.name === name).map((each) => ({ ...summary(each), kind: 'device', name, what: `changed ${field} of device "${name}"` }));
    return json(response, 409, { type: '/problems/conflict', title: 'This does not fit what is there', status: 409, detail: `edit ${edit} cannot be undone: devices.${name}.${field}: has changed since`, later });
  }
  const entries = group.map(({ name, before, after }) => ({ kind: 'device', name, fields: differs(before, after).map((field) => ({ field, before: world.devices.get(name)[field], after: before[field] })) }));
  const number = changes.length + 1;
  if (!dry) {
    for (const { name, fields } of entries) changed(world.devices.get(name), Object.fromEntries(fields.map(({ field, after }) => [field, after])), who, { edit: number, action: 'undo', undoes: edit });
    for (const change of group) change.undoneBy = number;
  }
  return json(response, 200, { dry, added: [], changed: entries, removed: [], unchanged: 0, revision: inventory }, dry ? {} : { 'Vor-Edit': number });
}

function unmade(response, edit, made, dry, who) {
  const removed = made.map(({ name }) => ({ kind: 'device', name }));
  if (!dry) {
    inventory++;
    for (const change of made) {
      world.devices.delete(change.name);
      change.undoneBy = changes.length + 1;
      changes.unshift({ id: changes.length + 1, edit: change.undoneBy, at: Date.now(), who, action: 'undo', kind: 'device', name: change.name, before: change.after, after: null, undoes: edit });
    }
    delta({ devices: Object.fromEntries(made.map(({ name }) => [name, null])) });
  }
  return json(response, 200, { dry, added: [], changed: [], removed, unchanged: 0, revision: inventory }, dry ? {} : { 'Vor-Edit': changes.length });
}

function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ...headers });
  response.end(JSON.stringify(value));
}

function file(path, response) {
  const at = join(files, normalize(path === '/' ? '/index.html' : path));
  if (!at.startsWith(files) || !existsSync(at)) return json(response, 404, { title: 'no such file' });
  response.writeHead(200, { 'Content-Type': TYPES[extname(at)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP });
  return response.end(readFileSync(at));
}

world.build();
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
