/* Where ports stand, what they look like, what is planned on them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBetween, loadStep } from '../src/model/load';
import { physical, plate, step } from '../src/model/plate';
import { bundleShort, crossed, deviceNamed, eachWay, jackOf, look, neighboursByPort, plannedOn, share, speedClass } from '../src/model/ports';
import type { Port } from '../src/model/report';
import { untouched } from '../src/model/store';
import { below, device, storeOf } from './fixtures';

const port = (more: Partial<Port> = {}): Port => ({ at: 1, type: 6, enabled: true, status: 'up', megabits: 1000, ...more });
const made = (...names: string[]) => plate(new Map(names.map((name) => [name, { type: 6 }])));
const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => index + from);
const titles = (...names: string[]) => made(...names).blocks.map(({ title }) => title);
const rows = (...names: string[]) => {
  const found: string[][] = [[], []];
  for (const { clusters } of made(...names).blocks) for (const { places } of clusters) for (const place of places) found[place.row]!.push(place.name);
  return found;
};

describe('the front panel', () => {
  it('is empty of nothing', () => assert.deepEqual(made(), { blocks: [], logical: [] }));
  it('has the even ports of a Junos box above the odd ones, parted every twelve', () => {
    const { blocks } = made(...range(48).map((n) => `ge-0/0/${n}`));
    assert.equal(blocks.length, 1);
    assert.deepEqual(blocks[0]!.clusters.map(({ first, last, columns, rows }) => [first, last, columns, rows]), [['ge-0/0/0', 'ge-0/0/11', 6, 2], ['ge-0/0/12', 'ge-0/0/23', 6, 2], ['ge-0/0/24', 'ge-0/0/35', 6, 2], ['ge-0/0/36', 'ge-0/0/47', 6, 2]]);
    assert.deepEqual(blocks[0]!.clusters[0]!.places.slice(0, 3), [{ name: 'ge-0/0/0', row: 0, column: 0 }, { name: 'ge-0/0/1', row: 1, column: 0 }, { name: 'ge-0/0/2', row: 0, column: 1 }]);
  });
  it('has a block for each member and slot, whatever the speed is called', () => assert.deepEqual(titles('xe-1/0/0', 'ge-0/0/1', 'et-0/1/0', 'ge-0/0/0', 'ge-10/0/0', 'ge-2/0/0'), ['0/0', '0/1', '1/0', '2/0', '10/0']));
  it('has port 1 above port 2 where numbers begin at 1', () => assert.deepEqual(rows(...range(8, 1).map((n) => `Gi1/0/${n}`)), [['Gi1/0/1', 'Gi1/0/3', 'Gi1/0/5', 'Gi1/0/7'], ['Gi1/0/2', 'Gi1/0/4', 'Gi1/0/6', 'Gi1/0/8']]));
  it('has four ports or fewer in one row', () => assert.deepEqual(rows('Te1/1/1', 'Te1/1/2', 'Te1/1/3', 'Te1/1/4')[1], []));
  it('groups by what stands before the number', () => {
    assert.deepEqual(titles('Gi1/0/1', 'Gi1/0/2', 'Te1/1/1', 'Te1/1/2', 'Gi2/0/1', 'Gi2/0/2'), ['Gi1/0', 'Te1/1', 'Gi2/0']);
    assert.deepEqual(titles('eth0', 'eth1', 'lan1', 'lan2', 'swp1', 'swp2'), ['eth', 'lan', 'swp']);
    assert.deepEqual(titles('1/1/1', '1/1/2', '2/1/1', '2/1/2'), ['1/1', '2/1']);
    assert.deepEqual(titles('1', '2', '10'), ['Ports']);
  });
  it('orders by number, not by letters', () => assert.deepEqual(rows('10', '9', '2', '1')[0]!.concat(), ['1', '2', '9', '10']));
  it('takes the number that varies, where the last one does not', () => assert.deepEqual(titles('Slot 0 Port 1 Unit 1', 'Slot 0 Port 2 Unit 1'), ['Slot 0 Port']));
  it('takes lanes of one socket as one place after the other', () => assert.equal(made(...range(8, 49).flatMap((n) => [1, 2].map((lane) => `Ethernet${n}/${lane}`))).blocks.length, 1));
  it('keeps holes as on the box, but not a hundred of them', () => {
    assert.deepEqual(made('xe-0/0/0', 'xe-0/0/2', 'xe-0/0/4', 'xe-0/0/6', 'xe-0/0/8').blocks[0]!.clusters[0]!.places.map(({ row }) => row), [0, 0, 0, 0, 0]);
    assert.equal(made('xe-0/0/0', 'xe-0/0/1000').blocks[0]!.clusters.length, 1);
  });
  it('loses no port, even when two claim one place', () => {
    const names = ['Gi1', 'gi1', 'Gi01', 'ge-0/0/0', 'xe-0/0/0', 'odd', 'wan', 'et-0/0/1:0', 'et-0/0/1:1', '__proto__', 'constructor1'];
    const { blocks, logical } = made(...names);
    assert.deepEqual([...blocks.flatMap(({ clusters }) => clusters.flatMap(({ places }) => places.map(({ name }) => name))), ...logical].sort(), [...names].sort());
    for (const { clusters } of blocks) for (const { places } of clusters) assert.equal(new Set(places.map(({ row, column }) => `${row} ${column}`)).size, places.length);
  });
  it('keeps units, VLANs, loopbacks and bundles apart', () => {
    for (const name of ['ge-0/0/0.0', 'eth0.100', 'vlan.100', 'Vlan100', 'lo0', 'lo', 'irb', 'ae0', 'ae0.0', 'Port-channel1', 'bond0', 'br0', 'Loopback0', 'Null0', 'bme0', 'pfe-0/0/0', 'vme']) assert.equal(physical(name, { type: 6 }), false, name);
    for (const name of ['ge-0/0/0', 'et-0/0/1:3', 'eth0', 'Gi1/0/1', '1.1', 'broadband1', 'lan1', 'Ethernet1', 'me0', 'em0']) assert.equal(physical(name, { type: 6 }), true, name);
    assert.equal(physical('whatever7', { type: 53 }), false);
    assert.equal(physical('whatever7'), true);
  });
});

describe('arrows on the front panel', () => {
  const box = made(...range(24).map((n) => `ge-0/0/${n}`), 'xe-0/1/0', 'xe-0/1/1');
  it('go from port to port', () => {
    assert.equal(step(box, 'ge-0/0/0', 'right'), 'ge-0/0/2');
    assert.equal(step(box, 'ge-0/0/0', 'down'), 'ge-0/0/1');
    assert.equal(step(box, 'ge-0/0/1', 'up'), 'ge-0/0/0');
  });
  it('go on to the next twelve, and to the next block', () => {
    assert.equal(step(box, 'ge-0/0/11', 'right'), 'ge-0/0/13');
    assert.equal(step(box, 'ge-0/0/12', 'left'), 'ge-0/0/10');
    assert.equal(step(box, 'ge-0/0/3', 'down'), 'xe-0/1/1');
  });
  it('stay at the edge, and find the first from nowhere', () => {
    assert.equal(step(box, 'ge-0/0/0', 'left'), 'ge-0/0/0');
    assert.equal(step(box, 'ge-0/0/0', 'up'), 'ge-0/0/0');
    assert.equal(step(box, 'gone', 'right'), 'ge-0/0/0');
    assert.equal(step(box, 'ge-0/0/5', 'last'), 'xe-0/1/1');
    assert.equal(step(made(), 'x', 'first'), 'x');
  });
});

describe('a port', () => {
  it('is missed when it is down though something hangs on it', () => {
    assert.deepEqual([look(port({ status: 'down' }), false), look(port({ status: 'down' }), true), look(port({ status: 'down', enabled: false }), true), look(port({ status: 'dormant' }), true), look({ at: 1 }, false)], ['down', 'missed', 'off', 'odd', 'odd']);
  });
  it('has a speed class', () => assert.deepEqual([undefined, 0, 100, 1000, 2500, 10_000, 100_000].map(speedClass), [1, 1, 0, 1, 1, 2, 3]));
  it('is as full as its busier direction', () => {
    assert.equal(share(port({ rates: { inBits: 1e8, outBits: 5e8 } })), 0.5);
    assert.equal(share(port({ rates: { inBits: 2e9 } })), 1);
    assert.deepEqual([share(port()), share(port({ megabits: 0, rates: { inBits: 1 } }))], [null, null]);
  });
  it('says each direction only where there is something', () => assert.deepEqual([eachWay(undefined, undefined), eachWay(0, 0), eachWay(41.5, 0), eachWay(3.5, 0.05)], ['not told', 'none', '42 /s in', '3.5 /s in, 0.05 /s out']));
  it('is the same jack with its unit', () => assert.deepEqual(['ge-0/0/3.0', 'et-0/0/1:0.5', 'eth0.1', 'ae0.0'].map(jackOf), ['ge-0/0/3', 'et-0/0/1:0', 'eth0.1', 'ae0.0']));
});

describe('plan and neighbours', () => {
  const store = storeOf([device('core'), below('e1', 'core'), below('E2', 'core')]);
  it('know what hangs on a port, from both ends', () => {
    assert.deepEqual(plannedOn(store, 'core').get('to e1'), { device: 'e1', port: 'up', kind: 'below' });
    assert.deepEqual(plannedOn(store, 'e1').get('up'), { device: 'core', port: 'to e1', kind: 'uplink' });
  });
  it('find a device by its name without its domain, whatever the case', () => assert.deepEqual(['e1', 'E1.tg.example', 'e2', 'e3', '', undefined].map((name) => deviceNamed(store, name)), ['e1', 'e1', 'E2', null, null, null]));
  it('say what the plan says only when another device of the inventory is heard', () => {
    const plan = plannedOn(store, 'core').get('to e1');
    assert.deepEqual([crossed(store, plan, { name: 'e1.x' }), crossed(store, plan, { name: 'e2' }), crossed(store, plan, { name: 'a phone' }), crossed(store, undefined, { name: 'e2' })], [null, 'e1', null, null]);
  });
  it('gather by jack', () => assert.deepEqual([...neighboursByPort({ at: 1, neighbours: [{ port: 'ge-0/0/1.0', name: 'a' }, { port: 'ge-0/0/1', name: 'b' }, { name: 'c' }] })].map(([name, list]) => [name, list.length]), [['ge-0/0/1', 2], ['', 1]]));
  it('call a bundle short by its members and by what is expected', () => {
    assert.deepEqual([bundleShort({ name: 'a' }), bundleShort({ name: 'a', expected: 2, members: [{ port: 'x', active: true }] }), bundleShort({ name: 'a', members: [{ port: 'x', active: false }] }), bundleShort({ name: 'a', expected: 1, members: [{ port: 'x', active: true }] })], [false, true, true, false]);
  });
});

describe('load of a link', () => {
  const store = storeOf([device('core'), below('e', 'core')]);
  const ends = [{ port: 'up', toPort: 'to e' }];
  it('is not told while nobody tells', () => assert.deepEqual(loadBetween(store, 'e', 'core', ends, 1000), { up: null, down: null }));
  it('comes from the port above, turned, while the device itself does not tell', () => {
    store.apply({ now: 1, ports: { core: { at: 1, ports: { 'to e': port({ rates: { inBits: 1e8, outBits: 9e8 } }) } } } }, untouched());
    assert.deepEqual(loadBetween(store, 'e', 'core', ends, 0), { up: 0.1, down: 0.9 });
  });
  it('comes from its own port first', () => {
    store.apply({ now: 2, ports: { e: { at: 1, ports: { up: port({ rates: { inBits: 2e8, outBits: 3e8 } }) } } } }, untouched());
    assert.deepEqual(loadBetween(store, 'e', 'core', ends, 0), { up: 0.3, down: 0.2 });
  });
  it('has steps', () => assert.deepEqual([0, 0.009, 0.01, 0.39, 0.7, 0.9, 1].map(loadStep), [0, 0, 1, 2, 4, 5, 5]));
});
