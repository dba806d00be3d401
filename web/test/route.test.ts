/* Links: what is shown, as a fragment, there and back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { format, HOME, isLabels, parse } from '../src/model/route';

describe('route', () => {
  it('is home for nothing and for nonsense', () => {
    for (const fragment of ['', '#', '#/', '#nonsense', '#/device/', '#/device/a/b', '#/device/%']) assert.deepEqual(parse(fragment), HOME, fragment);
  });
  it('is as short as it can be', () => assert.equal(format(HOME), '#/'));
  it('reads what the documentation shows', () => {
    assert.deepEqual(parse('#/device/e1-1?handler=ping&plan=hall&q=down'), { device: 'e1-1', port: null, changes: null, table: null, shelf: null, events: null, works: null, handler: 'ping', plan: 'hall', q: 'down', view: 'now', tv: null });
  });
  it('brings hostile names through', () => {
    for (const device of ['a/b', '<script>', 'x?y#z', '100%', 'r\u00f8yk', ' ', '..']) {
      const route = { ...HOME, device, q: `${device}&"`, plan: device };
      assert.deepEqual(parse(format(route)), route, device);
    }
  });
  it('leads to the changes and to one of them', () => {
    assert.deepEqual([parse('#/changes').changes, parse('#/changes/14?view=map').changes, parse('#/changes/x').changes, parse('#/changes/0').changes], ['all', 14, null, null]);
    for (const changes of ['all', 14] as const) assert.deepEqual(parse(format({ ...HOME, changes })).changes, changes);
  });
  it('leads to networks, links and profiles, and to what is open there or beside', () => {
    for (const shelf of [
      { kind: 'networks', open: null, making: null, sort: '' },
      { kind: 'networks', open: 'row 1/2', making: null, sort: '-vlan' },
      { kind: 'networks', open: 'changes', making: null, sort: '' },
      { kind: 'networks', open: 'device', making: null, sort: '' },
      { kind: 'networks', open: null, making: '', sort: '' },
      { kind: 'links', open: '3', making: null, sort: '' },
      { kind: 'links', open: null, making: 'a/b', sort: 'bundle' },
      { kind: 'profiles', open: null, making: null, sort: '' },
    ] as const) {
      const route = { ...HOME, shelf, q: 'x y' };
      assert.deepEqual(parse(format(route)), route, format(route));
    }
    const beside = { ...HOME, shelf: { kind: 'networks', open: null, making: null, sort: '' } as const };
    assert.deepEqual([format({ ...beside, device: 'e1' }), format({ ...beside, changes: 'all' as const }), format({ ...beside, changes: 14 })], ['#/networks/device/e1', '#/networks/changes/all', '#/networks/changes/14']);
    for (const route of [{ ...beside, device: 'a/b' }, { ...beside, changes: 'all' as const }, { ...beside, changes: 14 }]) assert.deepEqual(parse(format(route)), route);
  });
  it('takes a column that is none for nothing, and no word that only begins so', () => {
    assert.equal(parse('#/networks?sort=constructor').shelf?.sort, '');
    assert.equal(parse('#/networksx').shelf, null);
    assert.equal(parse('#/profiles/x').shelf?.open, null);
  });
  it('knows the labels, which lie over what is shown', () => {
    assert.deepEqual(['#/labels', '#/labels?of=selection&paper=a4-3x8', '', '#/', '#/table?q=labels', '#/labelsx'].map(isLabels), [true, true, false, false, false, false]);
    assert.deepEqual(parse('#/labels?q=row7'), { ...HOME, q: 'row7' });
  });
  it('knows the two halves of a phone, and takes any other for the list', () => {
    assert.equal(parse('#/?view=map').view, 'map');
    assert.equal(parse('#/?view=moon').view, 'now');
  });
});
