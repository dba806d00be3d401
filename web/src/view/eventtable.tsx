/*
 * Events as a table: one stop of the Tab key, arrows walk, Enter shows all of a row below it. A row is drawn again when something of
 * it came; its age goes on by itself. On a phone each row is a card.
 */
import { Component, Fragment } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { thousands } from '../model/format';
import type { Row } from '../model/events';
import type { EventColumn } from '../model/eventtable';
import { COLUMNS } from '../model/eventtable';
import { gradeOf, valueWords } from '../model/eventwords';
import { rev, store } from './app';
import { DeviceLink } from './bits';
import { EventAge, EventDetails, EventState, Spark, TagChip } from './eventbits';
import { eventRows, eventsRev, eventsRoute, openEvent, pointerMoved, reachedEvent, reachEvent, sortEvents, toggleEvent, walkEvents } from './eventstate';

/** So many rows are drawn before somebody asks for more. */
const STEP = 200;
/** So many tags stand in a row; the details have all. */
const TAGS = 3;
const KEYS = Object.keys(COLUMNS) as EventColumn[];

export function EventTable() {
  eventsRev.value;
  rev.inventory.value;
  const rows = eventRows.value;
  const [most, setMost] = useState(STEP);
  const at = reachedEvent.value === null ? -1 : rows.findIndex(({ key }) => key === reachedEvent.value);
  const length = Math.max(most, at + 1);
  const stop = rows[Math.max(0, at)]?.key;
  // A row that the order moves would lose the focus on its way.
  const focused = (document.activeElement?.closest('[data-event]') as HTMLElement | null)?.dataset['event'];
  useLayoutEffect(() => {
    if (focused !== undefined && document.activeElement === document.body) document.querySelector<HTMLElement>(`[data-event="${CSS.escape(focused)}"] .row-link`)?.focus({ preventScroll: true });
  });
  return (
    <div class="table-body event-body" onPointerMove={(event) => event.pointerType === 'mouse' && pointerMoved()}>
      <table class="shelf events" onKeyDown={onKey}>
        <caption class="for-reader">The newest event of each host and service: arrows walk from row to row, Enter shows all of one</caption>
        <Heads />
        <tbody>
          {rows.slice(0, length).map((row) => (
            <Fragment key={row.key}>
              <EventRow row={row} version={row.version} open={openEvent.value === row.key} stop={row.key === stop} known={store.devices.has(row.told.host)} />
              {openEvent.value === row.key && (
                <tr class="event-more">
                  <td colSpan={KEYS.length}>
                    <EventDetails row={row} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length > length && (
        <p class="pad">
          <button type="button" class="text-button" onClick={() => setMost(length + STEP)}>
            Show {thousands(Math.min(STEP, rows.length - length))} more of {thousands(rows.length)}
          </button>
        </p>
      )}
    </div>
  );
}

function Heads() {
  const sort = eventsRoute.value?.sort || 'state';
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  return (
    <thead>
      <tr>
        {KEYS.map((name) => {
          const { title, sorted, number } = COLUMNS[name];
          const here = name === key;
          return (
            <th key={name} scope="col" class={`col-${name}${number ? ' number' : ''}`} data-column={name} aria-sort={!sorted ? undefined : here ? (down ? 'descending' : 'ascending') : 'none'}>
              {sorted ? (
                <button type="button" onClick={() => sortEvents(here && !down ? `-${name}` : name === 'state' ? '' : name)}>
                  {title}
                  <span class="sort" aria-hidden="true">
                    {here ? (down ? '\u2193' : '\u2191') : ''}
                  </span>
                </button>
              ) : (
                <span class="col-words" title="Values seen since this view was opened">{title}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface RowProps {
  row: Row;
  /** The row's, when this was drawn. */
  version: number;
  open: boolean;
  /** Whether the Tab key comes to it. */
  stop: boolean;
  /** Whether its host is a device of the inventory. */
  known: boolean;
}

/** Drawn again only when one of its properties is another. */
class EventRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, version, open, stop, known } = this.props;
    return next.row !== row || next.version !== version || next.open !== open || next.stop !== stop || next.known !== known;
  }

  override render({ row, open, stop, known }: RowProps) {
    const { key, told, left, spark } = row;
    const value = valueWords(told);
    const tags = told.tags ?? [];
    return (
      <tr data-event={key} data-state={gradeOf(told.state)} class={`${open ? 'current' : ''}${left === null ? '' : ' event-left'}`.trim() || undefined} onClick={(event) => clicked(event, key)}>
        <td class={told.state ? 'ev-state' : 'ev-state nothing'}>
          <EventState state={told.state} />
        </td>
        <td class="ev-host">{known ? <HostLink name={told.host} /> : <span title={told.host}>{told.host || <span class="quiet">no host</span>}</span>}</td>
        <th scope="row">
          <button type="button" class="row-link" tabIndex={stop ? 0 : -1} aria-expanded={open} onFocus={() => (reachedEvent.value = key)} onClick={() => toggleEvent(key)}>
            {told.service || <span class="quiet">no service</span>}
          </button>
        </th>
        <td class={value === '' ? 'number nothing' : 'number'} title={typeof told.metric === 'number' ? String(told.metric) : undefined}>
          {value === '' ? <span class="for-reader">none</span> : value}
        </td>
        <td class="ev-spark">
          <Spark values={spark} />
        </td>
        <td class="ev-age">
          <EventAge told={told} left={left} />
        </td>
        <td class={told.description || left ? 'ev-words' : 'ev-words nothing'}>
          {left !== null ? <b class="event-why">left: {left.why}</b> : told.description ? <span title={told.description}>{told.description}</span> : <span class="for-reader">none</span>}
        </td>
        <td class={tags.length > 0 ? 'ev-tags' : 'ev-tags nothing'}>
          {tags.slice(0, TAGS).map((tag) => (
            <TagChip key={tag} tag={tag} />
          ))}
          {tags.length > TAGS && <span class="quiet"> +{tags.length - TAGS}</span>}
        </td>
      </tr>
    );
  }
}

/** The arrows pass it by; the details have it for the Tab key. */
function HostLink({ name }: { name: string }) {
  return (
    <span class="host-link" title={`Open ${name}`}>
      <DeviceLink class="plain" name={name} tabIndex={-1} />
    </span>
  );
}

function clicked(event: MouseEvent, key: string): void {
  if (event.target instanceof Element && event.target.closest('a, button')) return;
  if (getSelection()?.type !== 'Range') toggleEvent(key);
}

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.row-link') || event.altKey || event.ctrlKey || event.metaKey) return;
  const last = eventRows.peek().length - 1;
  const moves: Record<string, () => void> = { ArrowDown: () => walkEvents(1), ArrowUp: () => walkEvents(-1), j: () => walkEvents(1), k: () => walkEvents(-1), Home: () => reachEvent(0), End: () => reachEvent(last) };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
