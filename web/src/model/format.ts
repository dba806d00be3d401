/*
 * Numbers and times as a tired person reads them: always a unit, at the precision that matters, in the site's zone.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "0.4 s", "12 s", "4 min", "3 h 20 min", "2 d 4 h". Spans before zero (clocks differ a little) count as zero. */
export function span(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 950) return `${(whole / 1000).toFixed(1)} s`;
  if (whole < 2 * MINUTE) return `${Math.round(whole / 1000)} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < DAY) return pair(Math.floor(whole / HOUR), 'h', Math.floor((whole % HOUR) / MINUTE), 'min');
  return pair(Math.floor(whole / DAY), 'd', Math.floor((whole % DAY) / HOUR), 'h');
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** Like span, but below two seconds it says "now": for things that began just now. */
export function ago(ms: number): string {
  return ms < 1500 ? 'now' : span(ms);
}

/** "0.42 ms", "8.1 ms", "140 ms", "1.2 s". */
export function rtt(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** For the box on the map: short, and calm while the network is. "<0.1 ms", "0.4 ms", "35 ms", "1.2 s", with a narrow gap that never breaks. */
export function shortRtt(ms: number): string {
  if (ms < 0.05) return '<0.1\u202fms';
  if (ms < 9.95) return `${ms.toFixed(1)}\u202fms`;
  return ms < 999.5 ? `${Math.round(ms)}\u202fms` : `${(ms / 1000).toFixed(1)}\u202fs`;
}

/** A share from 0 to 1 as percent: "0 %", "0.4 %", "12 %". */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  return value === 0 || value >= 10 ? `${Math.round(value)} %` : `${value.toFixed(1)} %`;
}

/** Capacity: "100 Mbit/s", "10 Gbit/s", "2.5 Gbit/s". */
export function capacity(megabits: number): string {
  if (megabits < 1000) return `${megabits} Mbit/s`;
  const giga = megabits / 1000;
  return `${Number.isInteger(giga) ? giga : giga.toFixed(1)} Gbit/s`;
}

const STEPS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'];

/** Traffic: "0 bit/s", "640 kbit/s", "9.4 Mbit/s", "12 Mbit/s", "1.2 Gbit/s". */
export function bits(perSecond: number): string {
  let value = Math.max(0, perSecond);
  let step = 0;
  while (value >= 999.5 && step < STEPS.length - 1) {
    value /= 1000;
    step++;
  }
  return `${value > 0 && value < 9.95 && step > 0 ? value.toFixed(1) : Math.round(value)} ${STEPS[step]}`;
}

/** How often something happens: "0", "0.02 /s", "3.5 /s", "140 /s". What is above zero is never rounded to it. */
export function perSecond(rate: number): string {
  if (rate <= 0) return '0';
  if (rate < 0.01) return '< 0.01 /s';
  if (rate < 0.995) return `${rate.toFixed(2)} /s`;
  return `${rate < 9.95 ? rate.toFixed(1) : thousands(Math.round(rate))} /s`;
}

/** A measured number: as many digits as it is worth. */
export function figure(value: number, unit = ''): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? String(Math.round(value)) : size >= 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(2).replace(/\.?0+$/, '');
  return unit ? `${digits.replace('-', '\u2212')}\u202f${unit}` : digits.replace('-', '\u2212');
}

/** "1 device", "190 devices", "10,000 devices". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

export function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Wall-clock times in one zone. A zone that the browser does not know is read as UTC, and said so. */
export class ZoneClock {
  readonly zone: string;
  private readonly clock: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.zone = known(zone) ? zone : 'UTC';
    const base = { timeZone: this.zone, hourCycle: 'h23' } as const;
    this.clock = new Intl.DateTimeFormat('en-GB', { ...base, hour: '2-digit', minute: '2-digit', second: '2-digit' });
    this.day = new Intl.DateTimeFormat('en-GB', { timeZone: this.zone, day: 'numeric', month: 'short' });
  }

  /** "14:02:11" */
  time(ms: number): string {
    return this.clock.format(ms);
  }

  /** "14:02:11", or "3 Apr 14:02:11" when that was another day than `now`. */
  moment(ms: number, now: number): string {
    const day = this.day.format(ms);
    return day === this.day.format(now) ? this.time(ms) : `${day} ${this.time(ms)}`;
  }
}

function known(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
