/* The list: order, folding, counts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amid, byName, now } from '../src/model/now';
import { untouched } from '../src/model/store';
import { below, device, health, snapshot, storeOf } from './fixtures';

const names = (entries: { name: string }[]) => entries.map(({ name }) => name);

describe('now', () => {
  it('is empty for an empty site', () => assert.deepEqual(now(storeOf([])).entries, []));

  it('sorts by state, then by score, then newest first, then by name', () => {
    const healths = {
      worn: health('worn'), bad: health('bad', { score: 900 }), unknown: health('unknown'), suspect: health('suspect'),
      'down-mild': health('down', { score: 1, since: 99 }), 'down-old': health('down', { score: 5, since: 1 }), 'down-b': health('down', { score: 5, since: 2 }), 'down-a': health('down', { score: 5, since: 2 }),
    };
    const list = now(storeOf(Object.keys(healths).map((name) => device(name)), healths));
    assert.deepEqual(names(list.entries), ['down-a', 'down-b', 'down-old', 'down-mild', 'suspect', 'bad', 'unknown', 'worn']);
  });

  it('folds what is behind a cause under it', () => {
    const store = storeOf([device('core'), below('d', 'core'), below('e10', 'd'), below('e2', 'd')], {
      core: health('good'), d: health('down'), e10: health('behind', { cause: 'd' }), e2: health('behind', { cause: 'd' }),
    });
    const list = now(store);
    assert.deepEqual(names(list.entries), ['d']);
    assert.deepEqual(list.entries[0]!.behind, ['e2', 'e10']);
  });

  it('puts the cause that most hangs on before a newer one of the same score', () => {
    const store = storeOf([device('leaf'), device('d'), below('e1', 'd')], {
      leaf: health('down', { since: 9 }), d: health('down', { since: 1 }), e1: health('behind', { cause: 'd' }),
    });
    assert.deepEqual(names(now(store).entries), ['d', 'leaf']);
  });

  it('folds what is behind something that is itself behind under the first cause', () => {
    const store = storeOf([device('a'), device('b'), device('c')], { a: health('down'), b: health('behind', { cause: 'a' }), c: health('behind', { cause: 'b' }) });
    assert.deepEqual(now(store).entries.map(({ name, behind }) => [name, behind]), [['a', ['b', 'c']]]);
  });

  it('never loses a device: behind a cause that is fine, unknown or gone, it is still shown', () => {
    const store = storeOf([device('a'), device('b'), device('c')], { a: health('behind', { cause: 'gone' }), b: health('behind', { cause: 'c' }), c: health('good') });
    const shown = now(store).entries.flatMap(({ name, behind }) => [name, ...behind]);
    assert.ok(shown.includes('a') && shown.includes('b'));
  });

  it('never loses devices that blame one another', () => {
    const store = storeOf([device('a'), device('b')], { a: health('behind', { cause: 'b' }), b: health('behind', { cause: 'a' }) });
    const shown = now(store).entries.flatMap(({ name, behind }) => [name, ...behind]);
    assert.deepEqual([...new Set(shown)].sort(), ['a', 'b']);
  });

  it('gathers mild cases of one kind, from three on, and never what alarms', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = (state: 'worn' | 'bad', why: (name: string) => string) => Object.fromEntries(names.map((name) => [name, health(state, { why: why(name) })]));
    const lines = (healths: ReturnType<typeof all>) => now(storeOf(names.map((name) => device(name)), healths)).entries.map(({ name, same }) => [name, ...same].join(''));
    assert.deepEqual(lines(all('worn', () => 'no IPv6')), ['abcde']);
    assert.deepEqual(lines(all('worn', (name) => (name < 'c' ? 'one' : 'two'))), ['a', 'b', 'cde']);
    assert.deepEqual(lines(all('bad', () => 'lost')), names);
  });

  it('counts every device once', () => {
    const store = storeOf([device('a'), device('b'), device('c')], { a: health('down'), b: health('maint'), c: health('good') });
    const list = now(store);
    assert.deepEqual([list.counts.down, list.counts.maint, list.counts.good], [1, 1, 1]);
    assert.deepEqual([list.maint, list.fine], [['b'], ['c']]);
  });

  it('sorts names as people count', () => assert.deepEqual(['e10-1', 'e2-1'].sort(byName), ['e2-1', 'e10-1']));
});

describe('notices of the site', () => {
  const notice = (about: string, state: 'bad' | 'worn') => ({ about, state, why: about, since: 1 });
  const order = (states: Record<string, 'down' | 'bad' | 'worn'>, ...notices: ReturnType<typeof notice>[]) => {
    const healths = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, health(state)]));
    const list = now(storeOf(Object.keys(states).map((name) => device(name)), healths));
    return amid(list.entries, notices).map((line) => ('about' in line ? line.about : line.name));
  };

  it('stand alone where no device is ill', () => assert.deepEqual(order({}, notice('backup', 'worn')), ['backup']));
  it('stand behind what is worse and before what is as bad', () =>
    assert.deepEqual(order({ d: 'down', b: 'bad', w: 'worn' }, notice('configuration', 'bad'), notice('backup', 'worn')), ['d', 'configuration', 'b', 'backup', 'w']));
  it('come last where all devices are worse', () => assert.deepEqual(order({ d: 'down' }, notice('backup', 'worn')), ['d', 'backup']));

  it('come with the stream, and with another name and zone', () => {
    const store = storeOf([device('a')]);
    const touched = untouched();
    const site = { ...snapshot([]).site, name: 'Arena', zone: 'Europe/Oslo', notices: [notice('backup', 'bad')], handlers: [{ name: 'health', title: '', legend: '' }] };
    store.apply({ now: 1, site }, touched);
    assert.equal(touched.site, true);
    assert.equal(touched.all, false);
    assert.deepEqual([store.site?.name, store.site?.zone, store.site?.notices.length, store.site?.handlers.length], ['Arena', 'Europe/Oslo', 1, 0]);
    assert.equal(store.devices.size, 1);
  });
});
