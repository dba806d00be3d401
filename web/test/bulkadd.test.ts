/* Many devices from one form: what stands against them, then what counts along. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AddForm, There } from '../src/model/bulkadd';
import { BLANK, formField, propose } from '../src/model/bulkadd';
import { addressesFrom, freeIn, numbered, written } from '../src/model/countup';
import { addressKey } from '../src/model/addresskey';
import type { Network, Plan } from '../src/model/types';
import { device } from './fixtures';

const plan: Plan = { version: 1, name: 'hall', title: 'Hall', order: 1, width: 40, height: 20, image: null, shapes: [] };
const network = (name: string, subnets: string[], gateways: string[] = []): Network => ({ version: 1, name, vlan: null, subnets, gateways, router: null, tags: [], note: '' });
const there = (devices = ['distro1', 'distro2', 'distro3', 'distro4'].map((name) => device(name)), networks: Network[] = []): There => ({
  devices: new Map(devices.map((one) => [one.name, one])), links: [], networks: new Map(networks.map((one) => [one.name, one])), plans: new Map([['hall', plan]]),
});
const of = (form: Partial<AddForm>, site = there()) => propose({ ...BLANK, profile: 'wired', ...form }, site);
const faults = (form: Partial<AddForm>, site = there()) => of(form, site).wrong.map(({ field, words }) => `${field} ${words}`);

describe('devices that are refused', () => {
  it('are none without a pattern', () => assert.deepEqual(of({}), { devices: [], wrong: [], notes: [] }));
  it('have names that are there, or twice, or that nobody can have', () => {
    assert.deepEqual(faults({ pattern: 'distro[3-6]' }), ['pattern 2 are there already: distro3, distro4']);
    assert.deepEqual(faults({ pattern: 'e[1,1]' }), ['pattern gives e1 more than once']);
    assert.match(faults({ pattern: `${'x'.repeat(64)}[1-2]` })[0]!, /has 65 characters/);
  });
  it('lead to devices, networks or plans that are not there', () => {
    assert.deepEqual(faults({ pattern: 'e[1-2]', to: 'core[1-2]' }), ['to there is no device core1, core2']);
    assert.deepEqual(faults({ pattern: 'e[1-2]', networks: 'row1' }), ['networks there is no network row1']);
    assert.deepEqual(faults({ pattern: 'e[1-2]', plan: 'loft' }), ['plan there is no plan loft']);
    assert.deepEqual(faults({ pattern: 'e[1-2]', to: 'e1' }), ['to a device cannot be its own uplink: this names some that are to be added']);
    assert.match(faults({ pattern: 'e1', port: 'ge-0/0/1' })[0]!, /^to name the device above/);
  });
  it('have far ports that run out or cannot count', () => {
    assert.deepEqual(faults({ pattern: 'e[1-3]', to: 'distro1', toPort: 'ge-0/0/[0-1]' }), ['toPort has 2 ports, and distro1 needs more']);
    assert.deepEqual(faults({ pattern: 'e[1-3]', to: 'distro1', toPort: 'trunk' }), ['toPort has no number that could count up']);
  });
  it('have addresses that are in use, no addresses, or too many for the prefix', () => {
    const site = there([device('a', { addresses: ['198.18.0.3'] })]);
    assert.deepEqual(faults({ pattern: 'e[1-4]', addresses: 'count', v4: '198.18.0.1' }, site), ['v4 is in use: 198.18.0.3 (a)']);
    assert.match(faults({ pattern: 'e[1-4]', addresses: 'count', v4: '198.18.0.1/30' }, site).join(), /has room for 2 from there, and 4 are needed/);
    assert.match(faults({ pattern: 'e1', addresses: 'count', v4: '2001:db8::1', v6: '198.18.0.300', v6Step: '0' }).join(), /v4 is no IPv4 address.*v6 is no IPv6 address/);
    assert.deepEqual(faults({ pattern: 'e1', addresses: 'count' }), ['v4 write the first address, or choose none']);
    assert.deepEqual(faults({ pattern: 'e1', addresses: 'networks' }), ['addresses name the networks that they shall come from']);
  });
  it('stand beyond the plan, or in numbers that are none', () => {
    assert.deepEqual(faults({ pattern: 'e[1-14]', plan: 'hall' }), ['x they reach to 44 m, and Hall is 40 m wide']);
    assert.deepEqual(faults({ pattern: 'e1', plan: 'hall', width: '0', gap: 'wide' }).map((words) => words.split(' ')[0]), ['width', 'gap']);
  });
});

describe('devices from a form', () => {
  it('get the uplink of their first number where each number has one', () => {
    const { devices, wrong } = of({ pattern: 'e[2-3]-[1-2]', to: 'distro[1-4]', port: 'ge-0/0/44', toPort: 'ge-0/0/0' });
    assert.deepEqual(wrong, []);
    assert.deepEqual(devices.map(({ uplinks: [up] }) => `${up!.port} ${up!.to} ${up!.toPort}`), ['ge-0/0/44 distro2 ge-0/0/0', 'ge-0/0/44 distro2 ge-0/0/1', 'ge-0/0/44 distro3 ge-0/0/0', 'ge-0/0/44 distro3 ge-0/0/1']);
  });
  it('share those above row by row where not every number has one, or in shares, or in turns', () => {
    const above = (spread: AddForm['spread']) => of({ pattern: 'e[1-6]-[1-2]', to: 'distro[1-2]', spread }).devices.map(({ uplinks }) => uplinks[0]!.to.slice(-1)).join('');
    assert.deepEqual([above('number'), above('shares'), above('turns')], ['112211221122', '111111222222', '121212121212']);
  });
  it('take several own ports to one device above, and a list of far ports', () => {
    const { devices } = of({ pattern: 'e[1-2]', to: 'distro1', port: 'ge-0/0/[44-45]', toPort: 'xe-[0-1]/0/[0-1]' });
    assert.deepEqual(devices[1]!.uplinks, [{ port: 'ge-0/0/44', to: 'distro1', toPort: 'xe-1/0/0' }, { port: 'ge-0/0/45', to: 'distro1', toPort: 'xe-1/0/1' }]);
  });
  it('are told which far ports are taken', () => {
    const site = there([device('distro1'), device('old', { uplinks: [{ port: 'x', to: 'distro1', toPort: 'ge-0/0/1' }] })]);
    assert.deepEqual(of({ pattern: 'e[1-2]', to: 'distro1', toPort: 'ge-0/0/0' }, site).notes, ['One far port is in use already: distro1 ge-0/0/1 by old']);
  });
  it('count addresses up, by ones and by whole prefixes', () => {
    const { devices } = of({ pattern: 'e[1-3]', addresses: 'count', v4: '198.18.255.194', v4Step: '/26', v6: 'fd9a::ffff:2', v6Step: '/64' });
    assert.deepEqual(devices.map(({ addresses }) => addresses), [['198.18.255.194', 'fd9a::ffff:2'], ['198.19.0.2', 'fd9a::1:0:0:ffff:2'], ['198.19.0.66', 'fd9a::2:0:0:ffff:2']]);
  });
  it('get networks by their first number, and the lowest addresses that are free in them', () => {
    const site = there([device('a', { addresses: ['198.18.1.2'] })], [network('row1', ['198.18.1.0/29', 'fd9a:1::/64'], ['198.18.1.1']), network('row2', ['198.18.2.0/29'])]);
    const { devices, wrong } = of({ pattern: 'e[1-2]-[1-2]', networks: 'row[1-2]', addresses: 'networks' }, site);
    assert.deepEqual(wrong, []);
    assert.deepEqual(devices.map(({ networks, addresses }) => [...networks, ...addresses].join(' ')), ['row1 198.18.1.3 fd9a:1::1', 'row1 198.18.1.4 fd9a:1::2', 'row2 198.18.2.1', 'row2 198.18.2.2']);
  });
  it('say how many find no address', () => assert.deepEqual(faults({ pattern: 'e[1-4]', networks: 'row1', addresses: 'networks' }, there([], [network('row1', ['198.18.1.0/30'])])), ['addresses there is no free address left for 2 of them']));
  it('stand in rows of their last brackets, across or down', () => {
    const at = (form: Partial<AddForm>) => of({ pattern: 'e[1-2]-[1-2]', plan: 'hall', x: '1', y: '1', width: '2', height: '1', gap: '0,5', aisle: '3', ...form }).devices.map(({ placements: [box] }) => (box && 'plan' in box ? `${box.x} ${box.y}` : ''));
    assert.deepEqual([at({}), at({ down: true }), at({ inRow: '4' })], [['1 1', '3.5 1', '1 5', '3.5 5'], ['1 1', '1 2.5', '6 1', '6 2.5'], ['1 1', '3.5 1', '6 1', '8.5 1']]);
  });
  it('are told when they lie over others', () => {
    const site = there([device('a', { placements: [{ plan: 'hall', x: 2, y: 2, width: 1, height: 1 }] })]);
    assert.deepEqual(of({ pattern: 'e[1-2]', plan: 'hall' }, site).notes, ['One box lies over boxes that stand there already']);
  });
  it('have the problems of the server beside the field that is meant', () => assert.deepEqual(['devices[3].uplinks[0].toPort', 'devices[0].name', 'devices[1].tags[0]', 'x'].map(formField), ['toPort', 'pattern', 'tags', 'pattern']));
});

describe('addresses as numbers', () => {
  it('come back as they went', () => {
    for (const address of ['0.0.0.0', '255.255.255.255', '::', '::1', 'fd9a:7c1e:5b00:40::2', '1:0:0:2::', '1::2:0:0:3', '2001:db8:0:1:1:1:1:1']) {
      const number = numbered(address)!;
      assert.equal(addressKey(written(number)), addressKey(address));
    }
    assert.deepEqual([written(numbered('1:0:0:2:0:0:0:3')!), written(numbered('2001:DB8:0:1:1:1:1:1')!), numbered('core'), numbered('1.2.3')], ['1:0:0:2::3', '2001:db8:0:1:1:1:1:1', null, null]);
  });
  it('end with the space of their family', () => assert.deepEqual([addressesFrom('255.255.255.254', '', 2, 4), 'wrong' in addressesFrom('255.255.255.255', '', 2, 4)], [{ addresses: ['255.255.255.254', '255.255.255.255'] }, true]));
  it('are free in a prefix but for its edges', () => {
    const all = (subnet: string) => {
      const next = freeIn(subnet, new Set());
      return [next(), next(), next(), next()];
    };
    assert.deepEqual([all('198.18.1.0/30'), all('198.18.1.0/31'), all('fd9a::/126'), all('198.18.1.7/32'), all('nonsense')], [
      ['198.18.1.1', '198.18.1.2', null, null], ['198.18.1.0', '198.18.1.1', null, null], ['fd9a::1', 'fd9a::2', 'fd9a::3', null], ['198.18.1.7', null, null, null], [null, null, null, null],
    ]);
  });
});
