/*
 * A link as a form: two ends, the bundle, what it carries.
 */
import type { LinkInputs } from '../model/linkdraft';
import type { Link, LinkEnd } from '../model/types';
import type { Desk } from './drafts';
import { writeForm } from './drafts';
import { problemsOf, RecordForm, Row, TextInput } from './form';
import { DeviceNames, PortNames } from './uplinkrows';

type LinkDesk = Desk<Link, LinkInputs>;

export function LinkForm({ desk, name, close }: { desk: LinkDesk; name: string; close?: () => void }) {
  const { form } = desk.draft;
  const put = (change: Partial<LinkInputs>) => writeForm<LinkInputs>(desk.key, change);
  return (
    <RecordForm desk={desk} name={name} {...(close ? { close } : {})}>
      <Row desk={desk} field="a" label="From" group>
        <EndInputs desk={desk} field="a" label="From" end={form.a} put={(a) => put({ a })} />
      </Row>
      <Row desk={desk} field="b" label="To" group>
        <EndInputs desk={desk} field="b" label="To" end={form.b} put={(b) => put({ b })} />
      </Row>
      <Row desk={desk} field="bundle" label="Bundle" hint="the LAG that it is a member of, such as ae1; empty when it stands alone">
        <TextInput desk={desk} field="bundle" mono value={form.bundle} put={(bundle) => put({ bundle })} />
      </Row>
      <Row desk={desk} field="megabits" label="Mbit/s" hint="what it carries, such as 10000; empty when not known">
        <TextInput desk={desk} field="megabits" value={form.megabits} put={(megabits) => put({ megabits })} />
      </Row>
    </RecordForm>
  );
}

function EndInputs({ desk, field, label, end, put }: { desk: LinkDesk; field: 'a' | 'b'; label: string; end: LinkEnd; put: (end: LinkEnd) => void }) {
  const wrong = (part: string) => problemsOf(desk, field).some((problem) => problem.field === field || problem.field.endsWith(`.${part}`));
  return (
    <div class="end-inputs">
      <input id={`form-${field}`} type="text" aria-label={`${label}: device`} placeholder="device" autocomplete="off" autocapitalize="none" spellcheck={false} list={`form-${field}-devices`} aria-invalid={wrong('device')} value={end.device} onInput={(event) => put({ ...end, device: event.currentTarget.value })} />
      <input type="text" class="mono" aria-label={`${label}: port`} placeholder="port" autocomplete="off" autocapitalize="none" spellcheck={false} list={`form-${field}-ports`} aria-invalid={wrong('port')} value={end.port} onInput={(event) => put({ ...end, port: event.currentTarget.value })} />
      <DeviceNames id={`form-${field}-devices`} typed={end.device} own="" />
      <PortNames id={`form-${field}-ports`} device={end.device} />
    </div>
  );
}
