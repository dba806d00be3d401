/*
 * Floor plans and the images below them: what the page asks of /plans. Writes are guarded by the version that was seen.
 */
import type { Plan } from '../model/types';
import { BASE, editIn, get, problem, send } from './api';

export interface SavedPlan {
  plan: Plan;
  /** 0 when nothing was to be done. */
  edit: number;
}

const place = (name: string) => `/plans/${encodeURIComponent(name)}`;
const guard = (plan: Plan, who: string) => ({ 'Vor-Who': who, 'If-Match': `"p${plan.version}"` });

async function saved(response: Response): Promise<SavedPlan> {
  return { plan: (await response.json()) as Plan, edit: editIn(response) };
}

export function fetchPlan(name: string): Promise<Plan> {
  return get(place(name));
}

/** Refused with 412 when there is one of that name. */
export async function createPlan(plan: Omit<Plan, 'version'>, who: string): Promise<SavedPlan> {
  return saved(await send('PUT', place(plan.name), plan, { 'Vor-Who': who, 'If-None-Match': '*' }));
}

export async function patchPlan(plan: Plan, fields: Partial<Plan>, who: string): Promise<SavedPlan> {
  return saved(await send('PATCH', place(plan.name), fields, { ...guard(plan, who), 'Content-Type': 'application/merge-patch+json' }));
}

/** Boxes on it go too; the devices stay. */
export async function deletePlan(plan: Plan, who: string): Promise<number> {
  return editIn(await send('DELETE', `${place(plan.name)}?detach=true`, null, guard(plan, who)));
}

/** All plans as the server has them, and the revision that guards a change of several. */
export function fetchPlans(): Promise<{ revision: number; plans: Plan[] }> {
  return get('/plans');
}

export async function patchPlans(patches: readonly (Partial<Plan> & Pick<Plan, 'name'>)[], revision: number, who: string): Promise<number> {
  const headers = { 'Vor-Who': who, 'If-Match': `"i${revision}"`, 'Content-Type': 'application/merge-patch+json' };
  return editIn(await send('PATCH', '/plans', patches, headers));
}

/** @throws Problem saying what is wrong with the file, and the limit */
export async function sendImage(plan: Plan, file: Blob, who: string): Promise<SavedPlan> {
  const response = await fetch(`${BASE}${place(plan.name)}/image`, {
    method: 'PUT',
    headers: { ...guard(plan, who), 'Content-Type': file.type || 'application/octet-stream', Accept: 'application/json' },
    body: file,
  });
  if (!response.ok) throw await problem(response);
  return saved(response);
}

export async function removeImage(plan: Plan, who: string): Promise<SavedPlan> {
  return saved(await send('DELETE', `${place(plan.name)}/image`, null, guard(plan, who)));
}

/** Another address for every content, so that the browser shows none of before. */
export function imageAddress(plan: Plan): string {
  return `${BASE}${place(plan.name)}/image?${new URLSearchParams({ hash: plan.image ?? '' })}`;
}
