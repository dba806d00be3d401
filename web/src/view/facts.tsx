/*
 * Everything that was seen of a device, each with its age: what is old is dimmed, what never came says so.
 */
import { ago, percent, rtt, span } from '../model/format';
import type { Fact, Ping } from '../model/types';
import { clock, rev, store, zone } from './app';

/** A fact that is older than this is dimmed; pings come every second. */
const OLD = 30_000;
const OLD_PING = 5_000;

export function Facts({ name }: { name: string }) {
  rev.pings.value;
  const device = store.devices.get(name);
  const pings = store.pings.get(name) ?? [];
  const asked = new Set(pings.map((ping) => ping.address));
  const silent = device?.addresses.filter((address) => !asked.has(address)) ?? [];
  return (
    <>
      <section class="block" aria-labelledby="targets-title">
        <h3 id="targets-title">Addresses</h3>
        {pings.map((ping) => (
          <Target key={ping.address} ping={ping} />
        ))}
        {silent.map((address) => (
          <p key={address} class="old">
            <span class="mono">{address}</span> not asked yet
          </p>
        ))}
        {pings.length + silent.length === 0 && <p class="quiet">No address is written down: nothing can be asked.</p>}
      </section>
      <Others name={name} />
    </>
  );
}

function Target({ ping }: { ping: Ping }) {
  const now = clock.value;
  const old = now - ping.at > OLD_PING;
  const resolved = ping.resolved && ping.resolved !== ping.address ? ping.resolved : '';
  return (
    <div class={`target${old ? ' old' : ''}`}>
      <p class="target-head">
        <span class="mono">{ping.address}</span> {ping.family !== 'none' && <span class="quiet">{ping.family}</span>} {resolved && <span class="mono quiet">{resolved}</span>}
        <b>{ping.state}</b>
        <Age at={ping.at} />
      </p>
      <dl class="figures">
        <Figure name="round trip">{ping.rtt ? rtt(ping.rtt.smoothed) : 'never came'}</Figure>
        {ping.rtt && <Figure name="best">{rtt(ping.rtt.best)}</Figure>}
        {ping.rtt && <Figure name="jitter">{rtt(ping.rtt.jitter)}</Figure>}
        <Figure name="loss 10 s">{share(ping.loss[0])}</Figure>
        <Figure name="1 min">{share(ping.loss[1])}</Figure>
        <Figure name="5 min">{share(ping.loss[2])}</Figure>
        <Figure name="last reply">{ping.lastReply === null ? 'never came' : lastReply(ping.lastReply, now)}</Figure>
      </dl>
      {ping.why && <p class="quiet">{ping.why}</p>}
    </div>
  );
}

function lastReply(at: number, now: number): string {
  return now - at < 3000 ? 'now' : `${zone.value.moment(at, now)}, ${span(now - at)} ago`;
}

function share(value: number | null | undefined): string {
  return value === null || value === undefined ? 'not asked' : percent(value);
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Facts of other collectors; those of verdicts stand with them as evidence. */
function Others({ name }: { name: string }) {
  const groups = (store.facts.get(name) ?? []).filter((group) => group.facts.length > 0);
  if (groups.length === 0) return null;
  return (
    <section class="block" aria-labelledby="facts-title">
      <h3 id="facts-title">Facts</h3>
      <dl class="pairs">
        {groups.flatMap((group) => group.facts.map((fact) => <FactRow key={`${group.source} ${fact.name}`} fact={fact} at={fact.at ?? group.at} source={group.source} />))}
      </dl>
    </section>
  );
}

function FactRow({ fact, at, source }: { fact: Fact; at: number | null; source: string }) {
  const old = at !== null && clock.value - at > OLD;
  return (
    <div class={`pair${old ? ' old' : ''}`} title={`from ${source}`}>
      <dt>{fact.name}</dt>
      <dd>
        {fact.value === '' ? 'never came' : `${fact.value}${fact.unit ? ` ${fact.unit}` : ''}`} {at !== null && <Age at={at} />}
      </dd>
    </div>
  );
}

function Age({ at }: { at: number }) {
  const age = ago(clock.value - at);
  return <span class="age" title={zone.value.moment(at, clock.value)}>{age}</span>;
}
