/* Editing a device while others do: nothing of anybody is lost silently. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesOf, draftOf, fieldOf, isDirty, keepMine, rebase, rowOf, takeTheirs, valueOf, write } from '../src/model/draft';
import { DEVICE } from '../src/model/devicedraft';
import { LINK, linkName, noLink } from '../src/model/linkdraft';
import { NETWORK, NO_NETWORK } from '../src/model/networkdraft';
import { fieldChanges, said } from '../src/model/said';
import { fromWall, toWall } from '../src/model/walltime';
import { device } from './fixtures';

const OSLO = 'Europe/Oslo';
const first = device('e1', { note: 'old', tags: ['b', 'a'].sort(), addresses: ['192.0.2.1', 'fd00::1'], maintenance: { why: 'psu', until: 1_775_044_801_234 } });
const theirs = (more: object) => device('e1', { ...first, version: first.version + 1, ...more });

describe('a draft', () => {
  it('changes nothing while nobody wrote', () => {
    for (const each of [first, device('bare'), device('open', { maintenance: { why: '', until: null } })]) {
      assert.deepEqual(changesOf(draftOf(DEVICE, each, OSLO)), {}, each.name);
      assert.equal(isDirty(draftOf(DEVICE, each, OSLO)), false);
    }
  });
  it('holds only the fields that differ', () => {
    assert.deepEqual(changesOf(write(draftOf(DEVICE, first, OSLO), { note: 'new', profile: first.profile })), { note: 'new' });
  });
  it('reads addresses and tags however they are parted, and knows a set from a list', () => {
    const draft = write(draftOf(DEVICE, first, OSLO), { addresses: ' fd00::1,\n\n192.0.2.1 ', tags: 'b,  a' });
    assert.deepEqual(changesOf(draft), { addresses: ['fd00::1', '192.0.2.1'] });
  });
  it('ends maintenance, begins it, and cannot read a moment that is none', () => {
    assert.deepEqual(changesOf(write(draftOf(DEVICE, first, OSLO), { maintenance: { on: false, why: 'psu', until: '' } })), { maintenance: null });
    const begun = write(draftOf(DEVICE, device('e2'), OSLO), { maintenance: { on: true, why: 'fan', until: '2026-04-01T14:00' } });
    assert.deepEqual(valueOf(begun, 'maintenance'), { why: 'fan', until: Date.UTC(2026, 3, 1, 12) });
    assert.equal(valueOf(write(begun, { maintenance: { on: true, why: '', until: '2026-13-01T14:00' } }), 'maintenance'), undefined);
  });
});

describe('a newer version of somebody else', () => {
  it('that is older, the same or of another device is passed over', () => {
    const draft = write(draftOf(DEVICE, first, OSLO), { note: 'mine' });
    assert.equal(rebase(draft, first), draft);
    assert.equal(rebase(draft, device('e1', { version: 9, id: first.id + 1 })), draft);
  });
  it('is taken in where we wrote nothing, and said', () => {
    const draft = rebase(write(draftOf(DEVICE, first, OSLO), { note: 'mine' }), theirs({ tags: ['c'], profile: 'mesh' }));
    assert.deepEqual([draft.form.tags, draft.form.profile, draft.form.note, draft.news, draft.conflicts], ['c', 'mesh', 'mine', ['profile', 'tags'], {}]);
    assert.deepEqual(changesOf(draft), { note: 'mine' });
    assert.equal(draft.base.version, 2);
  });
  it('waits for a word where both wrote, with our text untouched', () => {
    const draft = rebase(write(draftOf(DEVICE, first, OSLO), { note: 'mine' }), theirs({ note: 'theirs' }));
    assert.deepEqual([draft.form.note, draft.conflicts, draft.base.note], ['mine', { note: 'old' }, 'theirs']);
    assert.deepEqual(changesOf(keepMine(draft, 'note')), { note: 'mine' });
    assert.deepEqual(keepMine(draft, 'note').conflicts, {});
    const taken = takeTheirs(draft, 'note');
    assert.deepEqual([taken.form.note, changesOf(taken), taken.conflicts], ['theirs', {}, {}]);
  });
  it('is no conflict where both wrote the same', () => {
    const draft = rebase(write(draftOf(DEVICE, first, OSLO), { note: 'both' }), theirs({ note: 'both' }));
    assert.deepEqual([draft.conflicts, draft.news, isDirty(draft)], [{}, [], false]);
  });
  it('is no conflict any more when they took it back', () => {
    const once = rebase(write(draftOf(DEVICE, first, OSLO), { note: 'mine' }), theirs({ note: 'theirs' }));
    const twice = rebase(once, device('e1', { ...first, version: 3 }));
    assert.deepEqual([twice.conflicts, changesOf(twice)], [{}, { note: 'mine' }]);
  });
  it('asks again when they go on after we chose ours', () => {
    const kept = keepMine(rebase(write(draftOf(DEVICE, first, OSLO), { note: 'mine' }), theirs({ note: 'theirs' })), 'note');
    assert.deepEqual(rebase(kept, theirs({ note: 'more', version: 3 })).conflicts, { note: 'theirs' });
    assert.deepEqual(rebase(kept, theirs({ note: 'theirs', tags: ['z'], version: 3 })).conflicts, {});
  });
  it('does not lose a conflict when another field follows', () => {
    const draft = rebase(write(draftOf(DEVICE, first, OSLO), { note: 'mine' }), theirs({ note: 'theirs' }));
    assert.deepEqual(rebase(draft, theirs({ note: 'theirs', tags: ['z'], version: 3 })).conflicts, { note: 'old' });
  });
});

describe('problems of the API', () => {
  it('stand beside their field and row', () => {
    assert.deepEqual(['addresses[1]', 'uplinks[0].to', 'name', 'maintenance.until', 'notes', ''].map((path) => fieldOf(DEVICE.fields, path)), ['addresses', 'uplinks', 'name', 'maintenance', null, null]);
    assert.deepEqual(['addresses[1]', 'name'].map(rowOf), [1, null]);
  });
});

describe('a network', () => {
  const row1 = { ...NO_NETWORK, version: 5, name: 'row1', vlan: 101, subnets: ['198.18.40.0/26', 'fd9a::/64'], router: 'distro1', tags: ['a', 'b'] };
  it('changes nothing while nobody wrote', () => {
    for (const each of [row1, NO_NETWORK]) assert.deepEqual(changesOf(draftOf(NETWORK, each, OSLO)), {});
  });
  it('reads lists however they are parted, and nothing for a router that is empty', () => {
    const draft = write(draftOf(NETWORK, row1, OSLO), { subnets: ' 198.18.40.0/26,198.18.41.0/26', tags: 'b a', router: ' ', vlan: '' });
    assert.deepEqual(changesOf(draft), { vlan: null, subnets: ['198.18.40.0/26', '198.18.41.0/26'], router: null });
  });
  it('cannot read a VLAN that is no number, and leaves its range to the server', () => {
    for (const [vlan, value] of [['x', undefined], ['1e3', undefined], ['-1', undefined], [' 12 ', 12], ['9999', 9999]] as const) {
      assert.deepEqual(changesOf(write(draftOf(NETWORK, row1, OSLO), { vlan })), { vlan: value }, vlan);
    }
  });
  it('meets others field by field, as a device does', () => {
    const draft = rebase(write(draftOf(NETWORK, row1, OSLO), { note: 'mine' }), { ...row1, version: 9, note: 'theirs', vlan: 7 });
    assert.deepEqual([draft.form.vlan, draft.news, draft.conflicts], ['7', ['vlan'], { note: '' }]);
    assert.deepEqual(changesOf(takeTheirs(draft, 'note')), {});
    assert.equal(rebase(draft, { ...row1, name: 'row2', version: 99 }), draft);
  });
});

describe('a link', () => {
  const held = { ...noLink('core'), id: 3, version: 2, b: { device: 'distro1', port: 'xe-0/1/0' }, bundle: 'ae1', megabits: 10_000 };
  it('changes nothing while nobody wrote, and begins where it is told', () => {
    for (const each of [held, noLink()]) assert.deepEqual(changesOf(draftOf(LINK, each, OSLO)), {});
    assert.equal(noLink('core').a.device, 'core');
  });
  it('holds whole ends, and takes nothing for a speed that is not known', () => {
    const draft = write(draftOf(LINK, held, OSLO), { a: { device: 'core', port: 'xe-0/0/1' }, megabits: '' });
    assert.deepEqual(changesOf(draft), { a: { device: 'core', port: 'xe-0/0/1' }, megabits: 0 });
    assert.deepEqual(changesOf(write(draftOf(LINK, held, OSLO), { megabits: '10G' })), { megabits: undefined });
  });
  it('has both ends in its name', () => assert.equal(linkName(held), 'core to distro1 xe-0/1/0'));
  it('has problems of an end beside it', () => assert.deepEqual(['a.device', 'b.port', 'bundle', 'base'].map((path) => fieldOf(LINK.fields, path)), ['a', 'b', 'bundle', null]));
});

describe('times by the clock on the wall', () => {
  it('go there and back, also around the hours that clocks turn', () => {
    for (const at of [Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 29, 0, 59), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 3)]) {
      for (const zone of ['UTC', OSLO, 'Asia/Kathmandu', 'America/St_Johns']) assert.equal(fromWall(toWall(at, zone), zone), at, `${at} ${zone}`);
    }
  });
  it('are read only when they are', () => assert.deepEqual(['', 'soon', '2026-02-30T10:00', '2026-01-01'].map((text) => fromWall(text, 'UTC')), [null, null, null, null]));
});

describe('before and after', () => {
  const at = (ms: number) => `${ms} ms`;
  it('are said in words', () => {
    assert.equal(said([], at), 'none');
    assert.equal(said('', at), 'nothing');
    assert.equal(said([{ port: 'x', to: 'core', toPort: '' }], at), 'x \u2192 core');
    assert.equal(said({ why: 'psu', until: 5 }, at), 'psu, until 5 ms');
    assert.equal(said({ why: '', until: null }, at), 'until somebody ends it');
    assert.equal(said('x'.repeat(500), at).length, 201);
  });
  it('name the fields that differ, not the version, and nothing for what is new', () => {
    assert.deepEqual(fieldChanges({ version: 1, note: 'a', tags: [] }, { version: 2, note: 'b', tags: [] }), [{ field: 'note', before: 'a', after: 'b' }]);
    assert.deepEqual(fieldChanges(null, { note: 'b' }), []);
  });
});

describe('coordinates in a draft', () => {
  const box = (x: number) => ({ plan: 'hall', x, y: 1, width: 1, height: 1 });
  const placed = device('e2', { placements: [box(1)] });
  it('are placements of which the boxes stay', () => {
    assert.deepEqual(changesOf(write(draftOf(DEVICE, placed, OSLO), { placements: '59.9, 10.7' })), { placements: [box(1), { latitude: 59.9, longitude: 10.7 }] });
    assert.deepEqual(changesOf(write(draftOf(DEVICE, placed, OSLO), { placements: 'far away' })), { placements: undefined });
  });
  it('do not meet boxes that somebody moves meanwhile', () => {
    const draft = write(draftOf(DEVICE, placed, OSLO), { placements: '59.9, 10.7' });
    const moved = rebase(draft, { ...placed, version: placed.version + 1, placements: [box(7)] });
    assert.deepEqual([moved.conflicts, moved.news], [{}, []]);
    assert.deepEqual(changesOf(moved), { placements: [box(7), { latitude: 59.9, longitude: 10.7 }] });
  });
});
