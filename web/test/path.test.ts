/* The way to the core. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { childrenOf, pathUp } from '../src/model/path';
import type { Device } from '../src/model/types';
import { below, device } from './fixtures';

const site = (...devices: Device[]) => new Map(devices.map((one) => [one.name, one]));
const way = (from: string, devices: Map<string, Device>, monitor: string | null = 'core') => pathUp(from, devices, monitor).map(({ to }) => to);

describe('path to the core', () => {
  it('is empty at the top, for strangers, and where uplinks lead nowhere', () => {
    const devices = site(device('core'), below('lost', 'lost2'), below('lost2', 'lost'));
    assert.deepEqual([way('core', devices), way('stranger', devices), way('lost', devices)], [[], [], []]);
  });
  it('goes up hop by hop', () => assert.deepEqual(way('e', site(device('core'), below('d', 'core'), below('e', 'd'))), ['d', 'core']));
  it('takes the shortest of several', () => {
    const e = device('e', { uplinks: [{ port: 'a', to: 'd1', toPort: '' }, { port: 'b', to: 'core', toPort: '' }] });
    assert.deepEqual(way('e', site(device('core'), below('d1', 'core'), e)), ['core']);
  });
  it('stops at the monitor, even where that has uplinks itself', () => {
    assert.deepEqual(way('e', site(device('internet'), below('core', 'internet'), below('e', 'core'))), ['core']);
  });
  it('ends at what has no uplinks when nobody says where the monitor stands', () => assert.deepEqual(way('e', site(device('top'), below('e', 'top')), null), ['top']));
  it('reaches a parent that the inventory does not hold', () => assert.deepEqual(way('e', site(below('e', 'unheard'))), ['unheard']));
  it('names all ports of a bundle', () => {
    const e = device('e', { uplinks: [1, 2, 3].map((n) => ({ port: `ge-${n}`, to: 'core', toPort: `xe-${n}` })) });
    assert.deepEqual(pathUp('e', site(device('core'), e), 'core')[0]!.ports.map(({ port }) => port), ['ge-1', 'ge-2', 'ge-3']);
  });
  it('knows who hangs on a device', () => assert.deepEqual(childrenOf('core', site(device('core'), below('a', 'core'), below('b', 'a'))), ['a']));
});
