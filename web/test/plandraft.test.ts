/* A plan while it is edited, its order, its name, its scale. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelFor } from '../src/map/backdrop';
import { afterSave, imageOn, lastOrder, metres, moved, planChanges, planDraftOf, planName, rebasePlan, scaledTo, settle, standing, writePlan } from '../src/model/plandraft';
import type { Plan } from '../src/model/types';
import { device } from './fixtures';

const plan = (name: string, order = 1, more: Partial<Plan> = {}): Plan => ({ version: 1, name, title: name, order, width: 120, height: 60, image: null, shapes: [], ...more });

describe('plan draft', () => {
  it('saves only what differs', () => {
    const draft = planDraftOf(plan('hall'));
    assert.deepEqual(planChanges(draft), {});
    assert.deepEqual(planChanges(writePlan(draft, { title: 'Big', width: '120,0' })), { title: 'Big' });
    assert.deepEqual(planChanges(writePlan(draft, { height: 'x' })), { height: null });
  });
  it('takes in what others did where nothing was written, and waits where both did', () => {
    let draft = writePlan(planDraftOf(plan('hall')), { title: 'Mine' });
    draft = rebasePlan(draft, plan('hall', 1, { version: 2, width: 200 }));
    assert.deepEqual([draft.form.width, draft.form.title, draft.conflicts], ['200', 'Mine', []]);
    draft = rebasePlan(draft, plan('hall', 1, { version: 3, width: 200, title: 'Theirs' }));
    assert.deepEqual(draft.conflicts, ['title']);
    assert.deepEqual(planChanges(settle(draft, 'title', 'mine')), { title: 'Mine' });
    assert.deepEqual(planChanges(settle(draft, 'title', 'theirs')), {});
    assert.equal(rebasePlan(draft, plan('hall', 1, { version: 2 })), draft);
  });
  it('keeps what is written when something else of the plan is saved', () => {
    const draft = writePlan(planDraftOf(plan('hall')), { title: 'Mine', width: '100' });
    const withImage = afterSave(draft, plan('hall', 1, { version: 2, image: 'x' }), []);
    assert.deepEqual([withImage.base.image, planChanges(withImage), withImage.conflicts], ['x', { title: 'Mine', width: 100 }, []]);
    const scaled = afterSave(draft, plan('hall', 1, { version: 2, width: 90, height: 45 }), ['width', 'height']);
    assert.deepEqual([scaled.form, planChanges(scaled), scaled.conflicts], [{ title: 'Mine', width: '90', height: '45' }, { title: 'Mine' }, []]);
  });
  it('has the fields that were saved as the server has them', () => {
    const draft = afterSave(writePlan(planDraftOf(plan('hall')), { title: ' Big ', width: '100,0' }), plan('hall', 1, { version: 2, title: 'Big', width: 100 }), ['title', 'width', 'height']);
    assert.deepEqual([draft.form, planChanges(draft), draft.conflicts], [{ title: 'Big', width: '100', height: '60' }, {}, []]);
  });
  it('is no conflict when both wrote the same', () => {
    const draft = rebasePlan(writePlan(planDraftOf(plan('hall')), { title: 'Same' }), plan('hall', 1, { version: 2, title: 'Same' }));
    assert.deepEqual([draft.conflicts, planChanges(draft)], [[], {}]);
  });
});

describe('plans', () => {
  it('get short names of their own', () => {
    assert.equal(planName('\u00d8stre hall, 2. etg', []), 'ostre-hall-2-etg');
    assert.equal(planName('Hall', ['hall', 'hall-2']), 'hall-3');
    assert.equal(planName('\u4f1a\u5834', []), 'plan');
    assert.equal(planName('../../etc', []), 'etc');
  });
  it('move by one place, whatever their numbers were', () => {
    const plans = [plan('a', 5), plan('b', 5), plan('c', 9)];
    assert.deepEqual(moved(plans, 'c', -1), [{ name: 'a', order: 1 }, { name: 'c', order: 2 }, { name: 'b', order: 3 }]);
    assert.deepEqual(moved([plan('a', 1), plan('b', 2)], 'a', 1), [{ name: 'b', order: 1 }, { name: 'a', order: 2 }]);
    assert.deepEqual([moved(plans, 'a', -1), moved(plans, 'c', 1), moved(plans, 'x', 1)], [[], [], []]);
    assert.deepEqual([lastOrder(plans), lastOrder([])], [10, 1]);
  });
  it('are measured in metres as people write them', () => {
    assert.deepEqual(['12', ' 7,5 ', '0.0004', '0', '-3', '', 'x', '1e9', '100000'].map(metres), [12, 7.5, null, null, null, null, null, null, 100000]);
  });
  it('hold their image whole, from the upper left corner', () => {
    assert.deepEqual(imageOn({ width: 120, height: 60 }, 2), { width: 120, height: 60 });
    assert.deepEqual(imageOn({ width: 120, height: 60 }, 1), { width: 60, height: 60 });
    assert.deepEqual(imageOn({ width: 120, height: 60 }, 4), { width: 120, height: 30 });
    assert.deepEqual(scaledTo(90, 1.5), { width: 90, height: 60 });
  });
  it('know who stands on them and who beyond their edge', () => {
    const on = (x: number) => ({ ...device(`d${x}`), placements: [{ plan: 'hall', x, y: 1, width: 2, height: 1 }] });
    assert.deepEqual(standing([on(1), on(119), on(119.5), device('z')], plan('hall')), { all: 3, beyond: 1 });
  });
  it('are painted from the smallest image that is sharp', () => {
    const levels = [4096, 2048, 1024].map((width) => ({ width }));
    assert.deepEqual([300, 1024, 1025, 4000, 9000].map((pixels) => levelFor(levels, pixels).width), [1024, 1024, 2048, 4096, 4096]);
  });
});
