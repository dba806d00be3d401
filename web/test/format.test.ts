/* Numbers and times as people read them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ago, capacity, count, percent, rtt, shortRtt, span, thousands, ZoneClock } from '../src/model/format';

describe('span', () => {
  it('counts what lies before zero as zero, since clocks differ a little', () => assert.equal(span(-40), '0.0 s'));
  it('has one decimal below a second', () => assert.equal(span(234), '0.2 s'));
  it('never says 1.0 s and 1 s for the same', () => assert.equal(span(960), '1 s'));
  it('counts seconds up to two minutes', () => assert.equal(span(119_400), '119 s'));
  it('counts minutes from two minutes on', () => assert.equal(span(120_000), '2 min'));
  it('leaves out empty minutes', () => assert.equal(span(3 * 3_600_000), '3 h'));
  it('says hours and minutes', () => assert.equal(span(3 * 3_600_000 + 20 * 60_000), '3 h 20 min'));
  it('says days and hours', () => assert.equal(span(52 * 3_600_000), '2 d 4 h'));
});

describe('other numbers', () => {
  it('calls what began just now now', () => assert.equal(ago(900), 'now'));
  it('gives a round trip the digits that matter', () => assert.deepEqual([0.416, 8.14, 140.2, 1234].map(rtt), ['0.42 ms', '8.1 ms', '140 ms', '1.2 s']));
  it('never says that a round trip took no time', () => assert.deepEqual([0.01, 0.049, 0.05, 0.42, 35.2].map((ms) => shortRtt(ms).replace('\u202f', ' ')), ['<0.1 ms', '<0.1 ms', '0.1 ms', '0.4 ms', '35 ms']));
  it('never rounds a loss away', () => assert.equal(percent(0.0004), '< 0.1 %'));
  it('says percent plainly', () => assert.deepEqual([0, 0.004, 0.12, 1].map(percent), ['0 %', '0.4 %', '12 %', '100 %']));
  it('says capacity', () => assert.deepEqual([100, 1000, 2500].map(capacity), ['100 Mbit/s', '1 Gbit/s', '2.5 Gbit/s']));
  it('groups thousands', () => assert.deepEqual([7, 1000, 1234567].map(thousands), ['7', '1,000', '1,234,567']));
  it('counts one as one', () => assert.deepEqual([count(1, 'device'), count(190, 'device')], ['1 device', '190 devices']));
});

describe('clock of the site', () => {
  const oslo = new ZoneClock('Europe/Oslo');
  const noon = Date.UTC(2026, 3, 3, 12, 2, 11);
  it('is in the zone of the site', () => assert.equal(oslo.time(noon), '14:02:11'));
  it('says the day only when it is another', () => {
    assert.equal(oslo.moment(noon, noon + 1000), '14:02:11');
    assert.equal(oslo.moment(noon, noon + 86_400_000), '3 Apr 14:02:11');
  });
  it('takes UTC, and says so, for a zone that nobody knows', () => assert.equal(new ZoneClock('Middle/Earth').zone, 'UTC'));
  it('says midnight as 00', () => assert.equal(new ZoneClock('UTC').time(0), '00:00:00'));
});
