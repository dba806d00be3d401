/*
 * The chart in the panel: round trips of the last ten minutes by address, and below them what was lost.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { latency } from '../live/api';
import { percent, rtt } from '../model/format';
import { Series, WINDOW } from '../model/series';
import type { Ping } from '../model/types';
import { clock, rev, serverNow, store, zone } from './app';
import { theme } from './theme';

const HEIGHT = 168;

export function Latency({ name }: { name: string }) {
  const host = useRef<HTMLDivElement>(null);
  const series = useRef(new Series());
  const [seeded, setSeeded] = useState(0);
  rev.pings.value;
  const pings = store.pings.get(name) ?? [];
  series.current.add(pings);
  const targets = series.current.targets;
  const shape = `${targets.map(({ address }) => address).join(' ')} ${theme.value} ${zone.value.zone}`;
  useEffect(() => {
    let wanted = true;
    latency(name, WINDOW).then(
      (found) => wanted && (series.current.seed(found), setSeeded((n) => n + 1)),
      () => undefined,
    );
    return () => void (wanted = false);
  }, [name]);
  const plot = useRef<uPlot | null>(null);
  useEffect(() => {
    if (targets.length === 0) return undefined;
    const place = host.current!;
    plot.current = draw(place, series.current);
    const watch = new ResizeObserver(() => plot.current?.setSize({ width: place.clientWidth, height: HEIGHT }));
    watch.observe(place);
    return () => (watch.disconnect(), plot.current?.destroy(), (plot.current = null));
  }, [shape]);
  const second = Math.floor(clock.value / 1000);
  useEffect(() => plot.current?.setData(data(series.current)), [second, seeded]);
  return (
    <section class="block" aria-labelledby="latency-title">
      <h3 id="latency-title">Latency, last 10 minutes</h3>
      {targets.length === 0 && <p class="quiet">No echo has been asked for yet.</p>}
      <div class="chart" ref={host} role="img" aria-label={`Latency of the last ten minutes. ${words(pings)}`} />
      {targets.length > 0 && <Key targets={targets} pings={pings} />}
    </section>
  );
}

function words(pings: Ping[]): string {
  return pings.map((ping) => `${ping.address}: ${ping.rtt ? rtt(ping.rtt.smoothed) : 'no reply yet'}, loss ${percent(ping.loss[1] ?? 0)} in a minute`).join('; ');
}

/** The key of the chart, with the newest values. */
function Key({ targets, pings }: { targets: { address: string; family: string }[]; pings: Ping[] }) {
  return (
    <ul class="chart-key">
      {targets.map(({ address, family }, index) => {
        const ping = pings.find((one) => one.address === address);
        return (
          <li key={address}>
            <i class={`swatch swatch-${index % 4}`} /> {family === 'none' ? address : family} <b>{ping?.rtt && ping.state === 'up' ? rtt(ping.rtt.last) : 'silent'}</b>
          </li>
        );
      })}
      <li>
        <i class="swatch swatch-loss" /> loss
      </li>
    </ul>
  );
}

function data(series: Series): uPlot.AlignedData {
  const { times, rtts, loss } = series.columns(serverNow());
  return [times, ...rtts, loss] as uPlot.AlignedData;
}

function draw(host: HTMLElement, series: Series): uPlot {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = { stroke: token('text-2'), grid: { stroke: token('line'), width: 1 }, ticks: { show: false }, font: `12px ${token('sans')}` };
  const lines: uPlot.Series[] = series.targets.map((_, index) => ({
    stroke: token(`series-${index % 4}`),
    width: 1.5,
    points: { show: false },
    spanGaps: false,
  }));
  const loss: uPlot.Series = {
    scale: 'loss',
    stroke: token('series-loss'),
    fill: token('series-loss'),
    width: 0,
    points: { show: false },
    paths: uPlot.paths.bars!({ size: [1, 3, 1.5] }),
  };
  return new uPlot(
    {
      width: Math.max(200, host.clientWidth),
      height: HEIGHT,
      padding: [8, 0, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: true },
        y: { range: (_plot, _low, high) => [0, Math.max(1, (high || 0) * 1.15)] },
        loss: { range: [0, 100] },
      },
      axes: [
        { ...axis, values: (_plot, splits) => splits.map((second) => zone.value.time(second * 1000).slice(0, 5)), space: 64, size: 24 },
        { ...axis, values: (_plot, splits) => splits.map((value) => (value === 0 ? '0' : rtt(value))), size: 60, space: 32 },
      ],
      series: [{}, ...lines, loss],
    },
    data(series),
    host,
  );
}
