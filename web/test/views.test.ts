/* What views are made of: faces, scenes, series, placements, changes; and that no text can become markup. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { face } from '../src/model/face';
import { withBox } from '../src/model/placement';
import { Series } from '../src/model/series';
import { untouched } from '../src/model/store';
import type { Verdict } from '../src/model/types';
import { whoHeader } from '../src/view/who';
import { boxesOn, planFor, scene, unplaced } from '../src/view/scene';
import { below, device, health, ping, storeOf } from './fixtures';

const verdict = (more: Partial<Verdict>): Verdict => ({ state: 'good', score: 0, why: '', label: '', facts: [], ...more });
const box = (plan: string, x = 1) => ({ plan, x, y: 1, width: 2, height: 1 });
const plan = (name: string, order: number) => ({ version: 1, name, title: '', order, width: 10, height: 10, image: null, shapes: [] });

describe('face of a box', () => {
  it('is unknown, with nothing written, while nothing came', () => assert.deepEqual(face(storeOf([device('a')]), 'a', 'ping'), { state: 'unknown', value: '', cause: null }));
  it('shows the round trip of what is well', () => {
    const store = storeOf([device('a')], { a: health('good') });
    store.apply({ now: 1, pings: { a: [ping('x')] } }, untouched());
    assert.equal(face(store, 'a', 'health').value, '0.4\u202fms');
  });
  it('shows no round trip of what is down', () => {
    const store = storeOf([device('a')], { a: health('down') });
    store.apply({ now: 1, pings: { a: [ping('x')] } }, untouched());
    assert.equal(face(store, 'a', 'health').value, '');
  });
  it('shows one handler alone', () => {
    const store = storeOf([device('a')], { a: health('down', { verdicts: { mgmt: verdict({ label: 'v4' }) } }) });
    assert.deepEqual(face(store, 'a', 'mgmt'), { state: 'good', value: 'v4', cause: null });
  });
  it('shows maintenance through every handler', () => {
    const store = storeOf([device('a')], { a: health('maint', { verdicts: { ping: verdict({ state: 'down' }) } }) });
    assert.equal(face(store, 'a', 'ping').state, 'maint');
  });
});

describe('scene', () => {
  const store = storeOf([device('core', { placements: [box('noc')] }), below('e', 'core', { placements: [box('hall')] }), below('f', 'core', { placements: [box('gone')] })], { e: health('behind', { cause: 'core' }) });
  store.apply({ now: 1, plans: { hall: plan('hall', 1), noc: plan('noc', 2) } }, untouched());
  const choose = { plan: plan('hall', 1), device: null, handler: 'health', matches: null, allLinks: false, loads: false, editing: false };
  it('has the boxes of its plan', () => assert.deepEqual(boxesOn(store, 'hall').map(({ name }) => name), ['e']));
  it('counts a device on a plan that is gone as without a place', () => assert.deepEqual(unplaced(store).map(({ name }) => name), ['f']));
  it('shows the plan asked for, else the one of the device, else the first', () => {
    assert.deepEqual([planFor(store, 'hall', 'core')?.name, planFor(store, null, 'core')?.name, planFor(store, 'gone', null)?.name], ['hall', 'noc', 'hall']);
  });
  it('lights a device, its path, and what is behind it', () => {
    assert.deepEqual([...scene(store, { ...choose, device: 'e' }).lit!], ['e', 'core']);
    assert.deepEqual([...scene(store, { ...choose, device: 'core' }).lit!], ['core', 'e']);
  });
  it('lights what a search found, even when that is nothing', () => assert.equal(scene(store, { ...choose, matches: [] }).lit?.size, 0));
  it('draws all links only when asked', () => assert.deepEqual([scene(store, choose).lines.links.length, scene(store, { ...choose, allLinks: true }).lines.links.length], [0, 2]));
});

describe('latency of the last minutes', () => {
  const end = 1_000_000;
  it('has no points at first', () => assert.deepEqual(new Series().columns(end).rtts, []));
  it('carries the history on with what comes live', () => {
    const series = new Series();
    series.seed({ device: 'a', now: end, step: 1000, targets: [{ address: 'x', family: 'v4', from: end - 2000, rtt: [1, null, 3], sent: [4, 4, 4], lost: [0, 4, 0] }] });
    series.add([ping('x', { at: end + 1000 })]);
    const { rtts, loss } = series.columns(end + 1000);
    assert.deepEqual(rtts[0]!.slice(-4), [1, null, 3, 0.5]);
    assert.deepEqual(loss.slice(-4), [null, 100, null, null]);
  });
  it('has no round trip where every echo was lost', () => {
    const series = new Series();
    series.add([ping('x', { at: end, sent: 4, lost: 4 })]);
    assert.equal(series.columns(end).rtts[0]!.at(-1), null);
  });
  it('adds the loss of all addresses up', () => {
    const series = new Series();
    series.add([ping('x', { at: end, sent: 4, lost: 4 }), ping('y', { at: end, sent: 4, lost: 0 })]);
    assert.equal(series.columns(end).loss.at(-1), 50);
  });
});

describe('placements', () => {
  it('put a box where there is none, replace the one on that plan, keep the rest', () => {
    const geo = { latitude: 1, longitude: 2 };
    assert.deepEqual(withBox([geo], box('hall')), [geo, box('hall')]);
    assert.deepEqual(withBox([box('hall'), geo], box('hall', 9)), [box('hall', 9), geo]);
  });
});

describe('who made a change', () => {
  it('is somebody while nobody says', () => assert.deepEqual([whoHeader(''), whoHeader('  '), whoHeader('\u4e2d')], ['somebody', 'somebody', 'somebody']));
  it('is written so that a header can carry it', () => assert.equal(whoHeader('Bj\u00f8rn \u00c5se\r\nX: y'), 'Bjorn AseX: y'));
});

describe('text from the server', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  it('can never become markup: nothing here writes HTML', () => {
    for (const name of files) assert.doesNotMatch(readFileSync(join('src', name), 'utf8'), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/, name);
  });
  it('is styled without inline style attributes, which the policy forbids', () => {
    for (const name of files) assert.doesNotMatch(readFileSync(join('src', name), 'utf8'), /style="|setAttribute\('style'/, name);
  });
});
