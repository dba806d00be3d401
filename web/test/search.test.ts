/* What a search finds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { search } from '../src/model/search';
import { device, health, storeOf } from './fixtures';

const store = storeOf(
  [
    device('e1-1', { addresses: ['198.18.40.2', 'fd9a:7c1e:5b00:40::2'], tags: ['access', 'row1'], networks: ['row1'] }),
    device('e1-10', { addresses: ['198.18.41.2'], tags: ['access'], profile: 'mesh' }),
    device('distro1', { tags: ['distro'] }),
    device('<b>&"odd"', { tags: ['x'] }),
  ],
  { 'e1-1': health('good'), 'e1-10': health('down'), distro1: health('good') },
);
const found = (query: string) => search(store, query);

describe('search', () => {
  it('asks nothing when nothing is typed', () => assert.deepEqual([found(''), found('   ')], [null, null]));
  it('finds nothing without complaint', () => assert.deepEqual(found('zebra'), []));
  it('finds part of a name in any case, the very name first', () => assert.deepEqual(found('E1-1'), ['e1-1', 'e1-10']));
  it('finds exactly with quotes', () => assert.deepEqual(found('name:"e1-1"'), ['e1-1']));
  it('finds addresses, with their colons', () => {
    assert.deepEqual(found('198.18.41'), ['e1-10']);
    assert.deepEqual(found('fd9a:7c1e'), ['e1-1']);
  });
  it('finds tags, networks and profiles', () => assert.deepEqual([found('tag:distro'), found('net:row1'), found('mesh')], [['distro1'], ['e1-1'], ['e1-10']]));
  it('finds states, and fine for good', () => {
    assert.deepEqual(found('down'), ['e1-10']);
    assert.deepEqual(found('fine'), ['distro1', 'e1-1']);
    assert.deepEqual(found('state:unknown'), ['<b>&"odd"']);
  });
  it('wants all words', () => assert.deepEqual(found('access down'), ['e1-10']));
  it('sorts worst first', () => assert.deepEqual(found('access'), ['e1-10', 'e1-1']));
  it('takes an unknown field for text', () => assert.deepEqual(found('colour:red'), []));
  it('takes nothing for a pattern', () => assert.deepEqual([found('.*'), found('['), found('\\')], [[], [], []]));
  it('finds markup as the text that it is', () => assert.deepEqual(found('<b>'), ['<b>&"odd"']));
  it('lives with an open quote', () => assert.deepEqual(found('tag:"distro'), []));
});
