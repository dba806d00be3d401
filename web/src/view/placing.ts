/*
 * Putting boxes in their place: shown at once, sent with If-Match, taken back when the server refuses; the last moves can be
 * undone. What went wrong is said in words.
 */
import { fetchDevice, Problem, replacePlacements } from '../live/api';
import type { Rect } from '../map/grid';
import { withBox } from '../model/placement';
import type { Box, Device, Placement } from '../model/types';
import { whoHeader } from './who';
import { applyNow, notice, serverNow, store } from './app';

interface Move {
  name: string;
  before: Placement[];
}

const done: Move[] = [];
const MOST_UNDOS = 50;

export async function place(name: string, plan: string, rect: Rect): Promise<void> {
  const device = store.devices.get(name);
  if (!device) return;
  const box: Box = { plan, x: rect.x, y: rect.y, width: rect.width, height: rect.height };
  const placements = withBox(device.placements, box);
  if (JSON.stringify(placements) === JSON.stringify(device.placements)) return;
  const before = device.placements;
  if (!(await put(device, placements))) return;
  done.push({ name, before });
  if (done.length > MOST_UNDOS) done.shift();
  notice.value = { text: `${name} moved.`, undo };
}

export function undo(): void {
  const last = done.pop();
  const device = last && store.devices.get(last.name);
  if (!last || !device) {
    notice.value = { text: 'Nothing to undo.' };
    return;
  }
  void put(device, last.before).then((well) => {
    if (well) notice.value = { text: `${last.name} is back where it was.` };
  });
}

async function put(device: Device, placements: Placement[]): Promise<boolean> {
  show({ ...device, placements });
  try {
    show(await replacePlacements(device, placements, whoHeader()));
    return true;
  } catch (reason) {
    await refused(device, reason);
    return false;
  }
}

async function refused(device: Device, reason: unknown): Promise<void> {
  if (reason instanceof Problem && reason.status === 412) {
    const current = reason.current ?? (await fetchDevice(device.name).catch(() => device));
    restore(current);
    notice.value = { text: `Somebody else has just changed ${device.name}. Your move was not saved; you see it as they left it.` };
    return;
  }
  restore(device);
  const words = reason instanceof Problem ? reason.message : 'the server cannot be reached';
  notice.value = { text: `${device.name} was not moved: ${words}` };
}

function show(device: Device): void {
  applyNow({ now: serverNow(), devices: { [device.name]: device } });
}

/** Unlike show, also takes back a version that we hold as newer. */
function restore(device: Device): void {
  store.devices.delete(device.name);
  show(device);
}
