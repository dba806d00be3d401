/*
 * A network as a form: in its panel, or a new one.
 */
import type { NetworkInputs } from '../model/networkdraft';
import type { Network } from '../model/types';
import type { Desk } from './drafts';
import { writeForm } from './drafts';
import { RecordForm, Row, TextArea, TextInput } from './form';
import { DeviceNames } from './uplinkrows';

export function NetworkForm({ desk, close }: { desk: Desk<Network, NetworkInputs>; close?: () => void }) {
  const { form, base } = desk.draft;
  const put = (change: Partial<NetworkInputs>) => writeForm<NetworkInputs>(desk.key, change);
  const isNew = base.version === 0;
  return (
    <RecordForm desk={desk} name={base.name} {...(close ? { close } : {})}>
      {isNew && (
        <Row desk={desk} field="name" label="Name" hint="stays as it is: networks are not renamed">
          <TextInput desk={desk} field="name" value={form.name} put={(name) => put({ name })} />
        </Row>
      )}
      <Row desk={desk} field="vlan" label="VLAN" hint="1 to 4094, or empty">
        <input id="form-vlan" aria-describedby="form-vlan-said" aria-invalid={desk.trouble?.fields.some(({ field }) => field === 'vlan') ?? false} type="text" inputMode="numeric" autocomplete="off" value={form.vlan} onInput={(event) => put({ vlan: event.currentTarget.value })} />
      </Row>
      <Row desk={desk} field="subnets" label="Subnets" hint="one to a line, such as 198.18.40.0/26 or 2001:db8:40::/64">
        <TextArea desk={desk} field="subnets" mono value={form.subnets} put={(subnets) => put({ subnets })} />
      </Row>
      <Row desk={desk} field="gateways" label="Gateways" hint="one to a line: the ways out, as hosts use them">
        <TextArea desk={desk} field="gateways" mono rows={1} value={form.gateways} put={(gateways) => put({ gateways })} />
      </Row>
      <Row desk={desk} field="router" label="Router" hint="the device that routes it, or empty">
        <TextInput desk={desk} field="router" list="form-router-list" value={form.router} put={(router) => put({ router })} />
        <DeviceNames id="form-router-list" typed={form.router} own="" />
      </Row>
      <Row desk={desk} field="tags" label="Tags" hint="with gaps between them">
        <TextInput desk={desk} field="tags" value={form.tags} put={(tags) => put({ tags })} />
      </Row>
      <Row desk={desk} field="note" label="Note">
        <TextArea desk={desk} field="note" rows={3} value={form.note} put={(note) => put({ note })} />
      </Row>
    </RecordForm>
  );
}
