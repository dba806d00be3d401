/*
 * Screenshots of every view at both widths and in both themes, at 200 % and as colour-blind eyes see them into target/shots, with the checks a picture does not show: sideways
 * overflow, damaged words, messages in the console, axe. "node dev/shots.mjs [part of a name]". Starts its own dev server.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'target', 'shots');
const port = 8291;
const base = `http://127.0.0.1:${port}`;
const only = process.argv[2] ?? '';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const MORE = { wall: { width: 1920, height: 1080 }, tablet: { width: 820, height: 1180 }, narrow: { width: 1024, height: 700 } };
const turn = (screw) => fetch(`${base}/dev/${screw}`);

/** A desk of 1440 by 900 at 200 %. */
const ZOOMED = { width: 720, height: 450 };
const EYES = ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'];

const VIEWS = {
  normal: { world: [], hash: '#/' },
  map: { more: true, world: ['cut?name=distro4', 'cut?name=e7-2'], hash: '#/?view=map' },
  cut: { coloured: true, world: ['cut?name=distro4', 'cut?name=e7-2', 'suspect?name=e2-2'], hash: '#/' },
  notices: { world: ['cut?name=e7-2', `notice?about=configuration&state=bad&why=${encodeURIComponent('vor.yaml line 12: ping.budget: expected a whole number from 10 to 1000000, got "lots"; the configuration of 14:02 goes on.')}`, `notice?about=restart&state=worn&why=${encodeURIComponent('The configuration has changed, and needs a restart: data, listen.')}`, `notice?about=backup&state=worn&why=${encodeURIComponent('No backup for 27 hours; run ./vor backup FILE.')}`], hash: '#/', act: (page) => page.locator('[data-notice=backup]').waitFor() },
  folded: { world: ['cut?name=distro4'], hash: '#/', act: (page) => page.locator('.row .fold').first().click() },
  device: { more: true, world: ['cut?name=distro4'], hash: '#/device/e17-5' },
  behind: { world: ['cut?name=distro4'], hash: '#/device/e7-9' },
  down: { world: ['cut?name=distro4'], hash: '#/device/distro4' },
  search: { world: ['cut?name=distro4'], hash: '#/?q=row7' },
  ping: { world: [], hash: '#/?handler=ping&view=map' },
  links: { world: [], hash: '#/?view=map', act: (page) => page.getByRole('button', { name: 'Links' }).click() },
  access: { more: true, world: [], hash: '#/device/e17-5?port=ge-0%2F0%2F44', act: toPorts },
  stack: { more: true, world: [], hash: '#/device/distro3', act: toPorts },
  hot: { world: [], hash: '#/device/distro5', act: (page) => page.locator('#sensors-title').evaluate((part) => part.scrollIntoView()) },
  mx: { world: [], hash: '#/device/core', act: toPorts },
  cisco: { world: [], hash: '#/device/e20-9', act: toPorts },
  member: { world: [], hash: '#/device/e14-2', act: toPorts },
  crossed: { world: [], hash: '#/device/distro1', act: (page) => page.locator('#neighbours-title').evaluate((part) => part.scrollIntoView()) },
  table: { world: [], hash: '#/device/e17-5', act: async (page) => (await toPorts(page), page.getByRole('button', { name: 'Table', exact: true }).click()) },
  refusing: { world: [], hash: '#/device/e6-1' },
  silent: { world: [], hash: '#/device/e5-3' },
  agent: { world: [], hash: '#/device/e4-4', act: (page) => page.locator('#agent-title').evaluate((part) => part.scrollIntoView()) },
  where: { world: [], hash: '#/?q=3c61.04aa.bb12', act: (page) => page.locator('.where-row').first().waitFor() },
  nowhere: { world: [], hash: '#/?q=3c:61:04:aa:bb:ff', act: (page) => page.getByText('Nobody has seen it').waitFor() },
  loads: { more: true, coloured: true, world: [], hash: '#/?view=map', act: (page) => page.getByRole('button', { name: 'Load', exact: true }).click() },
  blind: { world: ['cut?name=e7-2', 'blind?on=1'], hash: '#/' },
  lost: { world: ['cut?name=e7-2'], hash: '#/', act: async (page) => (await turn('silent?ms=6000'), page.waitForSelector('[data-banner=lost]')) },
  empty: { world: ['build?kind=empty'], hash: '#/?view=map' },
  begin: { world: ['build?kind=empty'], hash: '#/' },
  noplan: { world: ['build?kind=noplan'], hash: '#/?view=map' },
  edit: { world: ['build?kind=unplaced'], hash: '#/?view=map', act: (page) => page.getByRole('button', { name: 'Edit' }).click() },
  plancard: { more: true, world: ['draw?name=hall&width=1800&height=960'], hash: '#/?view=map', act: toPlan },
  planbare: { world: [], hash: '#/?view=map', act: toPlan },
  planimage: { world: ['draw?name=hall&width=1800&height=960', 'cut?name=distro4'], hash: '#/?view=map', act: (page) => page.waitForTimeout(600) },
  plannew: { world: ['build?kind=noplan'], hash: '#/?view=map', act: (page) => page.getByRole('button', { name: 'Make a plan' }).click() },
  planconflict: { world: [], hash: '#/?view=map', act: async (page) => (await toPlan(page), await page.getByLabel('Title').fill('The big hall'), await turn('plan?name=hall&title=Hall%20A'), await page.locator('.conflict').waitFor()) },
  earth: { more: true, world: ['build?kind=earth', 'cut?name=distro4'], hash: '#/?plan=%40geography&view=map' },
  form: { more: true, world: ['build?kind=hall'], hash: '#/device/e17-5', act: (page) => page.keyboard.press('e') },
  conflict: { world: ['build?kind=hall'], hash: '#/device/e17-5', act: conflict },
  changes: { more: true, world: ['touch?name=e17-5&note=one', 'touch?name=e17-5&note=two'], hash: '#/changes', act: (page) => page.locator('[data-edit] button').nth(1).click() },
  import: { world: [], hash: '#/import' },
  importing: { world: [], hash: '#/import', act: (page) => paste(page, 'e1-1 distro1 ge-0/0/1', '.import-part') },
  importbroken: { world: [], hash: '#/import', act: (page) => paste(page, 'broken', '.import-faults') },
  login: { world: ['accounts?on=1'], hash: '#/', still: true, act: (page) => page.getByLabel('Name', { exact: true }).waitFor() },
  provider: { world: ['accounts?on=1&provider=NOC%20login'], hash: '#/', still: true, act: (page) => page.getByText('Log in with').waitFor() },
  provideraway: { world: ['accounts?on=1&provider=NOC%20login&answer=away'], hash: '#/', still: true, act: async (page) => (await page.getByText('Log in with').click(), await page.getByText('did not answer within').waitFor()) },
  providersays: { world: ['accounts?on=1&provider=NOC%20login&answer=no'], hash: '#/', still: true, act: async (page) => (await page.getByText('Log in with').click(), await page.getByText('The provider says').waitFor()) },
  provideronly: { world: ['accounts?on=1&provider=NOC%20login&local=0'], hash: '#/', still: true, act: (page) => page.getByText('Log in with').waitFor() },
  wrong: { world: ['accounts?on=1'], hash: '#/', still: true, act: (page) => logIn(page, 'something else') },
  setup: { world: ['accounts?on=1'], hash: '#setup=3tJx9Vq0b7c1Yk5mZr8sW2nQ4uE6pLhA_dFgKjXoCiB', still: true, act: (page) => page.getByText('first admin').waitFor() },
  ended: { world: ['accounts?on=1'], hash: '#/device/e17-5', still: true, act: async (page) => (await logIn(page), await page.waitForSelector('.live-live'), await turn('expire'), await page.waitForSelector('[data-banner=stranger]')) },
  account: { world: ['accounts?on=1'], hash: '#/', still: true, act: async (page) => (await toAccount(page), await page.getByText('Tokens for programs').click(), await page.getByText('backup').waitFor()) },
  accounts: { world: ['accounts?on=1&provider=NOC%20login'], hash: '#/', still: true, act: async (page) => (await toAccount(page), await page.getByText('Accounts', { exact: true }).click(), await page.getByText('joe').first().waitFor()) },
  tableall: { coloured: true, world: ['cut?name=distro4', 'cut?name=e7-2'], hash: '#/table?sort=state' },
  tableopen: { world: ['cut?name=distro4'], hash: '#/table/device/e7-9?q=tag:access&columns=name.state.why.uplinks.serial.version.uptime' },
  tablecolumns: { world: [], hash: '#/table', act: (page) => page.getByRole('button', { name: 'Columns' }).click() },
  tablesaved: { world: [], hash: '#/table?q=row7&columns=name.serial', act: saveTwo },
  tableselected: { world: ['cut?name=e7-2'], hash: '#/table?q=row7', act: selectSome },
  tablebulk: { world: ['touch?name=e7-1&note=by%20the%20north%20door'], hash: '#/table?q=row7', act: changeSome },
  tablenone: { world: [], hash: '#/table?q=zebra' },
  tableempty: { world: ['build?kind=empty'], hash: '#/table' },
  tablelost: { world: ['cut?name=e7-2'], hash: '#/table?q=row7', act: async (page) => (await turn('silent?ms=6000'), page.waitForSelector('[data-banner=lost]')) },
  tv: { more: true, world: ['cut?name=distro4', 'cut?name=e7-2', 'suspect?name=e2-2', 'claim?name=e7-2&who=ann'], hash: '#/tv?handlers=health&plans=hall', act: (page) => page.locator('.tv-row').first().waitFor() },
  tvalarm: { world: [], hash: '#/tv', act: async (page) => (await turn('cut?name=e12-4'), await page.locator('.tv-alarm').waitFor()) },
  tvlost: { more: true, world: ['cut?name=e7-2'], hash: '#/tv', act: async (page) => (await turn('silent?ms=6000'), page.waitForSelector('[data-banner=lost]')) },
  tvempty: { world: ['build?kind=empty'], hash: '#/tv' },
  floor: { more: true, world: ['cut?name=distro4', 'cut?name=e7-2', 'cut?name=e12-4', 'claim?name=e12-4&who=ann'], hash: '#/floor', act: (page) => page.locator('.stop').first().waitFor() },
  floorwell: { world: ['build?kind=empty'], hash: '#/floor' },
  floormine: { world: ['cut?name=e7-2'], hash: '#/floor', act: async (page) => (await page.getByRole('button', { name: "I'm on it: e7-2" }).click(), page.locator('[data-standing=mine]').first().waitFor()) },
  floorunsent: { world: ['cut?name=e7-2'], hash: '#/floor', act: unsent },
  flooronmap: { world: ['cut?name=e7-2'], hash: '#/floor', act: async (page) => page.getByRole('button', { name: 'Show e7-2 on the map' }).click() },
  paneltaken: { world: ['cut?name=e7-2', 'claim?name=e7-2&who=ann'], hash: '#/device/e7-2' },
  nowtaken: { world: ['cut?name=e7-2', 'claim?name=e7-2&who=ann'], hash: '#/' },
  networks: { more: true, world: ['build?kind=overlap'], hash: '#/networks' },
  networksfound: { world: [], hash: '#/networks?q=198.18.40.7' },
  networksnone: { world: [], hash: '#/networks?q=zebra' },
  networksempty: { world: ['build?kind=bare'], hash: '#/networks' },
  network: { more: true, world: [], hash: '#/networks/net-e17-5', act: (page) => page.locator('.tenant').first().waitFor() },
  networkinside: { world: ['cut?name=e17-5'], hash: '#/networks/net-e17-5', act: async (page) => (await page.locator('.tenant').first().waitFor(), page.locator('#inside-title').evaluate((part) => part.scrollIntoView())) },
  networkform: { world: [], hash: '#/networks/net-e17-5', act: (page) => page.keyboard.press('e') },
  networkconflict: { world: ['editor?kind=network&name=net-e17-5&who=joe'], hash: '#/networks/net-e17-5', act: networkConflict },
  networknew: { world: [], hash: '#/networks?new=', act: wrongNetwork },
  networkremove: { world: [], hash: '#/networks/net-e17-5', act: async (page) => (await page.getByRole('button', { name: /^Remove this/ }).click(), await page.getByRole('button', { name: 'Remove it', exact: true }).click(), page.getByText('Not removed').waitFor()) },
  linkslist: { more: true, world: [], hash: '#/links' },
  linksempty: { world: ['build?kind=bare'], hash: '#/links' },
  link: { world: [], hash: '#/links/2' },
  linkform: { world: [], hash: '#/links/2', act: (page) => page.keyboard.press('e') },
  linknew: { world: [], hash: '#/links?new=e17-5' },
  profiles: { world: [], hash: '#/profiles', act: (page) => page.locator('.shelf').waitFor() },
  editors: { world: ['editor?name=e17-5&who=joe'], hash: '#/device/e17-5', act: (page) => page.locator('[data-editors="1"]').waitFor() },
  nextfree: { world: ['editor?name=e17-5&who=joe'], hash: '#/device/e17-5', act: async (page) => (await page.keyboard.press('e'), page.locator('[data-next]').first().waitFor()) },
  devicelinks: { world: [], hash: '#/device/e17-5', act: (page) => page.locator('#inventory-title').evaluate((part) => part.scrollIntoView()) },
  arrange: { more: true, world: ['build?kind=unplaced'], hash: '#/?view=map', act: arrangeSome },
  fillrows: { world: ['build?kind=unplaced'], hash: '#/?view=map', act: fillSome },
  labels: { more: true, world: [], hash: '#/labels?row=e7&paper=a4-3x8', act: (page) => page.locator('[data-label=e7-9]').first().waitFor() },
  labelsroll: { world: ['build?kind=hostile'], hash: '#/labels?q=hostile&paper=roll-62x29' },
  savedoffer: { world: [], hash: '#/?handler=ping&q=row7', act: offerSaved },
  add: { more: true, world: ['build?kind=hall'], hash: '#/table', act: addSome },
  addwrong: { world: ['build?kind=hall'], hash: '#/table', act: addWrong },
  events: { more: true, coloured: true, world: [], hash: '#/events', act: (page) => page.waitForTimeout(6000) },
  eventsopen: { world: [], hash: '#/events', act: (page) => page.locator('[data-state=critical] .row-link').first().click() },
  eventsbeside: { world: [], hash: '#/events/device/distro4', act: (page) => page.waitForTimeout(3000) },
  eventsgrid: { more: true, world: [], hash: '#/events?by=grid', act: (page) => page.locator('.event-grid').waitFor() },
  eventsgridopen: { world: [], hash: '#/events?by=grid', act: (page) => page.locator('[data-state=critical] .grid-cell').first().click() },
  eventsplain: { world: [], hash: '#/events?q=web%20disk', act: (page) => page.locator('[data-event]').first().waitFor() },
  eventswrong: { world: [], hash: '#/events', act: async (page) => (await page.locator('[data-event]').first().waitFor(), await page.locator('#search').fill('state = critical and'), page.locator('.event-fault').waitFor()) },
  eventsleft: { world: [], hash: '#/events', act: async (page) => (await page.locator('[data-event]').first().waitFor(), await turn('leave?host=db2&service=replication%20lag'), await turn('leave?host=web2&service=http%205xx'), page.locator('.event-left').nth(1).waitFor()) },
  eventslost: { world: [], hash: '#/events', act: async (page) => (await page.locator('[data-event]').first().waitFor(), await turn('silent?ms=6000'), page.locator('.event-lost').waitFor()) },
  eventsempty: { world: ['events?kind=none'], hash: '#/events', act: (page) => page.locator('.ways').waitFor() },
  eventsnone: { world: [], hash: '#/events?q=zebra', act: (page) => page.getByRole('button', { name: 'Show all events' }).waitFor() },
  eventshostile: { world: ['events?kind=hostile'], hash: '#/events?q=onerror', act: (page) => page.locator('.row-link').first().click() },
  receivers: { more: true, coloured: true, world: [], hash: '#/receivers', act: (page) => (page.locator('[data-receiver]').first().waitFor(), page.waitForTimeout(2600)) },
  receiversoff: { world: ['receivers?kind=off'], hash: '#/receivers', act: (page) => page.locator('.snippet').first().waitFor() },
  receiversquiet: { world: ['receivers?kind=quiet'], hash: '#/receivers', act: (page) => page.locator('.try-it').waitFor() },
  receiversall: { world: [], hash: '#/receivers?q=statsd', act: (page) => page.getByRole('button', { name: 'Show all 20' }).click() },
  receivershostile: { world: ['receivers?kind=hostile'], hash: '#/receivers?q=onerror', act: (page) => page.locator('.bad').first().waitFor() },
  receiversfault: { world: ['receivers?kind=off', `notice?about=configuration&state=bad&why=${encodeURIComponent('vor.yaml: receive: cannot listen for statsd on 127.0.0.1 port 8125 (UDP): Address already in use; end the program that listens there, or name another address or port under receive.statsd; the configuration of 03:27 goes on.')}`], hash: '#/receivers', act: (page) => page.locator('.receivers-fault').waitFor() },
  receiverslost: { world: [], hash: '#/receivers', act: async (page) => (await page.locator('[data-receiver]').first().waitFor(), await page.waitForTimeout(2200), await turn('works?answer=never'), page.locator('.event-lost').waitFor({ timeout: 25_000 })) },
  receiversbeside: { world: [], hash: '#/receivers/device/distro4', act: (page) => page.locator('[data-receiver]').first().waitFor() },
  rules: { more: true, coloured: true, world: [], hash: '#/rules', act: (page) => (page.locator('[data-rule]').first().waitFor(), page.waitForTimeout(2600)) },
  rulesopen: { more: true, world: [], hash: '#/rules?open=Rabbit.backlog', act: (page) => page.waitForTimeout(2600) },
  rulesstopped: { world: [], hash: '#/rules?open=Loop.forever', act: (page) => page.locator('.rule-details').waitFor() },
  rulesbroken: { more: true, world: ['rules?kind=broken'], hash: '#/rules', act: (page) => page.locator('.problem').first().waitFor() },
  rulesbeside: { world: [], hash: '#/rules/device/distro4', act: (page) => page.locator('[data-rule]').first().waitFor() },
  rulesempty: { world: ['rules?kind=empty'], hash: '#/rules', act: (page) => page.locator('.snippet').waitFor() },
  rulesoff: { world: ['rules?kind=off'], hash: '#/rules', act: (page) => page.locator('.snippet').waitFor() },
  rulesnone: { expects: /404/, world: ['works?answer=none'], hash: '#/rules', act: (page) => page.getByText('knows nothing of the rules').waitFor() },
  ruleshostile: { world: ['rules?kind=hostile'], hash: '#/rules', act: (page) => page.locator('.rules .row-link').first().click() },
  help: { world: [], hash: '#/', act: (page) => page.keyboard.press('?') },
};

async function selectSome(page) {
  for (const name of ['e7-1', 'e7-2', 'e7-4']) await page.getByRole('checkbox', { name: `Select ${name}` }).click();
}

async function changeSome(page) {
  await selectSome(page);
  await page.locator('.table-foot').getByRole('button', { name: /^Change/ }).click();
  await page.getByLabel('Add tags').fill('stage');
  await page.getByRole('button', { name: 'access 3' }).click();
  await page.getByText('the same for all').click();
  await page.getByRole('textbox', { name: 'Note' }).fill('moved to the south door');
}

async function addSome(page) {
  await page.getByRole('button', { name: 'Add devices' }).click();
  const values = { pattern: 'f[1-12]-[1-4]', tags: 'access', to: 'distro[1-4]', port: 'ge-0/0/44', toPort: 'ge-2/0/0', width: '1.5', height: '1', x: '48', y: '10' };
  await page.locator('#add-plan').selectOption('hall');
  await page.locator('#add-addresses').selectOption('count');
  for (const [name, value] of Object.entries({ ...values, v4: '198.19.0.2', v4Step: '/26' })) await page.locator(`#add-${name}`).fill(value);
}

async function addWrong(page) {
  await addSome(page);
  for (const [name, value] of Object.entries({ pattern: 'e[1-12]-[1-4]', to: 'core[1-2]', networks: 'row[1-12]', v4: '198.19.0.2/28', x: '118' })) await page.locator(`#add-${name}`).fill(value);
}

async function offerSaved(page) {
  await page.getByRole('button', { name: 'Searches you keep' }).click();
  for (const name of ['round trips of row 7', 'what the stage crew asked for']) {
    await page.getByLabel('Save this search').fill(name);
    await page.keyboard.press('Enter');
  }
  await page.locator('#search').fill('');
  await page.locator('#search').focus();
}

async function arrangeSome(page) {
  await page.getByRole('button', { name: 'Edit' }).click();
  for (const name of ['e7-1', 'e7-2', 'e8-1', 'e8-2', 'distro3']) {
    const box = await page.evaluate((device) => globalThis.vorMap.boxOf(device), name);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down('Control');
    await page.mouse.down();
    await page.mouse.up();
    await page.keyboard.up('Control');
  }
}

async function fillSome(page) {
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'put them into rows' }).click();
}

async function saveTwo(page) {
  await page.locator('.table-head').getByRole('button', { name: 'Saved' }).click();
  for (const name of ['serials of row 7', 'what the stage crew asked for']) {
    await page.getByLabel('Save this search').fill(name);
    await page.keyboard.press('Enter');
  }
}

/** One asks, one waits. */
async function unsent(page) {
  await page.route('**/api/v1/claims/*', (route) => route.abort());
  await page.getByRole('button', { name: "I'm on it: e14-2" }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByRole('button', { name: "I'm on it: e7-2" }).click();
  await page.locator('[data-asks]').waitFor();
}

async function networkConflict(page) {
  await page.keyboard.press('e');
  await page.locator('#form-note').fill('by the north door');
  await turn('touchnetwork?name=net-e17-5&note=by%20the%20south%20door');
  await page.locator('.conflict').waitFor();
}

async function wrongNetwork(page) {
  await page.locator('#form-name').fill('guests');
  await page.locator('#form-subnets').fill('198.18.300.0');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.locator('.wrong').waitFor();
}

async function toPlan(page) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Plan\u2026' }).click();
  await page.waitForTimeout(600);
}

async function conflict(page) {
  await page.keyboard.press('e');
  await page.locator('#form-note').fill('by the north door');
  await turn('touch?name=e17-5&note=by%20the%20south%20door');
  await page.locator('.conflict').waitFor();
}

async function paste(page, text, until) {
  await page.locator('.import-paste textarea').fill(text);
  await page.getByRole('button', { name: 'Look at the text' }).click();
  await page.locator(until).first().waitFor();
}

async function logIn(page, password = 'four cold grey herons') {
  await page.getByLabel('Name', { exact: true }).fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  if (password !== 'four cold grey herons') await page.getByText('do not fit').waitFor();
}

async function toAccount(page) {
  await logIn(page);
  await page.waitForSelector('.live-live');
  await page.getByRole('button', { name: 'Your account' }).click();
}

async function toPorts(page) {
  await page.locator('#ports-title').evaluate((part) => part.scrollIntoView());
}

const server = spawn(process.execPath, [join(here, 'server.mjs'), String(port)], { stdio: 'ignore' });
mkdirSync(out, { recursive: true });
let complaints = 0;
const complain = (where, words) => (complaints++, console.log(`${where}: ${words}`));
try {
  for (let tries = 0; tries < 50 && !(await fetch(base).catch(() => null)); tries++) await new Promise((go) => setTimeout(go, 100));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const [name, view] of Object.entries(VIEWS).filter(([name]) => name.includes(only))) {
    for (const [size, viewport] of Object.entries(view.more ? { ...SIZES, ...MORE } : SIZES)) for (const scheme of ['dark', 'light']) await shoot(browser, name, view, size, { viewport, colorScheme: scheme });
    await shoot(browser, name, view, 'zoomed', { viewport: ZOOMED, deviceScaleFactor: 2, colorScheme: 'dark' });
    if (view.coloured) for (const eyes of EYES) for (const scheme of ['dark', 'light']) await shoot(browser, name, view, eyes, { viewport: SIZES.desk, colorScheme: scheme }, eyes);
  }
  await browser.close();
} finally {
  server.kill();
}
console.log(`${complaints} complaints`);
process.exitCode = complaints > 0 ? 1 : 0;

/** @param eyes how the colours are seen, as Chromium names it */
async function shoot(browser, name, view, size, screen, eyes = 'none') {
  const where = `${name}-${size}-${screen.colorScheme}`;
  await turn('blind?on=0');
  await turn('accounts?on=0');
  await turn('build?kind=hall');
  const context = await browser.newContext({ ...screen, reducedMotion: 'reduce', bypassCSP: false });
  const page = await context.newPage();
  await (await context.newCDPSession(page)).send('Emulation.setEmulatedVisionDeficiency', { type: eyes });
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/401|status of (409|422|502)|ERR_FAILED/.test(message.text()) && !view.expects?.test(message.text()) && complain(where, message.text()));
  page.on('pageerror', (damage) => complain(where, damage.message));
  for (const screw of view.world) await turn(screw);
  await page.goto(`${base}/${view.hash}`);
  if (!view.still) await page.waitForFunction(() => document.querySelector('.live-live'), null, { timeout: 5000 }).catch(() => complain(where, 'never live'));
  await view.act?.(page);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(out, `${where}.png`) });
  await check(page, where);
  await context.close();
}

async function check(page, where) {
  const found = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll('.side, .panel-body, .shelf-body, .event-body:not(:has(.event-grid)), .event-said, .works-body, .head, .legend, .readout, .import-body, .table-head, .table-foot, .table-cards, .menu-box, .bulk, .labels-body, .arrange, .tv-main, .tv-head, .floor-list, .plan-card')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className),
    words: /\b(undefined|NaN|null|N\/A|Error|object Object)\b/.exec(document.body.innerText)?.[0] ?? '',
  }));
  if (found.over > 0) complain(where, `${found.over} px too wide`);
  for (const part of found.wide) complain(where, `${part} scrolls sideways`);
  if (found.words) complain(where, `says "${found.words}"`);
  const world = await page.context().newCDPSession(page);
  await world.send('Runtime.evaluate', { expression: axe });
  const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join(' | ')}`));
  for (const violation of violations) complain(where, `axe ${violation}`);
}
