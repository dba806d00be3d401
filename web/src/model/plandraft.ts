/*
 * A floor plan while somebody edits it: what they wrote, what it was based on, what others did meanwhile. And what a new name,
 * another order and another scale come to. No DOM, no clock.
 */
import type { Plan } from './types';
import { isBox } from './types';
import type { Device } from './types';

export const PLAN_FIELDS = ['title', 'width', 'height'] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

export type PlanForm = Record<PlanField, string>;

export interface PlanDraft {
  base: Plan;
  form: PlanForm;
  /** Fields that somebody else and we have changed: wait for a word. */
  conflicts: PlanField[];
}

export function planDraftOf(base: Plan): PlanDraft {
  return { base, form: formOf(base), conflicts: [] };
}

function formOf(plan: Plan): PlanForm {
  return { title: plan.title, width: String(plan.width), height: String(plan.height) };
}

export function writePlan(draft: PlanDraft, change: Partial<PlanForm>): PlanDraft {
  return { ...draft, form: { ...draft.form, ...change } };
}

/** A length in metres as people write it; null when it is none, or not above 0. */
export function metres(text: string): number | null {
  const value = tidy(Number(text.trim().replace(',', '.')));
  return text.trim() !== '' && value > 0 && value <= 100_000 ? value : null;
}

/** Millimetres. */
export function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function valueOf(form: PlanForm, field: PlanField): string | number | null {
  return field === 'title' ? form.title : metres(form[field]);
}

/** What would be saved; a length that cannot be read is null. */
export function planChanges({ base, form }: PlanDraft): Partial<Record<PlanField, string | number | null>> {
  const changes: Partial<Record<PlanField, string | number | null>> = {};
  for (const field of PLAN_FIELDS) {
    const value = valueOf(form, field);
    if (value !== base[field]) changes[field] = value;
  }
  return changes;
}

/** Takes in a newer version: where we wrote nothing theirs comes in, where both did it waits. */
export function rebasePlan(draft: PlanDraft, theirs: Plan): PlanDraft {
  if (theirs.version <= draft.base.version) return draft;
  const fresh = formOf(theirs);
  const form = { ...draft.form };
  const conflicts = new Set(draft.conflicts);
  for (const field of PLAN_FIELDS) {
    const mine = valueOf(draft.form, field);
    if (mine === theirs[field]) conflicts.delete(field);
    else if (mine === draft.base[field] && !conflicts.has(field)) form[field] = fresh[field];
    else if (theirs[field] !== draft.base[field]) conflicts.add(field);
  }
  return { base: theirs, form, conflicts: [...conflicts] };
}

/** Once some of its fields are saved: they become as the server has them, what was written in the others stays. */
export function afterSave(draft: PlanDraft, saved: Plan, fields: readonly PlanField[]): PlanDraft {
  return fields.reduce((now, field) => settle(now, field, 'theirs'), rebasePlan(draft, saved));
}

export function settle(draft: PlanDraft, field: PlanField, which: 'mine' | 'theirs'): PlanDraft {
  const form = which === 'mine' ? draft.form : { ...draft.form, [field]: formOf(draft.base)[field] };
  return { ...draft, form, conflicts: draft.conflicts.filter((other) => other !== field) };
}

/** A short name for links and files, that no other plan has. */
export function planName(title: string, taken: Iterable<string>): string {
  const plain = title.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/\u00f8/g, 'o').replace(/\u00d8/g, 'O').replace(/\u00e6/g, 'ae').replace(/\u00c6/g, 'AE');
  const stem = plain.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'plan';
  const others = new Set(taken);
  let name = stem;
  for (let n = 2; others.has(name); n++) name = `${stem}-${n}`;
  return name;
}

/** Those whose order changes when a plan moves by one place; every plan gets a number of its own. Nothing at the edge. */
export function moved(inOrder: readonly Plan[], name: string, step: -1 | 1): { name: string; order: number }[] {
  const names = inOrder.map((plan) => plan.name);
  const at = names.indexOf(name);
  const to = at + step;
  if (at < 0 || to < 0 || to >= names.length) return [];
  names[at] = names[to]!;
  names[to] = name;
  const before = new Map(inOrder.map((plan) => [plan.name, plan.order]));
  return names.map((each, index) => ({ name: each, order: index + 1 })).filter((each) => before.get(each.name) !== each.order);
}

/** Behind all others. */
export function lastOrder(plans: Iterable<Plan>): number {
  return Math.max(0, ...[...plans].map((plan) => plan.order)) + 1;
}

/** How large an image lies on a plan: from its upper left corner, as large as the plan lets it. */
export function imageOn(plan: { width: number; height: number }, aspect: number): { width: number; height: number } {
  const width = Math.min(plan.width, plan.height * aspect);
  return { width, height: width / aspect };
}

/** The plan as large as its image, when that is so many metres wide. */
export function scaledTo(width: number, aspect: number): { width: number; height: number } {
  return { width: tidy(width), height: tidy(width / aspect) };
}

/** How many devices stand on the plan, and how many of them beyond an edge. */
export function standing(devices: Iterable<Device>, plan: { name: string; width: number; height: number }): { all: number; beyond: number } {
  let all = 0;
  let beyond = 0;
  for (const { placements } of devices) {
    const box = placements.find((placement) => isBox(placement) && placement.plan === plan.name);
    if (!box || !isBox(box)) continue;
    all++;
    if (box.x + box.width / 2 > plan.width || box.y + box.height / 2 > plan.height) beyond++;
  }
  return { all, beyond };
}
