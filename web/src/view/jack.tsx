/*
 * One port of the front panel, drawn: what it is like by fill, outline and sign, its speed by ticks, its traffic by a bar; and the
 * key to all that.
 */
import type { Place } from '../model/plate';
import { bundleOf, errors, look, rateWords, share, speedClass, speedWords, statusWord } from '../model/ports';
import type { Look } from '../model/ports';
import type { Port } from '../model/report';
import { clock } from './app';
import { mark } from './portscene';
import type { PortScene } from './portscene';

/** A port that was not seen for so long is dimmed. */
export const OLD_PORT = 120_000;

interface Drawn {
  look: Look;
  speed: 0 | 1 | 2 | 3;
  share: number | null;
  faulty: boolean;
  joined: 'uplink' | 'bundle' | null;
}

export function JackMark({ look, speed, share, faulty, joined }: Drawn) {
  return (
    <svg class="jack" viewBox="0 0 18 18" aria-hidden="true">
      <rect class="jack-body" x="1" y="1" width="16" height="13" />
      {look === 'up' && speed > 1 && <path class="jack-ticks" d={speed === 2 ? 'M4 4h4' : 'M4 4h4M10 4h4'} />}
      {look === 'up' && speed === 0 && <path class="jack-ticks" d="M4 7.5h10" />}
      {look === 'missed' && <path class="jack-cross" d="M3 3l12 9M15 3L3 12" />}
      {look === 'off' && <path class="jack-off" d="M3 12L15 3" />}
      {look === 'odd' && <path class="jack-off" d="M5 7.5h1.5M8.25 7.5h1.5M11.5 7.5H13" />}
      {share !== null && look === 'up' && <rect class="jack-rate" x="2" y="11" width={share < 0.001 ? 0 : Math.max(1, 14 * share)} height="2" />}
      {faulty && <path class="jack-faulty" d="M9 0h9v9z" />}
      {joined !== null && <path class={`jack-joined${joined === 'bundle' ? ' jack-bundle' : ''}`} d="M1 16.75h16" />}
    </svg>
  );
}

export function drawn(scene: PortScene, name: string, port: Port): Drawn {
  const planned = scene.planned.get(name);
  return {
    look: look(port, planned !== undefined),
    speed: speedClass(port.megabits),
    share: share(port),
    faulty: errors(port.rates) > 0,
    joined: bundleOf(scene.ports, name) ? 'bundle' : planned ? 'uplink' : null,
  };
}

interface Props {
  scene: PortScene;
  place: Place;
  stop: boolean;
  marked: boolean;
  point(name: string | null): void;
}

export function Jack({ scene, place, stop, marked, point }: Props) {
  const port = scene.ports.ports.get(place.name);
  if (!port) return null;
  const how = drawn(scene, place.name, port);
  const old = clock.value - port.at > OLD_PORT;
  return (
    <button
      type="button"
      class={`port port-${how.look} speed-${how.speed}${old ? ' port-old' : ''}`}
      style={{ gridRow: place.row + 1, gridColumn: place.column + 1 }}
      data-port={place.name}
      data-look={how.look}
      tabIndex={stop ? 0 : -1}
      aria-label={spoken(place.name, port, scene)}
      aria-pressed={marked}
      onFocus={() => point(place.name)}
      onBlur={() => point(null)}
      onPointerEnter={(event) => event.pointerType === 'mouse' && point(place.name)}
      onClick={() => mark(place.name)}
    >
      <JackMark {...how} />
    </button>
  );
}

function spoken(name: string, port: Port, scene: PortScene): string {
  const faulty = errors(port.rates) > 0 ? ', with errors' : '';
  const alias = port.alias ? `, ${port.alias}` : '';
  const traffic = port.rates ? `, in ${rateWords(port.rates.inBits)}, out ${rateWords(port.rates.outBits)}` : '';
  return `${name}${alias}: ${statusWord(port, scene.planned.has(name))}${port.status === 'up' ? `, ${speedWords(port)}` : ''}${faulty}${traffic}`;
}

const KEY: [string, Partial<Drawn>][] = [
  ['100 Mbit/s', { speed: 0 }],
  ['1 Gbit/s', { speed: 1, share: 0.6 }],
  ['10', { speed: 2 }],
  ['40 and more', { speed: 3 }],
  ['down', { look: 'down' }],
  ['down, needed', { look: 'missed' }],
  ['switched off', { look: 'off' }],
  ['errors', { speed: 1, faulty: true }],
  ['planned', { speed: 1, joined: 'uplink' }],
  ['bundle', { speed: 1, joined: 'bundle' }],
];

export function JackKey() {
  return (
    <details class="jack-key">
      <summary>Key</summary>
      <ul>
        {KEY.map(([words, how]) => {
          const whole: Drawn = { look: 'up', speed: 1, share: null, faulty: false, joined: null, ...how };
          return (
            <li key={words} class={`port-${whole.look} speed-${whole.speed}`}>
              <JackMark {...whole} /> {words}
            </li>
          );
        })}
        <li>the bar: the busier direction as a share of the speed</li>
      </ul>
    </details>
  );
}
