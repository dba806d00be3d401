/*
 * Changing many devices at once: what is wished, what that would change of which of them, then done together or not at all, with
 * the line that takes it back. What others changed meanwhile is shown before anything is written over it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchDevices, patchDevices, Problem, profiles } from '../live/api';
import type { Change, Line, Wish } from '../model/bulk';
import { changeOf, NO_WISH, patchAt, tagCounts, tagsIn } from '../model/bulk';
import { count } from '../model/format';
import { byName } from '../model/now';
import { same } from '../model/said';
import type { Device } from '../model/types';
import { fromWall } from '../model/walltime';
import { applyNow, serverNow, store, zone } from './app';
import { asksForName } from './me';
import { bulking, chosen, source } from './tablestate';
import { offerUndo } from './undo';
import { Who, whoHeader } from './who';

export function BulkCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = bulking.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog class="help bulk" ref={dialog} aria-labelledby="bulk-title" onKeyDown={(event) => event.stopPropagation()} onClose={() => (bulking.value = false)}>
      {shown && <Card />}
    </dialog>
  );
}

/** As it stands in the inputs. */
interface Form {
  profile: string;
  add: string;
  remove: string[];
  maintenance: 'keep' | 'begin' | 'end';
  why: string;
  until: string;
  note: string | null;
}

const BLANK: Form = { profile: '', add: '', remove: [], maintenance: 'keep', why: '', until: '', note: null };

/** null where a moment cannot be read. */
function wishOf(form: Form): Wish | null {
  const until = form.until === '' ? null : fromWall(form.until, zone.value.zone);
  if (form.maintenance === 'begin' && form.until !== '' && until === null) return null;
  return {
    profile: form.profile || null,
    add: tagsIn(form.add),
    remove: form.remove,
    maintenance: form.maintenance === 'keep' ? null : form.maintenance === 'end' ? 'end' : { why: form.why.trim(), until },
    note: form.note,
  };
}

interface Trouble {
  words: string;
  faults: string[];
}

function Card() {
  const [form, setForm] = useState(BLANK);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const devices = [...chosen.value].sort((a, b) => byName(a.name, b.name));
  const wish = wishOf(form);
  const change = changeOf(devices, wish ?? NO_WISH, source.moment);
  const put = (part: Partial<Form>) => {
    setForm({ ...form, ...part });
    setTrouble(null);
  };
  const apply = async () => {
    setBusy(true);
    setTrouble(null);
    const said = await applyTo(devices, wish!, change);
    if (said === null) bulking.value = false;
    else setTrouble(said);
    setBusy(false);
  };
  return (
    <form class="help-body" noValidate onSubmit={(event) => (event.preventDefault(), void apply())}>
      <header>
        <h2 id="bulk-title">Change {count(devices.length, 'device')}</h2>
        <button type="button" class="text-button" onClick={() => (bulking.value = false)}>
          Close
        </button>
      </header>
      <fieldset disabled={busy}>
        <Inputs form={form} devices={devices} put={put} wrong={wish === null} />
      </fieldset>
      <Difference change={change} total={devices.length} />
      <div class="bulk-trouble" role="alert">
        {trouble && <p>{trouble.words}</p>}
        {trouble && trouble.faults.length > 0 && (
          <ul>
            {trouble.faults.slice(0, FAULTS).map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
            {trouble.faults.length > FAULTS && <li>and {count(trouble.faults.length - FAULTS, 'more', 'more')}</li>}
          </ul>
        )}
      </div>
      <div class="bulk-foot">
        {asksForName.value && <Who />}
        <button type="submit" class="big-button" disabled={busy || wish === null || change.patches.length === 0}>
          {busy ? 'Changing' : change.patches.length === 0 ? 'Change nothing' : `Change ${count(change.patches.length, 'device')}`}
        </button>
      </div>
    </form>
  );
}

const FAULTS = 10;

interface InputsProps {
  form: Form;
  devices: readonly Device[];
  put(part: Partial<Form>): void;
  wrong: boolean;
}

function Inputs({ form, devices, put, wrong }: InputsProps) {
  return (
    <>
      <div class="bulk-field">
        <label for="bulk-profile">Profile</label>
        <ProfileChoice value={form.profile} put={(profile) => put({ profile })} />
      </div>
      <div class="bulk-field">
        <label for="bulk-add">Add tags</label>
        <input id="bulk-add" type="text" autocomplete="off" autocapitalize="none" spellcheck={false} placeholder="with gaps between them" value={form.add} onInput={(event) => put({ add: event.currentTarget.value })} />
      </div>
      <RemoveTags form={form} devices={devices} put={put} />
      <div class="bulk-field">
        <label for="bulk-maintenance">Maintenance</label>
        <div class="bulk-inputs">
          <select id="bulk-maintenance" value={form.maintenance} onChange={(event) => put({ maintenance: event.currentTarget.value as Form['maintenance'] })}>
            <option value="keep">as it is</option>
            <option value="begin">people work on it</option>
            <option value="end">ends</option>
          </select>
          {form.maintenance === 'begin' && (
            <>
              <label>
                why
                <input type="text" value={form.why} onInput={(event) => put({ why: event.currentTarget.value })} />
              </label>
              <label>
                until ({zone.value.zone}); empty: until somebody ends it
                <input type="datetime-local" aria-invalid={wrong} value={form.until} onInput={(event) => put({ until: event.currentTarget.value })} />
              </label>
            </>
          )}
        </div>
      </div>
      <div class="bulk-field">
        <span id="bulk-note-label">Note</span>
        <div class="bulk-inputs">
          <label class="check">
            <input type="checkbox" checked={form.note !== null} onChange={(event) => put({ note: event.currentTarget.checked ? '' : null })} />
            the same for all; empty clears it
          </label>
          {form.note !== null && <textarea rows={2} aria-labelledby="bulk-note-label" value={form.note} onInput={(event) => put({ note: event.currentTarget.value })} />}
        </div>
      </div>
    </>
  );
}

let known: string[] = [];

function ProfileChoice({ value, put }: { value: string; put(profile: string): void }) {
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
    <select id="bulk-profile" value={value} onChange={(event) => put(event.currentTarget.value)}>
      <option value="">as it is</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

const MOST_TAGS = 30;

function RemoveTags({ form, devices, put }: Omit<InputsProps, 'wrong'>) {
  const counts = tagCounts(devices);
  if (counts.length === 0) return null;
  const turn = (tag: string) => put({ remove: form.remove.includes(tag) ? form.remove.filter((one) => one !== tag) : [...form.remove, tag] });
  return (
    <div class="bulk-field" role="group" aria-labelledby="bulk-remove">
      <span id="bulk-remove">Remove tags</span>
      <div class="chips">
        {counts.slice(0, MOST_TAGS).map(([tag, n]) => (
          <button key={tag} type="button" class="name-chip" aria-pressed={form.remove.includes(tag)} onClick={() => turn(tag)}>
            {tag} <span class="chip-count">{n}</span>
          </button>
        ))}
        {counts.length > MOST_TAGS && <span class="quiet">and {count(counts.length - MOST_TAGS, 'rarer one')}: select fewer devices to see them</span>}
      </div>
    </div>
  );
}

const MOST_LINES = 40;
const MOST_NAMES = 8;

/** "12 devices: tag +row7", with whom. */
function Difference({ change: { patches, lines }, total }: { change: Change; total: number }) {
  const same = total - patches.length;
  return (
    <section class="bulk-difference" aria-labelledby="bulk-difference">
      <h3 id="bulk-difference">What would change</h3>
      {lines.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ul>
        {lines.slice(0, MOST_LINES).map((line) => (
          <LineRow key={line.words} line={line} />
        ))}
        {lines.length > MOST_LINES && <li class="quiet">and {count(lines.length - MOST_LINES, 'more line')}</li>}
      </ul>
      {lines.length > 0 && same > 0 && <p class="quiet">{count(same, 'device stays', 'devices stay')} as {same === 1 ? 'it is' : 'they are'}.</p>}
    </section>
  );
}

function LineRow({ line: { words, names } }: { line: Line }) {
  return (
    <li>
      <b>{count(names.length, 'device')}:</b> {words}
      <p class="quiet">
        {names.slice(0, MOST_NAMES).join(', ')}
        {names.length > MOST_NAMES && `, and ${count(names.length - MOST_NAMES, 'more', 'more')}`}
      </p>
    </li>
  );
}

const TRIES = 3;

/** @returns null when it is done, else why not; then nothing was changed */
async function applyTo(devices: readonly Device[], wish: Wish, shown: Change): Promise<Trouble | null> {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = await fetchDevices();
      const change = changeOf(ofNow(devices, now.devices), wish, source.moment);
      if (!same(change.lines, shown.lines)) {
        takeIn(devices, now.devices);
        return { words: 'Others have changed some of them meanwhile. Nothing was changed yet: this is what would change now.', faults: [] };
      }
      const saved = await patchDevices(change.patches, now.revision, whoHeader()).catch(overtaken);
      if (saved !== null) return done(saved);
    }
    return { words: 'Others are changing the inventory right now. Nothing was changed; try again.', faults: [] };
  } catch (reason) {
    return refused(reason, shown);
  }
}

/** Somebody was faster; there is something new to look at. */
function overtaken(reason: unknown): null {
  if (reason instanceof Problem && reason.status === 412) return null;
  throw reason;
}

function done({ devices, edit }: { devices: Device[]; edit: number }): null {
  applyNow({ now: serverNow(), devices: Object.fromEntries(devices.map((device) => [device.name, device])) });
  offerUndo(`${count(devices.length, 'device is', 'devices are')} changed.`, edit);
  return null;
}

/** The same devices as the server has them, in the same order. */
function ofNow(devices: readonly Device[], now: readonly Device[]): Device[] {
  const byId = new Map(now.map((device) => [device.id, device]));
  return devices.flatMap(({ id }) => byId.get(id) ?? []);
}

/** What the stream has not brought yet. */
function takeIn(devices: readonly Device[], now: readonly Device[]): void {
  const fresh = ofNow(devices, now);
  const names = new Set(fresh.map(({ name }) => name));
  const gone = devices.filter(({ name }) => !names.has(name) && store.devices.has(name));
  applyNow({ now: serverNow(), devices: Object.fromEntries([...gone.map(({ name }) => [name, null] as const), ...fresh.map((device) => [device.name, device] as const)]) });
}

function refused(reason: unknown, { patches }: Change): Trouble {
  if (!(reason instanceof Problem)) return { words: 'The server cannot be reached. Nothing was changed; try again when it is back.', faults: [] };
  const faults = reason.problems.map(({ field, message, hint }) => {
    const patch = patchAt(field, patches);
    const where = patch === null ? field : `${patch.name} ${field.replace(/^devices\[\d+\]\.?/, '')}`.trim();
    return `${where}: ${message}${hint ? ` (${hint})` : ''}`;
  });
  return { words: faults.length > 0 ? 'Nothing was changed:' : `Nothing was changed: ${reason.message}`, faults };
}
