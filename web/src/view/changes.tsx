/*
 * The last changes of a device in the inventory: who, when, what, and the way back.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Change } from '../live/api';
import { changes } from '../live/api';
import { fieldChanges } from '../model/said';
import { go, link, rev, store } from './app';
import { Since } from './bits';
import { EditLink, Fields, UndoButton } from './undo';

const SHOWN = 5;
const WORDS: Record<Change['action'], string> = { create: 'added', update: 'changed', delete: 'removed', import: 'imported', undo: 'undid a change' };

export function Changes({ name }: { name: string }) {
  rev.inventory.value;
  const version = store.devices.get(name)?.version ?? 0;
  const [found, setFound] = useState<Change[] | null>(null);
  useEffect(() => {
    let wanted = true;
    changes(name, SHOWN).then(
      (list) => wanted && setFound(list),
      () => wanted && setFound([]),
    );
    return () => void (wanted = false);
  }, [name, version]);
  if (found === null || found.length === 0) return null;
  return (
    <section class="block" aria-labelledby="changes-title">
      <h3 id="changes-title">Recent changes</h3>
      <ul class="changes">
        {found.map((change) => (
          <ChangeRow key={change.id} change={change} />
        ))}
      </ul>
      <a class="plain quiet" href={link({ changes: 'all' })} onClick={(event) => (event.preventDefault(), go({ changes: 'all' }))}>
        All changes of the inventory
      </a>
    </section>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { edit, at, who, action, undoneBy } = change;
  const words = WORDS[action] ?? action;
  return (
    <li data-change={change.id}>
      <Since at={at} /> <b>{who}</b> {words} <EditLink edit={edit}>(change {edit})</EditLink>
      <Fields fields={fieldChanges(change.before, change.after)} />
      {undoneBy === undefined ? <UndoButton edit={edit} label={`${who} ${words}, change ${edit}`} /> : <Undone by={undoneBy} />}
    </li>
  );
}

export function Undone({ by }: { by: number }) {
  return (
    <p class="quiet">
      undone by <EditLink edit={by}>change {by}</EditLink>
    </p>
  );
}
