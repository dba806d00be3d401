/*
 * What made-up devices say of themselves: EX2200 (48 ports and 4 for uplinks), a stack of three EX3300, an MX480, one Catalyst;
 * with some troubles, and numbers that move. Development only; never packed.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Which made-up trouble stands where. */
export const TROUBLES = {
  errors: 'e17-5', member: 'e14-2', hot: 'distro5', stack: 'distro3', silent: 'e5-3', refusing: 'e6-1', unaskable: 'e8-8', name: 'e2-5', crossed: 'distro1', off: 'e10-3',
  missing: 'e4-4', rebooted: 'e9-9', cisco: 'e20-9', full: 'e12-3',
};

function hash(text) {
  let value = 7;
  for (const letter of text) value = (value * 31 + letter.charCodeAt(0)) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

const chance = (text) => (hash(text) % 1000) / 1000;
export const macOf = (text) => ['3c', '61', '04', ...[16, 8, 0].map((shift) => ((hash(text) >> shift) & 255).toString(16).padStart(2, '0'))].join(':');

export function kindOf(name) {
  if (name === 'core') return 'mx';
  if (name === TROUBLES.cisco) return 'cisco';
  return name.startsWith('distro') || name === 'ring' ? 'stack' : 'access';
}

const range = (count) => Array.from({ length: count }, (_, index) => index);

function jacks(name) {
  switch (kindOf(name)) {
    case 'mx':
      return [...range(2).flatMap((slot) => range(12).map((n) => [`xe-${slot}/0/${n}`, 10_000])), ...range(4).map((n) => [`et-2/0/${n}`, 100_000]), ...range(20).map((n) => [`ge-3/1/${n}`, 1000])];
    case 'stack':
      return range(3).flatMap((member) => [...range(48).map((n) => [`ge-${member}/0/${n}`, 1000]), ...range(4).map((n) => [`xe-${member}/1/${n}`, 10_000])]);
    case 'cisco':
      return [...range(48).map((n) => [`GigabitEthernet1/0/${n + 1}`, 1000]), ...range(4).map((n) => [`TenGigabitEthernet1/1/${n + 1}`, 10_000])];
    default:
      return [...range(48).map((n) => [`ge-0/0/${n}`, 1000]), ...range(4).map((n) => [`ge-0/1/${n}`, 1000])];
  }
}

export function silent(name) {
  return [TROUBLES.silent, TROUBLES.refusing, TROUBLES.unaskable].includes(name);
}

/** Ports that carry something by the inventory: to whom. */
function joined(world, name) {
  const ends = new Map();
  for (const link of world.links.values()) {
    if (link.a.device === name) ends.set(link.a.port, link.b);
    if (link.b.device === name) ends.set(link.b.port, link.a);
  }
  return ends;
}

const joints = new WeakMap();
function endsOf(world, name) {
  let all = joints.get(world.links);
  if (!all) joints.set(world.links, (all = new Map()));
  if (!all.has(name)) all.set(name, joined(world, name));
  return all.get(name);
}

export function forget(world) {
  joints.delete(world.links);
}

function portState(world, name, port, end) {
  if (name === TROUBLES.stack && port.startsWith('ge-2/') | port.startsWith('xe-2/')) return 'not-present';
  const pair = [`${name} ${port}`, end ? `${end.device} ${end.port}` : ''];
  if (pair.includes(`${TROUBLES.member} ge-0/0/45`)) return 'down';
  if (pair[0] === `${TROUBLES.off} ge-0/0/46`) return 'off';
  if (pair.includes(`${TROUBLES.off} ge-0/0/46`)) return 'down';
  if (end && (world.cut.has(end.device) || world.cut.has(name))) return 'down';
  if (end) return 'up';
  if (port === 'ge-0/0/47' || chance(pair[0] + 'off') < 0.04) return 'off';
  return chance(pair[0]) < (kindOf(name) === 'access' ? 0.7 : 0.06) ? 'up' : 'down';
}

export function portOf(world, name, [port, megabits], index, now) {
  const end = endsOf(world, name).get(port);
  const state = portState(world, name, port, end);
  const slow = state === 'up' && !end && chance(`${name}${port}slow`) < 0.06;
  const speed = slow ? 100 : megabits;
  const from = world.boot - Math.round(chance(`${port}${name}`) * 20 * HOUR) - 90_000;
  const full = name === TROUBLES.full || end?.device === TROUBLES.full ? 0.93 : end ? 0.03 + 0.5 * chance(`${[name, end.device].sort()}`) : 0.08 * chance(name + port);
  const wave = 1 + 0.25 * Math.sin(now / 9000 + hash(port + name));
  const bits = (turned) => Math.round(speed * 1e6 * Math.min(0.99, full * wave * (turned ? 0.28 : 1)));
  const bad = name === TROUBLES.errors && port === 'ge-0/0/44';
  const up = state === 'up';
  return {
    index: 500 + index, description: port, ...(end ? { alias: `to ${end.device}` } : chance(name + port) < 0.03 ? { alias: 'B; <i>crew</i> table' } : {}), type: 6, enabled: state !== 'off',
    status: state === 'off' ? 'down' : state, ...(up ? { megabits: speed } : {}), mac: macOf(name + port),
    ...(up ? { upAt: from } : chance(name + port) < 0.6 ? { changedAt: from } : { downAt: from }), at: now - 1000 * (hash(port) % 4),
    counters: { inOctets: Math.round(now * full), outOctets: Math.round(now * full * 0.3), inErrors: bad ? 40_112 : 0, outErrors: 0, inDiscards: 0, outDiscards: bad ? 9 : 0 },
    ...(up ? { rates: { inBits: bits(end ? 0 : 1), outBits: bits(end ? 1 : 0), inPackets: 900, outPackets: 700, inErrors: bad ? 41.5 : 0, outErrors: 0, inDiscards: 0, outDiscards: bad ? 0.05 : 0, over: 5000 } } : {}),
  };
}

function logical(name, first, now) {
  const cisco = kindOf(name) === 'cisco';
  const names = cisco ? ['Vlan1', 'Vlan100', 'Port-channel1', 'Null0'] : ['vlan', 'vlan.100', 'lo0', 'lo0.0', 'irb', 'ae0', 'ae0.0', 'bme0', 'gre', 'ge-0/0/44.0', 'ge-0/0/45.0', 'ge-0/0/46.0'];
  return [...names, ...(cisco ? [] : ['me0'])].map((port, at) => [port, { index: first + at, type: port === 'me0' ? 6 : port === 'lo0' ? 24 : port.startsWith('ae') ? 161 : 53, enabled: true, status: port === 'me0' ? 'down' : 'up', at: now, ...(port === 'vlan.100' ? { alias: 'management' } : {}) }]);
}

function bundles(world, name) {
  const groups = new Map();
  for (const link of world.links.values()) {
    for (const [here, there] of [[link.a, link.b], [link.b, link.a]]) {
      if (here.device !== name || !link.bundle) continue;
      const bundle = kindOf(name) === 'access' ? 'ae0' : kindOf(name) === 'cisco' ? 'Port-channel1' : `ae${1 + ([...groups.keys()].indexOf(there.device) < 0 ? groups.size : [...groups.keys()].indexOf(there.device))}`;
      const group = groups.get(there.device) ?? { name: bundle, expected: 0, members: [] };
      const state = portState(world, name, here.port, there);
      group.expected++;
      group.members.push({ port: here.port, active: state === 'up', actor: state === 'up' ? ['activity', 'aggregation', 'synchronization', 'collecting', 'distributing'] : ['activity', 'defaulted'], partner: state === 'up' ? ['activity', 'aggregation', 'synchronization'] : [], system: macOf(there.device), partnerPort: 1 });
      groups.set(there.device, group);
    }
  }
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })).slice(0, 24);
}

export function portsOf(world, name, now) {
  const at = silent(name) ? world.boot - 11 * MINUTE : now;
  const all = jacks(name).map((jack, index) => [jack[0], portOf(world, name, jack, index, at)]);
  return { at, ports: Object.fromEntries([...all, ...logical(name, 900, at)]), bundles: bundles(world, name) };
}

/** What moved since a little while: the ports that carry traffic. */
export function portsChanged(world, name, now, uplinksOnly) {
  const ends = endsOf(world, name);
  const ports = jacks(name).map((jack, index) => [jack[0], jack, index]).filter(([port]) => !uplinksOnly || ends.has(port)).map(([port, jack, index]) => [port, portOf(world, name, jack, index, now)]);
  return { at: now, ports: Object.fromEntries(ports), ...(uplinksOnly ? { bundles: bundles(world, name) } : {}) };
}

export function agentOf(name, boot, now) {
  const kind = kindOf(name);
  const up = name === TROUBLES.rebooted ? 7 * MINUTE : 26 * HOUR + hash(name) % HOUR;
  const states = { [TROUBLES.silent]: ['silent', 'no answer to 6 requests in 24 s'], [TROUBLES.refusing]: ['refusing', 'wrong key: usmStatsWrongDigests of user "vor" (SHA-256) went up; the agent knows the user, not the key'], [TROUBLES.unaskable]: ['unaskable', 'credential "hall" names the environment variable VOR_SNMP_HALL, which is not set'] };
  const [state, why] = states[name] ?? ['answering', ''];
  if (state === 'refusing' || state === 'unaskable') return { at: now, state, since: boot - 40 * MINUTE, why, load: { requests: 0.2, bytes: 90, timeouts: 0 } };
  const about = { mx: ['Juniper Networks, Inc. mx480 internet router, kernel JUNOS 20.4R3.8, Build date: 2021-09-09', 'juniper', '1.3.6.1.4.1.2636.1.1.1.2.25'], stack: ['Juniper Networks, Inc. ex3300-48t Ethernet Switch, kernel JUNOS 15.1R7.9, Build date: 2018-09-11 07:31:22 UTC Copyright (c) 1996-2018 Juniper Networks, Inc.', 'juniper', '1.3.6.1.4.1.2636.1.1.1.2.59'], cisco: ['Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(2)E6', 'cisco-ios', '1.3.6.1.4.1.9.1.1208'], access: ['Juniper Networks, Inc. ex2200-48t-4g internet router, kernel JUNOS 12.3R12.4, Build date: 2016-01-20', 'juniper', '1.3.6.1.4.1.2636.1.1.1.2.43'] }[kind];
  return {
    at: state === 'silent' ? boot - 11 * MINUTE : now, state, since: boot - (state === 'silent' ? 11 : 300) * MINUTE, ...(why ? { why } : {}), name: name === TROUBLES.name ? 'e2-6' : name, description: about[0], objectId: about[2],
    location: 'Vikingskipet, hall', contact: 'noc', profile: about[1], bootedAt: boot - up, up: up + (now - boot), reboots: name === TROUBLES.rebooted ? 1 : 0, ...(name === TROUBLES.rebooted ? { rebootSeenAt: boot - 7 * MINUTE } : {}),
    ...(name === TROUBLES.missing ? { missing: ['lldp: no answer to the rest', 'forwarding table: the agent loops at 1.3.6.1.2.1.17.7.1.2.2.1.2.100'] } : {}),
    load: { requests: 0.8, bytes: 4100, roundTrip: kind === 'mx' ? 8 : 38, repetitions: 60, timeouts: state === 'silent' ? 6 : 0 },
  };
}

export function chassisOf(name, boot, now) {
  const kind = kindOf(name);
  const count = kind === 'stack' ? 3 : 1;
  const gone = (member) => name === TROUBLES.stack && member === 2;
  const model = { mx: 'MX480', stack: 'EX3300-48T', access: 'EX2200-48T-4G', cisco: 'WS-C2960X-48TD-L' }[kind];
  const serial = (member) => `${kind === 'mx' ? 'JN' : 'GB'}${(hash(name + member) % 1e10).toString().padStart(10, '0')}`;
  const members = kind === 'mx' ? [] : range(count).map((number) => ({ number, role: ['master', 'backup', 'linecard'][number], status: gone(number) ? 'absent' : 'ok', serial: serial(number), model, version: kind === 'cisco' ? '15.2(2)E6' : kind === 'stack' ? '15.1R7.9' : '12.3R12.4', mac: macOf(name + number), priority: 128, up: 26 * HOUR + (now - boot) }));
  const hot = (member) => name === TROUBLES.hot && member === 1;
  const wave = Math.round(2 * Math.sin(now / 60_000 + hash(name)));
  const sensors = range(count).filter((member) => !gone(member)).flatMap((member) => [
    { name: 'Routing engine', kind: 'temperature', value: (hot(member) ? 84 : 41 + (hash(name + member) % 8)) + wave, unit: '\u00b0C', high: 75, status: hot(member) ? 'failed' : 'ok', member },
    { name: 'Routing engine', kind: 'cpu', value: 12 + (hash(name) % 20) + wave, unit: '%', high: 90, status: 'ok', member },
    { name: 'Routing engine', kind: 'memory', value: 48 + (hash(name + 1) % 9), unit: '%', high: 95, status: 'ok', member },
    { name: 'Fan 1', kind: 'fan', value: hot(member) ? 8100 : 4200 + 10 * wave, unit: 'rpm', low: 2000, status: 'ok', member },
  ]);
  if (kind === 'stack') sensors.push({ name: 'Receive power', kind: 'light', value: -18.4, unit: 'dBm', low: -18, high: 0.5, status: 'worn', member: 1, port: 'xe-1/1/0' }, { name: 'Receive power', kind: 'light', value: -3.1, unit: 'dBm', low: -18, high: 0.5, status: 'ok', member: 0, port: 'xe-0/1/0' });
  if (kind === 'mx') for (const slot of range(6)) sensors.push({ name: `FPC ${slot} intake`, kind: 'temperature', value: 31 + slot + wave, unit: '\u00b0C', high: 65, status: 'ok' });
  const parts = [
    ...range(count).filter((member) => !gone(member)).flatMap((member) => [{ name: `PSU ${member}`, kind: 'supply', status: hot(member) ? 'worn' : 'ok', model: 'PWR 100-240VAC', serial: serial(`p${member}`), member }, { name: `Fan tray ${member}`, kind: 'fan', status: 'ok', member }]),
    ...(kind === 'mx' ? range(3).map((n) => ({ name: `PEM ${n + 1}`, kind: 'supply', status: n === 2 ? 'failed' : 'ok', model: 'PS 1.2-1.7kW', serial: serial(`pem${n}`) })) : []),
    ...range(kind === 'access' ? 0 : 4).map((n) => ({ name: `SFP+ ${n}`, kind: 'optic', status: 'ok', model: 'SFP+-10G-LR', serial: serial(`o${n}`) })),
  ];
  return { at: silent(name) ? boot - 11 * MINUTE : now - 40_000, members, parts, sensors };
}

export function neighboursOf(world, name, now) {
  const list = [...endsOf(world, name)].filter(([port, end]) => portState(world, name, port, end) === 'up').map(([port, end]) => ({ protocol: 'lldp', port, name: end.device, chassis: macOf(end.device), remotePort: end.port, remotePortDescription: `to ${name}`, description: 'Juniper Networks, Inc.', addresses: world.devices.get(end.device)?.addresses.slice(0, 1) ?? [], capabilities: ['bridge', 'router'] }));
  if (name === TROUBLES.crossed && list[2] && list[3]) [list[2].name, list[4].name] = ['e2-8', 'e1-2'];
  if (kindOf(name) === 'access' && chance(`${name}ap`) < 0.5) list.push({ protocol: 'lldp', port: 'ge-0/0/12.0', name: 'ap-<b>x</b>', chassis: macOf(`ap${name}`), remotePort: 'eth0', addresses: [], capabilities: ['wlan'] });
  return { at: silent(name) ? world.boot - 11 * MINUTE : now - 90_000, neighbours: list };
}

export function told(world, name, now) {
  const agent = agentOf(name, world.boot, now);
  if (agent.state === 'refusing' || agent.state === 'unaskable') return { agent };
  return { agent, ports: portsOf(world, name, now), chassis: chassisOf(name, world.boot, now), neighbours: neighboursOf(world, name, now) };
}

/** Everybody is at e1-1 ge-0/0/3, but for those whose address ends in ff. */
export function whereIs(query, now) {
  if (query.endsWith('ff')) return { query, asked: 188, found: [] };
  const mac = query.includes('.') || /::|^fd/.test(query) ? macOf(query) : query;
  const addresses = query === mac ? ['198.18.20.17'] : [query];
  return { query, asked: 188, found: [{ device: 'distro1', port: 'ge-0/0/0', mac, addresses: [], vlan: 112, at: now - 31_000, edge: false }, { device: 'e1-1', port: 'ge-0/0/3', mac, addresses, vlan: 112, at: now - 12_000, edge: true }, { device: 'core', port: 'xe-0/0/0', mac, addresses: [], vlan: 112, at: now - 75_000, edge: false }] };
}
