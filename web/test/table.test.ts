/* The inventory table: its link, its order, what its cells say, which rows are drawn, its file. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressKey } from '../src/model/addresskey';
import type { ColumnKey } from '../src/model/columns';
import { COLUMN_KEYS, columnOf, USUAL } from '../src/model/columns';
import { csv, fileName } from '../src/model/csv';
import { format, HOME, parse } from '../src/model/route';
import { rowsInView, scrollFor } from '../src/model/inview';
import { readSaved, withoutSaved, withRenamed, withSaved } from '../src/model/saved';
import { between, BY_NAME, inOrder, ordered, parseSort } from '../src/model/table';
import { untouched } from '../src/model/store';
import type { Device } from '../src/model/types';
import { device, health, storeOf } from './fixtures';

describe('link of the table', () => {
  it('is bare where nothing was chosen', () => assert.equal(format({ ...HOME, table: { columns: null, sort: BY_NAME } }), '#/table'));
  it('comes back as it went', () => {
    const route = { ...HOME, device: 'a/b', q: 'row7 "x"', table: { columns: ['name', 'state', 'serial'] as ColumnKey[], sort: { key: 'uptime' as const, down: true } } };
    assert.deepEqual(parse(format(route)), route);
    assert.equal(format({ ...route, device: null, q: '' }), '#/table?columns=name.state.serial&sort=-uptime');
  });
  it('has changes beside it too', () => assert.deepEqual([parse('#/table/changes/14').changes, format(parse('#/table/changes'))], [14, '#/table/changes']));
  it('is none for a word that only begins so', () => assert.equal(parse('#/tables').table, null));
  it('takes what it does not know for nothing', () => {
    assert.deepEqual(parse('#/table?columns=moon&sort=-moon').table, { columns: null, sort: BY_NAME });
    assert.deepEqual(parse('#/table?columns=serial.moon.state.serial').table?.columns, ['name', 'state', 'serial']);
    assert.deepEqual(parseSort('constructor'), BY_NAME);
  });
  it('keeps the name in every choice', () => assert.deepEqual(inOrder(new Set(['note'])), ['name', 'note']));
});

const moment = (ms: number) => `at ${ms}`;
const of = (devices: Device[]) => ({ store: storeOf(devices, { down1: health('down', { since: 70 }), good1: health('good') }), moment });
const sorted = (devices: Device[], text: string) => {
  const names = new Map(devices.map(({ id, name }) => [id, name]));
  return ordered(devices, parseSort(text), of(devices)).map((id) => names.get(id));
};

describe('order of the table', () => {
  it('is nothing for nothing', () => assert.deepEqual(sorted([], 'name'), []));
  it('counts the numbers in names', () => assert.deepEqual(sorted([device('e1-10'), device('e1-2'), device('e1-1')], 'name'), ['e1-1', 'e1-2', 'e1-10']));
  it('turns', () => assert.deepEqual(sorted([device('e1-2'), device('e1-10')], '-name'), ['e1-10', 'e1-2']));
  it('has addresses by number, in any spelling, IPv4 first', () => {
    const list = [['a', 'fd9a::10'], ['b', '198.18.10.1'], ['c', 'fd9a:0::2'], ['d', '198.18.9.1'], ['e', 'switch.example'], ['f', '9.1.1.1']];
    assert.deepEqual(sorted(list.map(([name, address]) => device(name!, { addresses: [address!] })), 'addresses'), ['f', 'd', 'b', 'c', 'a', 'e']);
  });
  it('leaves what has nothing last, either way', () => {
    const list = [device('none'), device('b', { note: 'b' }), device('a', { note: 'a' })];
    assert.deepEqual([sorted(list, 'note'), sorted(list, '-note')], [['a', 'b', 'none'], ['b', 'a', 'none']]);
  });
  it('has the worst state first', () => assert.deepEqual(sorted([device('good1'), device('x'), device('down1')], 'state'), ['down1', 'x', 'good1']));
  it('puts maintenance without an end after those with one', () => {
    const list = [device('open', { maintenance: { why: '', until: null } }), device('late', { maintenance: { why: '', until: 9 } }), device('open2', { maintenance: { why: '', until: null } }), device('soon', { maintenance: { why: '', until: 2 } }), device('none')];
    assert.deepEqual(sorted(list, 'maintenance'), ['soon', 'late', 'open', 'open2', 'none']);
  });
  it('sorts by every column there is', () => {
    for (const key of COLUMN_KEYS) assert.deepEqual(sorted([device('b'), device('a')], key), ['a', 'b'], key);
  });
  it('finds ranges, and only the one where the other end is not in the list', () => {
    assert.deepEqual([between([4, 7, 1, 9], 1, 7), between([4, 7, 1, 9], 7, 9), between([4, 7], 99, 7), between([4, 7], null, 4), between([4, 7], 4, 99)], [[7, 1], [7, 1, 9], [7], [4], [99]]);
  });
});

describe('address keys', () => {
  it('are the same for every spelling', () => assert.equal(addressKey('FD9A:0:0::1'), addressKey('fd9a::1')));
  it('know an IPv4 inside', () => assert.equal(addressKey('::ffff:192.0.2.1'), addressKey('::ffff:c000:201')));
  it('have all digits', () => assert.deepEqual([addressKey('::'), addressKey('1.2.3.4'), addressKey('::1').length], [`6${'0'.repeat(32)}`, '401020304', 33]));
  it('take a part of one for a word', () => assert.deepEqual([addressKey('198.18.'), addressKey(''), addressKey('fd9a')], ['9198.18.', '9', '9fd9a']));
});

describe('cells', () => {
  const box = device('stack', {
    uplinks: [{ port: 'xe-0/1/0', to: 'core', toPort: 'xe-0/0/1' }, { port: 'xe-1/1/0', to: 'core', toPort: '' }],
    placements: [{ plan: 'hall', x: 4, y: 10.55, width: 1, height: 1 }, { latitude: 59.9, longitude: 10.7 }],
    maintenance: { why: 'new fan', until: 5 },
  });
  const bare = device('bare');
  const source = of([box, bare]);
  source.store.apply(
    {
      now: 1,
      chassis: { stack: { at: 40, members: [{ number: 1, serial: 'B', model: 'EX', version: '15.1' }, { number: 0, serial: 'A', model: 'EX', version: '15.1' }, { number: 2, model: 'QFX', version: '15.2' }] } },
      agents: { stack: { at: 60, state: 'answering', up: 7_200_000, description: 'Switch\nline two' } },
    },
    untouched(),
  );
  const words = (one: Device, key: ColumnKey) => columnOf(key).words(one, source);
  it('say nothing where nothing was told', () => {
    for (const key of COLUMN_KEYS.filter((one) => !['name', 'state', 'why', 'profile'].includes(one))) assert.equal(words(bare, key), '', key);
    for (const key of ['model', 'uptime', 'told'] as const) assert.equal(columnOf(key).told!(bare, source), null, key);
  });
  it('have the hardware by member, equal models counted', () => assert.deepEqual((['model', 'serial', 'version'] as const).map((key) => words(box, key)), ['EX \u00d72, QFX', 'A, B', '15.1, 15.2']));
  it('have it of the box where it has no members', () => {
    source.store.apply({ now: 1, chassis: { bare: { at: 1, members: [], parts: [{ name: 'fan', kind: 'fan', serial: 'no' }, { name: 'box', kind: 'chassis', serial: 'yes', model: 'MX' }] } } }, untouched());
    assert.deepEqual([words(bare, 'serial'), words(bare, 'model'), words(bare, 'version')], ['yes', 'MX', '']);
    source.store.apply({ now: 1, chassis: { bare: null } }, untouched());
  });
  it('have an age where the network told them', () => {
    assert.deepEqual((['model', 'uptime', 'told', 'note'] as const).map((key) => columnOf(key).told?.(box, source)), [40, 60, 60, undefined]);
  });
  it('are short where they may be, and whole in the file', () => {
    assert.deepEqual([columnOf('uplinks').short!(box, source), words(box, 'uplinks')], ['core xe-0/0/1 +1', 'core xe-0/0/1, core']);
    assert.equal(words(box, 'place'), 'hall at 4, 10.6, 59.90000, 10.70000');
  });
  it('say the rest in words', () => assert.deepEqual([words(box, 'maintenance'), words(box, 'uptime'), words(box, 'described'), words(box, 'told')], ['new fan, until at 5', '2 h', 'Switch', 'at 60']));
  it('have usual columns that exist', () => assert.deepEqual(inOrder(new Set(USUAL)), USUAL));
});

describe('rows in view', () => {
  it('are none of none', () => assert.deepEqual(rowsInView(0, 900, 32, 0, 8), { first: 0, end: 0, before: 0, after: 0 }));
  it('are those around, and room for the others', () => assert.deepEqual(rowsInView(3200, 320, 32, 10_000, 8), { first: 92, end: 118, before: 2944, after: 316_224 }));
  it('end with the list, even when it has just become shorter', () => assert.deepEqual(rowsInView(320_000, 320, 32, 5, 8), { first: 5, end: 5, before: 160, after: 0 }));
  it('are scrolled to only when they are not whole in view', () => {
    assert.deepEqual([scrollFor(5, 0, 400, 32, 36), scrollFor(20, 0, 400, 32, 36), scrollFor(1, 320, 400, 32, 36), scrollFor(0, 0, 10, 32, 36)], [0, 308, 32, 58]);
  });
});

describe('the file', () => {
  it('quotes what must be, and ends lines as the standard says', () => assert.equal(csv([['a', 'b,c', 'd"e'], ['f\ng', ' h', '']]), 'a,"b,c","d""e"\r\n"f\ng"," h",\r\n'));
  it('has no formulas', () => {
    assert.equal(csv([['=1+1', '+1', '-1', '@x', '\t=1', 'a=1']]), `'=1+1,'+1,'-1,'@x,'\t=1,a=1\r\n`);
    assert.equal(csv([['=HYPERLINK("http://x","y")']]), `"'=HYPERLINK(""http://x"",""y"")"\r\n`);
  });
  it('is named for site and time', () => {
    assert.equal(fileName('The Gathering', Date.UTC(2026, 3, 1, 11, 2), 'Europe/Oslo'), 'the-gathering-devices-2026-04-01-1302.csv');
    assert.equal(fileName('../\u00c9t\u00e9', 0, 'UTC'), 'ete-devices-1970-01-01-0000.csv');
    assert.equal(fileName('\u2603', 0, 'UTC'), 'vor-devices-1970-01-01-0000.csv');
  });
});

describe('saved searches', () => {
  it('survive what a browser may have kept', () => {
    for (const text of [null, '', '{', '7', '{"name":"x"}', '[null,{"name":7,"link":"#/"},{"name":"","link":"#/"},{"name":"a","link":"https://elsewhere.example"},{"name":"a","link":7}]']) assert.deepEqual(readSaved(text), [], String(text));
    assert.deepEqual(readSaved('[{"name":"a","link":"#/?q=1","more":1}]'), [{ name: 'a', link: '#/?q=1' }]);
  });
  it('of the table before are links to the table', () => assert.deepEqual(readSaved('[{"name":"a","query":"q=1"}]'), [{ name: 'a', link: '#/table?q=1' }]));
  it('are replaced by name where they stand', () => {
    const list = withSaved(withSaved([], ' a ', '#/?q=1'), 'b', '#/?q=2');
    assert.deepEqual(withSaved(list, 'a', '#/?q=3'), [{ name: 'a', link: '#/?q=3' }, { name: 'b', link: '#/?q=2' }]);
    assert.deepEqual(withoutSaved(list, 'a'), [{ name: 'b', link: '#/?q=2' }]);
  });
  it('are renamed where they stand, to no name that another has', () => {
    const list = withSaved(withSaved([], 'a', '#/?q=1'), 'b', '#/?q=2');
    assert.deepEqual(withRenamed(list, 'a', ' c '), [{ name: 'c', link: '#/?q=1' }, { name: 'b', link: '#/?q=2' }]);
    assert.deepEqual([withRenamed(list, 'a', 'b'), withRenamed(list, 'a', ' '), withRenamed(list, 'x', 'y')], [list, list, list]);
  });
  it('need a name and a length that a link can have', () => assert.deepEqual([withSaved([], '  ', '#/'), withSaved([], 'a', `#/?q=${'q'.repeat(3000)}`)], [[], []]));
  it('are at most fifty, the oldest goes', () => {
    const many = Array.from({ length: 51 }, (_, n) => String(n)).reduce((list, name) => withSaved(list, name, '#/'), [] as ReturnType<typeof withSaved>);
    assert.deepEqual([many.length, many[0]!.name], [50, '1']);
  });
});
