/*
 * What people do on a wall and on the floor; part of dev/check.mjs, by the names "tv" and "floor".
 */
import { strict as assert } from 'node:assert';

const PHONE = { width: 390, height: 844 };
const CLAIMS = '**/api/v1/claims/*';

/** @param tools open(context, hash), turn(screw), base, serve() and stop() of the dev server */
export function floorChecks({ open, turn, base, serve, stop }) {
  const claims = async () => (await (await fetch(`${base}/api/v1/claims`)).json()).claims;
  const card = (page, name) => page.locator(`.stop[data-device="${name}"]`);
  const takes = (page, name) => page.getByRole('button', { name: `I'm on it: ${name}` }).click();

  async function asPhone(browser, who) {
    const context = await browser.newContext({ viewport: PHONE });
    context.setDefaultTimeout(4000);
    const page = await open(context, '#/floor');
    if (who) await page.getByPlaceholder('your name').fill(who);
    return page;
  }

  return {
    async 'tv: goes through what the address says; Escape leaves, and the page is as it was'(context) {
      const page = await open(context, '#/tv?every=5&handlers=ping,uplinks&plans=hall');
      assert.match(await page.locator('.tv-shown').innerText(), /Ping\s+Hall\s+1 of 2/);
      await page.waitForFunction(() => /Uplinks\s+Hall\s+2 of 2/.test(document.querySelector('.tv-shown').innerText), null, { timeout: 7000 });
      await page.waitForFunction(() => document.querySelector('.tv-handler').innerText === 'Ping', null, { timeout: 7000 });
      await page.keyboard.press('Escape');
      await page.waitForSelector('.now');
      assert.equal(await page.locator('#map').count(), 1);
      await page.keyboard.press('w');
      await page.waitForSelector('.tv');
      assert.match(page.url(), /#\/tv$/);
      await page.goBack();
      await turn('cut?name=e7-2');
      await page.waitForSelector('.row[data-device=e7-2][data-state=down]');
    },
    async 'tv: counts, the worst, and who is on it'(context) {
      await turn('cut?name=distro4');
      await turn('claim?name=distro4&who=ann');
      const page = await open(context, '#/tv');
      const row = page.locator('.tv-row').first();
      await row.filter({ hasText: 'distro4' }).waitFor();
      assert.match(await row.innerText(), /ann is on it/);
      assert.match(await row.innerText(), /\+ 19 behind it/);
      assert.ok((await page.locator('.tv-row').count()) <= 5);
      assert.match(await page.locator('[data-count=down]').innerText(), /1\s+down/);
      assert.match(await page.locator('.tv-of').innerText(), /of 191/);
      assert.equal(await page.locator('.side, .panel').count(), 0);
    },
    async 'tv: a new trouble stops it, and shows the plan where it is with its echoes'(context) {
      const page = await open(context, '#/tv?every=5&handlers=health&plans=hall,noc');
      await turn('cut?name=e7-2');
      await page.waitForSelector('.tv-alarm');
      assert.match(await page.locator('.tv-shown').innerText(), /New: e7-2\s+Ping\s+Hall/);
      assert.ok(await page.evaluate(() => globalThis.vorMap.boxOf('e7-2')));
      await page.waitForTimeout(6000);
      assert.equal(await page.locator('.tv-alarm').count(), 1);
    },
    async 'tv: keeps the screen awake and lets go of it; the pointer goes and comes'(context) {
      await context.addInitScript(() => {
        globalThis.awake = { asked: 0, let: 0 };
        const lock = { release: async () => void globalThis.awake.let++ };
        Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => (globalThis.awake.asked++, lock) } });
      });
      const page = await open(context, '#/tv');
      await page.waitForSelector('.tv-resting');
      assert.equal(await page.locator('.tv-leave').evaluate((part) => getComputedStyle(part).opacity), '0');
      await page.mouse.move(300, 300);
      await page.waitForSelector('.tv:not(.tv-resting)');
      await page.getByRole('button', { name: 'Leave' }).click();
      await page.waitForSelector('.tv', { state: 'detached' });
      await page.waitForFunction(() => globalThis.awake.asked === 1 && globalThis.awake.let === 1);
    },
    async 'tv: a lost picture says so across the wall, with its age'(context) {
      const page = await open(context, '#/tv');
      await turn('silent?ms=5000');
      await page.waitForSelector('[data-banner=lost]');
      assert.match(await page.locator('.banner').innerText(), /The server is lost.* ago\. What you see is as of then/s);
      assert.equal((await page.locator('.banner').boundingBox()).width, 1440);
      assert.match(await page.locator('.tv-clock').innerText(), /LOST/);
    },
    async 'floor: everybody sees who is on it; anybody takes over or gives back'(context, browser) {
      await turn('cut?name=e7-2');
      const ann = await asPhone(browser, 'ann');
      const joe = await asPhone(browser, 'joe');
      const noc = await open(context);
      await takes(ann, 'e7-2');
      await card(ann, 'e7-2').locator('.onit').getByText('you are on it').waitFor();
      await noc.locator('.row[data-device=e7-2]').getByText('ann is on it').waitFor();
      await card(joe, 'e7-2').getByText('ann is on it').waitFor();
      await joe.getByRole('button', { name: 'Take over: e7-2' }).click();
      await card(ann, 'e7-2').getByText('joe is on it').waitFor();
      await ann.getByRole('button', { name: 'Give back: e7-2' }).click();
      await card(joe, 'e7-2').locator('[data-standing=free]').waitFor();
      await noc.locator('.row[data-device=e7-2] .onit').waitFor({ state: 'detached' });
      assert.deepEqual(await claims(), {});
      for (const page of [ann, joe]) await page.context().close();
    },
    async 'floor: the way along the rows; keys, panel, map, and back'(context, browser) {
      for (const name of ['e7-2', 'e7-9', 'e8-1']) await turn(`cut?name=${name}`);
      const page = await asPhone(browser, '');
      await card(page, 'e8-1').waitFor();
      const order = await page.locator('.stop').evaluateAll((cards) => cards.map((part) => part.dataset.device));
      assert.equal(Math.abs(order.indexOf('e7-2') - order.indexOf('e7-9')), 1, order.join(' '));
      assert.match(await card(page, 'e7-2').locator('.stop-where').innerText(), /Hall, row e7, 2nd from the top/);
      assert.match(await card(page, 'e7-2').innerText(), /Look at\s+distro3 ge-0\/0\/15[\s\S]*198\.18\./);
      for (const button of await card(page, 'e7-2').getByRole('button').all()) assert.ok((await button.boundingBox()).height >= 44);
      await page.keyboard.press('j');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'stop-name');
      await page.getByRole('button', { name: 'Open e7-2' }).click();
      await page.waitForSelector('[data-panel-device=e7-2] .claim');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => location.hash === '#/floor');
      await page.getByRole('button', { name: 'Show e7-2 on the map' }).click();
      await page.waitForSelector('.view-map #map');
      await page.getByRole('button', { name: 'Floor', exact: true }).click();
      await card(page, 'e7-2').waitFor();
      await page.context().close();
    },
    async 'floor: what cannot be sent waits only with consent, over a reload, and is sent once in its order'(context, browser) {
      for (const name of ['e7-2', 'e8-1']) await turn(`cut?name=${name}`);
      const page = await asPhone(browser, 'ann');
      await card(page, 'e8-1').waitFor();
      await page.context().route(CLAIMS, (route) => route.abort());
      await takes(page, 'e7-2');
      await page.getByText('Send when it is back?').waitFor();
      await page.getByRole('button', { name: 'No', exact: true }).click();
      await page.locator('[data-asks]').waitFor({ state: 'detached' });
      assert.equal(await page.locator('[data-waits]').count(), 0);
      for (const name of ['e8-1', 'e7-2']) {
        await takes(page, name);
        await page.getByRole('button', { name: 'Yes' }).click();
        await card(page, name).locator('[data-waits=take]').waitFor();
      }
      await page.reload();
      await card(page, 'e8-1').locator('[data-waits=take]').waitFor();
      assert.deepEqual(await claims(), {});
      const sent = [];
      await page.context().unroute(CLAIMS);
      await page.context().route(CLAIMS, (route) => (sent.push(decodeURIComponent(route.request().url().split('/').at(-1))), route.continue()));
      await card(page, 'e7-2').locator('.onit').waitFor({ timeout: 9000 });
      await page.waitForTimeout(500);
      assert.deepEqual(sent, ['e8-1', 'e7-2']);
      assert.deepEqual(Object.keys(await claims()).sort(), ['e7-2', 'e8-1']);
      assert.equal(await page.locator('[data-waits]').count(), 0);
      await page.context().close();
    },
    async 'floor: what waits is dropped with a word when somebody was quicker'(context, browser) {
      await turn('cut?name=e7-2');
      const page = await asPhone(browser, 'ann');
      await page.context().route(CLAIMS, (route) => route.abort());
      await takes(page, 'e7-2');
      await page.getByRole('button', { name: 'Yes' }).click();
      await turn('claim?name=e7-2&who=eve');
      await page.context().unroute(CLAIMS);
      await page.locator('.notice').getByText('eve is on e7-2 meanwhile').waitFor({ timeout: 9000 });
      assert.equal((await claims())['e7-2'].who, 'eve');
      await page.context().close();
    },
    async 'floor: the server goes and comes back, and what one agreed to is sent'(context) {
      const page = await open(context, '#/floor');
      await card(page, 'e14-2').waitFor();
      stop();
      await page.waitForSelector('[data-banner=lost]', { timeout: 6000 });
      await takes(page, 'e14-2');
      await page.getByRole('button', { name: 'Yes' }).click();
      await page.locator('[data-waits=take]').waitFor();
      await serve();
      await page.locator('.notice').getByText('Sent: you are on e14-2').waitFor({ timeout: 15_000 });
      assert.deepEqual(Object.keys(await claims()), ['e14-2']);
    },
  };
}
