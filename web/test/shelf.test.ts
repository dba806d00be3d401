/* Networks and links as tables: subnets as numbers, what is used, what overlaps, what is next; search and order; who edits what. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editorsWords } from '../src/model/editing';
import { NO_NETWORK } from '../src/model/networkdraft';
import { columnsOf, inOrder, linksOf, matchesLink, matchesNetwork } from '../src/model/shelf';
import { address, hosts, nextFree, subnet, usages, written } from '../src/model/subnet';
import { untouched } from '../src/model/store';
import type { Network } from '../src/model/types';
import { device, storeOf } from './fixtures';

const network = (name: string, subnets: string[] = [], more: Partial<Network> = {}): Network => ({ ...NO_NETWORK, version: 1, name, subnets, ...more });

describe('subnets', () => {
  it('are none where they are none', () => assert.deepEqual(['', '/', '198.18.0.0', '198.18.0.0/33', 'fd9a::/129', 'row1/24', '198.18/16'].map(subnet), Array(7).fill(null)));
  it('count what hosts can have, as the server does', () => {
    const sizes = { '198.18.40.0/26': 62, '198.18.40.0/31': 2, '198.18.40.0/32': 1, '0.0.0.0/0': 4_294_967_294, 'fd9a::/120': 255, 'fd9a::/127': 2, 'fd9a::/64': null };
    for (const [text, size] of Object.entries(sizes)) assert.equal(hosts(subnet(text)!), size, text);
  });
  it('write an address as it was read', () => {
    for (const text of ['198.18.40.1', '0.0.0.0', 'fd9a::1', '::', 'fd9a:7c1e:5b00:40::2']) assert.equal(written(address(text)!), text);
  });
});

describe('what is in a network', () => {
  const used = (devices: Parameters<typeof usages>[0], ...networks: Network[]) => usages(devices, networks);
  it('is nothing in none', () => assert.equal(used([]).size, 0));
  it('is counted by address and by name, each device once', () => {
    const all = used([device('a', { addresses: ['198.18.40.2', 'fd9a::2'], networks: ['row1'] }), device('b', { addresses: ['198.18.40.3'] }), device('c', { networks: ['row1'] }), device('d', { addresses: ['host.example'] })], network('row1', ['198.18.40.0/26', 'fd9a::/64'], { gateways: ['198.18.40.1', '10.0.0.1'] }));
    assert.deepEqual(all.get('row1'), { devices: 3, used: 3, size: 62, overlaps: [] });
  });
  it('has no size without IPv4', () => assert.deepEqual(used([device('a', { addresses: ['fd9a::2'] })], network('six', ['fd9a::/64'])).get('six'), { devices: 1, used: 0, size: null, overlaps: [] }));
  it('names those it overlaps with, either way, and not those beside it', () => {
    const all = used([], network('big', ['198.18.0.0/16']), network('small', ['198.18.40.0/26']), network('same', ['198.18.40.0/26']), network('beside', ['198.19.0.0/16']));
    assert.deepEqual([...all].map(([name, { overlaps }]) => [name, overlaps]), [['big', ['same', 'small']], ['small', ['big', 'same']], ['same', ['big', 'small']], ['beside', []]]);
  });
});

describe('the next free address', () => {
  const free = [{ from: '198.18.40.4', to: '198.18.40.5', count: 2 }, { from: '198.18.40.9', to: '198.18.40.62', count: 54 }];
  it('is the first', () => assert.equal(nextFree(free, []), '198.18.40.4'));
  it('is not one that was written down a moment ago', () => assert.equal(nextFree(free, ['198.18.40.4', '198.18.40.5', 'e1.example']), '198.18.40.9'));
  it('knows one in any spelling', () => assert.equal(nextFree([{ from: 'fd9a::1', to: 'fd9a::ffff', count: null }], ['FD9A:0::1']), 'fd9a::2'));
  it('is none where all is taken', () => assert.equal(nextFree([{ from: '198.18.40.4', to: '198.18.40.4', count: 1 }], ['198.18.40.4']), null));
});

describe('tables', () => {
  const row = (one: Network) => ({ network: one, usage: { devices: 0, used: 0, size: null, overlaps: [] } });
  it('have their numbers by number and nothing last, either way', () => {
    const rows = [row(network('a', [], { vlan: 100 })), row(network('b')), row(network('c', [], { vlan: 9 }))];
    const names = (sort: string) => inOrder(rows, columnsOf('networks'), sort).map(({ network: { name } }) => name);
    assert.deepEqual([names('vlan'), names('-vlan'), names('')], [['c', 'a', 'b'], ['a', 'c', 'b'], ['a', 'b', 'c']]);
  });
  it('have subnets by address', () => {
    const rows = [row(network('a', ['198.18.10.0/24'])), row(network('b', ['198.18.9.0/24'])), row(network('c', ['fd9a::/64']))];
    assert.deepEqual(inOrder(rows, columnsOf('networks'), 'subnets').map(({ network: { name } }) => name), ['b', 'a', 'c']);
  });
  it('find a network by name, VLAN, tag, and any address in it', () => {
    const one = row(network('row1', ['198.18.40.0/26', 'fd9a::/64'], { vlan: 101, tags: ['access'] }));
    for (const words of ['', 'ROW1', 'vlan 101', 'access row', '198.18.40.0', '198.18.40.7', 'fd9a:0::99']) assert.ok(matchesNetwork(one, words), words);
    for (const words of ['row2', '198.18.41.7', 'row1 198.18.41.7']) assert.ok(!matchesNetwork(one, words), words);
  });
  it('find a link by either end, and those of a device by its own ports', () => {
    const store = storeOf([device('a'), device('b')]);
    const link = (id: number, port: string, swap = false) => ({ id, version: 1, a: swap ? { device: 'b', port: 'x' } : { device: 'a', port }, b: swap ? { device: 'a', port } : { device: 'b', port: 'x' }, bundle: 'ae1', megabits: 0 });
    store.apply({ now: 1, links: { 1: link(1, 'ge-10'), 2: link(2, 'ge-2', true), 3: { ...link(3, 'ge-1'), a: { device: 'c', port: '' } } } }, untouched());
    assert.deepEqual(linksOf('a', store).map(({ id }) => id), [2, 1]);
    assert.ok(matchesLink(link(1, 'ge-10'), 'ge-10 ae1') && !matchesLink(link(1, 'ge-10'), 'ge-11'));
  });
});

describe('who edits what', () => {
  const editor = (who: string, page = who) => ({ page, who, since: 5 });
  it('is held by kind and name, moves with a rename, and goes with the record', () => {
    const store = storeOf([device('e1', { id: 71 })]);
    const touched = untouched();
    store.apply({ now: 1, editing: { device: { e1: [editor('ann')] }, network: { e1: [editor('joe')] } } }, touched);
    assert.ok(touched.editing);
    store.apply({ now: 2, devices: { e1: null, e2: device('e2', { id: 71, version: 2 }) }, networks: { e1: null } }, untouched());
    assert.deepEqual([...store.editing], [['device e2', [editor('ann')]]]);
    store.apply({ now: 3, editing: { device: { e2: null } } }, untouched());
    assert.equal(store.editing.size, 0);
  });
  it('is said in words', () => {
    assert.deepEqual([editorsWords([], 'me'), editorsWords([editor('joe')], 'me'), editorsWords([editor('joe'), editor('eve')], 'me'), editorsWords([editor('joe'), editor('eve'), editor('ann')], 'me')], ['', 'joe edits this', 'joe and eve edit this', 'joe and 2 others edit this']);
  });
  it('knows oneself in another page, and nobody by no name', () => {
    assert.equal(editorsWords([editor('ann')], 'ann'), 'you edit this in another page');
    assert.equal(editorsWords([editor('somebody')], 'somebody'), 'somebody edits this');
  });
});
