/*
 * What one write changed together, in words.
 */
import type { Edit } from '../live/api';
import { count } from './format';

const DID: Record<Edit['action'], string> = { create: 'added', update: 'changed', delete: 'removed', import: 'imported', undo: 'undid' };
const KINDS = ['device', 'network', 'link', 'plan'] as const;
const NAMED = 2;

/** "changed e1-1", "imported 190 devices, 20 links", "undid change 12: e1-1". */
export function editWords(edit: Edit): string {
  const what = amount(edit) <= NAMED ? edit.names.join(', ') : KINDS.filter((kind) => edit.records[kind]).map((kind) => count(edit.records[kind] ?? 0, kind)).join(', ');
  return edit.undoes === undefined ? `${DID[edit.action] ?? edit.action} ${what}` : `undid change ${edit.undoes}: ${what}`;
}

/** How many records it changed. */
export function amount(edit: Edit): number {
  return KINDS.reduce((sum, kind) => sum + (edit.records[kind] ?? 0), 0);
}
