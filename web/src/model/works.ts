/*
 * The works: what takes events in, and the rules that are laid over them, in place of map and list. Their part of a link. No DOM.
 */
export type WorksKind = 'receivers' | 'rules';

export interface WorksRoute {
  kind: WorksKind;
  /** The rule whose details are shown; null: none. */
  open: string | null;
  /** A column of the rules, with "-" before it from the end; "" is the worst first. */
  sort: string;
}

export const worksOf = (kind: WorksKind): WorksRoute => ({ kind, open: null, sort: '' });

const PATH = /^\/(receivers|rules)(\/.*)?$/;

/** The works that a path leads to, and what of the path is left for what stands beside them. */
export function parseWorks(path: string, parameters: URLSearchParams): { works: WorksRoute; rest: string } | null {
  const found = PATH.exec(path);
  if (!found) return null;
  const kind = found[1] as WorksKind;
  const inRules = kind === 'rules';
  return { works: { kind, open: (inRules && parameters.get('open')) || null, sort: (inRules && parameters.get('sort')) || '' }, rest: found[2] ?? '' };
}

export function writeWorks({ open, sort }: WorksRoute, parameters: URLSearchParams): void {
  if (open !== null) parameters.set('open', open);
  if (sort) parameters.set('sort', sort);
}
