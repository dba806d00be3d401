/*
 * Rows of devices as people make them: added by a pattern, put in their places together, printed on labels; saved searches. Run by
 * check.mjs. Every name begins with "rows".
 */
import { strict as assert } from 'node:assert';

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
  };
}
