/* How deltas change the page's copy of the site. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { untouched } from '../src/model/store';
import { below, device, health, ping, snapshot, storeOf } from './fixtures';

describe('store', () => {
  it('calls a device of which nothing came unknown', () => assert.equal(storeOf([device('a')]).health('a').state, 'unknown'));

  it('forgets, with a new snapshot, what is not in it', () => {
    const store = storeOf([device('a')], { a: health('down') });
    store.load(snapshot([device('b')]), untouched());
    assert.deepEqual([...store.devices.keys()], ['b']);
    assert.equal(store.healths.size, 0);
  });

  it('removes what a delta sends as null, with all that was seen of it', () => {
    const store = storeOf([device('a')], { a: health('down') });
    store.apply({ now: 1, devices: { a: null } }, untouched());
    assert.equal(store.devices.has('a'), false);
    assert.equal(store.healths.has('a'), false);
  });

  it('replaces only the pings that came, by address', () => {
    const store = storeOf([device('a')]);
    store.apply({ now: 1, pings: { a: [ping('v4'), ping('v6')] } }, untouched());
    store.apply({ now: 2, pings: { a: [ping('v6', { state: 'down' })] } }, untouched());
    assert.deepEqual(store.pings.get('a')!.map((one) => [one.address, one.state]), [['v4', 'up'], ['v6', 'down']]);
  });

  it('replaces the facts of a source whole and keeps those of others', () => {
    const store = storeOf([device('a')]);
    const fact = (name: string) => ({ name, value: '1', unit: '', at: null });
    store.apply({ now: 1, facts: { a: [{ source: 'x', at: 1, facts: [fact('one'), fact('two')] }, { source: 'y', at: 1, facts: [fact('three')] }] } }, untouched());
    store.apply({ now: 2, facts: { a: [{ source: 'x', at: 2, facts: [fact('four')] }] } }, untouched());
    assert.deepEqual(store.facts.get('a')!.flatMap((group) => group.facts.map(({ name }) => name)).sort(), ['four', 'three']);
  });

  it('forgets what was seen of an address that a device has no more, and of another device of the same name', () => {
    const store = storeOf([device('a', { id: 1, addresses: ['v4', 'v6'] })], { a: health('down') });
    store.apply({ now: 1, pings: { a: [ping('v4'), ping('v6')] } }, untouched());
    store.apply({ now: 2, devices: { a: device('a', { id: 1, version: 2, addresses: ['v6'] }) } }, untouched());
    assert.deepEqual(store.pings.get('a')!.map((one) => one.address), ['v6']);
    store.apply({ now: 3, devices: { a: device('a', { id: 2, addresses: ['v6'] }) } }, untouched());
    assert.equal(store.pings.has('a'), false);
    assert.equal(store.health('a').state, 'unknown');
  });

  it('carries what was seen along with a rename, whichever name comes first', () => {
    for (const order of [['old', 'new'], ['new', 'old']]) {
      const before = device('old');
      const store = storeOf([before], { old: health('bad') });
      const touched = untouched();
      const changed = Object.fromEntries(order.map((name) => [name, name === 'new' ? { ...before, name: 'new', version: 2 } : null]));
      store.apply({ now: 1, devices: changed }, touched);
      assert.equal(store.health('new').state, 'bad');
      assert.equal(store.devices.has('old'), false);
      assert.equal(touched.renamed.get('old'), 'new');
    }
  });

  it('does not take back a newer version of a device for an older one that crossed it', () => {
    const first = device('a', { note: 'new', version: 3 });
    const store = storeOf([first]);
    store.apply({ now: 1, devices: { a: { ...first, note: 'old', version: 2 } } }, untouched());
    assert.equal(store.devices.get('a')!.note, 'new');
  });

  it('takes a device of another id for a new one, whatever its version', () => {
    const store = storeOf([device('a', { version: 9 })]);
    store.apply({ now: 1, devices: { a: device('a', { note: 'another' }) } }, untouched());
    assert.equal(store.devices.get('a')!.note, 'another');
  });

  it('says what was touched, and nothing more', () => {
    const touched = untouched();
    storeOf([device('a'), below('b', 'a')]).apply({ now: 1, health: { b: health('behind') } }, touched);
    assert.deepEqual([...touched.devices], ['b']);
    assert.deepEqual([touched.health, touched.inventory, touched.all, touched.sight], [true, false, false, false]);
  });

  it('orders floors by their order, then by name', () => {
    const store = storeOf([]);
    const plan = (name: string, order: number) => ({ version: 1, name, title: name, order, width: 1, height: 1, image: null, shapes: [] });
    store.apply({ now: 1, plans: { b: plan('b', 2), c: plan('c', 1), a: plan('a', 2) } }, untouched());
    assert.deepEqual(store.plansInOrder().map(({ name }) => name), ['c', 'a', 'b']);
  });
});
