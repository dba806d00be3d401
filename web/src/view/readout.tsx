/*
 * Everything about one port in words. Its lines are always the same, so that nothing moves when another port is pointed at.
 */
import type { ComponentChildren } from 'preact';
import { percent, span } from '../model/format';
import { bundleOf, bundleWords, crossed, deviceNamed, discards, eachWay, errors, look, rateWords, share, since, speedWords, statusWord } from '../model/ports';
import type { Neighbour } from '../model/report';
import { store } from './app';
import { Aged, DeviceLink, Since } from './bits';
import type { PortScene } from './portscene';
import { drawn, JackMark, OLD_PORT } from './jack';

export function Readout({ scene, name }: { scene: PortScene; name: string }) {
  const port = scene.ports.ports.get(name);
  if (!port) return null;
  const planned = scene.planned.get(name);
  const how = drawn(scene, name, port);
  const bundle = bundleOf(scene.ports, name);
  const { rates } = port;
  const up = port.status === 'up';
  const full = share(port);
  return (
    <div class="readout" data-readout={name}>
      <p class={`readout-head port-${how.look} speed-${how.speed}`}>
        <JackMark {...how} />
        <b class="mono">{name}</b>
        <span class={`readout-state${look(port, planned !== undefined) === 'missed' ? ' word-down' : ''}`}>{statusWord(port, planned !== undefined)}</span>
        <Since at={since(port)} />
      </p>
      <p class="readout-alias">
        <span class={port.alias ? undefined : 'quiet'} title={port.alias}>{port.alias || 'no alias'}</span>
        <span class="age">
          seen <Aged at={port.at} old={OLD_PORT} />
          {rates?.over !== undefined && `, rates over ${span(rates.over)}`}
        </span>
      </p>
      <dl class="readout-figures">
        <Figure name="in">{up ? rateWords(rates?.inBits) : 'none'}</Figure>
        <Figure name="out">{up ? rateWords(rates?.outBits) : 'none'}</Figure>
        <Figure name="speed">{up || port.megabits ? speedWords(port) : 'none'}{full !== null && <span class="quiet">, {percent(full)}</span>}</Figure>
        <Figure name="errors" loud={errors(rates) > 0}>{up || rates ? eachWay(rates?.inErrors, rates?.outErrors) : 'none'}</Figure>
        <Figure name="discards" loud={discards(rates) > 0}>{up || rates ? eachWay(rates?.inDiscards, rates?.outDiscards) : 'none'}</Figure>
        <Figure name="bundle">{bundle ? `${bundle.name}, ${bundleWords(bundle)}` : 'none'}</Figure>
        <Figure name="neighbour" wide>{heardWords(scene, name)}</Figure>
        <Figure name="plan" wide>{planned ? <PlanWords device={planned.device} port={planned.port} /> : 'nothing planned here'}</Figure>
      </dl>
    </div>
  );
}

function Figure({ name, children, loud = false, wide = false }: { name: string; children: ComponentChildren; loud?: boolean; wide?: boolean }) {
  return (
    <div class={`${wide ? 'wide' : ''}${loud ? ' loud' : ''}`}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PlanWords({ device, port }: { device: string; port: string }) {
  return (
    <>
      <DeviceLink name={device} class="plain" /> <span class="mono">{port}</span>
    </>
  );
}

function heardWords(scene: PortScene, name: string): ComponentChildren {
  const heard = scene.heard.get(name) ?? [];
  const first = heard[0];
  if (!first) return 'none heard';
  const plan = crossed(store, scene.planned.get(name), first);
  return (
    <>
      <NeighbourName neighbour={first} />
      {heard.length > 1 && <span class="quiet"> and {heard.length - 1} more</span>}
      {plan !== null && <b class="word-bad"> plan says {plan}</b>}
    </>
  );
}

export function NeighbourName({ neighbour }: { neighbour: Neighbour }) {
  const known = deviceNamed(store, neighbour.name);
  return (
    <>
      {known === null ? (neighbour.name || neighbour.chassis || 'without a name') : <DeviceLink name={known} class="plain">{neighbour.name}</DeviceLink>}{' '}
      <span class="mono">{neighbour.remotePort ?? ''}</span>
    </>
  );
}
