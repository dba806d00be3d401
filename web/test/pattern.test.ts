/* Names from a pattern: everything that can be wrong with one first. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countedUp, expand, MOST, twice, wrongName } from '../src/model/pattern';

function names(pattern: string): string[] {
  const found = expand(pattern);
  assert.ok('made' in found, `${pattern}: ${'wrong' in found ? found.wrong : ''}`);
  return found.made.map(({ name }) => name);
}

function refusal(pattern: string): [string, number] {
  const found = expand(pattern);
  assert.ok('wrong' in found, `${pattern} is taken`);
  return [found.wrong, found.at];
}

describe('a pattern that is refused', () => {
  it('has brackets that do not fit, and says where', () => {
    assert.deepEqual(refusal('e[1-4'), ['[ has no ] behind it', 1]);
    assert.deepEqual(refusal('e1-4]'), ['] has no [ before it', 4]);
    assert.deepEqual(refusal('e[1-[2-3]]'), ['brackets cannot stand in brackets', 4]);
    assert.deepEqual(refusal('e[1]]'), ['] has no [ before it', 4]);
  });
  it('has an empty choice', () => assert.deepEqual(['e[]', 'e[1,,2]', 'e[1,]', 'e[ ]'].map((pattern) => refusal(pattern)[1]), [2, 4, 4, 2]));
  it('gives more than may be at once, without making them', () => {
    assert.match(refusal('e[1-999999999]')[0], /999,999,999; at most 2,000/);
    assert.match(refusal('e[1-99999999999999999999]')[0], /more digits/);
    assert.match(refusal('[1-1000][1-1000][1-1000]')[0], /1,000,000,000; at most/);
    assert.match(refusal(`e[1-${MOST + 1}]`)[0], /2,001/);
  });
  it('has zeros before one end only', () => assert.match(refusal('e[01-9]')[0], /same number of digits/));
});

describe('a pattern', () => {
  it('without brackets is one name, and nothing is an empty one', () => assert.deepEqual([names('core'), names('')], [['core'], ['']]));
  it('gives every choice, the last brackets fastest', () => assert.deepEqual(names('e[1-2]-[1-3]'), ['e1-1', 'e1-2', 'e1-3', 'e2-1', 'e2-2', 'e2-3']));
  it('counts up to the most, and not one more', () => assert.equal(names(`e[1-${MOST}]`).length, MOST));
  it('keeps leading zeros', () => assert.deepEqual([names('[08-11]'), names('[00-01]'), names('[0-1]')], [['08', '09', '10', '11'], ['00', '01'], ['0', '1']]));
  it('counts down where the first is the larger', () => assert.deepEqual([names('e[3-1]'), names('[02-00]')], [['e3', 'e2', 'e1'], ['02', '01', '00']]));
  it('takes lists, letters and both together', () => assert.deepEqual([names('[a,b, c]'), names('[a-c]'), names('[D-C]'), names('sw[1-2,9,north]')], [['a', 'b', 'c'], ['a', 'b', 'c'], ['D', 'C'], ['sw1', 'sw2', 'sw9', 'swnorth']]));
  it('takes words with dashes as they are', () => assert.deepEqual(names('[a1-b2,aa-c,a-Z]'), ['a1-b2', 'aa-c', 'a-Z']));
  it('takes any letters, and dashes and dots between numbers', () => assert.deepEqual([names('växel-[å,日本,🛰️]'), names('[1\u20132][4..5]')], [['växel-å', 'växel-日本', 'växel-🛰️'], ['14', '15', '24', '25']]));
  it('remembers which choice was made', () => {
    const found = expand('e[7-8]-[a,b]');
    assert.ok('made' in found);
    assert.deepEqual(found.made.map(({ at, choices }) => [at, choices]), [[[0, 0], ['7', 'a']], [[0, 1], ['7', 'b']], [[1, 0], ['8', 'a']], [[1, 1], ['8', 'b']]]);
  });
  it('may give a name twice, which is found', () => assert.deepEqual([twice(names('e[1,1-2]')), twice(names('[1-2][1-2]')), twice(names('[1,11][1,11]'))], [['e1'], [], ['111']]));
});

describe('a name', () => {
  it('has 1 to 64 characters, however many code units', () => assert.deepEqual([wrongName(''), wrongName('🛰'.repeat(64)), wrongName('x'.repeat(65))], ['is empty', null, 'has 65 characters; at most 64 are allowed']));
  it('has no control characters and no spaces at its ends', () => assert.deepEqual(['a\u0007', 'a\u202eb', ' a', 'a\u00a0', 'a b'].map((name) => wrongName(name) === null), [false, false, false, false, true]));
});

describe('counting up', () => {
  it('raises the last number and keeps its zeros', () => assert.deepEqual([countedUp('ge-0/0/9', 2), countedUp('Te1/0/08', 1), countedUp('p099x', 1), countedUp('eth7', 0)], ['ge-0/0/11', 'Te1/0/09', 'p100x', 'eth7']));
  it('is nothing without a number', () => assert.deepEqual([countedUp('', 1), countedUp('uplink', 1)], [null, null]));
});
