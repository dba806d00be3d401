/*
 * The last ten minutes of one device's latency, a point a second: filled from /history, carried on by the pings that come.
 * Columns as uPlot wants them: times in seconds, per target the round trip, and the share lost over all targets.
 */
import type { History } from '../live/api';
import type { Ping } from './types';

export const WINDOW = 600;

interface Line {
  address: string;
  family: string;
  rtt: Map<number, number>;
  lost: Map<number, [sent: number, lost: number]>;
}

export class Series {
  private readonly lines = new Map<string, Line>();

  get targets(): { address: string; family: string }[] {
    return [...this.lines.values()].map(({ address, family }) => ({ address, family }));
  }

  seed(history: History): void {
    for (const target of history.targets) {
      const line = this.line(target.address, target.family);
      target.rtt.forEach((value, index) => {
        const second = Math.round((target.from + index * history.step) / 1000);
        if (value !== null && !line.rtt.has(second)) line.rtt.set(second, value);
        const sent = target.sent[index] ?? 0;
        if (sent > 0 && !line.lost.has(second)) line.lost.set(second, [sent, target.lost[index] ?? 0]);
      });
    }
  }

  add(pings: readonly Ping[]): void {
    for (const ping of pings) {
      const line = this.line(ping.address, ping.family);
      const second = Math.floor(ping.at / 1000);
      if (ping.rtt && ping.lost < ping.sent) line.rtt.set(second, ping.rtt.last);
      if (ping.sent > 0) line.lost.set(second, [ping.sent, ping.lost]);
    }
  }

  /** Columns for the window that ends at `end` (ms); older points are forgotten. */
  columns(end: number): { times: number[]; rtts: (number | null)[][]; loss: (number | null)[] } {
    const last = Math.floor(end / 1000);
    const first = last - WINDOW + 1;
    const times = Array.from({ length: WINDOW }, (_, index) => first + index);
    const lines = [...this.lines.values()];
    for (const line of lines) forget(line, first);
    return {
      times,
      rtts: lines.map((line) => times.map((second) => line.rtt.get(second) ?? null)),
      loss: times.map((second) => lossAt(lines, second)),
    };
  }

  private line(address: string, family: string): Line {
    let line = this.lines.get(address);
    if (!line) this.lines.set(address, (line = { address, family, rtt: new Map(), lost: new Map() }));
    return line;
  }
}

function forget(line: Line, first: number): void {
  for (const map of [line.rtt, line.lost]) for (const second of map.keys()) if (second < first) map.delete(second);
}

/** In percent; null where nothing was sent or nothing was lost, so that only loss is drawn. */
function lossAt(lines: Line[], second: number): number | null {
  let sent = 0;
  let lost = 0;
  for (const line of lines) {
    const [s, l] = line.lost.get(second) ?? [0, 0];
    sent += s;
    lost += l;
  }
  return sent === 0 || lost === 0 ? null : (100 * lost) / sent;
}
