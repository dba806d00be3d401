/*
 * Calls to /api/v1/editing: that a form is open, and that it was closed.
 */
import type { Kind } from '../model/draft';
import type { Editor } from '../model/editing';
import { send } from './api';

/** Holds for half a minute; answers all who edit it. */
export async function holdEditing(kind: Kind, name: string, page: string, who: string): Promise<Editor[]> {
  const response = await send('PUT', path(kind, name, page), null, { 'Vor-Who': encodeURIComponent(who) });
  return ((await response.json()) as { editing: Editor[] | null }).editing ?? [];
}

/** Also while the page goes away. */
export async function endEditing(kind: Kind, name: string, page: string): Promise<void> {
  await fetch(`/api/v1${path(kind, name, page)}`, { method: 'DELETE', headers: { Accept: 'application/json' }, keepalive: true });
}

function path(kind: Kind, name: string, page: string): string {
  return `/editing/${kind}/${encodeURIComponent(name)}?page=${page}`;
}
