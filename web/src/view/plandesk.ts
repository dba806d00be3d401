/*
 * What is done to floor plans in this page: shown at once as the server has it, guarded by the version that was seen, undone by a
 * line. The draft of the plan that is being edited lives here; what others do to it comes in.
 */
import { signal } from '@preact/signals';
import type { FieldProblem } from '../live/api';
import { Problem } from '../live/api';
import type { SavedPlan } from '../live/plans';
import * as api from '../live/plans';
import { backdropFailed } from '../map/backdrop';
import { count } from '../model/format';
import type { PlanDraft, PlanField, PlanForm } from '../model/plandraft';
import { afterSave, lastOrder, metres, moved, PLAN_FIELDS, planChanges, planDraftOf, planName, rebasePlan, scaledTo, settle, standing, writePlan } from '../model/plandraft';
import type { Plan } from '../model/types';
import { applyNow, editing, go, notice, onTouched, route, serverNow, store } from './app';
import { offerUndo } from './undo';
import { whoHeader } from './who';

export interface PlanDesk {
  draft: PlanDraft;
  words: string;
  fields: FieldProblem[];
  /** What is under way, in a word; empty when nothing is. */
  busy: string;
  gone: boolean;
}

/** The card that is open: of a new plan, or of one that is there. */
export const card = signal<{ kind: 'new' } | { kind: 'plan'; desk: PlanDesk } | null>(null);
/** Two points on the plan whose distance is known: `from` and `to` in metres of the plan as it is now. */
export interface Span {
  from: { x: number; y: number };
  to: { x: number; y: number };
}
export const measuring = signal<'waiting' | Span | null>(null);

const TRIES = 3;
export const LARGEST = 8 * 1024 * 1024;

/** What was written to plans whose card was left before it was saved; as long as the page. */
const left = new Map<string, PlanDraft>();

/** Keeps what is written for when the card opens again. */
function leave(): void {
  const open = card.peek();
  if (open?.kind !== 'plan') return;
  const { draft, gone } = open.desk;
  if (!gone && Object.keys(planChanges(draft)).length > 0) left.set(draft.base.name, draft);
  else left.delete(draft.base.name);
}

export function newPlan(): void {
  leave();
  editing.value = true;
  measuring.value = null;
  card.value = { kind: 'new' };
}

export function openPlan(plan: Plan): void {
  leave();
  measuring.value = null;
  const before = left.get(plan.name);
  const draft = before ? rebasePlan(before, plan) : planDraftOf(plan);
  card.value = { kind: 'plan', desk: { draft, words: before ? 'What you wrote here before is not saved yet.' : '', fields: [], busy: '', gone: false } };
}

export function discardPlan(name: string): void {
  const desk = deskOf(name);
  if (desk) set(name, { draft: planDraftOf(desk.draft.base), words: '', fields: [] });
}

export function closePlan(): void {
  leave();
  measuring.value = null;
  card.value = null;
}

export function deskOf(name: string): PlanDesk | null {
  const open = card.peek();
  return open?.kind === 'plan' && open.desk.draft.base.name === name ? open.desk : null;
}

function set(name: string, change: Partial<PlanDesk>): void {
  const desk = deskOf(name);
  if (desk) card.value = { kind: 'plan', desk: { ...desk, ...change } };
}

export function writeField(name: string, change: Partial<PlanForm>): void {
  const desk = deskOf(name);
  if (desk) set(name, { draft: writePlan(desk.draft, change), fields: [], words: '' });
}

export function chooseField(name: string, field: PlanField, which: 'mine' | 'theirs'): void {
  const desk = deskOf(name);
  if (desk) set(name, { draft: settle(desk.draft, field, which), words: '' });
}

onTouched((touched) => {
  const open = card.peek();
  if (!(touched.plans || touched.all) || open?.kind !== 'plan' || open.desk.busy !== '') return;
  const { base } = open.desk.draft;
  const now = store.plans.get(base.name);
  if (!now) set(base.name, { gone: store.site !== null });
  else set(base.name, { draft: rebasePlan(open.desk.draft, now), gone: false });
});

// ---- writing

function show({ plan }: SavedPlan): void {
  applyNow({ now: serverNow(), plans: { [plan.name]: plan } });
}

function wordsOf(reason: unknown): string {
  return reason instanceof Problem ? reason.message : 'the server cannot be reached';
}

/** @returns what is wrong, field by field; null when it was made */
export async function makePlan(title: string, width: string, height: string): Promise<FieldProblem[] | null> {
  const faults = [...lengthFault('width', width), ...lengthFault('height', height)];
  if (faults.length > 0) return faults;
  const name = planName(title, store.plans.keys());
  const plan = { name, title: title.trim() || name, order: lastOrder(store.plans.values()), width: metres(width)!, height: metres(height)!, image: null, shapes: [] };
  try {
    const saved = await api.createPlan(plan, whoHeader());
    show(saved);
    go({ plan: name });
    openPlan(saved.plan);
    offerUndo(`${saved.plan.title} is made.`, saved.edit);
    return null;
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 412) return [{ field: 'title', message: `somebody has just made a plan of this name, ${name}` }];
    if (reason instanceof Problem && reason.problems.length > 0) return reason.problems;
    return [{ field: '', message: wordsOf(reason) }];
  }
}

function lengthFault(field: string, text: string): FieldProblem[] {
  return metres(text) === null ? [{ field, message: 'expected metres, such as 120 or 7.5' }] : [];
}

/** Saves what differs; on top of others' work where a refusal says that only other fields are theirs. */
export async function savePlan(name: string): Promise<void> {
  const desk = deskOf(name);
  if (!desk || desk.busy !== '') return;
  if (desk.draft.conflicts.length > 0) return set(name, { words: 'Somebody else has changed the same. Choose which one stays, then save again.' });
  const changes = planChanges(desk.draft);
  const faults = (['width', 'height'] as const).filter((field) => changes[field] === null).flatMap((field) => lengthFault(field, ''));
  if (faults.length > 0) return set(name, { fields: faults, words: 'Not saved.' });
  if (Object.keys(changes).length === 0) return;
  await during(name, 'Saving', async () => {
    for (let tries = 1; ; tries++) {
      try {
        const { base } = deskOf(name)!.draft;
        return done(await api.patchPlan(base, planChanges(deskOf(name)!.draft) as Partial<Plan>, whoHeader()), 'is saved', PLAN_FIELDS);
      } catch (reason) {
        if (!(await overtaken(name, reason)) || tries === TRIES) throw reason;
      }
    }
  });
}

/** Takes in what somebody else has done; false when the same fields are theirs, or it was another refusal. */
async function overtaken(name: string, reason: unknown): Promise<boolean> {
  if (!(reason instanceof Problem) || reason.status !== 412) return false;
  const current = (reason.current as unknown as Plan | null) ?? (await api.fetchPlan(name).catch(() => null));
  if (current) applyNow({ now: serverNow(), plans: { [name]: current } });
  const desk = deskOf(name);
  if (!desk || !current) return false;
  const draft = rebasePlan(desk.draft, current);
  set(name, { draft });
  return draft.conflicts.length === 0;
}

async function during(name: string, busy: string, work: () => Promise<void>): Promise<void> {
  set(name, { busy, words: '', fields: [] });
  try {
    await work();
  } catch (reason) {
    set(name, refusal(reason));
  } finally {
    set(name, { busy: '' });
    const now = store.plans.get(name);
    const desk = deskOf(name);
    if (now && desk) set(name, { draft: rebasePlan(desk.draft, now) });
  }
}

function refusal(reason: unknown): Partial<PlanDesk> {
  if (!(reason instanceof Problem)) return { words: 'The server cannot be reached. Nothing was changed; try again when it is back.' };
  if (reason.status === 404) return { gone: true };
  if (reason.status === 412) return { words: 'Somebody else has just changed this plan. Nothing was saved; look at what they did, then do it again.' };
  return { words: `Not done: ${reason.message}`, fields: reason.problems };
}

/** @param fields those that were sent; what is written in others stays */
function done(saved: SavedPlan, what: string, fields: readonly PlanField[]): void {
  show(saved);
  const { name } = saved.plan;
  const desk = deskOf(name);
  if (desk) set(name, { draft: afterSave(desk.draft, saved.plan, fields), words: '', fields: [] });
  offerUndo(`${saved.plan.title || name} ${what}.`, saved.edit);
}

/** By one place among the tabs. */
export async function movePlan(plan: Plan, step: -1 | 1): Promise<void> {
  await during(plan.name, 'Moving', async () => {
    const edit = await moveOnce(plan, step, 1);
    const fresh = await api.fetchPlans();
    applyNow({ now: serverNow(), plans: Object.fromEntries(fresh.plans.map((each) => [each.name, each])) });
    if (edit > 0) offerUndo(`${plan.title || plan.name} is moved ${step < 0 ? 'left' : 'right'}.`, edit);
  });
}

/** From where it stands now: whatever else was changed in the inventory meanwhile does not matter. */
async function moveOnce(plan: Plan, step: -1 | 1, tries: number): Promise<number> {
  const { revision, plans } = await api.fetchPlans();
  const patches = moved([...plans].sort((a, b) => a.order - b.order || a.name.localeCompare(b.name)), plan.name, step);
  if (patches.length === 0) return 0;
  try {
    return await api.patchPlans(patches, revision, whoHeader());
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 412 && tries < TRIES) return moveOnce(plan, step, tries + 1);
    throw reason;
  }
}

export async function dropPlan(plan: Plan): Promise<void> {
  await during(plan.name, 'Deleting', async () => {
    const edit = await api.deletePlan(plan, whoHeader());
    closePlan();
    left.delete(plan.name);
    applyNow({ now: serverNow(), plans: { [plan.name]: null } });
    if (route.peek().plan === plan.name) go({ plan: null }, true);
    offerUndo(`${plan.title || plan.name} is deleted.`, edit);
  });
}

// ---- the image

export async function putImage(plan: Plan, file: File): Promise<void> {
  if (file.size > LARGEST) return set(plan.name, { words: `Not sent: the file has ${(file.size / 1024 / 1024).toFixed(1)} MiB; at most 8 are allowed.` });
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return set(plan.name, { words: 'Not sent: the file is neither a PNG nor a JPEG.' });
  await during(plan.name, 'Sending the image', async () => done(await api.sendImage(plan, file, whoHeader()), 'has a new image', []));
}

export async function dropImage(plan: Plan): Promise<void> {
  await during(plan.name, 'Removing the image', async () => done(await api.removeImage(plan, whoHeader()), 'has no image any more', []));
}

/** The plan becomes as large as its image, when that is so many metres wide. */
export async function scalePlan(plan: Plan, width: number, aspect: number): Promise<void> {
  const size = scaledTo(width, aspect);
  await during(plan.name, 'Saving', async () => {
    done(await api.patchPlan(plan, size, whoHeader()), `is ${size.width} by ${size.height} m`, ['width', 'height']);
    const { beyond } = standing(store.devices.values(), { ...plan, ...size });
    const said = notice.peek();
    if (beyond > 0 && said) notice.value = { ...said, text: `${said.text} ${count(beyond, 'device')} now ${beyond === 1 ? 'stands' : 'stand'} beyond its edge.` };
  });
  measuring.value = null;
}

export function imageTrouble(plan: Plan): boolean {
  return backdropFailed(plan);
}
