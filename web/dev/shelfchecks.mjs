/*
 * What people do with networks and links, and with each other: makes, changes, removes, takes back; by keys alone; two browsers at
 * one form. Run by check.mjs.
 */
import { strict as assert } from 'node:assert';

export function shelfChecks({ turn, base }) {
  const open = async (context, hash = '#/') => {
    const page = await context.newPage();
    page.on('pageerror', (damage) => assert.fail(damage.message));
    await page.goto(`${base}/${hash}`);
    await page.waitForSelector('.live-live');
    return page;
  };
  const get = async (path) => (await fetch(`${base}/api/v1${path}`)).json();
  const focused = (page) => page.evaluate(() => document.activeElement?.textContent);
  return {
    async 'networks by keys alone: to the table, along it, open, edit, back'(context) {
      const page = await open(context);
      await page.keyboard.press('v');
      await page.locator('[data-row="net-core"]').waitFor();
      await page.keyboard.press('j');
      await page.waitForFunction(() => document.activeElement?.textContent === 'net-core');
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(() => document.activeElement?.textContent === 'net-distro1');
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.activeElement?.textContent === 'net-ring');
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.locator('[data-panel-network="net-core"]').waitFor();
      assert.match(page.url(), /#\/networks\/net-core$/);
      await page.keyboard.press('e');
      await page.locator('[data-form="net-core"]').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'form-vlan');
      await page.keyboard.press('Escape');
      await page.locator('[data-form]').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await page.locator('.panel').waitFor({ state: 'detached' });
      assert.equal(await focused(page), 'net-core');
      await page.keyboard.press('v');
      await page.locator('#side').waitFor();
      await page.goBack();
      await page.locator('[data-shelf=networks]').waitFor();
    },
    async 'a network is found by any address in it, and sorted by its head'(context) {
      const page = await open(context, '#/networks');
      await page.locator('#search').fill('198.18.40.7');
      await page.waitForFunction(() => document.querySelectorAll('[data-row]').length === 1);
      assert.equal(await page.locator('[data-row]').getAttribute('data-row'), 'net-e3-3');
      await page.locator('#search').fill('');
      await page.locator('[data-column=vlan] button').click();
      await page.locator('[data-column=vlan] button').click();
      assert.equal(await page.locator('[data-row]').first().getAttribute('data-row'), 'net-e20-9');
      assert.equal(await page.locator('[data-column=vlan]').getAttribute('aria-sort'), 'descending');
    },
    async 'a network is made, refused by its field, changed beside others, removed'(context) {
      const page = await open(context, '#/networks?new=');
      await page.locator('#form-name').fill('guests');
      await page.locator('#form-subnets').fill('198.19.0.0');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.locator('[data-field=subnets] .wrong').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'form-subnets');
      await page.locator('#form-subnets').fill('198.19.0.0/24');
      await page.locator('#form-vlan').fill('x');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.locator('[data-field=vlan] .wrong').waitFor();
      await page.locator('#form-vlan').fill('700');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.locator('[data-panel-network=guests]').waitFor();
      assert.match(page.url(), /#\/networks\/guests$/);
      assert.deepEqual((({ vlan, subnets }) => ({ vlan, subnets }))(await get('/networks/guests')), { vlan: 700, subnets: ['198.19.0.0/24'] });
      await page.keyboard.press('e');
      await page.locator('#form-note').fill('mine');
      await turn('touchnetwork?name=guests&note=theirs');
      await page.locator('[data-field=note] .conflict').waitFor();
      assert.match(await page.locator('.conflict').innerText(), /eve changed it to theirs/);
      await page.getByRole('button', { name: 'Take theirs' }).click();
      await page.locator('#form-tags').fill('open');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('guests is saved.').waitFor();
      assert.deepEqual((({ note, tags }) => ({ note, tags }))(await get('/networks/guests')), { note: 'theirs', tags: ['open'] });
      await page.getByRole('button', { name: /^Remove this network/ }).click();
      await page.getByRole('button', { name: 'Remove it' }).click();
      await page.getByText('guests is removed.').waitFor();
      await page.locator('[data-row=guests]').waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('button', { name: 'Undo', exact: true }).count(), 1);
    },
    async 'what is in a network: the next free address, strangers, and the way to a device and back'(context) {
      const page = await open(context, '#/networks/net-e17-5');
      await page.locator('.tenant').first().waitFor();
      assert.equal(await page.locator('[data-next]').first().innerText(), '198.18.168.3');
      assert.equal(await page.locator('[data-stranger=true]').count(), 3);
      await page.locator('.tenant').getByRole('link', { name: 'e17-5' }).first().click();
      await page.locator('[data-panel-device="e17-5"]').waitFor();
      assert.match(page.url(), /#\/networks\/device\/e17-5$/);
      await page.goBack();
      await page.locator('[data-panel-network="net-e17-5"]').waitFor();
    },
    async 'the next free address goes into the form with one press, and then the one after it'(context) {
      const page = await open(context, '#/device/e17-5');
      await page.keyboard.press('e');
      await page.locator('[data-next="198.18.168.3"]').click();
      await page.locator('[data-next="198.18.168.4"]').waitFor();
      assert.match(await page.locator('#form-addresses').inputValue(), /\n198\.18\.168\.3$/);
    },
    async 'a link is made from its device, and removed'(context) {
      const page = await open(context, '#/device/e17-5');
      await page.getByRole('button', { name: 'Add a link' }).click();
      await page.locator('[data-form=new]').waitFor();
      assert.equal(await page.locator('#form-a').inputValue(), 'e17-5');
      await page.getByLabel('From: port').fill('ge-0/0/47');
      await page.getByLabel('To: device').fill('nowhere');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.locator('[data-field=b] .wrong').waitFor();
      await page.getByLabel('To: device').fill('distro8');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.getByRole('heading', { name: 'e17-5 ge-0/0/47 to distro8' }).waitFor();
      const id = /#\/links\/(\d+)$/.exec(page.url())[1];
      assert.deepEqual((await get(`/links/${id}`)).b, { device: 'distro8', port: '' });
      await page.getByRole('button', { name: /^Remove this link/ }).click();
      await page.getByRole('button', { name: 'Remove it' }).click();
      await page.getByText('is removed.').waitFor();
    },
    async 'who else edits is seen at once in panel and form, and gone when they close'(context, browser) {
      const mine = await open(context, '#/device/e17-5');
      const second = await browser.newContext();
      const other = await open(second, '#/device/e17-5');
      await other.evaluate(() => localStorage.setItem('vor.who', 'joe'));
      await other.reload();
      await other.waitForSelector('.live-live');
      await other.keyboard.press('e');
      await mine.getByText('joe edits this').waitFor();
      assert.equal(await other.locator('[data-editors="0"]').count(), 1);
      await mine.keyboard.press('e');
      await mine.locator('.form').getByText('joe edits this').waitFor();
      await other.locator('.form').getByText('somebody edits this').waitFor();
      await other.keyboard.press('Escape');
      await mine.locator('[data-editors="0"]').waitFor({ state: 'attached' });
      await other.keyboard.press('e');
      await mine.getByText('joe edits this').waitFor();
      await second.close();
      await mine.locator('[data-editors="0"]').waitFor({ state: 'attached', timeout: 45_000 });
      assert.deepEqual(Object.keys((await get('/editing')).editing.device), ['e17-5']);
    },
  };
}
