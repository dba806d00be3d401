/*
 * Adding many devices: a pattern of names and what counts along with it; what would be added and what stands against it, then all of
 * it as one change or nothing.
 */
import { computed, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchDevices, Problem, profiles, putDevices } from '../live/api';
import type { AddForm, NewDevice, Proposal } from '../model/bulkadd';
import { BLANK, formField, propose } from '../model/bulkadd';
import { count } from '../model/format';
import { byName } from '../model/now';
import { tagsIn } from '../model/bulk';
import { applyNow, rev, serverNow, store } from './app';
import { AddFields } from './addfields';
import { asksForName, mayEdit } from './me';
import { PlanSketch } from './plansketch';
import { offerUndo } from './undo';
import { Who, whoHeader } from './who';

export const adding = signal(false);
/** What was written stays as long as the page. */
const form = signal<AddForm>(BLANK);
const known = signal<string[]>([]);

const proposal = computed<Proposal>(() => {
  rev.inventory.value;
  rev.plans.value;
  if (!adding.value) return { devices: [], wrong: [], notes: [] };
  return propose(form.value, { devices: store.devices, links: store.links.values(), networks: store.networks, plans: store.plans });
});

/** @param plan on which they shall stand, where one is open */
export function openAdd(plan: string | null = null): void {
  if (!mayEdit.peek()) return;
  if (plan !== null && form.peek().plan === '') form.value = { ...form.peek(), plan };
  adding.value = true;
}

export function AddButton({ plan = null, class: className = 'text-button' }: { plan?: string | null; class?: string }) {
  if (!mayEdit.value) return null;
  return (
    <button type="button" class={className} onClick={() => openAdd(plan)}>
      Add devices&hellip;
    </button>
  );
}

export function AddCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = adding.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog class="help bulk add" ref={dialog} aria-labelledby="add-title" onKeyDown={(event) => event.stopPropagation()} onClose={() => (adding.value = false)}>
      {shown && <Card />}
    </dialog>
  );
}

interface Refusal {
  words: string;
  faults: { field: keyof AddForm; words: string }[];
}

function Card() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    profiles().then(
      (list) => {
        known.value = list;
        if (form.peek().profile === '') put({ profile: list.includes('wired') ? 'wired' : (list[0] ?? '') });
      },
      () => undefined,
    );
  }, []);
  const put = (part: Partial<AddForm>) => {
    form.value = { ...form.value, ...part };
    setRefusal(null);
  };
  const { devices, wrong, notes } = proposal.value;
  const faults = [...wrong, ...(refusal?.faults ?? [])];
  const add = async () => {
    setBusy(true);
    setRefusal(null);
    const said = await write();
    setBusy(false);
    if (said === null) adding.value = false;
    else setRefusal(said);
  };
  const ready = devices.length > 0 && wrong.length === 0;
  return (
    <form class="help-body" noValidate onSubmit={(event) => (event.preventDefault(), ready && !busy && void add())}>
      <header>
        <h2 id="add-title">Add devices</h2>
        <button type="button" class="text-button" onClick={() => (adding.value = false)}>
          Close
        </button>
      </header>
      <fieldset disabled={busy}>
        <AddFields form={form.value} put={put} wrong={faults} profiles={known.value} />
      </fieldset>
      <Difference devices={devices} notes={notes} />
      <div class="bulk-trouble" role="alert">
        {refusal && <p>{refusal.words}</p>}
      </div>
      <div class="bulk-foot">
        <Summary devices={devices} faults={faults.length} />
        {asksForName.value && <Who />}
        <button type="submit" class="big-button" disabled={busy || !ready}>
          {busy ? 'Adding' : ready ? `Add ${count(devices.length, 'device')}` : 'Add nothing'}
        </button>
      </div>
    </form>
  );
}

/** Stays in view while the fields are filled. */
function Summary({ devices, faults }: { devices: NewDevice[]; faults: number }) {
  if (devices.length === 0 && faults === 0) return null;
  const names = devices.length > 1 ? `${devices[0]!.name} to ${devices.at(-1)!.name}` : (devices[0]?.name ?? '');
  return (
    <p class="add-summary" role="status">
      {names} {faults > 0 && <b class="wrong">{count(faults, 'field')} to mend</b>}
    </p>
  );
}

/** How many, the first and the last of them, where they would stand. */
function Difference({ devices, notes }: { devices: NewDevice[]; notes: string[] }) {
  const first = devices[0];
  const last = devices.at(-1);
  const plan = first?.placements[0];
  return (
    <section class="bulk-difference" aria-labelledby="add-difference">
      <h3 id="add-difference">What would be added</h3>
      <p>{first ? count(devices.length, 'device') : <span class="quiet">Nothing yet.</span>}</p>
      {first && (
        <dl class="add-ends">
          <End title={devices.length > 1 ? 'First' : 'It'} device={first} />
          {last !== first && last && <End title="Last" device={last} />}
        </dl>
      )}
      {notes.map((note) => (
        <p key={note} class="import-note">
          {note}
        </p>
      ))}
      {plan && 'plan' in plan && <PlanSketch plan={plan.plan} boxes={devices.flatMap(({ name, placements: [box] }) => (box && 'plan' in box ? [{ name, ...box }] : []))} />}
    </section>
  );
}

function End({ title, device }: { title: string; device: NewDevice }) {
  const box = device.placements[0];
  const parts: ComponentChildren[] = [
    device.addresses.join(', '),
    device.uplinks.map(({ port, to, toPort }) => `${port ? `${port} ` : ''}\u2192 ${[to, toPort].filter(Boolean).join(' ')}`).join(', '),
    device.networks.join(', '),
    box && 'plan' in box ? `${store.plans.get(box.plan)?.title || box.plan} at ${box.x}, ${box.y} m` : '',
  ];
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b>{device.name}</b>
        {parts.filter(Boolean).map((part, at) => (
          <span key={at} class="add-part">
            {part}
          </span>
        ))}
      </dd>
    </div>
  );
}

const TRIES = 3;

/** Looks once more at what is there before it writes. Gives null when it is done, else why not; then nothing was changed. */
async function write(): Promise<Refusal | null> {
  const shown = proposal.peek().devices;
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = await fetchDevices();
      const there = new Map(now.devices.map((device) => [device.name, device]));
      const fresh = propose(form.peek(), { devices: there, links: store.links.values(), networks: store.networks, plans: store.plans });
      if (fresh.wrong.length > 0) return { words: 'Others have changed the inventory meanwhile. Nothing was added.', faults: fresh.wrong };
      if (JSON.stringify(fresh.devices) !== JSON.stringify(shown)) {
        takeIn(now.devices);
        return { words: 'Others have changed the inventory meanwhile. Nothing was added yet: this is what would be added now.', faults: [] };
      }
      const done = await putDevices(fresh.devices, now.revision, whoHeader()).catch(overtaken);
      if (done !== null) return added(done);
    }
    return { words: 'Others are changing the inventory right now. Nothing was added; try again.', faults: [] };
  } catch (reason) {
    return refused(reason, shown);
  }
}

function takeIn(devices: readonly { name: string }[]): void {
  const fresh = devices.filter(({ name }) => !store.devices.has(name));
  applyNow({ now: serverNow(), devices: Object.fromEntries(fresh.map((device) => [device.name, device])) as never });
}

function overtaken(reason: unknown): null {
  if (reason instanceof Problem && reason.status === 412) return null;
  throw reason;
}

function added({ devices, edit }: Awaited<ReturnType<typeof putDevices>>): null {
  applyNow({ now: serverNow(), devices: Object.fromEntries(devices.map((device) => [device.name, device])) });
  const names = devices.map(({ name }) => name).sort(byName);
  offerUndo(names.length === 1 ? `${names[0]} is added.` : `${count(names.length, 'device')} are added: ${names[0]} to ${names.at(-1)}.`, edit);
  const { profile, tags } = form.peek();
  form.value = { ...BLANK, profile, tags: tagsIn(tags).join(' ') };
  return null;
}

function refused(reason: unknown, devices: readonly NewDevice[]): Refusal {
  if (!(reason instanceof Problem)) return { words: 'The server cannot be reached. Nothing was added; try again when it is back.', faults: [] };
  const faults = reason.problems.slice(0, 10).map(({ field, message, hint }) => {
    const index = /^devices\[(\d+)\]/.exec(field)?.[1];
    const device = index === undefined ? undefined : devices[Number(index)];
    return { field: formField(field), words: `${device ? `${device.name}: ` : ''}${message}${hint ? ` (${hint})` : ''}` };
  });
  return { words: faults.length > 0 ? 'Nothing was added: the fields say why.' : `Nothing was added: ${reason.message}`, faults };
}
