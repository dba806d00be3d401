/* Labels: all of a name is on them, whatever its letters, and they lie where the paper has them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Measure } from '../src/model/labels';
import { fitted, pages, PAPERS, paperOf } from '../src/model/labels';
import { device } from './fixtures';

/** Broad letters are as wide as high. */
const measure: Measure = (text) => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e80 ? 1 : 0.56), 0);
const name64 = 'x'.repeat(64);
const odd = ['e1-1', name64, '配電室の北側にあるスイッチ-12', 'växel-søndre-hall.rad-17', 'ع'.repeat(64), '🛰️'.repeat(32), 'W', 'switch-in-the-room-behind-the-stage'];

describe('paper', () => {
  it('has labels that lie on it and not on one another', () => {
    for (const paper of PAPERS) {
      assert.ok(paper.left + (paper.columns - 1) * paper.stepX + paper.labelWidth <= paper.width + 0.01, paper.key);
      assert.ok(paper.top + (paper.rows - 1) * paper.stepY + paper.labelHeight <= paper.height + 0.01, paper.key);
      assert.ok(paper.stepX >= paper.labelWidth - 0.01 && paper.stepY >= paper.labelHeight - 0.01, paper.key);
    }
  });
  it('that nobody knows is the first', () => assert.deepEqual([paperOf(null), paperOf('x'), paperOf('roll-62x29').width], [PAPERS[0], PAPERS[0], 62]));
});

describe('labels', () => {
  it('are none for nobody', () => assert.deepEqual(pages([], PAPERS[0]!, 0, measure), []));
  it('go on over sheets, from the first that is there', () => {
    const all = Array.from({ length: 30 }, (_, n) => device(`d${n}`));
    assert.deepEqual(pages(all, PAPERS[0]!, 0, measure).map((page) => page.length), [24, 6]);
    const [first, second] = pages(all, PAPERS[0]!, 22, measure);
    assert.deepEqual([first!.length, first![0]!.x, first![0]!.y, second!.length], [2, 70, 259.5, 24]);
    assert.equal(pages(all.slice(0, 1), PAPERS[0]!, 999, measure).length, 1);
  });
  it('have the whole name, on the label, on every paper', () => {
    for (const paper of PAPERS) {
      for (const name of odd) {
        const uplinks = [{ port: 'ge-0/0/44', to: 'distro1', toPort: 'ge-0/0/1' }, { port: name64, to: name64, toPort: name64 }, { port: '', to: 'core', toPort: '' }];
        const label = pages([device(name, { addresses: ['198.18.40.2', 'fd9a:7c1e:5b00:40::2'], uplinks })], paper, 0, measure)[0]![0]!;
        assert.equal(label.lines.filter(({ bold }) => bold).map(({ text }) => text).join(''), name, paper.key);
        for (const { text, x, y, size, width } of label.lines) {
          assert.ok(size > 0.6 && x + width <= paper.labelWidth && y <= paper.labelHeight && y - size * 0.9 >= 0, `${paper.key}: ${text}: ${size} at ${x}, ${y}, ${width} wide`);
        }
      }
    }
  });
  it('have the address and the way up below the name', () => {
    const label = pages([device('e1-1', { addresses: ['198.18.40.2', 'fd9a::2'], uplinks: [{ port: 'ge-0/0/44', to: 'distro1', toPort: 'ge-0/0/1' }] })], PAPERS[0]!, 0, measure)[0]![0]!;
    assert.deepEqual(label.lines.map(({ text }) => text), ['e1-1', '198.18.40.2', 'ge-0/0/44 \u2192 distro1 ge-0/0/1', 'fd9a::2']);
  });
  it('say how many ways there is no room for', () => {
    const uplinks = Array.from({ length: 9 }, (_, n) => ({ port: `p${n}`, to: 'core', toPort: '' }));
    const label = pages([device('e1', { uplinks })], paperOf('roll-70x12'), 0, measure)[0]![0]!;
    assert.match(label.lines.at(-1)!.text, /\(and \d more\)$/);
  });
});

describe('a name', () => {
  it('breaks behind dashes and dots, only where that makes it larger', () => {
    assert.deepEqual(fitted('e1-1', 60, 20, measure).texts, ['e1-1']);
    assert.deepEqual(fitted('switch-in-the-room-behind-the-stage', 60, 22, measure).texts, ['switch-in-the-room-', 'behind-the-stage']);
  });
  it('never breaks within a letter', () => {
    const { texts } = fitted('👩‍🚀'.repeat(12), 20, 20, measure);
    assert.ok(texts.length > 1 && texts.every((text) => /^(?:👩‍🚀)+$/u.test(text)));
  });
});
