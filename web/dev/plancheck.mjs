/*
 * What people do with floor plans, their images and the earth; part of dev/check.mjs, by the names "plan" and "earth".
 */
import { strict as assert } from 'node:assert';
import { drawing } from './plans.mjs';

export function planChecks({ open, turn, base }) {
  const plan = async (name) => (await fetch(`${base}/api/v1/plans/${name}`)).json();
  const card = (page) => page.locator('.plan-card');
  const edit = async (page) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Plan\u2026' }).click();
    await card(page).waitFor();
  };
  const tabs = (page) => page.locator('.floors .floor').allInnerTexts();
  const boxOf = (page, name) => page.evaluate((device) => globalThis.vorMap.boxOf(device), name);

  return {
    async 'plan: made, renamed, moved, deleted and back by undo'(context) {
      const page = await open(context);
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByRole('button', { name: 'New plan' }).click();
      await page.getByLabel('Title').fill('Østre hall');
      await page.getByLabel('Width (m)').fill('far');
      await page.getByRole('button', { name: 'Make it' }).click();
      await card(page).getByText('expected metres').waitFor();
      await page.getByLabel('Width (m)').fill('40,5');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-plan-card=ostre-hall]');
      assert.match(page.url(), /plan=ostre-hall/);
      assert.equal((await plan('ostre-hall')).width, 40.5);
      await page.getByLabel('Title').fill('East');
      await card(page).getByRole('button', { name: 'Save' }).click();
      await page.waitForFunction(() => [...document.querySelectorAll('.floor')].some((tab) => tab.textContent === 'East'));
      await card(page).getByRole('button', { name: 'Move left' }).click();
      await page.waitForFunction(() => [...document.querySelectorAll('.floor')].map((tab) => tab.textContent).join() === 'Hall,East,NOC');
      await card(page).getByRole('button', { name: 'Delete this plan' }).click();
      await card(page).getByText('No device stands on it').waitFor();
      await card(page).getByRole('button', { name: 'Delete it' }).click();
      await page.waitForFunction(() => document.querySelectorAll('.floor').length === 2);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.waitForFunction(() => [...document.querySelectorAll('.floor')].map((tab) => tab.textContent).join() === 'Hall,East,NOC');
    },
    async 'plan: what somebody else changes comes in; the same field waits for a word'(context) {
      const page = await open(context);
      await edit(page);
      await page.getByLabel('Title').fill('Mine');
      await turn('plan?name=hall&width=130');
      await page.waitForFunction(() => document.querySelector('#plan-width').value === '130');
      assert.equal(await page.getByLabel('Title').inputValue(), 'Mine');
      await turn('plan?name=hall&title=Theirs');
      await page.waitForSelector('.plan-card .conflict');
      await card(page).getByRole('button', { name: 'Save' }).click();
      await page.waitForFunction(() => document.querySelector('.plan-card .form-trouble').textContent.includes('Choose'));
      await card(page).getByRole('button', { name: 'Keep mine' }).click();
      await card(page).getByRole('button', { name: 'Save' }).click();
      await page.waitForSelector('.notice');
      assert.deepEqual([(await plan('hall')).title, (await plan('hall')).width], ['Mine', 130]);
    },
    async 'plan: an image is seen by everybody, sets the scale, goes and comes back'(context, browser) {
      const page = await open(context);
      const second = await browser.newContext();
      const other = await open(second);
      const pixel = (where, x, y) => where.evaluate(([x, y]) => {
        const floor = document.querySelector('.layer-floor');
        const d = devicePixelRatio;
        return [...floor.getContext('2d').getImageData(x * d, y * d, 1, 1).data].slice(0, 3).join();
      }, [x, y]);
      await edit(page);
      const host = await page.locator('.map-host').boundingBox();
      const at = [Math.round(host.width / 2), Math.round(host.height / 2 + (24 * (host.width - 40)) / 120)];
      const before = await pixel(page, ...at);
      const fetched = other.waitForResponse((response) => /\/plans\/hall\/image\?hash=/.test(response.url()) && response.status() === 200);
      await page.locator('[data-plan-image]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('bomb') });
      await card(page).getByText('at most 16384 a side').waitFor();
      await page.locator('[data-plan-image]').setInputFiles({ name: 'x.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
      await card(page).getByText('neither a PNG nor a JPEG').waitFor();
      await page.locator('[data-plan-image]').setInputFiles({ name: 'hall.png', mimeType: 'image/png', buffer: drawing(1800, 900) });
      await fetched;
      for (let tries = 0; (await pixel(page, ...at)) === before; tries++) assert.ok(tries < 40, 'painted'), await page.waitForTimeout(100);
      await page.getByLabel('The image is').fill('90');
      await page.locator('.plan-scale').first().getByRole('button', { name: 'Set scale' }).click();
      await page.waitForFunction(() => document.querySelector('#plan-width')?.value === '90' && document.querySelector('#plan-height').value === '45');
      await card(page).getByRole('button', { name: 'Measure on it' }).click();
      await page.mouse.move(host.x + 500, host.y + 300);
      await page.mouse.down();
      await page.mouse.move(host.x + 700, host.y + 300, { steps: 4 });
      await page.mouse.up();
      await page.getByLabel('The line is').fill('20');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('#plan-width')?.value !== '90');
      const { width, height, image } = await plan('hall');
      assert.ok(Math.abs(width / height - 2) < 0.01, `${width} by ${height}`);
      await card(page).getByRole('button', { name: 'Remove' }).click();
      await page.waitForFunction(() => !document.querySelector('.plan-scale'));
      assert.equal((await plan('hall')).image, null);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.waitForSelector('.plan-scale');
      assert.equal((await plan('hall')).image, image);
      await second.close();
    },
    async 'plan: the image costs one drawImage a painting, with 10,000 boxes'(context) {
      await turn('build?kind=big');
      await turn('draw?name=hall&width=4096&height=2048');
      context.setDefaultTimeout(30_000);
      const page = await open(context);
      await page.waitForFunction(() => globalThis.vorMap.boxOf('n9999'));
      await page.waitForTimeout(1500);
      const { drawn, paints, times } = await page.evaluate(async () => {
        const counts = { drawn: 0, paints: 0, times: [] };
        const { drawImage, clearRect } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.drawImage = function (...all) {
          const before = performance.now();
          drawImage.apply(this, all);
          counts.times.push(performance.now() - before);
          counts.drawn++;
        };
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
          if (this.canvas.className.includes('layer-floor')) counts.paints += 0.5;
          return clearRect.apply(this, area);
        };
        const map = document.getElementById('map');
        for (let n = 0; n < 20; n++) {
          map.dispatchEvent(new WheelEvent('wheel', { deltaY: n < 10 ? -60 : 60, clientX: 500, clientY: 400, cancelable: true }));
          await new Promise((go) => requestAnimationFrame(go));
        }
        Object.assign(CanvasRenderingContext2D.prototype, { drawImage, clearRect });
        return counts;
      });
      assert.ok(drawn > 5 && drawn <= Math.ceil(paints), `${drawn} images in ${paints} paintings`);
      return `${drawn} in ${paints} paintings, median ${times.sort((a, b) => a - b)[times.length >> 1].toFixed(2)} ms each`;
    },
    async 'earth: a tab of its own, pins, keys, a link, and a drag that sets the coordinates'(context) {
      const page = await open(context);
      assert.equal((await tabs(page)).includes('Geography'), false);
      await turn('build?kind=earth');
      await page.getByRole('link', { name: 'Geography' }).click();
      assert.match(page.url(), /plan=%40geography/);
      const names = ['core', 'distro0', 'distro1'];
      const first = await boxOf(page, names[0]);
      assert.equal(Math.round(first.width), 60);
      await page.getByRole('button', { name: 'Zoom in' }).click();
      assert.equal(Math.round((await boxOf(page, names[0])).width), 60);
      await page.getByRole('button', { name: 'Whole' }).click();
      await page.locator('#map').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.querySelector('.map-body .for-reader').textContent.length > 3);
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const at = await boxOf(page, names[0]);
      const before = (await (await fetch(`${base}/api/v1/devices/${names[0]}`)).json()).placements.find((place) => 'latitude' in place);
      await page.mouse.move(at.x + 30, at.y + 11);
      await page.mouse.down();
      await page.mouse.move(at.x + 80, at.y + 61, { steps: 4 });
      await page.mouse.up();
      await page.waitForSelector('.notice');
      const { placements } = await (await fetch(`${base}/api/v1/devices/${names[0]}`)).json();
      const after = placements.find((place) => 'latitude' in place);
      assert.ok(after.latitude < before.latitude && after.longitude > before.longitude, JSON.stringify([before, after]));
      assert.equal(placements.filter((place) => 'plan' in place).length, 1);
      const now = await boxOf(page, names[0]);
      assert.ok(Math.abs(now.x - at.x - 50) < 2 && Math.abs(now.y - at.y - 50) < 2, 'lies where it was dropped');
      await page.reload();
      await page.waitForFunction((name) => globalThis.vorMap?.boxOf(name)?.width < 61, names[0]);
    },
    async 'earth: the form sets coordinates, and says what is none'(context) {
      const page = await open(context, '#/device/distro5');
      await page.keyboard.press('e');
      await page.getByLabel('Coordinates').fill('north of Oslo');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('expected a latitude and a longitude').waitFor();
      await page.getByLabel('Coordinates').fill('59.9139\u00b0 N, 10.7522\u00b0 E');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Geography' }).waitFor();
      const { placements } = await (await fetch(`${base}/api/v1/devices/distro5`)).json();
      assert.deepEqual(placements.at(-1), { latitude: 59.9139, longitude: 10.7522 });
      assert.ok('plan' in placements[0]);
    },
  };
}
