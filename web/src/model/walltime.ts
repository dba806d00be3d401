/*
 * Moments as people write them into a field: day and minute by the clock of a zone, "2026-04-01T14:00".
 */

const MINUTE = 60_000;
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

export function toWall(ms: number, zone: string): string {
  return new Date(ms + offset(ms, zone)).toISOString().slice(0, 16);
}

/** null when it is no such moment. In the hour that a clock skips it is the one after. */
export function fromWall(text: string, zone: string): number | null {
  const found = WRITTEN.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const plain = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(plain) || new Date(plain).toISOString().slice(0, 16) !== text.slice(0, 16)) return null;
  const first = plain - offset(plain, zone);
  return plain - offset(first, zone);
}

/** How far the zone's clock is ahead of UTC then. */
function offset(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return there - Math.floor(ms / MINUTE) * MINUTE;
}
