/*
 * A device as a form in its panel.
 */
import { useEffect, useState } from 'preact/hooks';
import { profiles } from '../live/api';
import type { DeviceInputs } from '../model/devicedraft';
import type { Device } from '../model/types';
import { shelfOf } from '../model/shelf';
import { link, rev, store, zone } from './app';
import type { Desk } from './drafts';
import { writeForm } from './drafts';
import { problemsOf, RecordForm, Row, TextArea, TextInput, told } from './form';
import { NextFree } from './nextfree';
import { UplinkRows } from './uplinkrows';

type DeviceDesk = Desk<Device, DeviceInputs>;

export function DeviceForm({ desk }: { desk: DeviceDesk }) {
  const { form } = desk.draft;
  const put = (change: Partial<DeviceInputs>) => writeForm<DeviceInputs>(desk.key, change);
  return (
    <RecordForm desk={desk} name={desk.draft.base.name}>
      <Row desk={desk} field="name" label="Name">
        <TextInput desk={desk} field="name" value={form.name} put={(name) => put({ name })} />
      </Row>
      <Row desk={desk} field="profile" label="Profile">
        <ProfileChoice desk={desk} put={put} />
      </Row>
      <Row desk={desk} field="addresses" label="Addresses" hint="one to a line, the most important first">
        <TextArea desk={desk} field="addresses" mono value={form.addresses} put={(addresses) => put({ addresses })} />
        <NextFree networks={form.networks} addresses={form.addresses} put={(addresses) => put({ addresses })} />
      </Row>
      <Row desk={desk} field="uplinks" label="Uplinks" group>
        <UplinkRows uplinks={form.uplinks} own={desk.draft.base.name} problems={problemsOf(desk, 'uplinks')} put={(uplinks) => put({ uplinks })} />
      </Row>
      <Row desk={desk} field="networks" label="Networks" group>
        <NetworkChoice desk={desk} put={put} />
      </Row>
      <Row desk={desk} field="tags" label="Tags" hint="with gaps between them">
        <TextInput desk={desk} field="tags" value={form.tags} put={(tags) => put({ tags })} />
      </Row>
      <Row desk={desk} field="placements" label="Coordinates" hint="latitude, longitude in degrees; empty for none">
        <TextInput desk={desk} field="placements" value={form.placements} put={(placements) => put({ placements })} />
      </Row>
      <Row desk={desk} field="maintenance" label="Maintenance" group>
        <MaintenanceInputs desk={desk} put={put} />
      </Row>
      <Row desk={desk} field="note" label="Note">
        <TextArea desk={desk} field="note" rows={3} value={form.note} put={(note) => put({ note })} />
      </Row>
    </RecordForm>
  );
}

type Put = (change: Partial<DeviceInputs>) => void;

let known: string[] = [];

function ProfileChoice({ desk, put }: { desk: DeviceDesk; put: Put }) {
  const { profile } = desk.draft.form;
  const [names, setNames] = useState(known);
  useEffect(() => {
    let wanted = true;
    profiles().then(
      (list) => wanted && setNames((known = list)),
      () => undefined,
    );
    return () => void (wanted = false);
  }, []);
  return (
    <>
      <select {...told(desk, 'profile')} value={profile} onChange={(event) => put({ profile: event.currentTarget.value })}>
        {[...new Set([profile, ...names])].sort().map((name) => (
          <option key={name} value={name} selected={name === profile}>
            {name}
          </option>
        ))}
      </select>
      <p class="hint">
        How often it is asked. <a class="plain" href={link({ shelf: shelfOf('profiles') })}>What profiles are there, and where they live</a>
      </p>
    </>
  );
}

function NetworkChoice({ desk, put }: { desk: DeviceDesk; put: Put }) {
  rev.inventory.value;
  const { networks } = desk.draft.form;
  const others = [...store.networks.keys()].filter((name) => !networks.includes(name)).sort();
  const add = (select: HTMLSelectElement) => {
    if (select.value !== '') put({ networks: [...networks, select.value] });
    select.value = '';
  };
  return (
    <div class="chips">
      {networks.map((name) => (
        <button key={name} type="button" class="name-chip" aria-label={`Remove network ${name}`} onClick={() => put({ networks: networks.filter((other) => other !== name) })}>
          {name} <span aria-hidden="true">&times;</span>
        </button>
      ))}
      {others.length > 0 && (
        <select id="form-networks" aria-label="Add a network" value="" onChange={(event) => add(event.currentTarget)}>
          <option value="">add a network</option>
          {others.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      {networks.length === 0 && others.length === 0 && <span class="quiet">there are none yet</span>}
    </div>
  );
}

function MaintenanceInputs({ desk, put }: { desk: DeviceDesk; put: Put }) {
  const { maintenance } = desk.draft.form;
  const change = (part: Partial<DeviceInputs['maintenance']>) => put({ maintenance: { ...maintenance, ...part } });
  const wrong = problemsOf(desk, 'maintenance').length > 0;
  return (
    <>
      <label class="check">
        <input type="checkbox" checked={maintenance.on} onChange={(event) => change({ on: event.currentTarget.checked })} />
        people work on it: masks every verdict
      </label>
      {maintenance.on && (
        <div class="pair-inputs">
          <label>
            why
            <input type="text" value={maintenance.why} onInput={(event) => change({ why: event.currentTarget.value })} />
          </label>
          <label>
            until ({zone.value.zone}); empty: until somebody ends it
            <input type="datetime-local" aria-invalid={wrong} value={maintenance.until} onInput={(event) => change({ until: event.currentTarget.value })} />
          </label>
        </div>
      )}
    </>
  );
}
