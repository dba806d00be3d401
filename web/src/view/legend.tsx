/*
 * Under the map: what the colours mean through the chosen handler, how many devices there are, how old the picture is.
 */
import { count, span } from '../model/format';
import { MEANINGS } from '../model/states';
import type { State } from '../model/types';
import { clock, contact, handlers, heardAt, loads, rev, route, serverNow, store } from './app';
import { Mark } from './bits';

/** In rising salience. */
const SHOWN: readonly State[] = ['good', 'worn', 'unknown', 'bad', 'suspect', 'behind', 'down', 'maint'];

export function Legend() {
  const chosen = handlers.value.find(({ name }) => name === route.value.handler);
  return (
    <footer class="legend">
      <ul class="legend-marks">
        {SHOWN.map((state) => (
          <li key={state} title={MEANINGS[state]}>
            <Mark state={state} /> {state}
          </li>
        ))}
      </ul>
      {loads.value && <LoadKey />}
      <p class="legend-words">{chosen ? `${chosen.title}: ${chosen.legend}` : ''}</p>
      <Age />
    </footer>
  );
}

const LOAD_WORDS = ['< 1 %', '10', '40', '70', '90', '100 %'];

/** What the colours of the lines mean while they show load: each stroke is one direction. */
function LoadKey() {
  return (
    <p class="load-key">
      <span>Load each way, up to</span>
      {LOAD_WORDS.map((words, step) => (
        <span key={step} class="load-step">
          <i class={`load-swatch load-swatch-${step}`} />
          {words}
        </span>
      ))}
      <span class="load-step">
        <i class="load-swatch load-swatch-none" />
        not told
      </span>
    </p>
  );
}

function Age() {
  rev.inventory.value;
  clock.value;
  if (contact.value.kind === 'loading') return null;
  return (
    <p class="legend-age">
      {count(store.devices.size, 'device')}, age {span(serverNow() - heardAt.value)}
    </p>
  );
}
