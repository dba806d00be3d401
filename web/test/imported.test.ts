/* What an import says of itself, in words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counts, isRefused, place, valueWords } from '../src/model/imported';
import type { Imported } from '../src/model/imported';

const nothing: Imported = { dry: true, added: [], changed: [], removed: [], unchanged: 7, format: 'csv', read: 7, notes: [] };

describe('an import in words', () => {
  it('says that there is nothing to do', () => assert.equal(counts(nothing), 'Nothing to change: 7 are so already'));
  it('counts only what there is', () => {
    const entry = { kind: 'device', name: 'a' };
    assert.equal(counts({ ...nothing, added: [entry, entry], removed: [entry] }), '2 added, 1 removed, 7 stay as they are');
  });
  it('knows a refusal', () => assert.deepEqual([isRefused(nothing), isRefused({ refused: true, title: '', detail: '', faults: [] })], [false, true]));
  it('says where, as far as it is known', () => {
    assert.deepEqual([place({ field: '', message: '' }), place({ field: '', message: '', line: 734 }), place({ field: '', message: '', line: 734, column: 5 })], ['', 'line 734', 'line 734, column 5']);
  });
  it('writes values for people', () => {
    assert.equal(valueWords(null), 'nothing');
    assert.equal(valueWords([]), 'nothing');
    assert.equal(valueWords(['198.18.0.1', 'fd9a::1']), '198.18.0.1, fd9a::1');
    assert.equal(valueWords([{ port: 'ge-0/0/44', to: 'd1', toPort: 'ge-0/0/1' }, { port: '', to: 'd2', toPort: '' }]), 'ge-0/0/44 \u2192 d1 ge-0/0/1, \u2192 d2');
    assert.equal(valueWords({ plan: 'hall', x: 1 }), 'plan hall x 1');
    assert.equal(valueWords('x'.repeat(400)).length, 301);
  });
});
