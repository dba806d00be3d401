/*
 * Which fields of a document a change has touched; version and id are ours and say nothing to people.
 */

const UNSAID = new Set(['id', 'version']);

export function changedFields(before: Record<string, unknown> | null, after: Record<string, unknown> | null): string[] {
  if (!before || !after) return [];
  return Object.keys(after).filter((key) => !UNSAID.has(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
