/*
 * What people do, in a real browser against the dev server: cut and heal, drag, two tabs, conflict, undo, keys, a lost server, hostile
 * names, ten thousand boxes. "node dev/check.mjs [part of a name]"; the table's are in tablechecks.mjs, those of networks and links in shelfchecks.mjs, of events in eventchecks.mjs, of receivers and rules in workschecks.mjs;
 * the end-to-end tests proper in e2e.
 */
import { spawn } from 'node:child_process';
import { strict as assert } from 'node:assert';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { tableChecks } from './tablechecks.mjs';
import { floorChecks } from './checkfloor.mjs';
import { shelfChecks } from './shelfchecks.mjs';
import { rowsChecks } from './rowschecks.mjs';
import { eventChecks } from './eventchecks.mjs';
import { worksChecks } from './workschecks.mjs';
import { planChecks } from './plancheck.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const port = 8292;
const base = `http://127.0.0.1:${port}`;
const only = process.argv[2] ?? '';
const turn = (screw) => fetch(`${base}/dev/${screw}`);
let server;

async function serve() {
  server = spawn(process.execPath, [join(here, 'server.mjs'), String(port)], { stdio: 'ignore' });
  for (let tries = 0; tries < 80 && !(await fetch(base).catch(() => null)); tries++) await new Promise((go) => setTimeout(go, 100));
}

async function open(context, hash = '#/') {
  const page = await context.newPage();
  page.on('pageerror', (damage) => assert.fail(damage.message));
  page.on('dialog', () => assert.fail('a dialog: markup has run'));
  await page.goto(`${base}/${hash}`);
  await page.waitForSelector('.live-live');
  await page.waitForFunction(() => globalThis.vorMap?.boxOf('core') || document.querySelector('.empty'));
  return page;
}

const boxOf = (page, name) => page.evaluate((device) => globalThis.vorMap.boxOf(device), name);

async function drag(page, name, dx, dy) {
  const box = await boxOf(page, name);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) await page.mouse.move(x + (dx * step) / 5, y + (dy * step) / 5);
  await page.mouse.up();
}

const CHECKS = {
  async 'a cut is in the list and painted soon'(context) {
    const page = await open(context);
    await page.evaluate(() => {
      globalThis.seen = [];
      globalThis.vorPainted = (painted) => globalThis.seen.push(painted);
    });
    const before = Date.now();
    await turn('cut?name=distro4');
    await page.waitForSelector('.row[data-device=distro4][data-state=down]');
    await page.waitForFunction(() => globalThis.seen.some(({ devices }) => devices.some(([name, state]) => name === 'distro4' && state === 'down')));
    const painted = await page.evaluate(() => globalThis.seen.find(({ devices }) => devices.some(([name]) => name === 'distro4')));
    assert.ok(painted.at - before < 400, `painted after ${painted.at - before} ms`);
    assert.equal(painted.devices.filter(([, state]) => state === 'behind').length, 19);
    await turn('heal?name=distro4');
    await page.waitForSelector('.row[data-device=distro4]', { state: 'detached' });
    return `painted ${Math.round(painted.at - before)} ms after the cut, of which up to 100 are the dev server's`;
  },
  async 'nothing is drawn while nothing changes'(context) {
    const page = await open(context);
    await turn('silent?ms=1500');
    await page.waitForTimeout(400);
    const frames = await page.evaluate(async () => {
      let count = 0;
      const clear = CanvasRenderingContext2D.prototype.clearRect;
      CanvasRenderingContext2D.prototype.clearRect = function (...area) {
        count++;
        return clear.apply(this, area);
      };
      await new Promise((go) => setTimeout(go, 800));
      CanvasRenderingContext2D.prototype.clearRect = clear;
      return count;
    });
    assert.equal(frames, 0);
  },
  async 'a dragged box moves in both browsers, and back by undo'(context, browser) {
    const page = await open(context);
    const second = await browser.newContext();
    const other = await open(second);
    await page.keyboard.press('e');
    const before = await boxOf(other, 'distro5');
    await drag(page, 'distro5', 20, -10);
    await other.waitForFunction((x) => Math.abs(globalThis.vorMap.boxOf('distro5').x - x) > 8, before.x);
    await page.waitForSelector('.notice');
    await page.keyboard.press('Control+z');
    await other.waitForFunction((x) => Math.abs(globalThis.vorMap.boxOf('distro5').x - x) < 1, before.x);
    await second.close();
  },
  async 'a conflict is said in words and shown as the other left it'(context) {
    const page = await open(context);
    await page.keyboard.press('e');
    const before = await boxOf(page, 'distro6');
    await turn('touch?name=distro6');
    await drag(page, 'distro6', 30, 0);
    await page.waitForFunction(() => document.querySelector('.notice')?.textContent.includes('Somebody else'));
    const after = await boxOf(page, 'distro6');
    assert.ok(Math.abs(after.x - before.x) < 1);
  },
  async 'two people edit one device: other fields come in, the same field waits for a word, nothing is lost'(context, browser) {
    const page = await open(context, '#/device/distro7');
    await page.keyboard.press('e');
    await page.locator('#form-note').fill('mine');
    await turn('touch?name=distro7&note=theirs');
    await page.waitForSelector('.conflict');
    assert.match(await page.locator('[data-field=note] .conflict').innerText(), /eve changed it to theirs/);
    assert.equal(await page.locator('#form-note').inputValue(), 'mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForFunction(() => document.querySelector('.form-trouble').textContent.includes('Choose'));
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForSelector('.notice');
    const saved = async () => (await (await fetch(`${base}/api/v1/devices/distro7`)).json()).note;
    assert.equal(await saved(), 'mine');
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(() => document.querySelector('.notice')?.textContent.includes('Undone'));
    assert.equal(await saved(), 'theirs');
  },
  async 'what was written is still there after closing, and Escape closes the form first'(context) {
    const page = await open(context, '#/device/distro8');
    await page.keyboard.press('e');
    await page.locator('#form-tags').fill('kept');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.unsaved');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.panel', { state: 'detached' });
    await page.goto(`${base}/#/device/distro8`);
    await page.getByRole('button', { name: 'Go on' }).click();
    assert.equal(await page.locator('#form-tags').inputValue(), 'kept');
  },
  async 'the list of changes leads to one, and a refused undo to those in its way'(context) {
    await turn('touch?name=distro9&note=one');
    await turn('touch?name=distro9&note=two');
    const page = await open(context, '#/changes');
    await page.locator('[data-edit]').nth(1).getByRole('button').click();
    await page.waitForSelector('.undo-refused a');
    await page.locator('.undo-refused a').first().click();
    await page.waitForSelector('[data-panel-changes] .fields');
  },
  async 'a device without a place is dragged in from the tray'(context) {
    await turn('build?kind=unplaced');
    const page = await open(context);
    await page.keyboard.press('e');
    const grip = await page.locator('.tray [data-device=e20-9] button').boundingBox();
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(400, 300);
    await page.mouse.move(410, 310);
    await page.mouse.up();
    await page.waitForFunction(() => globalThis.vorMap.boxOf('e20-9'));
    await page.waitForSelector('.tray [data-device=e20-9]', { state: 'detached' });
  },
  async 'a file is dropped in, shown, applied; markup in it stays text'(context) {
    const page = await open(context, '#/import?handler=ping');
    await page.locator('.import-file input').setInputFiles({ name: 'patchlist.txt', mimeType: 'text/plain', buffer: Buffer.from('e1-1 distro1 ge-0/0/1') });
    await page.locator('.import-part').first().waitFor();
    assert.match(await page.locator('.import-body').innerText(), /240 added, 1 changed, 12 stay as they are/);
    assert.equal(await page.locator('.import-body ins b').count(), 0);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.locator('.notice').waitFor();
    assert.match(await page.locator('.notice').innerText(), /Imported: 240 added/);
    assert.match(page.url(), /#\/\?handler=ping$/);
    await page.goBack();
    await page.locator('#import-title').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#import-title').waitFor({ state: 'detached' });
    assert.doesNotMatch(page.url(), /import/);
  },
  async 'a broken file is refused by its lines, and can be chosen again'(context) {
    const page = await open(context, '#/import');
    const input = page.locator('.import-file input');
    await input.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('broken') });
    await page.locator('.import-faults li').first().waitFor();
    assert.match(await page.locator('.import-faults').innerText(), /line 734, column 6/);
    assert.equal(await page.getByRole('button', { name: 'Apply' }).count(), 0);
    await input.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('whole') });
    await page.locator('.import-part').first().waitFor();
  },
  async 'tabs of a browser share one stream'(context) {
    const pages = [await open(context), await open(context), await open(context)];
    const { streams } = await (await fetch(`${base}/dev/count`)).json();
    assert.equal(streams, 1);
    await turn('cut?name=e7-2');
    for (const page of pages) await page.waitForSelector('.row[data-device=e7-2][data-state=down]');
    await pages[0].close();
    await turn('heal?name=e7-2');
    for (const page of pages.slice(1)) await page.waitForSelector('.row[data-device=e7-2]', { state: 'detached' });
  },
  async 'keys: walk, open, close, search, handlers, help'(context) {
    await turn('cut?name=e7-2');
    const page = await open(context);
    await page.waitForSelector('.row[data-device=e7-2]');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-panel-device=e7-2]');
    await page.keyboard.press('j');
    await page.waitForSelector('[data-panel-device=distro3]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.panel', { state: 'detached' });
    await page.goBack();
    await page.waitForSelector('[data-panel-device=distro3]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('e12-3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-panel-device=e12-3]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.waitForFunction(() => location.hash.includes('handler=ping'));
    await page.keyboard.press('?');
    await page.waitForSelector('.help[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.help:not([open])', { state: 'attached' });
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.panel');
  },
  async 'a click opens, a click beside closes'(context) {
    const page = await open(context);
    const box = await boxOf(page, 'distro2');
    await page.mouse.click(box.x + 5, box.y + 5);
    await page.waitForSelector('[data-panel-device=distro2]');
    await page.mouse.click(box.x + box.width + 10, box.y + 5);
    await page.waitForSelector('.panel', { state: 'detached' });
  },
  async 'the server goes, the page says so, and recovers by itself'(context) {
    const page = await open(context);
    server.kill();
    await page.waitForSelector('[data-banner=lost]', { timeout: 6000 });
    const shown = await page.locator('.live-time').innerText();
    await page.waitForTimeout(1500);
    assert.equal(await page.locator('.live-time').innerText(), shown);
    await serve();
    await turn('cut?name=e7-2');
    await page.waitForSelector('[data-banner=none]', { state: 'attached', timeout: 12_000 });
    await page.waitForSelector('.row[data-device=e7-2][data-state=down]', { timeout: 5000 });
  },
  async 'a short break of the line is not worth a word'(context) {
    const page = await open(context);
    await page.evaluate(() => {
      globalThis.banners = new Set();
      new MutationObserver(() => globalThis.banners.add(document.querySelector('[data-banner]').dataset.banner)).observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    await turn('drop');
    await turn('cut?name=e7-2');
    await page.waitForSelector('.row[data-device=e7-2][data-state=down]');
    assert.ok(!(await page.evaluate(() => globalThis.banners.has('lost'))));
  },
  async 'a front panel: arrows, marking, a table that is remembered'(context) {
    const page = await open(context, '#/device/e1-1');
    const first = page.locator('[data-port="ge-0/0/44"]');
    await first.click();
    await page.waitForFunction(() => location.hash.includes('port=ge-0%2F0%2F44'));
    await page.waitForSelector('[data-readout="ge-0/0/44"]');
    assert.equal(await page.locator('.port[tabindex="0"]').count(), 1);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-readout="ge-0/0/45"]');
    await page.keyboard.press('Home');
    await page.waitForSelector('[data-readout="ge-0/0/0"]');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.port), 'ge-0/0/0');
    await page.locator('[data-port="ge-0/0/7"]').hover();
    await page.waitForSelector('[data-readout="ge-0/0/7"]');
    const before = await page.locator('.readout').boundingBox();
    await page.locator('[data-port="ge-0/0/46"]').hover();
    await page.waitForSelector('[data-readout="ge-0/0/46"]');
    assert.deepEqual(await page.locator('.readout').boundingBox(), before);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByPlaceholder('only ports with').fill('ge-0/0/4');
    assert.equal(await page.locator('.port-table tbody tr').count(), 12);
    await page.getByRole('button', { name: 'In', exact: true }).click();
    assert.match(await page.locator('.port-table tbody tr').first().getAttribute('data-port'), /ge-0\/0\/4[456]/);
    const again = await open(context, '#/device/e1-2');
    await again.waitForSelector('.port-table');
    await again.getByRole('button', { name: 'Front', exact: true }).click();
  },
  async 'ports change live, and nothing in the panel moves'(context) {
    const page = await open(context, '#/device/e1-1');
    const top = () => page.locator('#neighbours-title').evaluate((part) => part.offsetTop);
    const rate = () => page.locator('.readout-figures dd').first().innerText();
    await page.locator('[data-port="ge-0/0/44"]').click();
    await page.waitForSelector('[data-readout="ge-0/0/44"]');
    const [height, was] = [await top(), await rate()];
    await page.waitForFunction((before) => document.querySelector('.readout-figures dd').innerText !== before, was, { timeout: 12_000 });
    assert.equal(await top(), height);
  },
  async 'a MAC in the search leads to its port, in any notation'(context) {
    const page = await open(context);
    await page.keyboard.press('/');
    await page.keyboard.type('3c61.04AA.bb12');
    await page.waitForSelector('.where-edge[data-where=e1-1]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-panel-device=e1-1]');
    await page.waitForSelector('.port[data-port="ge-0/0/3"][aria-pressed=true]');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.includes('port='));
  },
  async 'a login, a session that ends, a login at the same place'(context) {
    await turn('accounts?on=1&role=viewer');
    const page = await context.newPage();
    await page.goto(`${base}/#/device/e17-5`);
    await page.getByLabel('Name', { exact: true }).fill('vic');
    await page.getByLabel('Password').fill('nothing like it');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('do not fit').waitFor();
    await page.getByLabel('Password').fill('four cold grey herons');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-panel-device=e17-5]');
    await page.waitForSelector('.live-live');
    assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
    await page.keyboard.press('e');
    assert.equal(await page.locator('.map-editing').count(), 0);
    await turn('expire');
    await page.waitForSelector('[data-banner=stranger]');
    assert.equal(await page.locator('[data-panel-device=e17-5]').count(), 1);
    await page.locator('.banner').getByRole('button', { name: 'Log in' }).click();
    await page.getByLabel('Name', { exact: true }).fill('vic');
    await page.getByLabel('Password').fill('four cold grey herons');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.live-live');
    assert.equal(await page.locator('[data-panel-device=e17-5]').count(), 1);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForSelector('.door');
    assert.equal(await page.locator('.panel').count(), 0);
  },
  async 'a login at a provider, by the keyboard, leads back to where one was'(context) {
    await turn('accounts?on=1&role=operator&provider=NOC%20login');
    const page = await context.newPage();
    await page.goto(`${base}/#/device/e17-5`);
    await page.getByRole('button', { name: 'Log in with NOC login' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Log in with NOC login');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-panel-device=e17-5]');
    await page.waitForSelector('.live-live');
    assert.equal(await page.evaluate(() => location.search + location.hash), '#/device/e17-5');
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByText('You log in with NOC login').waitFor();
    assert.equal(await page.getByText('Change password').count(), 0);
  },
  async 'what a provider says is said, and other ways in stand below it'(context) {
    for (const [answer, words] of [['no', 'The provider says: access_denied (you are not on shift).'], ['forged', 'This login was not begun in this browser']]) {
      await turn(`accounts?on=1&provider=NOC%20login&answer=${answer}`);
      const page = await context.newPage();
      await page.goto(`${base}/#/table`);
      await page.getByRole('button', { name: 'Log in with NOC login' }).click();
      await page.getByRole('alert').getByText(words).waitFor();
      assert.match(await page.evaluate(() => location.search + location.hash), /^#\/table/);
      await page.getByLabel('Name', { exact: true }).fill('vic');
      await page.getByLabel('Password').fill('four cold grey herons');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.live-live');
      await page.close();
    }
  },
  async 'an address in the place that is kept leads nowhere'(context) {
    await turn('accounts?on=1&provider=NOC%20login');
    const page = await context.newPage();
    await page.goto(`${base}/`);
    await page.evaluate(() => sessionStorage.setItem('vor-place', '//evil.example/'));
    await page.goto(`${base}/?code=xyz&state=abc`);
    await page.waitForSelector('.live-live');
    assert.equal(await page.evaluate(() => location.href), `${base}/#/`);
  },
  async 'hostile names are text'(context) {
    await turn('build?kind=hostile');
    const page = await open(context, '#/?q=tag:"<b>tag</b>"');
    assert.equal(await page.locator('.row').count(), 4);
    await page.locator('.row-main').first().click();
    await page.waitForSelector('.panel');
    for (let n = 0; n < 3; n++) await page.keyboard.press('j');
    assert.equal(await page.locator('.panel img, .panel script, .panel i:not(.swatch)').count(), 0);
  },
  async 'ten thousand boxes'(context) {
    await turn('build?kind=big');
    context.setDefaultTimeout(30_000);
    const page = await open(context);
    await page.waitForFunction(() => globalThis.vorMap.boxOf('n9999'));
    const spent = await page.evaluate(async () => {
      const times = [];
      const original = globalThis.requestAnimationFrame;
      globalThis.requestAnimationFrame = (work) => original((at) => {
        const before = performance.now();
        work(at);
        times.push(performance.now() - before);
      });
      await new Promise((go) => setTimeout(go, 3000));
      const quiet = times.splice(0).sort((a, b) => a - b);
      const map = document.getElementById('map');
      for (let n = 0; n < 40; n++) {
        map.dispatchEvent(new WheelEvent('wheel', { deltaY: n < 20 ? -60 : 60, clientX: 500, clientY: 400, cancelable: true }));
        await new Promise((go) => original(go));
      }
      const zoom = times.sort((a, b) => a - b);
      globalThis.requestAnimationFrame = original;
      const p95 = (list) => (list[Math.floor(list.length * 0.95)] ?? 0).toFixed(1);
      const middle = (list) => (list[Math.floor(list.length / 2)] ?? 0).toFixed(1);
      return `medians ${middle(quiet)} and ${middle(zoom)} ms; ${quiet.length} frames of changes, p95 ${p95(quiet)} ms; ${zoom.length} frames of zooming, p95 ${p95(zoom)} ms`;
    });
    return spent;
  },
  ...tableChecks({ base, turn }),
  ...shelfChecks({ base, turn }),
  ...eventChecks({ base, turn }),
  ...worksChecks({ base, turn }),
};

Object.assign(CHECKS, rowsChecks({ base, turn, open, boxOf }), floorChecks({ open, turn, base, serve, stop: () => server.kill() }), planChecks({ open, turn, base }));
await serve();
process.on('exit', () => server.kill());
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let failed = 0;
for (const [name, check] of Object.entries(CHECKS).filter(([name]) => name.includes(only))) {
  await turn('blind?on=0');
  await turn('accounts?on=0');
  await turn('build?kind=hall');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(4000);
  try {
    console.log(`well   ${name}: ${(await check(context, browser)) ?? ''}`);
  } catch (damage) {
    failed++;
    console.log(`FAILED ${name}: ${damage.message.split('\n').slice(0, 6).join('\n')}`);
  }
  await context.close();
}
await browser.close();
server.kill();
console.log(`${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
