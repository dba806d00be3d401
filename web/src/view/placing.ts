/*
 * Putting boxes in their place: shown at once, sent with If-Match, taken back when the server refuses; the last moves can be
 * undone. What went wrong is said in words.
 */
import { fetchDevice, patchDevice, Problem } from '../live/api';
import type { Rect } from '../map/grid';
import { withBox } from '../model/placement';
import { withGeo } from '../model/geo';
import type { Box, Device, Geo, Placement } from '../model/types';
import { applyNow, notice, serverNow, store } from './app';
import { undoNow } from './undo';
import { whoHeader } from './who';

interface Move {
  words: string;
  edit: number;
}

const done: Move[] = [];
const MOST_UNDOS = 50;

/** Puts a device to another place on the earth. */
export function placeOnEarth(name: string, geo: Geo): Promise<void> {
  return move(name, (placements) => withGeo(placements, geo));
}

export function place(name: string, plan: string, rect: Rect): Promise<void> {
  const box: Box = { plan, x: rect.x, y: rect.y, width: rect.width, height: rect.height };
  return move(name, (placements) => withBox(placements, box));
}

async function move(name: string, to: (placements: Placement[]) => Placement[]): Promise<void> {
  const device = store.devices.get(name);
  if (!device) return;
  const placements = to(device.placements);
  if (JSON.stringify(placements) === JSON.stringify(device.placements)) return;
  const edit = await put(device, placements);
  if (edit === null) return;
  remember(`${name} moved.`, edit);
}

/** Says it, and offers to take it back. */
export function remember(words: string, edit: number): void {
  done.push({ words, edit });
  if (done.length > MOST_UNDOS) done.shift();
  notice.value = { text: words, edit, undo };
}

/** Takes the last move back, and then the one before. */
export function undo(): void {
  const last = done.pop();
  if (!last) {
    notice.value = { text: 'Nothing to undo.' };
    return;
  }
  void undoNow(last.edit, `Taken back: ${last.words}`);
}

/** @returns the edit that it became; null when it was refused */
async function put(device: Device, placements: Placement[]): Promise<number | null> {
  show({ ...device, placements });
  try {
    const saved = await patchDevice(device, { placements }, whoHeader());
    show(saved.device);
    return saved.edit;
  } catch (reason) {
    await refused(device, reason);
    return null;
  }
}

async function refused(device: Device, reason: unknown): Promise<void> {
  if (reason instanceof Problem && reason.status === 412) {
    const current = reason.current ?? (await fetchDevice(device.name).catch(() => device));
    restore(current);
    notice.value = { text: `Somebody else has just changed ${device.name}. Your move was not saved; you see it as they left it.` };
    return;
  }
  if (reason instanceof Problem && reason.status === 404) {
    applyNow({ now: serverNow(), devices: { [device.name]: null } });
    notice.value = { text: `${device.name} is no longer in the inventory.` };
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
