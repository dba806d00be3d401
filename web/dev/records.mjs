/*
 * The dev server's networks, links, what is in a network, and who edits what: as the real server does, in short.
 */
import * as world from './world.mjs';

const problem = (status, type, title, detail, more = {}) => ({ status, body: { type: `/problems/${type}`, title, status, detail, ...more } });
const TAG = { networks: ({ version }) => `"n${version}"`, links: ({ id, version }) => `"l${id}.${version}"` };
const ONE = { networks: 'network', links: 'link' };
let links = 10_000;

/** @param note puts a change into the log and gives its edit; sends the delta */
export function record(kind, key, method, request, document, detach, note) {
  const all = world[kind];
  const held = all.get(key);
  if (method === 'POST' || (method === 'PUT' && !held)) return make(kind, key, document, note);
  if (!held) return problem(404, 'not-found', 'There is no such thing', `there is no ${ONE[kind]} "${key}"`);
  if (method === 'GET') return { status: 200, body: held };
  const wanted = request.headers['if-match'];
  if (method === 'PUT') return problem(412, 'precondition', 'It is there already', `${key} is there already`, { current: held });
  if (wanted && wanted !== TAG[kind](held)) return problem(412, 'precondition', 'It has changed since it was read', 'somebody else changed it', { current: held });
  return method === 'DELETE' ? remove(kind, key, held, detach, note) : change(kind, key, held, document, note);
}

function wrong(kind, document) {
  const problems = [];
  for (const [at, text] of (document.subnets ?? []).entries()) if (!/^[0-9a-f.:]+\/\d+$/.test(text)) problems.push({ field: `subnets[${at}]`, message: `"${text}" is not a prefix`, hint: 'such as 198.18.40.0/26 or 2001:db8::/64' });
  if (document.vlan > 4094) problems.push({ field: 'vlan', message: 'is a whole number from 1 to 4094' });
  for (const end of ['a', 'b']) if (kind === 'links' && document[end] && !world.devices.has(document[end].device)) problems.push({ field: `${end}.device`, message: `there is no device "${document[end].device}"` });
  if (document.router && !world.devices.has(document.router)) problems.push({ field: 'router', message: `there is no device "${document.router}"` });
  return problems.length > 0 ? problem(422, 'invalid', `The ${ONE[kind]} is not valid`, problems[0].message, { problems }) : null;
}

function make(kind, key, document, note) {
  const refused = wrong(kind, document);
  if (refused) return refused;
  const made = kind === 'links' ? { id: ++links, version: 1, ...document } : { version: 1, ...document };
  const name = kind === 'links' ? String(made.id) : key;
  world[kind].set(name, made);
  return { status: 201, body: made, edit: note(kind, name, null, made) };
}

function change(kind, key, held, fields, note) {
  const refused = wrong(kind, fields);
  if (refused) return refused;
  const before = structuredClone(held);
  Object.assign(held, fields, { version: held.version + 1 });
  return { status: 200, body: held, edit: note(kind, key, before, held) };
}

function remove(kind, key, held, detach, note) {
  const carriers = kind === 'networks' ? [...world.devices.values()].filter(({ networks }) => networks.includes(key)) : [];
  if (carriers.length > 0 && !detach) return problem(409, 'conflict', 'This does not fit what is there', `network "${key}" is referred to by ${carriers.map(({ name }) => `device "${name}"`).join(', ')}; add ?detach=true to remove these references too`);
  world[kind].delete(key);
  return { status: 204, edit: note(kind, key, structuredClone(held), null) };
}

/** Its own device, the gateway, and some guests that no device has. */
export function addresses(name, now) {
  const network = world.networks.get(name);
  if (!network) return problem(404, 'not-found', 'There is no such thing', `there is no network "${name}"`);
  const subnets = [];
  const tenants = [];
  for (const subnet of network.subnets) {
    const [base, length] = subnet.split('/');
    const v4 = base.includes('.');
    const prefix = v4 ? base.replace(/\d+$/, '') : base;
    const at = (n) => `${prefix}${v4 ? n : n.toString(16)}`;
    const size = v4 ? 2 ** (32 - Number(length)) - 2 : null;
    const guests = v4 ? [9, 10, 23] : [];
    const devices = [...world.devices.values()].filter((device) => device.addresses.includes(at(2)));
    if (v4) tenants.push(tenant(at(1), { gateway: true, seen: [seen('core', 'irb.101', 1, now - 40_000)] }));
    tenants.push(tenant(at(2), { devices: devices.map((device) => device.name), stranger: devices.length === 0, ping: devices[0] ? world.pingsOf(devices[0].name, now)[v4 ? 0 : 1] : null, seen: v4 ? [seen('core', 'irb.101', 2, now - 40_000)] : [] }));
    for (const guest of guests) tenants.push(tenant(at(guest), { stranger: true, seen: [seen('core', 'irb.101', guest, now - 40_000), ...(guest === 23 ? [seen('distro1', 'irb.101', 24, now - 900_000)] : [])] }));
    const used = (v4 ? 2 : 1) + guests.length;
    const ranges = v4 ? [[3, 8], [11, 22], [24, size]].map(([from, to]) => ({ from: at(from), to: at(to), count: to - from + 1 })) : [{ from: at(1), to: at(1), count: 1 }, { from: at(3), to: `${base}ffff:ffff:ffff:ffff`, count: null }];
    subnets.push({ subnet, size, used, next: ranges[0].from, count: size === null ? null : size - used, free: ranges, more: 0 });
  }
  const overlaps = [...world.networks.values()].filter((other) => other.name !== name && other.subnets.some((text) => network.subnets.includes(text)));
  const warnings = [...overlaps.map((other) => ({ kind: 'overlap', words: `${other.subnets[0]} overlaps ${other.subnets[0]} of ${other.name}`, network: other.name })), ...(name === 'net-e17-5' ? [{ kind: 'macs', words: `${tenants[4].address} was seen with several MAC addresses: 3c:61:04:aa:00:17, 3c:61:04:aa:00:18`, network: '' }] : [])];
  return { status: 200, body: { name, now, asked: 190, subnets, addresses: tenants, more: 0, warnings } };
}

function tenant(address, more) {
  return { address, devices: [], gateway: false, stranger: false, ping: null, seen: [], ...more };
}

function seen(device, port, mac, at) {
  return { device, port, mac: `3c:61:04:aa:00:${mac.toString(16).padStart(2, '0')}`, at };
}

// ---- who edits what

const LASTS = 30_000;
const leases = new Map();

/** All that a kind and a name have now; null for nobody. */
function on(kind, name) {
  const all = [...leases.values()].filter((lease) => lease.kind === kind && lease.name === name).map(({ page, who, since }) => ({ page, who, since }));
  return all.length > 0 ? all : null;
}

export function hold(kind, name, page, who, tell) {
  const key = `${kind} ${name} ${page}`;
  const before = leases.get(key);
  leases.set(key, { kind, name, page, who, since: before?.since ?? Date.now(), until: Date.now() + LASTS });
  if (before?.who !== who) tell({ [kind]: { [name]: on(kind, name) } });
  return on(kind, name);
}

export function end(kind, name, page, tell) {
  if (leases.delete(`${kind} ${name} ${page}`)) tell({ [kind]: { [name]: on(kind, name) } });
}

export function chore(tell) {
  for (const { kind, name, page, until } of leases.values()) if (until < Date.now()) end(kind, name, page, tell);
}

export function forget() {
  leases.clear();
}

export function editing() {
  const all = {};
  for (const { kind, name } of leases.values()) (all[kind] ??= {})[name] = on(kind, name);
  return all;
}
