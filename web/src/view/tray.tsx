/*
 * Devices that stand on no plan: drag them onto the map.
 */
import { byName } from '../model/now';
import { count } from '../model/format';
import { editing, rev, store } from './app';
import { DeviceLink, Mark } from './bits';
import { FillButton, placeAlone } from './fillcard';
import { isEarth, PIN } from '../map/earth';
import { input, map } from './mapview';
import { mayEdit } from './me';
import { planNow } from './picked';
import { unplaced } from './scene';

/** A new box, in metres. */
export const SIZE = { width: 3, height: 1.5 };
const MOST = 200;

export function Tray() {
  rev.inventory.value;
  rev.plans.value;
  if (store.plans.size === 0) return null;
  const names = unplaced(store).map((device) => device.name).sort(byName);
  if (names.length === 0) return null;
  const earth = isEarth(planNow.value);
  return (
    <aside class="tray" aria-label="Devices without a place">
      <p class="tray-head">
        {count(names.length, 'device')} without a place{editing.value ? (earth ? ': drag onto the map' : ': drag onto the plan, or') : ''}
        {editing.value && !earth && <FillButton />}
        {!editing.value && mayEdit.value && (
          <button type="button" class="text-button" onClick={() => (editing.value = true)}>
            Place them
          </button>
        )}
      </p>
      <ul class="tray-names">
        {names.slice(0, MOST).map((name) => (
          <li key={name} data-device={name} data-state={store.health(name).state}>
            {editing.value ? <Grip name={name} earth={earth} /> : <DeviceLink name={name} class="name-chip"><Mark state={store.health(name).state} />{name}</DeviceLink>}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Grip({ name, earth }: { name: string; earth: boolean }) {
  return (
    <button type="button" class="name-chip grip" title={earth ? 'Drag it onto the map' : 'Drag it onto the plan; Enter puts it where there is room'} onPointerDown={(event) => (event.preventDefault(), carry(name, event))} onKeyDown={(event) => event.key === 'Enter' && placeAlone(name)}>
      <Mark state={store.health(name).state} />
      {name}
    </button>
  );
}

/** On the earth a pin of its size in pixels. */
function carry(name: string, event: PointerEvent): void {
  const scale = map && isEarth(map.plan) ? map.camera.scale : null;
  input?.carry(name, scale ? PIN.width / scale : SIZE.width, scale ? PIN.height / scale : SIZE.height, event);
}
