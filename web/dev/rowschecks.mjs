/*
 * Rows of devices as people make them: added by a pattern, put in their places together, printed on labels; saved searches. Run by
 * check.mjs. Every name begins with "rows".
 */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

export function rowsChecks({ base, turn, open, boxOf }) {
  const deviceOf = async (name) => (await fetch(`${base}/api/v1/devices/${name}`)).json();
  const field = (page, name) => page.locator(`#add-${name}`);
  const noticed = (page, words) => page.waitForFunction((text) => document.querySelector('.notice')?.textContent.includes(text), words);

  return {
    async 'rows: devices are added by a pattern, in one change, and taken back'(context) {
      const page = await open(context, '#/table');
      await page.getByRole('button', { name: 'Add devices' }).click();
      await field(page, 'pattern').fill('e[1-12]-[1-4');
      await page.getByText('[ has no ] behind it').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Add nothing' }).isDisabled(), true);
      await field(page, 'pattern').fill('e[1-2]-[1-4]');
      await page.getByText('8 are there already: e1-1, e1-2, e1-3 and 5 more').waitFor();
      await field(page, 'pattern').fill('f[1-12]-[1-4]');
      await field(page, 'tags').fill('access new');
      await field(page, 'to').fill('distro[1-4]');
      await field(page, 'port').fill('ge-0/0/[44-45]');
      await field(page, 'toPort').fill('ge-9/0/0');
      await field(page, 'addresses').selectOption('count');
      await field(page, 'v4').fill('198.19.0.2/20');
      await field(page, 'v4Step').fill('/26');
      await field(page, 'plan').selectOption('hall');
      await field(page, 'width').fill('1');
      await field(page, 'height').fill('1');
      await page.getByText('48 devices', { exact: true }).waitFor();
      assert.match(await page.locator('.add-ends').innerText(), /f12-4.*198\.19\.11\.194/s);
      await page.getByRole('button', { name: 'Add 48 devices' }).click();
      await noticed(page, '48 devices are added: f1-1 to f12-4.');
      const last = await deviceOf('f12-4');
      assert.deepEqual([last.uplinks, last.addresses, last.tags], [[{ port: 'ge-0/0/44', to: 'distro4', toPort: 'ge-9/0/22' }, { port: 'ge-0/0/45', to: 'distro4', toPort: 'ge-9/0/23' }], ['198.19.11.194'], ['access', 'new']]);
      await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
      await noticed(page, 'Undone');
      assert.equal((await deviceOf('f12-4')).status, 404);
    },
    async 'rows: a name that somebody else has just added is not written over, and faults of the server stand at their field'(context) {
      const page = await open(context, '#/table');
      await page.getByRole('button', { name: 'Add devices' }).click();
      await field(page, 'pattern').fill('f[1-3]');
      await turn('silent?ms=3000');
      const theirs = { name: 'f2', profile: 'wired', addresses: [], uplinks: [], networks: [], tags: ['theirs'], placements: [] };
      await fetch(`${base}/api/v1/devices`, { method: 'PUT', body: JSON.stringify([theirs]), headers: { 'Vor-Who': 'eve' } });
      await page.getByRole('button', { name: 'Add 3 devices' }).click();
      await page.getByText('Others have changed the inventory meanwhile').waitFor();
      assert.deepEqual((await deviceOf('f2')).tags, ['theirs']);
      await field(page, 'pattern').fill('g[1-3]');
      await field(page, 'tags').fill('no!');
      await page.getByRole('button', { name: 'Add 3 devices' }).click();
      await page.locator('[data-add=tags] .wrong').getByText('g1: "no!" is not a tag').waitFor();
      assert.equal((await deviceOf('g1')).status, 404);
    },
    async 'rows: a rubber band selects, all move together on the grid, in one change; others see it, and undo'(context, browser) {
      const page = await open(context);
      const second = await browser.newContext();
      const other = await open(second);
      await page.keyboard.press('e');
      await band(page, 'distro2', 'distro4');
      await page.getByRole('button', { name: 'Selected (3)' }).waitFor();
      const before = await placesOf(['distro2', 'distro3', 'distro4', 'distro5']);
      const seen = await boxOf(other, 'distro3');
      await dragBy(page, 'distro3', 30, -20);
      await noticed(page, '3 boxes are moved.');
      const after = await placesOf(['distro2', 'distro3', 'distro4', 'distro5']);
      const steps = after.map(([x, y], at) => [x - before[at][0], y - before[at][1]].map((metres) => Math.round(metres * 1000) / 1000));
      assert.deepEqual(steps.slice(0, 3), [steps[0], steps[0], steps[0]]);
      assert.deepEqual(steps[3], [0, 0]);
      assert.ok(steps[0][0] > 0.5 && steps[0][1] < 0);
      await other.waitForFunction((x) => globalThis.vorMap.boxOf('distro3').x > x + 5, seen.x);
      await page.keyboard.press('Control+z');
      await noticed(page, 'Taken back');
      assert.deepEqual(await placesOf(['distro2', 'distro3', 'distro4', 'distro5']), before);
      await second.close();
    },
    async 'rows: what another has moved meanwhile is not written over, what else they changed stays'(context) {
      const page = await open(context);
      await page.keyboard.press('e');
      await band(page, 'distro2', 'distro4');
      await page.getByRole('button', { name: 'Selected (3)' }).waitFor();
      await turn('silent?ms=4000');
      await turn('touch?name=distro3&note=theirs');
      await dragBy(page, 'distro3', 0, -20);
      await noticed(page, '3 boxes are moved.');
      assert.equal((await deviceOf('distro3')).note, 'theirs');
      const theirs = await deviceOf('distro4');
      await fetch(`${base}/api/v1/devices/distro4`, { method: 'PATCH', body: JSON.stringify({ placements: [{ ...theirs.placements[0], x: 99 }] }), headers: { 'Vor-Who': 'eve' } });
      const before = await placesOf(['distro2', 'distro3']);
      await dragBy(page, 'distro3', 0, 30);
      await noticed(page, 'Somebody else has just moved or removed distro4');
      assert.deepEqual(await placesOf(['distro2', 'distro3', 'distro4']), [...before, [99, theirs.placements[0].y]]);
    },
    async 'rows: by keys alone: select, a whole row, align, arrows by a step of the grid'(context) {
      const page = await open(context);
      await page.keyboard.press('e');
      await page.getByLabel('Grid').selectOption('1');
      await page.locator('#map').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press(' ');
      await page.getByRole('button', { name: 'Selected (1)' }).waitFor();
      await page.keyboard.press('Control+ArrowLeft');
      await page.keyboard.press(' ');
      await page.locator('.arrange-words').getByText('2 boxes selected').waitFor();
      const names = await page.locator('.arrange-words span').getAttribute('title');
      const [first] = names.split(', ');
      const [[x, y]] = await placesOf([first]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await noticed(page, '2 boxes are moved.');
      const [[, after]] = await placesOf([first]);
      assert.ok(Math.abs(after - y - 2) <= 0.5, `${y} to ${after}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('.arrange-words').getByText('2 boxes selected').waitFor({ state: 'detached' });
      await page.locator('#map').focus();
      await page.keyboard.press('Control+a');
      await page.locator('.arrange-words').getByText('191 boxes selected').waitFor();
      await page.goto(`${base}/#/?q=distro`);
      await page.getByRole('button', { name: /^Select/ }).first().click();
      await page.getByRole('button', { name: 'What the search finds (9)' }).click();
      await page.locator('.arrange-words').getByText('9 boxes selected').waitFor();
      await page.getByRole('button', { name: 'Align left edges' }).click();
      await noticed(page, 'aligned.');
      assert.equal(new Set((await placesOf(Array.from({ length: 9 }, (_, n) => `distro${n + 1}`))).map(([left]) => left)).size, 1);
    },
    async 'rows: devices without a place are put into rows, seen first, in one change'(context) {
      await turn('build?kind=unplaced');
      const page = await open(context);
      await page.keyboard.press('e');
      await page.getByRole('button', { name: 'put them into rows' }).click();
      await page.getByText(/rows?: e19 \(3\), e20 \(9\)/).waitFor();
      await page.getByRole('button', { name: 'Place 12 devices' }).click();
      await noticed(page, '12 boxes are placed.');
      await page.locator('.tray').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await page.getByText('12 devices without a place').waitFor();
      const grip = page.locator('.tray [data-device=e20-9] button');
      await grip.focus();
      await page.keyboard.press('Enter');
      await noticed(page, 'e20-9 is placed.');
    },
    async 'rows: labels are printed on their paper, every letter of a name on them, and taken as SVG'(context) {
      const page = await open(context, '#/labels?row=e7&paper=roll-62x29');
      await page.getByText('9 labels on 9 pieces').waitFor();
      const whole = await page.pdf({ preferCSSPageSize: true });
      const text = whole.toString('latin1');
      assert.equal(text.match(/\/Type \/Page\b/g)?.length, 9);
      const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
      assert.deepEqual([Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)], [62, 29]);
      await page.getByLabel('Paper').selectOption('a4-3x8');
      await page.getByLabel('Labels gone').fill('20');
      await page.getByText('9 labels on 2 sheets').waitFor();
      assert.match(page.url(), /#\/labels\?row=e7&paper=a4-3x8&start=20$/);
      assert.equal((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g)?.length, 2);
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'This one as SVG' }).click();
      const svg = readFileSync(await (await coming).path(), 'utf8');
      assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="210mm" height="297mm"/);
      assert.match(svg, />e7-1<\/text>.*>ge-0\/0\/44 → distro/s);
      const over = await page.evaluate(() => [...document.querySelectorAll('.labels-view [data-label]')].filter((label) => label.getBBox().x + label.getBBox().width > 70).length);
      assert.equal(over, 0);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.labels:not([open])', { state: 'attached' });
      assert.equal(await page.locator('.print-sheets').count(), 0);
    },
    async 'rows: searches are saved with handler and view, offered in the empty search, renamed and deleted by keys'(context) {
      const page = await open(context, '#/?handler=ping&q=row7&plan=hall');
      await page.keyboard.press('s');
      await page.getByLabel('Save this search').fill('trips of row 7');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'trips of row 7' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.goto(`${base}/#/`);
      await page.locator('#map').focus();
      await page.keyboard.press('/');
      await page.locator('.search-saved').waitFor();
      await page.keyboard.press('ArrowDown');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'trips of row 7');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '#/?handler=ping&plan=hall&q=row7');
      await page.keyboard.press('s');
      await page.getByRole('button', { name: 'Rename the saved search' }).click();
      await page.getByLabel('New name of').fill('row 7');
      await page.keyboard.press('Enter');
      const again = await open(context, '#/');
      await again.locator('#search').focus();
      await again.getByRole('link', { name: 'row 7', exact: true }).waitFor();
      await again.keyboard.type('e1');
      await again.locator('.search-saved').waitFor({ state: 'detached' });
      await again.keyboard.press('Escape');
      await again.keyboard.press('s');
      await again.getByRole('button', { name: 'Delete the saved search row 7' }).click();
      await again.getByText('Nothing is saved').waitFor();
      await again.keyboard.press('Escape');
      await again.locator('.search-saved').waitFor({ state: 'detached' });
    },
  };

  async function placesOf(names) {
    return Promise.all(names.map(async (name) => (await deviceOf(name)).placements.map(({ x, y }) => [x, y])[0]));
  }

  /** From before the first box to behind the last, with Shift. */
  async function band(page, first, last) {
    const [a, b] = [await boxOf(page, first), await boxOf(page, last)];
    await page.keyboard.down('Shift');
    await page.mouse.move(a.x + 2, a.y - 6);
    await page.mouse.down();
    await page.mouse.move(b.x, b.y, { steps: 3 });
    await page.mouse.move(b.x + b.width - 2, b.y + b.height + 4, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
  }

  async function dragBy(page, name, dx, dy) {
    const box = await boxOf(page, name);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 5 });
    await page.mouse.up();
  }
}
