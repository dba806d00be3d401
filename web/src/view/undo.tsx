/*
 * Taking a change back: first what that would change, then doing it; what stands in the way as links. After every save a quiet
 * line offers it.
 */
import { useState } from 'preact/hooks';
import type { Difference, Later } from '../live/api';
import { Problem, undoEdit } from '../live/api';
import { count } from '../model/format';
import type { FieldChange } from '../model/said';
import { said } from '../model/said';
import { clock, go, link, notice, zone } from './app';
import { Since } from './bits';
import { mayEdit } from './me';
import { whoHeader } from './who';

/** Says that something was saved, and offers to take it back. */
export function offerUndo(text: string, edit: number): void {
  notice.value = edit > 0 ? { text, edit, undo: () => void undoNow(edit) } : { text };
}

/** @returns whether it was done; what stands in the way is shown with the change */
export async function undoNow(edit: number, text = 'Undone.'): Promise<boolean> {
  try {
    const done = await undoEdit(edit, false, whoHeader());
    offerUndo(text, done.edit);
    return true;
  } catch (reason) {
    if (reason instanceof Problem && reason.later.length > 0) go({ changes: edit });
    notice.value = { text: reasonWords(reason), edit };
    return false;
  }
}

function reasonWords(reason: unknown): string {
  return reason instanceof Problem ? `Nothing was undone: ${reason.message}` : 'Nothing was undone: the server cannot be reached.';
}

type Asked = { kind: 'asking' } | { kind: 'would'; difference: Difference } | { kind: 'refused'; words: string; later: Later[] };

export function UndoButton({ edit, label }: { edit: number; label: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!mayEdit.value) return null;
  const ask = () => {
    setAsked({ kind: 'asking' });
    undoEdit(edit, true, whoHeader()).then(
      ({ difference }) => setAsked({ kind: 'would', difference }),
      (reason: unknown) => setAsked({ kind: 'refused', words: reasonWords(reason), later: reason instanceof Problem ? reason.later : [] }),
    );
  };
  return (
    <div class="undo" data-undo={edit}>
      <button type="button" class="text-button" aria-expanded={asked !== null} aria-label={`Undo: ${label}`} onClick={() => (asked === null ? ask() : setAsked(null))}>
        Undo&hellip;
      </button>
      <div class="undo-answer" role="status">
        {asked?.kind === 'would' && <Would edit={edit} difference={asked.difference} close={() => setAsked(null)} />}
        {asked?.kind === 'refused' && <Refused words={asked.words} later={asked.later} />}
      </div>
    </div>
  );
}

function Would({ edit, difference, close }: { edit: number; difference: Difference; close: () => void }) {
  const run = () => void undoNow(edit).then(close);
  return (
    <div class="undo-would">
      <p class="quiet">Undoing this would change:</p>
      <DifferenceList difference={difference} />
      <p>
        <button type="button" class="text-button undo-do" onClick={run}>
          Undo it now
        </button>
        <button type="button" class="text-button" onClick={close}>
          Leave it
        </button>
      </p>
    </div>
  );
}

function Refused({ words, later }: { words: string; later: Later[] }) {
  return (
    <div class="undo-refused">
      <p>{words}</p>
      {later.length > 0 && (
        <ul class="changes">
          {later.map(({ edit, at, who, kind, name, what }) => (
            <li key={`${edit} ${kind} ${name}`}>
              <EditLink edit={edit}>Change {edit}</EditLink> <Since at={at} /> <b>{who}</b> {what}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function EditLink({ edit, children }: { edit: number; children: preact.ComponentChildren }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go({ changes: edit });
  };
  return (
    <a class="plain" href={link({ changes: edit })} onClick={follow}>
      {children}
    </a>
  );
}

const SHOWN = 40;

function DifferenceList({ difference }: { difference: Difference }) {
  const { added, changed, removed } = difference;
  const rows = [
    ...added.map(({ kind, name }) => ({ key: `+${kind} ${name}`, words: `${kind} ${name} comes back`, fields: [] as FieldChange[] })),
    ...changed.map(({ kind, name, fields }) => ({ key: `~${kind} ${name}`, words: `${kind} ${name}`, fields })),
    ...removed.map(({ kind, name }) => ({ key: `-${kind} ${name}`, words: `${kind} ${name} goes`, fields: [] as FieldChange[] })),
  ];
  return (
    <ul class="changes difference">
      {rows.slice(0, SHOWN).map(({ key, words, fields }) => (
        <li key={key}>
          {words}
          <Fields fields={fields} />
        </li>
      ))}
      {rows.length > SHOWN && <li class="quiet">and {count(rows.length - SHOWN, 'more', 'more')}</li>}
    </ul>
  );
}

/** Field by field, before and after. */
export function Fields({ fields }: { fields: FieldChange[] }) {
  if (fields.length === 0) return null;
  const moment = (ms: number) => zone.value.moment(ms, clock.peek());
  return (
    <ul class="fields">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          <span class="quiet">{field}</span> <del>{said(before, moment)}</del> <span aria-label="becomes">&rarr;</span> <ins>{said(after, moment)}</ins>
        </li>
      ))}
    </ul>
  );
}
