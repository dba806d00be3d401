/* What devices say of themselves: how deltas change it, what moves along with a name, how it is put into words and order. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causeWords, story } from '../src/model/evidence';
import { bits, figure, perSecond } from '../src/model/format';
import { ip, mac, station } from '../src/model/mac';
import type { Port } from '../src/model/report';
import { format, parse } from '../src/model/route';
import { limits, sensorGroups, sensorOf } from '../src/model/sensors';
import { untouched } from '../src/model/store';
import type { Snapshot } from '../src/model/types';
import { device, snapshot, storeOf } from './fixtures';

const port = (index: number, more: Partial<Port> = {}): Port => ({ index, at: 1, status: 'up', ...more });
const names = (store: ReturnType<typeof storeOf>, name = 'a') => [...(store.ports.get(name)?.ports.keys() ?? [])];

describe('ports in deltas', () => {
  it('come before anything is held', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ports: { a: { at: 1, ports: { x: null, y: port(1) } } } }, untouched());
    assert.deepEqual(names(store), ['y']);
  });
  it('change only those that are named; null removes', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ports: { a: { at: 1, ports: { x: port(1), y: port(2), z: port(3) } } } }, untouched());
    const touched = untouched();
    store.apply({ now: 2, ports: { a: { at: 2, ports: { y: port(2, { status: 'down' }), z: null } } } }, touched);
    assert.deepEqual([...store.ports.get('a')!.ports].map(([name, { status }]) => [name, status]), [['x', 'up'], ['y', 'down']]);
    assert.equal(store.ports.get('a')!.at, 2);
    assert.deepEqual([...touched.reports], ['a']);
    assert.equal(touched.devices.size, 0);
  });
  it('stand in the order of their index, also those that come later or change it', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ports: { a: { at: 1, ports: { x: port(10), z: port(30) } } } }, untouched());
    store.apply({ now: 2, ports: { a: { at: 2, ports: { y: port(20) } } } }, untouched());
    assert.deepEqual(names(store), ['x', 'y', 'z']);
    store.apply({ now: 3, ports: { a: { at: 3, ports: { x: port(40) } } } }, untouched());
    assert.deepEqual(names(store), ['y', 'z', 'x']);
  });
  it('keep bundles until new ones come, even none', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ports: { a: { at: 1, ports: {}, bundles: [{ name: 'ae0' }] } } }, untouched());
    store.apply({ now: 2, ports: { a: { at: 2, ports: {} } } }, untouched());
    assert.equal(store.ports.get('a')!.bundles.length, 1);
    store.apply({ now: 3, ports: { a: { at: 3, bundles: [] } } }, untouched());
    assert.equal(store.ports.get('a')!.bundles.length, 0);
  });
  it('may have any name', () => {
    const store = storeOf([device('a')]);
    store.apply(JSON.parse('{"now":1,"ports":{"a":{"at":1,"ports":{"__proto__":{"at":1},"constructor":{"at":1}}}}}'), untouched());
    assert.deepEqual(names(store).sort(), ['__proto__', 'constructor']);
  });
});

describe('agent, chassis and neighbours', () => {
  const whole = { agents: { a: { at: 1, state: 'silent' as const } }, chassis: { a: { at: 1 } }, neighbours: { a: { at: 1 } }, ports: { a: { at: 1, ports: { x: port(1) } } } };
  it('are replaced whole; null removes', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ...whole }, untouched());
    store.apply({ now: 2, agents: { a: { at: 2, state: 'answering' } }, chassis: { a: null } }, untouched());
    assert.deepEqual([store.agents.get('a'), store.chassis.has('a'), store.neighbours.has('a')], [{ at: 2, state: 'answering' }, false, true]);
  });
  it('move along with a rename, and take changes under the new name', () => {
    const before = device('a');
    const store = storeOf([before]);
    store.apply({ now: 1, ...whole }, untouched());
    store.apply({ now: 2, devices: { a: null, b: { ...before, name: 'b', version: 2 } }, ports: { b: { at: 2, ports: { y: port(2) } } } }, untouched());
    assert.deepEqual([names(store, 'b'), names(store, 'a'), store.agents.get('b')?.state, store.agents.has('a')], [['x', 'y'], [], 'silent', false]);
  });
  it('go with the device', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ...whole }, untouched());
    store.apply({ now: 2, devices: { a: null } }, untouched());
    assert.equal(store.agents.size + store.ports.size + store.chassis.size + store.neighbours.size, 0);
  });
  it('come with a snapshot, which forgets the rest', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, ...whole }, untouched());
    const picture: Snapshot['picture'] = { ...snapshot([]).picture, devices: { b: { pings: [], facts: [], agent: { at: 1, state: 'waiting' }, ports: { at: 1, ports: { p: port(1) } } } } };
    store.load(snapshot([device('b')], {}, { picture }), untouched());
    assert.deepEqual([[...store.agents.keys()], [...store.ports.keys()], [...store.chassis.keys()]], [['b'], ['b'], []]);
  });
});

describe('rates and figures', () => {
  it('have a unit at every size', () => assert.deepEqual([-1, 0, 3, 640_000, 9_440_000, 12_300_000, 999_600_000, 1.24e9, 4e12, 7e15].map(bits), ['0 bit/s', '0 bit/s', '3 bit/s', '640 kbit/s', '9.4 Mbit/s', '12 Mbit/s', '1.0 Gbit/s', '1.2 Gbit/s', '4.0 Tbit/s', '7000 Tbit/s']));
  it('never round what is there to nothing', () => assert.deepEqual([0, 0.001, 0.05, 0.9998, 3.46, 41.5, 12_345].map(perSecond), ['0', '< 0.01 /s', '0.05 /s', '1.0 /s', '3.5 /s', '42 /s', '12,345 /s']));
  it('have the digits that they are worth', () => assert.deepEqual([figure(41), figure(3.3049), figure(-18.43, 'dBm'), figure(4210.4), figure(20.04)], ['41', '3.3', '\u221218.4\u202fdBm', '4210', '20']));
});

describe('addresses', () => {
  it('of network cards are known in every notation', () => {
    for (const text of ['3c:61:04:aa:0b:01', '3C-61-04-AA-0B-01', '3c61.04aa.0b01', '3c6104aa0b01', '3c6104-aa0b01', '3c61-04aa-0b01', ' 3c:61:4:aa:b:1 ', '3c61:04aa:0b01']) assert.equal(mac(text), '3c:61:04:aa:0b:01', text);
  });
  it('are none when anything is missing, mixed or too much', () => {
    for (const text of ['', '3c:61:04:aa:0b', '3c:61-04:aa:0b:01', '3c61.04aa-0b01', '3c6104aa0b0', '3c6104aa0b011', 'gg:61:04:aa:0b:01', 'e1-1', '3c:61:04:aa:0b:01:02']) assert.equal(mac(text), null, text);
  });
  it('of the network are taken whole', () => {
    assert.deepEqual(['198.18.40.2', '0.0.0.0', 'fd9a:7c1e::2', '::1', 'FD9A::1', '1:2:3:4:5:6:7:8'].map(ip), ['198.18.40.2', '0.0.0.0', 'fd9a:7c1e::2', '::1', 'fd9a::1', '1:2:3:4:5:6:7:8']);
    for (const text of ['198.18.40', '198.18.40.', '198.18.40.256', '1.2.3.4.5', 'fd9a:7c1e', '1:2:3:4:5:6:7:8:9', 'down', ':', ':::', '']) assert.equal(ip(text), null, text);
  });
  it('of six short groups are a network card', () => assert.equal(station('0:1b:2c:3d:4e:5f'), '00:1b:2c:3d:4e:5f'));
});

describe('evidence', () => {
  const fact = (name: string, value: string, at: number | null = null) => ({ name, value, unit: '', at });
  it('says the cause and how sure it is in words', () => {
    assert.equal(causeWords([fact('cause', 'power-or-cable'), fact('certain', 'no')]), 'power or cable; not certain yet');
    assert.equal(causeWords([fact('cause', 'struck_by-lightning'), fact('certain', 'yes')]), 'struck by lightning; certain');
    assert.deepEqual([causeWords([]), causeWords([fact('cause', 'unknown'), fact('certain', 'no')])], [null, 'not known yet']);
  });
  it('stands in the order of its times, without what machines read', () => assert.deepEqual(story([fact('a', '1', 9), fact('certain', 'yes'), fact('b', '1'), fact('c', '1', 3), fact('d', '1')]).map(({ name }) => name), ['c', 'a', 'b', 'd']));
});

describe('sensors', () => {
  it('have the worst kind first and in it the worst sensor', () => {
    const groups = sensorGroups([{ name: 'x', kind: 'cpu', status: 'ok' }, { name: 'b', kind: 'fan', status: 'ok' }, { name: 'a', kind: 'fan', status: 'failed' }, { name: 't', kind: 'temperature', status: 'ok' }, { name: 'q', kind: 'constructor' }]);
    assert.deepEqual(groups.map(({ kind, sensors }) => [kind, sensors.map(({ name }) => name).join('')]), [['fan', 'ab'], ['temperature', 't'], ['cpu', 'x'], ['other', 'q']]);
  });
  it('say their limits, if any', () => assert.deepEqual([limits({ name: 'a' }), limits({ name: 'a', high: 75, unit: '\u00b0C' }), limits({ name: 'a', low: 0, high: 5 }), limits({ name: 'a', low: 0 })], ['', 'up to 75 \u00b0C', '0 to 5', 'from 0']));
  it('of a member: the worst, then the highest', () => {
    const at = (member: number, value: number | undefined, status: 'ok' | 'failed') => ({ name: 'x', kind: 'temperature', member, status, ...(value === undefined ? {} : { value }) });
    const chassis = { at: 1, sensors: [at(0, 40, 'ok'), at(0, 50, 'ok'), at(1, 60, 'ok'), at(1, 20, 'failed'), at(1, undefined, 'failed')] };
    assert.deepEqual([sensorOf(chassis, 0, 'temperature')?.value, sensorOf(chassis, 1, 'temperature')?.value, sensorOf(chassis, 2, 'temperature')], [50, 20, null]);
  });
});

describe('a marked port', () => {
  it('is part of the link to its device', () => {
    const route = parse('#/device/e1-1?port=ge-0%2F0%2F3');
    assert.equal(route.port, 'ge-0/0/3');
    assert.deepEqual(parse(format(route)), route);
  });
  it('is nothing without a device', () => assert.equal(parse('#/?port=x').port, null));
});
