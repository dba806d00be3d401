/*
 * A device as a form in its panel. What the server refuses stands beside its field, what others change meanwhile beside what
 * one has written oneself; nothing of either is lost without a word.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../live/api';
import { profiles } from '../live/api';
import type { Field, Form } from '../model/draft';
import { changesOf, fieldOf, valueOf } from '../model/draft';
import { said } from '../model/said';
import { clock, rev, store, zone } from './app';
import type { Desk } from './drafts';
import { choose, closeForm, discard, save, writeForm } from './drafts';
import { asksForName } from './me';
import { UplinkRows } from './uplinkrows';
import { Who } from './who';

export function DeviceForm({ id, desk }: { id: number; desk: Desk }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), [id]);
  useEffect(() => {
    if (desk.trouble) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .conflict button')?.focus();
  }, [desk.trouble]);
  const dirty = Object.keys(changesOf(desk.draft)).length;
  return (
    <form
      class="form"
      ref={form}
      noValidate
      data-form={desk.draft.base.name}
      aria-label={`Edit ${desk.draft.base.name}`}
      onSubmit={(event) => (event.preventDefault(), void save(id))}
      onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), closeForm())}
    >
      <p class="form-trouble" role="alert">
        {desk.gone ? 'This device was removed while you were editing. What you wrote is still here, to be copied.' : desk.trouble?.words}
      </p>
      <fieldset disabled={desk.saving}>
        <Inputs id={id} desk={desk} />
      </fieldset>
      <div class="form-foot">
        {asksForName.value && <Who />}
        <button type="submit" class="text-button primary" disabled={desk.saving || desk.gone}>
          {desk.saving ? 'Saving' : 'Save'}
        </button>
        <button type="button" class="text-button" onClick={closeForm}>
          {dirty > 0 ? 'Later' : 'Close'}
        </button>
        {dirty > 0 && (
          <button type="button" class="text-button" onClick={() => discard(id)}>
            Discard
          </button>
        )}
      </div>
    </form>
  );
}

interface Part {
  id: number;
  desk: Desk;
}

function Inputs({ id, desk }: Part) {
  const { form } = desk.draft;
  const put = (change: Partial<Form>) => writeForm(id, change);
  return (
    <>
      <Row id={id} desk={desk} field="name" label="Name">
        <input {...told(desk, 'name')} type="text" autocomplete="off" spellcheck={false} value={form.name} onInput={(event) => put({ name: event.currentTarget.value })} />
      </Row>
      <Row id={id} desk={desk} field="profile" label="Profile">
        <ProfileChoice desk={desk} put={put} />
      </Row>
      <Row id={id} desk={desk} field="addresses" label="Addresses" hint="one to a line, the most important first">
        <textarea {...told(desk, 'addresses')} class="mono" rows={Math.max(2, form.addresses.split('\n').length)} spellcheck={false} value={form.addresses} onInput={(event) => put({ addresses: event.currentTarget.value })} />
      </Row>
      <Row id={id} desk={desk} field="uplinks" label="Uplinks" group>
        <UplinkRows uplinks={form.uplinks} own={desk.draft.base.name} problems={problemsOf(desk, 'uplinks')} put={(uplinks) => put({ uplinks })} />
      </Row>
      <Row id={id} desk={desk} field="networks" label="Networks" group>
        <NetworkChoice desk={desk} put={put} />
      </Row>
      <Row id={id} desk={desk} field="tags" label="Tags" hint="with gaps between them">
        <input {...told(desk, 'tags')} type="text" autocomplete="off" spellcheck={false} value={form.tags} onInput={(event) => put({ tags: event.currentTarget.value })} />
      </Row>
      <Row id={id} desk={desk} field="placements" label="Coordinates" hint="latitude, longitude in degrees; empty for none">
        <input {...told(desk, 'placements')} type="text" autocomplete="off" spellcheck={false} value={form.placements} onInput={(event) => put({ placements: event.currentTarget.value })} />
      </Row>
      <Row id={id} desk={desk} field="maintenance" label="Maintenance" group>
        <MaintenanceInputs desk={desk} put={put} />
      </Row>
      <Row id={id} desk={desk} field="note" label="Note">
        <textarea {...told(desk, 'note')} rows={3} value={form.note} onInput={(event) => put({ note: event.currentTarget.value })} />
      </Row>
    </>
  );
}

function problemsOf(desk: Desk, field: Field): FieldProblem[] {
  return desk.trouble?.fields.filter((problem) => fieldOf(problem.field) === field) ?? [];
}

/** What ties an input to its label and to what is said about it. */
function told(desk: Desk, field: Field) {
  const invalid = problemsOf(desk, field).length > 0;
  return { id: `form-${field}`, 'aria-invalid': invalid, 'aria-describedby': `form-${field}-said` } as const;
}

interface RowProps extends Part {
  field: Field;
  label: string;
  hint?: string;
  /** Several inputs under one name. */
  group?: boolean;
  children: preact.ComponentChildren;
}

function Row({ id, desk, field, label, hint, group = false, children }: RowProps) {
  const conflict = field in desk.draft.conflicts;
  return (
    <div class={`field${conflict ? ' field-conflict' : ''}`} data-field={field} {...(group ? { role: 'group' as const, 'aria-labelledby': `form-${field}-label`, 'aria-describedby': `form-${field}-said` } : {})}>
      {group ? (
        <span class="field-label" id={`form-${field}-label`}>
          {label}
        </span>
      ) : (
        <label class="field-label" for={`form-${field}`}>
          {label}
        </label>
      )}
      <div class="field-inputs">
        {children}
        <div id={`form-${field}-said`}>
          {hint && <p class="hint">{hint}</p>}
          {problemsOf(desk, field).map((problem) => (
            <p key={problem.field + problem.message} class="wrong">
              {problem.message}
              {problem.hint && ` (${problem.hint})`}
            </p>
          ))}
          {conflict && <Conflict id={id} desk={desk} field={field} label={label} />}
          {!conflict && desk.draft.news.includes(field) && <p class="news">{desk.who[field] ?? 'Somebody'} has just changed this.</p>}
        </div>
      </div>
    </div>
  );
}

function Conflict({ id, desk, field, label }: Part & { field: Field; label: string }) {
  const moment = (ms: number) => zone.value.moment(ms, clock.peek());
  const mine = valueOf(desk.draft, field);
  return (
    <div class="conflict" role="group" aria-label={`${label}: two changes`}>
      <p>
        <b>{desk.who[field] ?? 'Somebody'}</b> changed it to <ins>{said(desk.draft.base[field], moment)}</ins>
      </p>
      <p>
        It was <del>{said(desk.draft.conflicts[field], moment)}</del>, and you wrote <ins>{said(mine, moment)}</ins>
      </p>
      <p>
        <button type="button" class="text-button" onClick={() => choose(id, field, 'mine')}>
          Keep mine
        </button>
        <button type="button" class="text-button" onClick={() => choose(id, field, 'theirs')}>
          Take theirs
        </button>
      </p>
    </div>
  );
}

type Put = (change: Partial<Form>) => void;

let known: string[] = [];

function ProfileChoice({ desk, put }: { desk: Desk; put: Put }) {
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
    <select {...told(desk, 'profile')} value={profile} onChange={(event) => put({ profile: event.currentTarget.value })}>
      {[...new Set([profile, ...names])].sort().map((name) => (
        <option key={name} value={name} selected={name === profile}>
          {name}
        </option>
      ))}
    </select>
  );
}

function NetworkChoice({ desk, put }: { desk: Desk; put: Put }) {
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

function MaintenanceInputs({ desk, put }: { desk: Desk; put: Put }) {
  const { maintenance } = desk.draft.form;
  const change = (part: Partial<Form['maintenance']>) => put({ maintenance: { ...maintenance, ...part } });
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
