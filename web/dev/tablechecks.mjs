/*
 * The inventory table as people use it; run by check.mjs. Every name begins with "table".
 */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

export function tableChecks({ base, turn }) {
  async function open(context, hash = '#/table') {
    const page = await context.newPage();
    page.on('pageerror', (damage) => assert.fail(damage.message));
    page.on('dialog', () => assert.fail('a dialog: markup has run'));
    await page.goto(`${base}/${hash}`);
    await page.waitForSelector('.live-live');
    await page.waitForSelector('.table-pane');
    return page;
  }

  const names = (page) => page.locator('[role=row][data-device]').evaluateAll((rows) => rows.map((row) => row.dataset.device));
  const row = (page, name) => page.locator(`[role=row][data-device="${name}"]`);
  const title = (page, key) => page.locator(`[data-column=${key}]`);
  const deviceOf = async (name) => (await fetch(`${base}/api/v1/devices/${name}`)).json();
  const tall = (page) => page.locator('.table-grid').evaluate((grid) => grid.scrollTop);

  return {
    async 'table: t opens it, and back; columns stand in the link and are remembered'(context) {
      const page = await open(context, '#/table?columns=name.serial.nonsense');
      await page.locator('.table-row').first().waitFor();
      assert.deepEqual(await page.locator('[data-column]').evaluateAll((all) => all.map((one) => one.dataset.column)), ['name', 'serial']);
      await page.keyboard.press('t');
      await page.waitForSelector('.table-pane', { state: 'detached' });
      await page.waitForSelector('#map');
      await page.keyboard.press('t');
      await page.waitForSelector('[data-column=uptime]');
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('checkbox', { name: 'Note' }).check();
      await page.getByRole('checkbox', { name: 'Addresses' }).uncheck();
      await page.keyboard.press('Escape');
      await page.waitForSelector('.menu-box', { state: 'detached' });
      assert.match(page.url(), /columns=name\.state\.uplinks\.tags\.note\.model/);
      const again = await open(context);
      await again.waitForSelector('[data-column=note]');
      assert.match(again.url(), /columns=name\.state\.uplinks\.tags\.note/);
      assert.equal(await title(again, 'addresses').count(), 0);
    },
    async 'table: sorted by any column, numbers as numbers, and back by the history'(context) {
      const page = await open(context);
      await row(page, 'core').waitFor();
      assert.deepEqual((await names(page)).slice(0, 4), ['core', 'distro1', 'distro2', 'distro3']);
      await title(page, 'addresses').getByRole('button').click();
      await page.waitForFunction(() => document.querySelector('[data-column=addresses]').ariaSort === 'ascending');
      assert.deepEqual((await names(page)).slice(0, 3), ['core', 'ring', 'distro1']);
      await title(page, 'addresses').getByRole('button').press('Enter');
      await page.waitForFunction(() => document.querySelector('[data-column=addresses]').ariaSort === 'descending');
      assert.deepEqual((await names(page)).slice(0, 2), ['e20-9', 'e20-8']);
      assert.equal(await title(page, 'name').getAttribute('aria-sort'), 'none');
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('[data-column=addresses]').ariaSort === 'ascending');
    },
    async 'table: the words of the search filter it'(context) {
      const page = await open(context);
      await row(page, 'core').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('tag:"row7"');
      await page.getByText('9 of 191 devices').waitFor();
      assert.deepEqual(await names(page), [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `e7-${n}`));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-panel-device=e7-2]');
      await page.locator('#search').fill('zebra');
      await page.getByRole('button', { name: 'Show all 191 devices' }).click();
      await row(page, 'e7-2').waitFor();
    },
    async 'table: arrows walk, Enter opens beside it, the row follows what is open'(context) {
      const page = await open(context);
      await row(page, 'core').waitFor();
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.waitForSelector('[data-panel-device=distro1]');
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('[data-panel-device=distro2]');
      await page.keyboard.press('End');
      await page.waitForSelector('[data-panel-device=ring]');
      assert.ok((await tall(page)) > 3000);
      const reached = await page.locator('.table-grid').getAttribute('aria-activedescendant');
      assert.equal(await page.locator(`#${reached}`).getAttribute('data-device'), 'ring');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.dataset.panelDevice), 'ring');
      await page.locator('.crumb-device a').first().click();
      await page.waitForSelector('[data-panel-device=core]');
      await page.waitForFunction(() => document.querySelector('.table-row.current')?.dataset.device === 'core');
      assert.match(page.url(), /#\/table\/device\/core/);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.panel', { state: 'detached' });
      await row(page, 'distro5').click();
      await page.waitForSelector('[data-panel-device=distro5]');
      await page.keyboard.press('j');
      await page.waitForSelector('[data-panel-device=distro6]');
    },
    async 'table: states change in place; the order stands until it is asked for anew'(context) {
      const page = await open(context, '#/table?sort=state&q=row7');
      await row(page, 'e7-1').waitFor();
      const before = await names(page);
      await turn('cut?name=e7-5');
      await page.waitForSelector('[role=row][data-device=e7-5][data-state=down]');
      assert.deepEqual(await names(page), before);
      await page.getByRole('button', { name: 'Renew the order' }).click();
      await page.waitForFunction(() => document.querySelector('[role=row][data-device]').dataset.device === 'e7-5');
      await page.locator('#search').fill('state:down');
      await page.waitForFunction(() => document.querySelectorAll('[role=row][data-device]').length === 1);
      await turn('cut?name=e7-6');
      await turn('heal?name=e7-5');
      await page.getByText('1 more belongs here, 1 no longer matches').waitFor();
      assert.deepEqual(await names(page), ['e7-5']);
    },
    async 'table: many are selected, shown what would change, changed together, and undone'(context) {
      const page = await open(context, '#/table?q=row7');
      await row(page, 'e7-2').waitFor();
      await row(page, 'e7-2').getByRole('checkbox').click();
      await row(page, 'e7-5').getByRole('checkbox').click({ modifiers: ['Shift'] });
      await page.getByText('4 selected').waitFor();
      await page.keyboard.press('e');
      await page.getByLabel('Add tags').fill('stage, row7');
      await page.getByRole('button', { name: 'access 4' }).click();
      const said = await page.locator('.bulk-difference').innerText();
      assert.match(said, /4 devices: tag \+stage\s+e7-2, e7-3, e7-4, e7-5/);
      assert.match(said, /4 devices: tag −access/);
      assert.doesNotMatch(said, /row7/);
      await turn('silent?ms=400');
      await turn('touch?name=e7-3&note=theirs');
      await page.getByRole('button', { name: 'Change 4 devices' }).click();
      await page.locator('.notice').waitFor();
      assert.match(await page.locator('.notice').innerText(), /4 devices are changed/);
      assert.deepEqual((await deviceOf('e7-5')).tags, ['row7', 'stage']);
      assert.equal((await deviceOf('e7-3')).note, 'theirs');
      await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
      await page.waitForFunction(() => document.querySelector('.notice')?.textContent.includes('Undone'));
      assert.deepEqual((await deviceOf('e7-2')).tags, ['access', 'row7']);
    },
    async 'table: what others changed meanwhile is shown before it is written over, and faults name the device'(context) {
      const page = await open(context, '#/table?q=row8');
      await row(page, 'e8-1').waitFor();
      await page.getByRole('checkbox', { name: 'Select all rows' }).click();
      await page.locator('.table-foot').getByRole('button', { name: /^Change/ }).click();
      await page.getByText('the same for all').click();
      await page.getByRole('textbox', { name: 'Note' }).fill('north');
      await turn('silent?ms=3000');
      await turn('touch?name=e8-1&note=theirs');
      await page.getByRole('button', { name: 'Change 9 devices' }).click();
      await page.getByText('Others have changed some of them meanwhile').waitFor();
      assert.match(await page.locator('.bulk-difference').innerText(), /1 device: note “theirs” → “north”/);
      assert.equal((await deviceOf('e8-2')).note, '');
      await page.getByLabel('Add tags').fill('no!');
      await page.getByRole('button', { name: 'Change 9 devices' }).click();
      await page.getByText('e8-1 tags[1]: "no!" is not a tag').waitFor();
      assert.equal((await deviceOf('e8-2')).note, '');
    },
    async 'table: by keys alone: a range, a change, Escape step by step'(context) {
      const page = await open(context, '#/table?q=row9');
      await row(page, 'e9-1').waitFor();
      for (const key of ['ArrowDown', ' ', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
      await page.getByText('3 selected').waitFor();
      await page.keyboard.press('Control+a');
      await page.getByText('9 selected').waitFor();
      await page.keyboard.press('e');
      await page.waitForSelector('.bulk[open]');
      await page.keyboard.press('Escape');
      await page.waitForSelector('.bulk:not([open])', { state: 'attached' });
      await page.keyboard.press('Escape');
      await page.getByText('Select rows to change several').waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('191 devices', { exact: true }).waitFor();
    },
    async 'table: a file of exactly the rows and columns that are shown'(context) {
      await turn('touch?name=e7-1&note=%3D1%2B1');
      await turn('touch?name=e7-2&note=a%2C%20%22b%22');
      const page = await open(context, '#/table?q=row7&columns=name.note.serial&sort=-name');
      await row(page, 'e7-2').waitFor();
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV' }).click();
      const file = await coming;
      assert.match(file.suggestedFilename(), /^the-gathering-devices-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
      const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
      assert.deepEqual([lines.length, lines[0], lines[1].split(',')[0], lines[9].slice(0, 13), lines[8].slice(0, 17)], [11, 'Name,Note,Serial', 'e7-9', "e7-1,'=1+1,GB", 'e7-2,"a, ""b""",G']);
    },
    async 'table: searches are saved by name, open again, and go'(context) {
      const page = await open(context, '#/table?q=row7&columns=name.serial&sort=-serial');
      await row(page, 'e7-2').waitFor();
      await page.locator('.table-head').getByRole('button', { name: 'Saved' }).click();
      await page.getByLabel('Save this search').fill('serials of row 7');
      await page.keyboard.press('Enter');
      const again = await open(context, '#/table?columns=name');
      await again.getByRole('button', { name: 'Saved (1)' }).click();
      await again.getByRole('link', { name: 'serials of row 7' }).click();
      await row(again, 'e7-2').waitFor();
      assert.match(again.url(), /#\/table\?q=row7&columns=name\.serial&sort=-serial/);
      await again.getByRole('button', { name: 'Saved (1)' }).click();
      await again.getByRole('button', { name: 'Delete the saved search' }).click();
      await again.getByText('Nothing is saved').waitFor();
    },
    async 'table: who may only look selects and changes nothing'(context) {
      await turn('accounts?on=1&role=viewer');
      const page = await context.newPage();
      await page.goto(`${base}/#/table`);
      await page.getByLabel('Name', { exact: true }).fill('vic');
      await page.getByLabel('Password').fill('four cold grey herons');
      await page.keyboard.press('Enter');
      await row(page, 'core').waitFor();
      assert.equal(await page.locator('.table-pane [type=checkbox], .table-foot').count(), 0);
      await page.locator('.table-grid').focus();
      for (const key of ['ArrowDown', ' ', 'Control+a', 'e']) await page.keyboard.press(key);
      assert.equal(await page.locator('.bulk[open]').count(), 0);
    },
    async 'table: hostile names are text'(context) {
      await turn('build?kind=hostile');
      const page = await open(context, '#/table?q=tag:"<b>tag</b>"&columns=name.tags.note.uplinks');
      await page.waitForFunction(() => document.querySelectorAll('[role=row][data-device]').length === 4);
      assert.equal(await page.locator('.table-grid img, .table-grid script, .table-grid b, .table-grid i').count(), 0);
    },
    async 'table: cards on a phone, and nothing scrolls sideways'(context, browser) {
      const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
      const page = await open(phone, '#/table?q=row7');
      await row(page, 'e7-1').waitFor();
      const wide = await page.evaluate(() => ['html', '.table-grid', '.table-head'].map((part) => document.querySelector(part)).filter((part) => part.scrollWidth > part.clientWidth).length);
      assert.equal(wide, 0);
      await page.getByRole('combobox', { name: 'Sorted by' }).selectOption('addresses');
      await page.waitForFunction(() => location.hash.includes('sort=addresses'));
      await row(page, 'e7-3').tap();
      await page.waitForSelector('[data-panel-device=e7-3]');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Now', exact: true }).click();
      await page.waitForSelector('.now');
      await phone.close();
    },
    async 'table: ten thousand rows stay fluent'(context) {
      await turn('build?kind=big');
      context.setDefaultTimeout(30_000);
      const page = await open(context);
      await row(page, 'n0').waitFor();
      await turn('silent?ms=4500');
      await page.waitForTimeout(300);
      const cdp = await context.newCDPSession(page);
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      const work = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]));
      const begun = await work();
      const spent = await page.evaluate(async () => {
        const grid = document.querySelector('.table-grid');
        const frame = () => new Promise((go) => requestAnimationFrame(go));
        const times = [];
        let most = 0;
        for (let n = 0; n < 60; n++) {
          grid.scrollTop += n < 30 ? 320 : 2400;
          const before = performance.now();
          await frame();
          await frame();
          times.push((performance.now() - before) / 2);
          most = Math.max(most, grid.querySelectorAll('[role=row]').length);
        }
        times.sort((a, b) => a - b);
        return { p95: times[56], most };
      });
      const ended = await work();
      const each = (name) => ((ended[name] - begun[name]) / 60).toFixed(1);
      assert.ok(spent.most < 80, `${spent.most} rows are drawn`);
      await page.waitForTimeout(1500);
      const before = await page.evaluate(() => performance.now());
      await title(page, 'addresses').getByRole('button').click();
      await page.waitForFunction(() => document.querySelector('[data-column=addresses]').ariaSort === 'ascending' && document.querySelector('.table-grid').scrollTop === 0);
      const sorted = (await page.evaluate(() => performance.now())) - before;
      await page.locator('.table-grid').focus();
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.querySelector('.table-row.current'));
      return `a jump by a third of the view or more costs ${each('TaskDuration')} ms of the main thread (scripts ${each('ScriptDuration')}), p95 of its frames ${spent.p95.toFixed(1)} ms on the clock, ${spent.most} rows drawn; sorted anew after ${Math.round(sorted)} ms, the click and its waiting included`;
    },
  };
}
