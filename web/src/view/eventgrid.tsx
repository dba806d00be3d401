/*
 * Events as a grid, services by hosts: one sees a matrix. One stop of the Tab key; arrows go from cell to cell, Enter shows all of one
 * below its host.
 */
import { Component, Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { count, thousands } from '../model/format';
import type { Row } from '../model/events';
import type { GridModel } from '../model/eventtable';
import { gradeOf, valueWords } from '../model/eventwords';
import { rev, store } from './app';
import { DeviceLink } from './bits';
import { EventDetails, EventMark } from './eventbits';
import { eventsRev, grid, openEvent, reachedEvent, toggleEvent } from './eventstate';

/** So many hosts are drawn before somebody asks for more. */
const STEP = 100;

export function EventGrid() {
  eventsRev.value;
  rev.inventory.value;
  const [most, setMost] = useState(STEP);
  const model = grid.value;
  if (model === null) return null;
  const hosts = model.hosts.slice(0, most);
  const every = hosts.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
  const stop = every.find(({ key }) => key === reachedEvent.value)?.key ?? every[0]?.key;
  return (
    <div class="table-body event-body">
      {model.more > 0 && (
        <p class="pad quiet">
          {count(model.more, 'more service')} {model.more === 1 ? 'is' : 'are'} not shown: only {model.services.length} stand beside each other, the worst and the most common. A query shows others.
        </p>
      )}
      <table class="shelf event-grid" onKeyDown={(event) => onKey(event, model)}>
        <caption class="for-reader">Services by hosts: arrows walk from cell to cell, Enter shows all of one</caption>
        <thead>
          <tr>
            <th scope="col">Host</th>
            {model.services.map((service) => (
              <th key={service} scope="col" title={service}>
                <span>{service || 'no service'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map(({ host, cells }) => {
            const open = cells.find((cell) => cell !== null && cell.key === openEvent.value);
            return (
              <Fragment key={host}>
                <tr>
                  <th scope="row">{store.devices.has(host) ? <DeviceLink class="plain" name={host} tabIndex={-1} /> : host || <span class="quiet">no host</span>}</th>
                  {cells.map((row, index) => (
                    <Cell key={model.services[index]} row={row} version={row?.version ?? 0} open={row !== null && row === open} stop={row !== null && row.key === stop} />
                  ))}
                </tr>
                {open && (
                  <tr class="event-more">
                    <td colSpan={model.services.length + 1}>
                      <EventDetails row={open} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {model.hosts.length > hosts.length && (
        <p class="pad">
          <button type="button" class="text-button" onClick={() => setMost(most + STEP)}>
            Show {thousands(Math.min(STEP, model.hosts.length - hosts.length))} more of {count(model.hosts.length, 'host')}
          </button>
        </p>
      )}
    </div>
  );
}

interface CellProps {
  row: Row | null;
  version: number;
  open: boolean;
  stop: boolean;
}

class Cell extends Component<CellProps> {
  override shouldComponentUpdate(next: CellProps): boolean {
    const { row, version, open, stop } = this.props;
    return next.row !== row || next.version !== version || next.open !== open || next.stop !== stop;
  }

  override render({ row, open, stop }: CellProps) {
    if (row === null) return <td class="nothing" />;
    const { key, told, left } = row;
    const value = valueWords(told);
    const state = left === null ? told.state : undefined;
    const grade = gradeOf(state);
    return (
      <td data-state={grade}>
        <button type="button" class={`grid-cell grade-${grade}${left === null ? '' : ' event-left'}`} data-cell={key} tabIndex={stop ? 0 : -1} aria-expanded={open} title={left === null ? [told.state, told.description].filter(Boolean).join(': ') : `left: ${left.why}`} onFocus={() => (reachedEvent.value = key)} onClick={() => toggleEvent(key)}>
          {state && <EventMark state={state} />}
          {value === '' ? <span>{left === null ? (told.state ?? 'there') : 'left'}</span> : <span>{value}</span>}
          {value !== '' && <span class="for-reader"> {left === null ? told.state : 'left'}</span>}
        </button>
      </td>
    );
  }
}

/** To the next cell that has something, in the same column or row. */
function onKey(event: KeyboardEvent, model: GridModel): void {
  const steps: Record<string, [number, number]> = { ArrowDown: [1, 0], j: [1, 0], ArrowUp: [-1, 0], k: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  const step = steps[event.key];
  const key = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
  if (!step || key === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  let line = model.hosts.findIndex(({ cells }) => cells.some((cell) => cell?.key === key));
  let column = model.hosts[line]?.cells.findIndex((cell) => cell?.key === key) ?? -1;
  while (line >= 0 && column >= 0) {
    line += step[0];
    column += step[1];
    const cells = model.hosts[line]?.cells;
    if (!cells || column < 0 || column >= cells.length) return;
    const next = cells[column]?.key;
    const found = next === undefined ? null : document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(next)}"]`);
    if (found) return found.focus();
  }
}
