/* What was written together, in words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edit } from '../src/live/api';
import { amount, editWords } from '../src/model/edits';

const edit = (more: Partial<Edit>): Edit => ({ edit: 14, at: 1, who: 'ada', action: 'update', records: { device: 1 }, names: ['e1-1'], ...more });

describe('an edit in words', () => {
  it('names what it changed when that is little', () => assert.equal(editWords(edit({})), 'changed e1-1'));
  it('counts what it changed when that is much', () => {
    const load = edit({ action: 'import', records: { device: 190, link: 1, network: 2 }, names: ['a', 'b', 'c', 'd', 'e'] });
    assert.equal(editWords(load), 'imported 190 devices, 2 networks, 1 link');
    assert.equal(amount(load), 193);
  });
  it('says what it took back', () => assert.equal(editWords(edit({ action: 'undo', undoes: 12 })), 'undid change 12: e1-1'));
  it('lives with nothing', () => assert.equal(editWords(edit({ records: {}, names: [] })), 'changed '));
});
