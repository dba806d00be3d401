/* Links: what is shown, as a fragment, there and back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { format, HOME, parse } from '../src/model/route';

describe('route', () => {
  it('is home for nothing and for nonsense', () => {
    for (const fragment of ['', '#', '#/', '#nonsense', '#/device/', '#/device/a/b', '#/device/%']) assert.deepEqual(parse(fragment), HOME, fragment);
  });
  it('is as short as it can be', () => assert.equal(format(HOME), '#/'));
  it('reads what the documentation shows', () => {
    assert.deepEqual(parse('#/device/e1-1?handler=ping&plan=hall&q=down'), { device: 'e1-1', port: null, changes: null, table: null, handler: 'ping', plan: 'hall', q: 'down', view: 'now', tv: null });
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
  it('knows the two halves of a phone, and takes any other for the list', () => {
    assert.equal(parse('#/?view=map').view, 'map');
    assert.equal(parse('#/?view=moon').view, 'now');
  });
});
