/*
 * Everything is a link: what is shown, as a fragment. "#/device/e1-1?handler=ping&plan=hall&q=down&view=map", "#/changes",
 * "#/changes/14", "#/table?q=row7&sort=-uptime&columns=name.state", "#/table/device/e1-1", "#/floor",
 * "#/tv?every=20&handlers=ping,uplinks&plans=hall", "#/networks", "#/networks/row1", "#/networks/device/e1-1",
 * "#/links?new=e1-1", "#/profiles", "#/events?q=state+%3D+%22critical%22&by=grid", "#/events/device/e1-1",
 * "#/receivers", "#/rules?open=Rabbit.backlog", "#/rules/device/e1-1". What is at its default is left out, so that a link is as short as it can be.
 */
import type { EventsRoute } from './eventtable';
import { parseEvents, writeEvents } from './eventtable';
import type { ShelfRoute } from './shelf';
import { parseShelf, shelfPath, writeShelf } from './shelf';
import type { TableRoute } from './table';
import { parseTable, writeTable } from './table';
import type { Cycle } from './tv';
import { formatCycle, parseCycle } from './tv';
import type { WorksRoute } from './works';
import { parseWorks, writeWorks } from './works';

export interface Route {
  device: string | null;
  /** The port that is marked in the device's panel. */
  port: string | null;
  /** The list of changes in place of a device, or one of them by its number. */
  changes: 'all' | number | null;
  /** The inventory table in place of map and list; null: not shown. */
  table: TableRoute | null;
  /** Networks, links or profiles in place of map and list; null: none of them. Never beside the table. */
  shelf: ShelfRoute | null;
  /** The events in place of map and list; null: not shown. Never beside table or shelf. `q` is then a query in Riemann's language. */
  events: EventsRoute | null;
  /** Receivers or rules in place of map and list; null: neither. Never beside table, shelf or events. */
  works: WorksRoute | null;
  /** "health" is the worst of all. */
  handler: string;
  /** null: the first plan, or the one the device stands on. */
  plan: string | null;
  q: string;
  /** Which half a phone shows; wider screens show both. The floor view stands in the place of the list. */
  view: 'now' | 'map' | 'floor';
  /** What the wall goes through, in TV mode; else null. */
  tv: Cycle | null;
}

export const HOME: Route = { device: null, port: null, changes: null, table: null, shelf: null, events: null, works: null, handler: 'health', plan: null, q: '', view: 'now', tv: null };

export function parse(fragment: string): Route {
  const [whole = '', query = ''] = split(fragment.replace(/^#/, ''));
  const parameters = new URLSearchParams(query);
  const inTable = /^\/table(?=\/|$)/.test(whole);
  const shelf = parseShelf(whole, parameters);
  const events = parseEvents(whole, parameters);
  const works = parseWorks(whole, parameters);
  const path = inTable ? whole.slice('/table'.length) : (shelf?.rest ?? events?.rest ?? works?.rest ?? whole);
  return {
    device: deviceIn(path),
    port: deviceIn(path) === null ? null : parameters.get('port') || null,
    changes: changesIn(path),
    table: inTable ? parseTable(parameters) : null,
    shelf: shelf?.shelf ?? null,
    events: events?.events ?? null,
    works: works?.works ?? null,
    handler: parameters.get('handler') || HOME.handler,
    plan: parameters.get('plan') || null,
    q: parameters.get('q') ?? '',
    view: viewIn(path, parameters),
    tv: path === '/tv' ? parseCycle(parameters) : null,
  };
}

/** Labels to print lie over what is shown, which stays as it is below them. */
export const LABELS = '#/labels';

export function isLabels(fragment: string): boolean {
  return fragment.split('?')[0] === LABELS;
}

export function format(route: Route): string {
  if (route.tv) return ['#/tv', formatCycle(route.tv)].filter(Boolean).join('?');
  const parameters = new URLSearchParams();
  if (route.device !== null && route.port) parameters.set('port', route.port);
  if (route.handler !== HOME.handler) parameters.set('handler', route.handler);
  if (route.plan) parameters.set('plan', route.plan);
  if (route.q) parameters.set('q', route.q);
  if (route.table) writeTable(route.table, parameters);
  else if (route.shelf) writeShelf(route.shelf, parameters);
  else if (route.events) writeEvents(route.events, parameters);
  else if (route.works) writeWorks(route.works, parameters);
  const path = pathOf(route);
  const floor = route.view === 'floor' && path === '/';
  if (route.view !== 'now' && !floor) parameters.set('view', route.view);
  const query = parameters.toString();
  return `#${floor ? '/floor' : path}${query ? `?${query}` : ''}`;
}

function viewIn(path: string, parameters: URLSearchParams): Route['view'] {
  if (path === '/floor') return 'floor';
  const view = parameters.get('view');
  return view === 'map' || view === 'floor' ? view : 'now';
}

function pathOf({ table, shelf, events, works, device, changes }: Route): string {
  const below = device !== null ? `/device/${encodeURIComponent(device)}` : changesPath(changes);
  if (shelf && !table) return shelfPath(shelf, below === '/changes' ? '/changes/all' : below);
  if (events && !table) return `/events${below}`;
  if (works && !table) return `/${works.kind}${below}`;
  return table ? `/table${below}` : below || '/';
}

function changesPath(changes: Route['changes']): string {
  if (changes === null) return '';
  return changes === 'all' ? '/changes' : `/changes/${changes}`;
}

function changesIn(path: string): Route['changes'] {
  const found = /^\/changes(?:\/(all|[1-9]\d{0,14}))?$/.exec(path);
  if (!found) return null;
  return found[1] && found[1] !== 'all' ? Number(found[1]) : 'all';
}

function split(fragment: string): [string, string] {
  const mark = fragment.indexOf('?');
  return mark < 0 ? [fragment, ''] : [fragment.slice(0, mark), fragment.slice(mark + 1)];
}

function deviceIn(path: string): string | null {
  const found = /^\/device\/([^/]+)$/.exec(path);
  if (!found) return null;
  try {
    return decodeURIComponent(found[1]!);
  } catch {
    return null;
  }
}
