/*
 * Floor plans of the dev server: written, moved, deleted, with images, each taken back; a drawn image and devices on the earth.
 * Part of dev/server.mjs.
 */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const images = new Map();
const edits = new Map();

/** @param tools json, body, delta, nextEdit, inventory (reads and raises the revision) of the dev server */
export function planRoutes({ world, json, body, delta, nextEdit, inventory }) {
  const refused = (response, status, detail, more = {}) => json(response, status, { type: '/problems/x', title: 'Refused', status, detail, ...more });

  function put(changed, who) {
    const edit = nextEdit();
    edits.set(edit, new Map([...changed.keys()].map((name) => [name, world.plans.get(name) ?? null])));
    write(changed);
    return edit;
  }

  function write(changed) {
    inventory.raise();
    for (const [name, plan] of changed) plan ? world.plans.set(name, plan) : world.plans.delete(name);
    delta({ plans: Object.fromEntries(changed) });
  }

  const next = (plan, fields) => ({ ...plan, ...fields, version: plan.version + 1 });

  async function one(request, response, name, isImage) {
    const plan = world.plans.get(name);
    const held = images.get(plan?.image);
    if (isImage && request.method === 'GET') return held ? response.writeHead(200, { 'Content-Type': held.type, 'Cache-Control': 'no-cache' }).end(held.bytes) : refused(response, 404, 'no image');
    if (!plan && request.method !== 'PUT') return refused(response, 404, `there is no plan "${name}"`);
    if (request.method === 'GET') return json(response, 200, plan);
    const match = request.headers['if-match'];
    if (match && match !== `"p${plan?.version}"`) return refused(response, 412, 'somebody else changed it', { current: plan });
    if (request.headers['if-none-match'] && plan) return refused(response, 412, 'is there already');
    if (isImage) return image(request, response, plan);
    if (request.method === 'DELETE') return removed(response, name);
    const document = await body(request);
    if (document.title === 'refuse me') return refused(response, 422, 'the title is not one', { problems: [{ field: 'title', message: 'is not a title' }] });
    const written = plan ? next(plan, document) : { version: 1, image: null, ...document };
    return json(response, plan ? 200 : 201, written, { 'Vor-Edit': put(new Map([[name, written]])) });
  }

  function removed(response, name) {
    const edit = put(new Map([[name, null]]));
    return response.writeHead(204, { 'Vor-Edit': edit }).end();
  }

  async function image(request, response, plan) {
    let written = next(plan, { image: null });
    if (request.method === 'PUT') {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      if (bytes.toString('latin1').startsWith('bomb')) return refused(response, 422, 'image: is 60000 x 60000 pixels; at most 16384 a side are allowed', { problems: [{ field: 'image', message: 'is 60000 x 60000 pixels; at most 16384 a side are allowed' }] });
      written = next(plan, { image: keep(bytes, request.headers['content-type']) });
    }
    return json(response, 200, written, { 'Vor-Edit': put(new Map([[plan.name, written]])) });
  }

  return {
    handle(request, response, path) {
      const found = /^\/plans\/([^/]+)(\/image)?$/.exec(path);
      if (!found) return false;
      void one(request, response, decodeURIComponent(found[1]), found[2] !== undefined);
      return true;
    },
    async many(request, response) {
      const patches = await body(request);
      if (request.headers['if-match'] !== `"i${inventory.now()}"`) return refused(response, 412, 'somebody else changed the inventory');
      const edit = put(new Map(patches.map(({ name, ...fields }) => [name, next(world.plans.get(name), fields)])));
      return json(response, 200, { revision: inventory.now(), plans: [...world.plans.values()] }, { 'Vor-Edit': edit });
    },
    /** True when the edit was one of plans. */
    undo(response, edit) {
      const before = edits.get(edit);
      if (!before) return false;
      const back = new Map([...before].map(([name, plan]) => [name, plan && { ...plan, version: (world.plans.get(name)?.version ?? plan.version) + 1 }]));
      const number = put(back);
      json(response, 200, { dry: false, added: [], changed: [], removed: [], unchanged: 0, revision: inventory.now() }, { 'Vor-Edit': number });
      return true;
    },
    /** Somebody else changes it. */
    touch: (name, fields) => write(new Map([[name, next(world.plans.get(name), fields)]])),
    draw: (name, width, height) => write(new Map([[name, next(world.plans.get(name), { image: keep(drawing(width, height), 'image/png') })]])),
  };
}

function keep(bytes, type) {
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  images.set(hash, { bytes, type });
  return hash;
}

/** Devices that stand here and there on the earth, some of them at one place. */
export function onEarth(world) {
  const towns = [[59.9139, 10.7522], [60.7945, 11.068], [63.4305, 10.3951], [60.3913, 5.3221], [58.97, 5.7331], [69.6492, 18.9553]];
  [...world.devices.values()].slice(0, 18).forEach((device, n) => {
    const [latitude, longitude] = towns[n % towns.length];
    const near = n < 6 ? 0 : n < 9 ? 1e-7 : 0.01 * n;
    device.placements = [...device.placements, { latitude: latitude + near, longitude: longitude - near }];
  });
}

/** A PNG like a drawing: white, walls, rows of tables, a door. */
export function drawing(width, height) {
  const rows = Buffer.alloc(height * (width + 1), 255);
  const fill = (x0, y0, x1, y1, grey) => {
    for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) rows.fill(grey, y * (width + 1) + 1 + x0, y * (width + 1) + 1 + Math.min(width, x1));
  };
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  const unit = Math.round(width / 60);
  fill(0, 0, width, unit / 2, 40), fill(0, height - unit / 2, width, height, 40), fill(0, 0, unit / 2, height, 40), fill(width - unit / 2, 0, width, height, 40);
  for (let n = 1; n < 18; n++) fill(n * 3 * unit, 4 * unit, n * 3 * unit + 2, height - 6 * unit, 120), fill(n * 3 * unit + unit, 4 * unit, n * 3 * unit + unit + 2, height - 6 * unit, 120);
  fill(20 * unit, height - unit, 26 * unit, height, 200), fill(2 * unit, 2 * unit, 14 * unit, 3 * unit, 215);
  const chunk = (name, data) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const whole = Buffer.alloc(named.length + 8);
    whole.writeUInt32BE(data.length, 0), named.copy(whole, 4), whole.writeUInt32BE(crc32(named), named.length + 4);
    return whole;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0), header.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
