/*
 * What people do with the events: come to them, type, walk, open, follow a tag, mend a query, lose the server, look at twenty thousand. Run by check.mjs.
 */
import { strict as assert } from 'node:assert';

export function eventChecks({ turn, base }) {
  const open = async (context, hash = '#/events') => {
    const page = await context.newPage();
    page.on('pageerror', (damage) => assert.fail(damage.message));
    page.on('dialog', () => assert.fail('a dialog: markup has run'));
    await page.goto(`${base}/${hash}`);
    await page.waitForSelector('.live-live');
    return page;
  };
  const rows = (page) => page.locator('[data-event]').count();
  const watched = async () => (await (await fetch(`${base}/dev/count`)).json()).events;
  return {
    async 'events by keys alone: there, along, open, close, back; the stream only meanwhile'(context) {
      const page = await open(context, '#/');
      assert.equal(await watched(), 0);
      await page.keyboard.press('i');
      await page.locator('[data-event]').first().waitFor();
      assert.equal(await watched(), 1);
      await page.keyboard.press('j');
      await page.waitForFunction(() => document.activeElement?.classList.contains('row-link'));
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'replication lag');
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(() => document.activeElement?.textContent === 'encoder');
      await page.keyboard.press('Enter');
      await page.locator('.event-details').waitFor();
      assert.match(await page.locator('.event-details').innerText(), /Lives for/);
      await page.keyboard.press('Escape');
      await page.locator('.event-details').waitFor({ state: 'detached' });
      assert.equal(await page.locator('.events [tabindex="0"]').count(), 1);
      await page.keyboard.press('i');
      await page.locator('#side').waitFor();
      await page.waitForTimeout(300);
      assert.equal(await watched(), 0);
    },
    async 'events by words, a query, a tag: the link has them, another view does not'(context) {
      const page = await open(context);
      await page.keyboard.press('/');
      await page.keyboard.type('db2 lag');
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length === 1);
      assert.match(page.url(), /#\/events\?q=db2\+lag$/);
      assert.match(await page.locator('.event-said').innerText(), /host =~ "%db2%"/);
      await page.locator('#search').fill('');
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length > 20);
      await page.locator('.event-tag', { hasText: 'postgres' }).first().click();
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length === 1);
      assert.equal(await page.locator('#search').inputValue(), 'tagged "postgres"');
      await page.goBack();
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length > 20);
      await page.goForward();
      await page.keyboard.press('t');
      await page.locator('.table-grid').waitFor();
      assert.equal(await page.locator('#search').inputValue(), '');
    },
    async 'a wrong query for events is said once, keeps the rows, and is mended'(context) {
      const page = await open(context);
      await page.locator('[data-event]').first().waitFor();
      const before = await rows(page);
      let asked = 0;
      page.on('request', (request) => request.method() === 'PUT' && /\/live\/[^/]+\/events\//.test(request.url()) && asked++);
      await page.locator('#search').fill('state = critical');
      await page.locator('.event-fault').waitFor();
      assert.match(await page.locator('.event-said').innerText(), /expected a text in quotes[^]*such as: host/);
      assert.equal(await page.locator('.event-fault mark').innerText(), 'c');
      await page.waitForTimeout(1500);
      assert.equal(asked, 1);
      assert.equal(await rows(page), before);
      assert.equal(await page.locator('.stale').count(), 1);
      await page.locator('#search').fill('state = "critical"');
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length === 2);
      assert.equal(await page.locator('.stale').count(), 0);
    },
    async 'what comes, changes and leaves among events is seen, in place, without losing the focus'(context) {
      const page = await open(context, `#/events?q=${encodeURIComponent('service = "probe"')}`);
      await page.getByText('No event fits now').waitFor();
      await turn('event?host=b&service=probe&state=ok&metric=1');
      await page.locator('[data-event]').waitFor();
      await page.locator('.row-link').focus();
      await turn('event?host=a&service=probe&state=critical&metric=2&lag=190000');
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length === 2);
      assert.match(await page.locator('[data-event]').first().innerText(), /its clock is 3 min behind/);
      await turn('event?host=b&service=probe&state=critical&metric=3');
      await turn('event?host=a&service=probe&state=ok&metric=2');
      await page.waitForFunction(() => document.querySelector('[data-event] .ev-host').textContent === 'b');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-event]')?.querySelector('.ev-host').textContent), 'b');
      assert.equal(await page.locator('[data-event]').first().locator('polyline').count(), 1);
      await turn('leave?host=a&service=probe');
      await page.getByText('left: nothing came for 15 s').waitFor();
      await page.locator('.event-left').waitFor({ state: 'detached', timeout: 13_000 });
      assert.equal(await rows(page), 1);
    },
    async 'events of a lost server: ages stand, and go on when it is back'(context) {
      const page = await open(context);
      await page.locator('[data-event]').first().waitFor();
      await turn('silent?ms=6000');
      await page.locator('.event-lost').waitFor();
      const ages = () => page.locator('.event-age').allInnerTexts();
      const before = await ages();
      await page.waitForTimeout(1500);
      assert.deepEqual(await ages(), before);
      await page.locator('.event-lost').waitFor({ state: 'detached', timeout: 12_000 });
    },
    async 'events of tabs on their one stream: each has its own, and a tab that is closed leaves nothing behind'(context) {
      const one = await open(context, `#/events?q=${encodeURIComponent('state = "critical"')}`);
      const other = await open(context, `#/events?q=${encodeURIComponent('tagged "postgres"')}`);
      await one.waitForFunction(() => document.querySelectorAll('[data-event]').length === 2);
      await other.waitForFunction(() => document.querySelectorAll('[data-event]').length === 1);
      const { streams, events } = await (await fetch(`${base}/dev/count`)).json();
      assert.deepEqual([streams, events], [1, 2]);
      await turn('event?host=n1&service=probe&state=critical');
      await one.waitForFunction(() => document.querySelectorAll('[data-event]').length === 3);
      assert.equal(await rows(other), 1);
      await turn('drop');
      await one.waitForTimeout(1500);
      await turn('event?host=n2&service=probe&state=critical');
      await one.waitForFunction(() => document.querySelectorAll('[data-event]').length === 4);
      assert.equal(await one.locator('.event-lost').count(), 0);
      await one.close();
      for (let tries = 0; (await watched()) !== 1 && tries < 30; tries++) await other.waitForTimeout(100);
      assert.equal(await watched(), 1);
      assert.equal(await rows(other), 1);
    },
    async 'the grid of events by keys, and a device beside'(context) {
      const page = await open(context, '#/events?by=grid');
      await page.locator('.event-grid').waitFor();
      await page.keyboard.press('j');
      await page.waitForFunction(() => document.activeElement?.dataset.cell !== undefined);
      const first = await page.evaluate(() => document.activeElement.dataset.cell);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await page.evaluate(() => document.activeElement.dataset.cell), first);
      await page.keyboard.press('Enter');
      await page.locator('.event-details').waitFor();
      await page.locator('.event-grid th a').first().click();
      await page.locator('.panel').waitFor();
      assert.match(page.url(), /#\/events\/device\//);
    },
    async 'hostile events stay text'(context) {
      await turn('events?kind=hostile');
      const page = await open(context, '#/events?q=onerror');
      await page.locator('.row-link').first().click();
      await page.locator('.event-details').waitFor();
      assert.equal(await page.locator('.events-pane :is(img, script, i, u, q)').count(), 0);
      await page.locator('.event-details .event-tag').nth(1).click();
      await page.waitForFunction(() => document.querySelectorAll('[data-event]').length === 1);
      assert.equal(await page.locator('#search').inputValue(), 'tagged "\\"quoted\\" \\\\ tag"');
    },
    async 'twenty thousand events'(context) {
      await turn('events?kind=many');
      context.setDefaultTimeout(30_000);
      const page = await open(context);
      await page.locator('[data-event]').first().waitFor();
      assert.equal(await rows(page), 200);
      return page.evaluate(async () => {
        const gaps = [];
        const long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
        let last = performance.now();
        const until = last + 5000;
        while (performance.now() < until) {
          await new Promise((go) => requestAnimationFrame(go));
          gaps.push(performance.now() - last);
          last = performance.now();
        }
        const before = performance.now();
        document.querySelector('[data-column=value] button').click();
        await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
        const sorting = performance.now() - before;
        gaps.sort((a, b) => a - b);
        return `longest gap between frames ${gaps.at(-1).toFixed(0)} ms, p95 ${gaps[Math.floor(gaps.length * 0.95)].toFixed(0)} ms; ${long.length} tasks above 50 ms in 5 s, longest ${Math.max(0, ...long).toFixed(0)} ms; another order in ${sorting.toFixed(0)} ms`;
      });
    },
  };
}
