/*
 * What people do with receivers and rules: come to them, walk, open, copy, look for, lose the server. Run by check.mjs.
 */
import { strict as assert } from 'node:assert';

export function worksChecks({ turn, base }) {
  const open = async (context, hash) => {
    const page = await context.newPage();
    page.on('pageerror', (damage) => assert.fail(damage.message));
    page.on('dialog', () => assert.fail('a dialog: markup has run'));
    await page.goto(`${base}/${hash}`);
    await page.waitForSelector('.live-live');
    return page;
  };
  const asked = async () => (await (await fetch(`${base}/dev/count`)).json()).works;
  const focus = (page) => page.evaluate(() => document.activeElement?.textContent);
  return {
    async 'works: receivers and rules by keys alone, and from the events; asked for only meanwhile'(context) {
      const page = await open(context, '#/');
      assert.equal(await asked(), 0);
      await page.keyboard.press('h');
      await page.locator('[data-receiver]').first().waitFor();
      assert.match(page.url(), /#\/receivers$/);
      await page.keyboard.press('r');
      await page.locator('[data-rule]').first().waitFor();
      await page.keyboard.press('j');
      await page.waitForFunction(() => document.activeElement?.classList.contains('row-link'));
      assert.equal(await focus(page), 'Loop.forever');
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(() => document.activeElement?.textContent === 'Web.errors');
      await page.keyboard.press('Enter');
      await page.locator('.rule-details').waitFor();
      assert.match(await page.locator('.rule-details').innerText(), /Web\.java:26: .*NumberFormatException/);
      assert.match(page.url(), /#\/rules\?open=Web\.errors$/);
      await page.keyboard.press('Escape');
      await page.locator('.rule-details').waitFor({ state: 'detached' });
      await page.keyboard.press('r');
      await page.locator('#side').waitFor();
      const before = await asked();
      await page.waitForTimeout(2500);
      assert.equal(await asked(), before);
      await page.keyboard.press('i');
      await page.locator('[data-event]').first().waitFor();
      await page.locator('.shelves').getByText('Receivers').click();
      await page.locator('[data-receiver]').first().waitFor();
      await page.locator('.shelves').getByText('Events').click();
      await page.locator('[data-event]').first().waitFor();
      await page.goBack();
      await page.locator('[data-receiver]').first().waitFor();
    },
    async 'works: rates come with the second reading, from the time between the two'(context) {
      const page = await open(context, '#/receivers');
      const lines = page.locator('[data-receiver=statsd] [data-counter=lines] .number').last();
      await lines.waitFor();
      assert.match(await lines.innerText(), /\u2026/);
      await page.waitForFunction(() => /61,2\d\d \/s/.test(document.querySelector('[data-receiver=statsd] [data-counter=lines]').textContent));
      assert.equal(await page.locator('[data-counter=kernel_dropped].counter-losing').count(), 1);
      assert.equal(await page.locator('[data-receiver=graphite]').getAttribute('data-state'), 'deaf');
    },
    async 'works: bad lines are found by their sender, and all shown when asked for'(context) {
      const page = await open(context, '#/receivers');
      await page.locator('[data-receiver]').first().waitFor();
      assert.equal(await page.locator('[data-receiver=statsd] .bad').count(), 4);
      await page.getByRole('button', { name: 'Show all 20' }).click();
      assert.equal(await page.locator('[data-receiver=statsd] .bad').count(), 20);
      await page.keyboard.press('/');
      await page.keyboard.type('192.0.2.41 "q"');
      await page.waitForFunction(() => document.querySelectorAll('[data-receiver]').length === 1);
      assert.equal(await page.locator('.bad').count(), 5);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.querySelectorAll('[data-receiver]').length === 4);
    },
    async 'works: the lines that turn a receiver on are copied whole'(context) {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await open(context, '#/receivers');
      await page.getByRole('button', { name: 'Copy the lines for collectd' }).click();
      await page.getByText('Copied the lines for collectd.').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'receive:\n  collectd: {}\n');
    },
    async 'works: a server that does not answer is told of, figures and ages stand, and go on when it is back'(context) {
      const page = await open(context, '#/receivers');
      await page.waitForFunction(() => / \/s/.test(document.querySelector('[data-receiver=statsd] [data-counter=lines]')?.textContent ?? ''));
      await turn('works?answer=never');
      await page.locator('.event-lost').waitFor({ timeout: 12_000 });
      const said = () => page.locator('.works-body').innerText();
      const before = await said();
      await page.waitForTimeout(2500);
      assert.equal(await said(), before);
      await turn('works?answer=yes');
      await page.locator('.event-lost').waitFor({ state: 'detached', timeout: 12_000 });
    },
    async 'works: a rule that does not compile is said first, with its line, a caret, and what goes on'(context) {
      const page = await open(context, '#/rules');
      await page.locator('[data-rule]').first().waitFor();
      await turn('rules?kind=broken');
      await page.locator('[data-broken="Rabbit.java"]').waitFor();
      const [source, caret] = (await page.locator('.problem pre').first().innerText()).split('\n');
      assert.equal(source.slice(caret.indexOf('^'), caret.indexOf('^') + 5), 'metrc');
      assert.match(await page.locator('[data-broken="Rabbit.java"]').innerText(), /these go on as they were before: Rabbit\.backlog, Rabbit\.consumers/);
      assert.match(await page.locator('[data-broken="New.java"]').innerText(), /Nothing of New\.java runs/);
      assert.equal(await page.locator('[data-rule]').count(), 7);
      await turn('rules?kind=some');
      await page.locator('.problems').waitFor({ state: 'detached' });
    },
    async 'works: an order of rules stands in the link; a tag of a firing leads to the events; a device stands beside'(context) {
      const page = await open(context, '#/rules?open=Rabbit.backlog');
      await page.locator('.rule-details .event-tag').waitFor();
      await page.locator('[data-column=rate] button').click();
      await page.waitForFunction(() => location.hash.includes('sort=rate'));
      await page.waitForFunction(() => document.querySelector('[data-rule]').dataset.rule.startsWith('Web.'));
      await page.locator('.rule-details .event-tag').click();
      await page.waitForFunction(() => location.hash.startsWith('#/events?q=tagged'));
      const beside = await open(context, '#/rules/device/distro4?open=Web.slow');
      await beside.locator('[data-panel-device=distro4]').waitFor();
      await beside.locator('.rule-details').waitFor();
    },
    async 'works: hostile receivers and rules stay text'(context) {
      await turn('receivers?kind=hostile');
      await turn('rules?kind=hostile');
      const page = await open(context, '#/receivers?q=onerror');
      await page.locator('.bad').first().waitFor();
      assert.equal(await page.locator('.works-pane :is(img, script, i)').count(), 0);
      await page.goto(`${base}/#/rules`);
      await page.locator('.rules .row-link').first().click();
      await page.locator('.rule-details').waitFor();
      assert.equal(await page.locator('.works-pane :is(img, script, i)').count(), 0);
    },
  };
}
