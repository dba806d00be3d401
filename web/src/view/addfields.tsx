/*
 * The fields of the card that adds many devices, each with what is wrong with it.
 */
import type { ComponentChildren } from 'preact';
import type { AddForm, Spread, Wrong } from '../model/bulkadd';
import { store } from './app';

interface Props {
  form: AddForm;
  put(part: Partial<AddForm>): void;
  wrong: readonly Wrong[];
}

export function AddFields({ form, put, wrong, profiles }: Props & { profiles: readonly string[] }) {
  const props = { form, put, wrong };
  return (
    <>
      <Row label="Names" for="pattern" fields={['pattern']} wrong={wrong} hint="e[1-12]-[1-4]: e1-1 to e12-4. [01-12] keeps zeros, [a,b,c] is a list.">
        <Input {...props} field="pattern" mono focus placeholder="e[1-12]-[1-4]" />
      </Row>
      <Row label="Profile" for="profile" fields={['profile']} wrong={wrong}>
        <select id="add-profile" value={form.profile} onChange={(event) => put({ profile: event.currentTarget.value })}>
          {[...new Set([...profiles, form.profile])].filter(Boolean).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </Row>
      <Row label="Tags" for="tags" fields={['tags']} wrong={wrong}>
        <Input {...props} field="tags" placeholder="with gaps between them" />
      </Row>
      <Row label="Networks" for="networks" fields={['networks']} wrong={wrong} hint="One for all, or row[1-12]: each gets that of its first number.">
        <Input {...props} field="networks" mono />
      </Row>
      <Uplinks {...props} />
      <Addresses {...props} />
      {store.plans.size > 0 && <Places {...props} />}
    </>
  );
}

function Uplinks(props: Props) {
  const { form, put, wrong } = props;
  return (
    <Row label="Uplink" for="to" fields={['to', 'port', 'toPort']} wrong={wrong} hint={form.to.trim() === '' ? undefined : 'Own ports: ge-0/0/[44-45] makes two uplinks. The far port counts up for each device above, or is a list such as ge-[0-1]/0/[0-47].'}>
      <div class="add-pair">
        <Small label="device above">
          <Input {...props} field="to" mono placeholder="distro[1-4]" />
        </Small>
        <Small label="which of them">
          <select id="add-spread" value={form.spread} onChange={(event) => put({ spread: event.currentTarget.value as Spread })}>
            <option value="number">by the first number</option>
            <option value="shares">in equal shares</option>
            <option value="turns">in turns</option>
          </select>
        </Small>
        <Small label="own port">
          <Input {...props} field="port" mono placeholder="ge-0/0/44" />
        </Small>
        <Small label="far port, the first">
          <Input {...props} field="toPort" mono placeholder="ge-0/0/0" />
        </Small>
      </div>
    </Row>
  );
}

function Addresses(props: Props) {
  const { form, put, wrong } = props;
  return (
    <Row label="Addresses" for="addresses" fields={['addresses', 'v4', 'v4Step', 'v6', 'v6Step']} wrong={wrong} hint={form.addresses === 'count' ? 'The step is a number, or a prefix length: /26 goes to the next /26. A first address with its prefix (198.18.40.2/26) goes no further.' : undefined}>
      <select id="add-addresses" value={form.addresses} onChange={(event) => put({ addresses: event.currentTarget.value as AddForm['addresses'] })}>
        <option value="none">none yet</option>
        <option value="count">counting up from a first one</option>
        <option value="networks">the free ones of their networks</option>
      </select>
      {form.addresses === 'count' && (
        <div class="add-pair add-addresses">
          <Small label="first IPv4">
            <Input {...props} field="v4" mono placeholder="198.18.40.2" />
          </Small>
          <Small label="step">
            <Input {...props} field="v4Step" mono placeholder="1" />
          </Small>
          <Small label="first IPv6">
            <Input {...props} field="v6" mono placeholder="2001:db8:40::2" />
          </Small>
          <Small label="step">
            <Input {...props} field="v6Step" mono placeholder="1" />
          </Small>
        </div>
      )}
    </Row>
  );
}

function Places(props: Props) {
  const { form, put, wrong } = props;
  return (
    <Row label="Place" for="plan" fields={['plan', 'inRow', 'x', 'y', 'width', 'height', 'gap', 'aisle']} wrong={wrong}>
      <div class="add-pair">
        <Small label="plan">
          <select id="add-plan" value={form.plan} onChange={(event) => put({ plan: event.currentTarget.value })}>
            <option value="">none</option>
            {store.plansInOrder().map(({ name, title }) => (
              <option key={name} value={name}>
                {title || name}
              </option>
            ))}
          </select>
        </Small>
        {form.plan !== '' && (
          <Small label="rows run">
            <select id="add-down" value={form.down ? 'down' : 'across'} onChange={(event) => put({ down: event.currentTarget.value === 'down' })}>
              <option value="across">across, then down</option>
              <option value="down">down, then across</option>
            </select>
          </Small>
        )}
      </div>
      {form.plan !== '' && (
        <div class="add-numbers">
          {PLACES.map(([field, label]) => (
            <Small key={field} label={label}>
              <Input {...props} field={field} placeholder={field === 'inRow' ? 'by name' : ''} decimal />
            </Small>
          ))}
        </div>
      )}
    </Row>
  );
}

const PLACES: readonly [keyof AddForm, string][] = [['x', 'first x, m'], ['y', 'first y, m'], ['width', 'width, m'], ['height', 'height, m'], ['inRow', 'boxes in a row'], ['gap', 'gap in it, m'], ['aisle', 'between rows, m']];

interface RowProps {
  label: string;
  for: keyof AddForm;
  fields: readonly (keyof AddForm)[];
  wrong: readonly Wrong[];
  hint?: string | undefined;
  children: ComponentChildren;
}

function Row({ label, for: first, fields, wrong, hint, children }: RowProps) {
  const mine = wrong.filter(({ field }) => fields.includes(field));
  return (
    <div class="bulk-field" data-add={first}>
      <label for={`add-${first}`}>{label}</label>
      <div class="bulk-inputs">
        {children}
        {hint && <p class="hint">{hint}</p>}
        <div id={`add-${first}-wrong`} class="wrong">
          {mine.map(({ words }) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      </div>
    </div>
  );
}

function Small({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label>
      {label}
      {children}
    </label>
  );
}

interface InputProps extends Props {
  field: keyof AddForm;
  mono?: boolean;
  decimal?: boolean;
  focus?: boolean;
  placeholder?: string;
}

function Input({ form, put, wrong, field, mono = false, decimal = false, focus = false, placeholder = '' }: InputProps) {
  return (
    <input
      id={`add-${field}`}
      type="text"
      class={mono ? 'mono' : undefined}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      autofocus={focus}
      inputMode={decimal ? 'decimal' : 'text'}
      placeholder={placeholder}
      aria-invalid={wrong.some((one) => one.field === field)}
      value={String(form[field])}
      onInput={(event) => put({ [field]: event.currentTarget.value })}
    />
  );
}
