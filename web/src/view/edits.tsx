/*
 * All changes of the inventory, newest first, in the place of a device's panel; or one of them with every record before and
 * after, and the way back.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Change, Edit } from '../live/api';
import { changesOfEdit, editOf, edits } from '../live/api';
import { amount, editWords } from '../model/edits';
import { thousands } from '../model/format';
import { fieldChanges } from '../model/said';
import { go, rev, store } from './app';
import { DeviceLink, Since } from './bits';
import { Undone } from './changes';
import { EditLink, Fields, UndoButton } from './undo';

const STEP = 50;
const MOST = 1000;
const RECORDS = 100;

export function ChangesPanel({ which }: { which: 'all' | number }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, [which]);
  return (
    <section class="panel" ref={panel} tabIndex={-1} data-panel-changes={which} aria-labelledby="panel-title">
      <header class="panel-head">
        <h2 id="panel-title">{which === 'all' ? 'Changes' : `Change ${which}`}</h2>
        <span>
          {which !== 'all' && (
            <button type="button" class="text-button" onClick={() => go({ changes: 'all' })}>
              All
            </button>
          )}
          <button type="button" class="text-button" onClick={() => go({ changes: null })}>
            Close <kbd>Esc</kbd>
          </button>
        </span>
      </header>
      <div class="panel-body" tabIndex={0}>{which === 'all' ? <All /> : <One number={which} />}</div>
    </section>
  );
}

/** Asks anew whenever the inventory has changed. */
function useFresh<T>(ask: () => Promise<T>, depends: unknown[]): T | 'failed' | null {
  const seen = rev.inventory.value + rev.plans.value;
  const [found, setFound] = useState<T | 'failed' | null>(null);
  useEffect(() => {
    let wanted = true;
    ask().then(
      (list) => wanted && setFound(list),
      () => wanted && setFound((before) => before ?? 'failed'),
    );
    return () => void (wanted = false);
  }, [seen, ...depends]);
  return found;
}

function All() {
  const [length, setLength] = useState(STEP);
  const found = useFresh(() => edits(null, length), [length]);
  if (found === null) return null;
  if (found === 'failed') return <p class="pad quiet">The list of changes cannot be fetched; the server does not answer.</p>;
  if (found.length === 0) return <p class="pad quiet">Nothing was changed yet. What anybody changes stands here, and can be undone.</p>;
  return (
    <div class="block">
      <ul class="changes edits">
        {found.map((edit) => (
          <Row key={edit.edit} edit={edit} />
        ))}
      </ul>
      {found.length === length && length < MOST && (
        <button type="button" class="text-button" onClick={() => setLength(Math.min(MOST, length * 2))}>
          Older changes
        </button>
      )}
    </div>
  );
}

function Row({ edit }: { edit: Edit }) {
  return (
    <li data-edit={edit.edit}>
      <EditLink edit={edit.edit}>{edit.edit}</EditLink> <Since at={edit.at} /> <b>{edit.who}</b> {editWords(edit)}
      {edit.undoneBy === undefined ? <UndoButton edit={edit.edit} label={`change ${edit.edit}, ${edit.who} ${editWords(edit)}`} /> : <Undone by={edit.undoneBy} />}
    </li>
  );
}

function One({ number }: { number: number }) {
  const found = useFresh(() => Promise.all([editOf(number), changesOfEdit(number, RECORDS)]), [number]);
  if (found === null) return null;
  if (found === 'failed') return <p class="pad quiet">This change cannot be fetched; the server does not answer.</p>;
  const [edit, records] = found;
  if (edit === null) return <p class="pad quiet">There is no change {number}.</p>;
  return (
    <div class="block">
      <p>
        <Since at={edit.at} /> <b>{edit.who}</b> {editWords(edit)}
      </p>
      {edit.undoes !== undefined && (
        <p class="quiet">
          It took <EditLink edit={edit.undoes}>change {edit.undoes}</EditLink> back.
        </p>
      )}
      {edit.undoneBy === undefined ? <UndoButton edit={edit.edit} label={`change ${edit.edit}`} /> : <Undone by={edit.undoneBy} />}
      <h3>What it changed</h3>
      <ul class="changes">
        {[...records].reverse().map((record) => (
          <RecordRow key={record.id} record={record} />
        ))}
      </ul>
      {amount(edit) > records.length && <p class="quiet">The newest {thousands(records.length)} of {thousands(amount(edit))} records.</p>}
    </div>
  );
}

function RecordRow({ record }: { record: Change }) {
  const { kind, name, before, after } = record;
  const did = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return (
    <li>
      {did} {kind} {kind === 'device' && store.devices.has(name) ? <DeviceLink name={name} class="plain" /> : name}
      <Fields fields={fieldChanges(before, after)} />
    </li>
  );
}
