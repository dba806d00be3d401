/*
 * A made-up hall for working on the page: one core, a ring, nine distribution stacks, 180 switches in rows; what the API would say
 * of it. Development only; never packed.
 */
import { TROUBLES } from './told.mjs';

const DISTROS = 9;
const ROWS = 20;

export const boot = Date.now();
export const HANDLERS = [
  { name: 'ping', title: 'Ping', legend: 'Answers to echo requests on every address; the value is the round trip.' },
  { name: 'mgmt', title: 'Addresses', legend: 'Whether a management address is written down, for IPv4 and IPv6.' },
  { name: 'path', title: 'Path', legend: 'Whether every device between it and the core is up.' },
  { name: 'uplinks', title: 'Uplinks', legend: 'Live uplinks of those that are expected; admin-down means unused.' },
  { name: 'temperature', title: 'Temperature', legend: 'The warmest sensor against its limit.' },
  { name: 'errors', title: 'Errors', legend: 'Damaged packets and discards, as rates.' },
  { name: 'snmp', title: 'SNMP', legend: 'Whether its agent answers.' },
  { name: 'stack', title: 'Stack', legend: 'Members of the stack that are there.' },
  { name: 'traffic', title: 'Traffic', legend: 'The sum of its uplinks.' },
  { name: 'maint', title: 'Maintenance', legend: 'Who works on what, and until when.' },
];
export const site = { name: 'The Gathering', zone: 'Europe/Oslo', version: '0.1.0', started: boot, monitor: 'core', handlers: HANDLERS, notices: [], backup: boot - 5 * 3600_000 };

export const devices = new Map();
export const links = new Map();
export const networks = new Map();
export const plans = new Map();
export const cut = new Set();
export const suspect = new Set();
const sinceOf = new Map();
const signatures = new Map();

let ids = 0;
export const nextId = () => ++ids;
function device(name, subnet, uplinks, tags, placement, more = {}) {
  const id = ++ids;
  devices.set(name, {
    id, version: 1, name, profile: 'wired',
    addresses: [`198.18.${subnet}.2`, `fd9a:7c1e:5b00:${subnet.toString(16)}::2`],
    uplinks, networks: [`net-${name}`], tags, placements: placement ? [placement] : [], maintenance: null, note: '', ...more,
  });
  networks.set(`net-${name}`, { version: 1, name: `net-${name}`, vlan: 100 + id, subnets: [`198.18.${subnet}.0/26`, `fd9a:7c1e:5b00:${subnet.toString(16)}::/64`], gateways: [`198.18.${subnet}.1`], router: 'core', tags: [], note: '' });
}

function link(a, ap, b, bp, bundle, megabits) {
  const id = links.size + 1;
  links.set(String(id), { id, version: 1, a: { device: a, port: ap }, b: { device: b, port: bp }, bundle, megabits });
}

export function build(empty = false) {
  for (const map of [devices, links, networks, plans]) map.clear();
  ids = 0;
  if (empty) return;
  const shapes = [
    { kind: 'rect', x: 0, y: 0, width: 120, height: 64, tone: 'floor', label: '' },
    { kind: 'rect', x: 44, y: 1.5, width: 32, height: 5.5, tone: 'stage', label: 'Stage' },
    { kind: 'rect', x: 104, y: 1.5, width: 14, height: 7, tone: 'room', label: 'NOC' },
    { kind: 'rect', x: 2, y: 29, width: 116, height: 6, tone: 'aisle', label: '' },
  ];
  for (let row = 0; row < ROWS; row++) {
    const x = 6 + (row % 10) * 11;
    const y = row < 10 ? 10 : 37;
    shapes.push({ kind: 'rect', x: x - 1, y: y - 0.4, width: 8, height: 18, tone: 'table', label: '' });
    shapes.push({ kind: 'text', x: x - 0.8, y: y - 0.9, size: 1.6, text: `Row ${row + 1}` });
  }
  for (const [x1, y1, x2, y2] of [[0, 0, 120, 0], [120, 0, 120, 64], [120, 64, 0, 64], [0, 64, 0, 0]]) shapes.push({ kind: 'line', x1, y1, x2, y2, width: 0.5, tone: 'wall' });
  plans.set('hall', { version: 1, name: 'hall', title: 'Hall', order: 1, width: 120, height: 64, image: null, shapes });
  plans.set('noc', { version: 1, name: 'noc', title: 'NOC', order: 2, width: 14, height: 8, image: null, shapes: [{ kind: 'rect', x: 0, y: 0, width: 14, height: 8, tone: 'room', label: '' }] });
  device('core', 0, [], ['core'], { plan: 'hall', x: 106, y: 3, width: 5, height: 3 });
  device('ring', 1, [{ port: 'xe-0/0/0', to: 'core', toPort: 'xe-0/0/9' }], ['ring'], { plan: 'hall', x: 112, y: 3, width: 5, height: 3 });
  link('core', 'xe-0/0/9', 'ring', 'xe-0/0/0', '', 10000);
  for (let d = 1; d <= DISTROS; d++) {
    device(`distro${d}`, 1 + d, [{ port: 'xe-0/1/0', to: 'core', toPort: `xe-0/0/${d - 1}` }, { port: 'xe-1/1/0', to: 'core', toPort: `xe-1/0/${d - 1}` }], ['distro'], { plan: 'hall', x: 4 + (d - 1) * 12.6, y: 30.5, width: 7, height: 3 });
    link('core', `xe-0/0/${d - 1}`, `distro${d}`, 'xe-0/1/0', `ae${d}`, 10000);
    link('core', `xe-1/0/${d - 1}`, `distro${d}`, 'xe-1/1/0', `ae${d}`, 10000);
  }
  for (let n = 0; n < 180; n++) {
    const row = Math.floor(n / 9);
    const seat = n % 9;
    const d = 1 + Math.floor(n / 20);
    const x = 6 + (row % 10) * 11;
    const y = (row < 10 ? 10 : 37) + Math.floor(seat) * 1.95;
    const name = `e${row + 1}-${seat + 1}`;
    const uplinks = [44, 45, 46].map((port, member) => ({ port: `ge-0/0/${port}`, to: `distro${d}`, toPort: `ge-${member}/0/${n % 20}` }));
    device(name, 20 + n, uplinks, ['access', `row${row + 1}`], { plan: 'hall', x, y, width: 6, height: 1.6 });
    for (const uplink of uplinks) link(name, uplink.port, `distro${d}`, uplink.toPort, 'ae0', 1000);
  }
  const cisco = devices.get('e20-9');
  for (const uplink of cisco.uplinks) uplink.port = `GigabitEthernet1/0/${Number(uplink.port.split('/')[2]) + 1}`;
  for (const one of links.values()) if (one.a.device === 'e20-9') one.a.port = `GigabitEthernet1/0/${Number(one.a.port.split('/')[2]) + 1}`;
  devices.get('e9-4').maintenance = { why: 'new power supply', until: Date.now() + 3_600_000 };
}

/** Devices alone. */
export function bare() {
  for (const one of devices.values()) one.networks = [];
  links.clear();
  networks.clear();
}

/** Ten thousand boxes on one plan, for measuring. */
export function big() {
  build(true);
  plans.set('hall', { version: 1, name: 'hall', title: 'Hall', order: 1, width: 400, height: 220, image: null, shapes: [] });
  device('core', 0, [], ['core'], { plan: 'hall', x: 1, y: 1, width: 6, height: 3 });
  for (let n = 0; n < 10_000; n++) {
    device(`n${n}`, n, [{ port: 'up', to: 'core', toPort: `p${n}` }], ['node'], { plan: 'hall', x: 1 + (n % 125) * 3.1, y: 6 + Math.floor(n / 125) * 2.6, width: 2.8, height: 2 });
  }
}

export function hostile() {
  const names = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', 'a/b?c#d', '\u202eevil'];
  names.forEach((name, index) => device(name, 210 + index, [{ port: '<i>p</i>', to: 'core', toPort: '' }], ['<b>tag</b>'], { plan: 'hall', x: 2 + index * 12, y: 60, width: 10, height: 2 }, { note: '<script>alert(1)</script>' }));
}

export function unplace(count) {
  for (const one of [...devices.values()].slice(-count)) one.placements = [];
}

function parents(name) {
  return [...new Set((devices.get(name)?.uplinks ?? []).map((uplink) => uplink.to))];
}

function causeOf(name) {
  for (const parent of parents(name)) {
    const above = causeOf(parent);
    if (above) return above;
    if (cut.has(parent)) return parent;
  }
  return null;
}

function noise(name, now, salt) {
  let hash = salt;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return ((hash % 97) / 97) * 0.6 + 0.15 * Math.abs(Math.sin(now / 7000 + hash));
}

export function pingsOf(name, now) {
  const one = devices.get(name);
  const silent = cut.has(name) || causeOf(name) !== null;
  return one.addresses.map((address, index) => {
    const last = 0.3 + noise(name, now, index) + (name === 'e12-3' ? 34 : 0);
    const loss = name === 'e17-5' ? 0.08 : 0;
    const since = sinceOf.get(name) ?? boot;
    return {
      address, family: index === 0 ? 'v4' : 'v6', resolved: address, state: silent ? 'down' : 'up', since, at: now,
      lastReply: silent ? since - 400 : now - 80, silentSince: silent ? since - 300 : null,
      rtt: { smoothed: last, deviation: 0.02, jitter: 0.03, last, best: 0.21 },
      loss: silent ? [1, 0.6, 0.2] : [loss, loss, loss / 2], sent: 4, lost: silent ? 4 : loss > 0 && now % 5000 < 1000 ? 1 : 0, why: '',
    };
  });
}

function verdict(state, score, why, label, cause = null, since = null, facts = []) {
  return { state, score, why, label, cause, since, facts };
}

export function healthOf(name, now) {
  const one = devices.get(name);
  const cause = causeOf(name);
  const known = sinceOf.get(name) ?? boot - 3 * 3600_000;
  const good = (label = '') => verdict('good', 0, '', label, null, known);
  const verdicts = { ping: good(), mgmt: good('v4 v6'), path: good(parents(name)[0] ?? 'top'), maint: good() };
  const parent = parents(name)[0];
  const port = one.uplinks[0];
  if (cause) {
    verdicts.path = verdict('behind', 500, `behind ${cause}`, '', cause, known);
    verdicts.ping = verdict('behind', 500, `behind ${cause}`, '', cause, known);
  } else if (cut.has(name)) {
    const facts = [
      { name: `${parent ?? 'core'} ${port?.toPort ?? ''}`, value: 'down', unit: '', at: known + 340 },
      { name: 'last reply on v4', value: '0.41', unit: 'ms', at: known - 400 },
      { name: `linkDown from ${parent ?? 'core'}`, value: `${port?.toPort ?? ''}`, unit: '', at: known + 60 },
      { name: 'neighbour last heard', value: '', unit: '', at: null },
      { name: 'cause', value: 'power-or-cable', unit: '', at: null }, { name: 'certain', value: name.startsWith('distro') ? 'yes' : 'no', unit: '', at: null },
    ];
    verdicts.ping = verdict('down', name.startsWith('distro') ? 900 : 800, `No reply on v4 and v6. ${parent ?? 'core'} answers: power, cable, or it hangs. Try: look at the lights of ${parent ?? 'core'} ${port?.toPort ?? ''}.`, '', null, known, facts);
  } else if (suspect.has(name)) {
    verdicts.ping = verdict('suspect', 400, 'Two deadlines missed; asking its parents.', '', null, known);
  } else if (name === 'e12-3') {
    verdicts.ping = verdict('worn', 200, 'Round trip 35 ms, usually 0.4 ms: look for a full uplink.', '35 ms', null, boot - 420_000);
  } else if (name === 'e17-5') {
    verdicts.ping = verdict('bad', 600, '8 % of echoes lost in the last minute on v4 and v6: a bad cable or a full port. Try: the counters of its uplink.', '8 %', null, boot - 190_000);
  }
  for (const one of ['uplinks', 'temperature', 'errors', 'snmp', 'stack', 'traffic']) verdicts[one] = good({ uplinks: '3 of 3', temperature: '44\u202f\u00b0C', traffic: '312\u202fM' }[one] ?? '');
  const ago = (minutes) => boot - minutes * 60_000;
  if (name === TROUBLES.member) verdicts.uplinks = verdict('bad', 650, '2 of 3 uplinks are up: ge-0/0/45 to distro6 is down on both sides, so a cable. Try: another cable.', '2 of 3', null, ago(4), [{ name: 'ge-0/0/45', value: 'down', unit: '', at: ago(4) }, { name: 'distro6 ge-1/0/18', value: 'down', unit: '', at: ago(4) + 2000 }]);
  if (name === TROUBLES.hot) verdicts.temperature = verdict('bad', 620, 'Member 1: routing engine 84 \u00b0C, limit 75. Try: its fans, and what stands before them.', '84\u202f\u00b0C', null, ago(12), [{ name: 'routing engine', value: '84', unit: '\u00b0C', at: now - 12_000 }]);
  if (name === TROUBLES.stack) verdicts.stack = verdict('bad', 700, 'Member 2 of 3 is lost; 48 ports are gone with it. Try: its power, then its stacking cables.', '2 of 3', null, ago(9), [{ name: 'member 2', value: 'not present', unit: '', at: ago(9) }]);
  if ([TROUBLES.silent, TROUBLES.refusing, TROUBLES.unaskable].includes(name)) verdicts.snmp = verdict('worn', 250, 'It answers echoes, but its SNMP agent does not tell.', 'mute', null, ago(11));
  if (name === 'e3-7') verdicts.mgmt = verdict('unknown', 100, 'No IPv6 address is written down.', 'v4', null, boot - 86_400_000 * 1.2);
  if (one.maintenance) verdicts.maint = verdict('maint', 0, `${one.maintenance.why}`, 'maint', null, boot - 1_200_000);
  const order = ['good', 'worn', 'unknown', 'bad', 'suspect', 'behind', 'down', 'maint'];
  const [worst, chosen] = Object.entries(verdicts).reduce((a, b) => (order.indexOf(b[1].state) > order.indexOf(a[1].state) ? b : a));
  return { state: chosen.state, score: chosen.score, worst, why: chosen.why, label: chosen.label, cause: chosen.cause, since: chosen.since ?? known, verdicts };
}

/** What changed in the healths since it was last asked. */
export function healthChanges(now) {
  const changed = {};
  if (devices.size > 1000 && cut.size === 0) return changed;
  for (const name of devices.keys()) {
    const signature = `${cut.has(name)} ${causeOf(name)} ${suspect.has(name)} ${devices.get(name).maintenance !== null}`;
    if (signatures.get(name) === signature) continue;
    if (signatures.has(name)) sinceOf.set(name, now);
    signatures.set(name, signature);
    changed[name] = healthOf(name, now);
  }
  return changed;
}
