/*
 * How fast counters grow: from two reads of them, the newest and the oldest of the last ten seconds. No DOM.
 */

/** Reads are compared over at most so long, in milliseconds. */
export const OVER = 10_000;
/** After a longer silence nothing is known of how fast. */
const SILENCE = 15_000;

interface Read {
  at: number;
  counters: ReadonlyMap<string, number>;
}

export class Rates {
  private reads: readonly Read[] = [];

  /** @param at the server's time of the read, in milliseconds */
  take(at: number, counters: ReadonlyMap<string, number>): void {
    const last = this.reads.at(-1);
    const going = last !== undefined && at > last.at && at - last.at <= SILENCE;
    if (last !== undefined && at === last.at) return;
    const before = going ? this.reads : [];
    // One that is older than the span stays, so that two that are farther apart can still be compared.
    const old = before.filter((read) => at - read.at >= OVER).length;
    this.reads = [...before.slice(Math.max(0, old - 1)), { at, counters }];
  }

  /** Per second; null while only one read knows it. Where a counter fell, as after a start anew, it is counted from there. */
  of(key: string): number | null {
    const newest = this.reads.at(-1);
    const value = newest?.counters.get(key);
    if (newest === undefined || value === undefined) return null;
    let from: { at: number; value: number } | null = null;
    let above = value;
    for (const { at, counters } of this.reads.slice(0, -1).reverse()) {
      const earlier = counters.get(key);
      if (earlier === undefined || earlier > above) break;
      above = earlier;
      from = { at, value: earlier };
    }
    return from === null ? null : ((value - from.value) * 1000) / (newest.at - from.at);
  }

  clear(): void {
    this.reads = [];
  }
}
