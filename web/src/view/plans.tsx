/*
 * Floor plans in edit mode: buttons beside the tabs, and a card for title, size, place among the tabs, image and removal. The map
 * stays usable beside it.
 */
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../live/api';
import { aspectOf } from '../map/backdrop';
import { isEarth } from '../map/earth';
import { count } from '../model/format';
import type { PlanField } from '../model/plandraft';
import { imageOn, metres, planChanges, standing, tidy } from '../model/plandraft';
import type { Plan } from '../model/types';
import { editing, rev, store } from './app';
import { Measure } from './measure';
import type { PlanDesk } from './plandesk';
import { card, chooseField, closePlan, discardPlan, dropImage, dropPlan, imageTrouble, makePlan, measuring, movePlan, newPlan, openPlan, putImage, savePlan, scalePlan, writeField } from './plandesk';

export { newPlan };

export function PlanButtons({ shown }: { shown: Plan | null }) {
  if (!editing.value) return null;
  const open = card.value;
  const edits = open?.kind === 'plan' && open.desk.draft.base.name === shown?.name;
  return (
    <div class="plan-buttons" role="group" aria-label="Edit floor plans">
      {shown && !isEarth(shown) && (
        <button type="button" class="text-button" aria-expanded={edits} onClick={() => (edits ? closePlan() : openPlan(shown))}>
          Plan&hellip;
        </button>
      )}
      <button type="button" class="text-button" aria-expanded={open?.kind === 'new'} onClick={() => (open?.kind === 'new' ? closePlan() : newPlan())}>
        New plan
      </button>
    </div>
  );
}

/** Follows the tabs: with another plan it is that one's. */
export function PlanCard({ shown }: { shown: Plan | null }) {
  const open = card.value;
  const other = open?.kind === 'plan' && !open.desk.gone && shown !== null && open.desk.draft.base.name !== shown.name;
  useEffect(() => {
    if (!editing.value) closePlan();
    else if (other) isEarth(shown) ? closePlan() : openPlan(shown);
  });
  if (!open || other || !editing.value) return null;
  const title = open.kind === 'new' ? 'New plan' : `Plan ${open.desk.draft.base.title || open.desk.draft.base.name}`;
  return (
    <>
      {open.kind === 'plan' && shown && <Measure plan={shown} />}
      <section
        class="plan-card"
        aria-label={title}
        data-plan-card={open.kind === 'new' ? '' : open.desk.draft.base.name}
        onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), event.stopPropagation(), closePlan())}
      >
        <header class="plan-head">
          <h2>{title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={closePlan}>
            &times;
          </button>
        </header>
        {open.kind === 'new' ? <NewPlan /> : <OldPlan key={open.desk.draft.base.name} desk={open.desk} />}
      </section>
    </>
  );
}

// ---- a new one

function NewPlan() {
  const [form, setForm] = useState({ title: '', width: '120', height: '60' });
  const [faults, setFaults] = useState<FieldProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFaults((await makePlan(form.title, form.width, form.height)) ?? []);
    setBusy(false);
  };
  return (
    <form class="form plan-form" noValidate onSubmit={(event) => void submit(event)}>
      <Trouble words={faults.find(({ field }) => field === '')?.message ?? ''} />
      <PlanInput field="title" label="Title" value={form.title} faults={faults} refer={first} write={(title) => setForm({ ...form, title })} />
      <PlanInput field="width" label="Width (m)" value={form.width} faults={faults} write={(width) => setForm({ ...form, width })} />
      <PlanInput field="height" label="Height (m)" value={form.height} faults={faults} write={(height) => setForm({ ...form, height })} />
      <p class="hint">An image below it comes next; its scale can be set by it.</p>
      <div class="plan-foot">
        <button type="submit" class="text-button primary" disabled={busy}>
          {busy ? 'Making' : 'Make it'}
        </button>
      </div>
    </form>
  );
}

interface InputProps {
  field: string;
  label: string;
  value: string;
  faults: FieldProblem[];
  refer?: preact.RefObject<HTMLInputElement | null>;
  write: (value: string) => void;
  children?: preact.ComponentChildren;
}

function PlanInput({ field, label, value, faults, refer, write, children }: InputProps) {
  const wrong = faults.filter((fault) => fault.field === field);
  const id = `plan-${field}`;
  return (
    <div class="field" data-field={field}>
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="field-inputs">
        <input id={id} type="text" inputMode={field === 'title' ? 'text' : 'decimal'} autocomplete="off" maxLength={200} value={value} aria-invalid={wrong.length > 0} aria-describedby={`${id}-said`} onInput={(event) => write(event.currentTarget.value)} {...(refer ? { ref: refer } : {})} />
        <div id={`${id}-said`}>
          {wrong.map(({ message }) => (
            <p key={message} class="wrong">
              {message}
            </p>
          ))}
          {children}
        </div>
      </div>
    </div>
  );
}

function Trouble({ words }: { words: string }) {
  return (
    <p class="form-trouble" role="alert">
      {words}
    </p>
  );
}

// ---- one that is there

const LABELS: Record<PlanField, string> = { title: 'Title', width: 'Width (m)', height: 'Height (m)' };

function OldPlan({ desk }: { desk: PlanDesk }) {
  const { base, form } = desk.draft;
  const dirty = Object.keys(planChanges(desk.draft)).length > 0;
  if (desk.gone) return <p class="form-trouble">This plan was deleted meanwhile. The list of changes can bring it back.</p>;
  return (
    <>
      <form class="form plan-form" noValidate onSubmit={(event) => (event.preventDefault(), void savePlan(base.name))}>
        <Trouble words={desk.words} />
        <fieldset disabled={desk.busy !== ''}>
          {(['title', 'width', 'height'] as const).map((field) => (
            <PlanInput key={field} field={field} label={LABELS[field]} value={form[field]} faults={desk.fields} write={(value) => writeField(base.name, { [field]: value })}>
              {desk.draft.conflicts.includes(field) && <Conflict base={base} field={field} />}
            </PlanInput>
          ))}
        </fieldset>
        <div class="plan-foot">
          <button type="submit" class="text-button primary" disabled={desk.busy !== '' || !dirty}>
            Save
          </button>
          {dirty && (
            <button type="button" class="text-button" disabled={desk.busy !== ''} onClick={() => discardPlan(base.name)}>
              Discard
            </button>
          )}
          <span class="quiet" role="status">
            {desk.busy}
          </span>
        </div>
      </form>
      <Order plan={base} busy={desk.busy !== ''} />
      <Image plan={base} desk={desk} />
      <Removal plan={base} busy={desk.busy !== ''} />
    </>
  );
}

function Conflict({ base, field }: { base: Plan; field: PlanField }) {
  return (
    <div class="conflict" role="group" aria-label={`${LABELS[field]}: two changes`}>
      <p>
        Somebody has just changed it to <ins>{String(base[field])}</ins>
      </p>
      <p>
        <button type="button" class="text-button" onClick={() => chooseField(base.name, field, 'mine')}>
          Keep mine
        </button>
        <button type="button" class="text-button" onClick={() => chooseField(base.name, field, 'theirs')}>
          Take theirs
        </button>
      </p>
    </div>
  );
}

function Order({ plan, busy }: { plan: Plan; busy: boolean }) {
  rev.plans.value;
  const names = store.plansInOrder().map(({ name }) => name);
  const at = names.indexOf(plan.name);
  if (names.length < 2) return null;
  return (
    <div class="plan-part" role="group" aria-label="Place among the tabs">
      <h3>
        Tab {at + 1} of {names.length}
      </h3>
      <button type="button" class="text-button" disabled={busy || at <= 0} onClick={() => void movePlan(plan, -1)}>
        Move left
      </button>
      <button type="button" class="text-button" disabled={busy || at === names.length - 1} onClick={() => void movePlan(plan, 1)}>
        Move right
      </button>
    </div>
  );
}

/** Drawn again when an image has come. */
export const imagesSeen = signal(0);

function Image({ plan, desk }: { plan: Plan; desk: PlanDesk }) {
  imagesSeen.value;
  const file = useRef<HTMLInputElement>(null);
  const busy = desk.busy !== '';
  const aspect = aspectOf(plan);
  const chosen = (input: HTMLInputElement) => {
    const [first] = input.files ?? [];
    input.value = '';
    if (first) void putImage(plan, first);
  };
  return (
    <div class="plan-part" role="group" aria-label="Image below the plan">
      <h3>Image</h3>
      <input ref={file} class="for-reader" tabIndex={-1} type="file" accept="image/png,image/jpeg" aria-label="Image file" data-plan-image onChange={(event) => chosen(event.currentTarget)} />
      <button type="button" class="text-button" disabled={busy} onClick={() => file.current?.click()}>
        {plan.image ? 'Replace\u2026' : 'Choose\u2026'}
      </button>
      {plan.image && (
        <button type="button" class="text-button" disabled={busy} onClick={() => void dropImage(plan)}>
          Remove
        </button>
      )}
      <p class="hint">
        {plan.image === null ? 'PNG or JPEG, at most 8 MiB and 40 megapixels. It lies below everything, as large as the plan lets it.' : imageTrouble(plan) ? 'The image cannot be fetched; Vor keeps trying.' : ''}
      </p>
      {plan.image && aspect !== null && <Scale key={`${plan.image} ${plan.width} ${plan.height}`} plan={plan} aspect={aspect} busy={busy} />}
    </div>
  );
}

/** By the width of the whole image, or by a distance that one knows. */
function Scale({ plan, aspect, busy }: { plan: Plan; aspect: number; busy: boolean }) {
  const lies = imageOn(plan, aspect);
  const [width, setWidth] = useState(String(tidy(lies.width)));
  const [known, setKnown] = useState('');
  const span = measuring.value;
  const drawn = typeof span === 'object' && span !== null ? Math.hypot(span.to.x - span.from.x, span.to.y - span.from.y) : 0;
  const wide = metres(width);
  const long = metres(known);
  return (
    <>
      <form class="form plan-scale" noValidate onSubmit={(event) => (event.preventDefault(), wide !== null && void scalePlan(plan, wide, aspect))}>
        <label for="plan-image-width">The image is</label>
        <input id="plan-image-width" type="text" inputMode="decimal" autocomplete="off" aria-invalid={wide === null} value={width} onInput={(event) => setWidth(event.currentTarget.value)} />
        <span>m wide</span>
        <button type="submit" class="text-button" disabled={busy || wide === null || wide === tidy(lies.width)}>
          Set scale
        </button>
      </form>
      {span === null && (
        <button type="button" class="text-button" disabled={busy} onClick={() => (measuring.value = 'waiting')}>
          Measure on it
        </button>
      )}
      {span === 'waiting' && <p class="hint">Drag a line on the plan between two points whose distance you know.</p>}
      {span !== null && (
        <button type="button" class="text-button" onClick={() => (measuring.value = null)}>
          Stop measuring
        </button>
      )}
      {drawn > 0 && (
        <form class="form plan-scale" noValidate onSubmit={(event) => (event.preventDefault(), long !== null && void scalePlan(plan, (lies.width * long) / drawn, aspect))}>
          <label for="plan-known">The line is</label>
          <input id="plan-known" type="text" inputMode="decimal" autocomplete="off" placeholder={String(tidy(drawn))} value={known} onInput={(event) => setKnown(event.currentTarget.value)} />
          <span>m long</span>
          <button type="submit" class="text-button" disabled={busy || long === null}>
            Set scale
          </button>
        </form>
      )}
    </>
  );
}

function Removal({ plan, busy }: { plan: Plan; busy: boolean }) {
  const [asked, setAsked] = useState(false);
  rev.inventory.value;
  const { all } = standing(store.devices.values(), plan);
  if (!asked) {
    return (
      <div class="plan-part">
        <button type="button" class="text-button" disabled={busy} onClick={() => setAsked(true)}>
          Delete this plan&hellip;
        </button>
      </div>
    );
  }
  return (
    <div class="plan-part" role="group" aria-label="Delete this plan">
      <p>{all === 0 ? 'No device stands on it.' : `${count(all, 'device')} ${all === 1 ? 'loses its' : 'lose their'} place on it; ${all === 1 ? 'it stays' : 'they stay'} in the inventory.`} It can be undone.</p>
      <button type="button" class="text-button undo-do" disabled={busy} onClick={() => void dropPlan(plan)}>
        Delete it
      </button>
      <button type="button" class="text-button" onClick={() => setAsked(false)}>
        Keep it
      </button>
    </div>
  );
}
