/*
 * The frame of the panel of a network or a link, in the place of a device's: its head, its form, and how it is removed.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../live/api';
import type { Versioned } from '../model/draft';
import { isDirty } from '../model/draft';
import { applyNow, serverNow } from './app';
import type { Bench } from './benches';
import { remove } from './benches';
import { closeForm, deskOf, discard, forming, openForm } from './drafts';
import { EditorsLine } from './editors';
import { mayEdit } from './me';
import { openIn } from './shelfstate';
import { offerUndo } from './undo';
import { whoHeader } from './who';

interface PanelProps {
  title: string;
  /** Data attributes that tests from outside find it by. */
  kind: 'network' | 'link';
  name: string;
  buttons?: ComponentChildren;
  close: () => void;
  children: ComponentChildren;
}

/** Takes the focus when it opens, and gives it back. */
export function SidePanel({ title, kind, name, buttons, close, children }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const form = forming.value;
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, [name]);
  useEffect(() => {
    if (form === null) panel.current?.focus({ preventScroll: true });
  }, [form]);
  return (
    <section class="panel" ref={panel} tabIndex={-1} {...{ [`data-panel-${kind}`]: name }} aria-labelledby="panel-title">
      <header class="panel-head">
        <h2 id="panel-title">{title}</h2>
        <span class="panel-buttons">
          {buttons}
          <button type="button" class="text-button" onClick={close}>
            Close <kbd>Esc</kbd>
          </button>
        </span>
      </header>
      {children}
    </section>
  );
}

interface RecordProps<T extends Versioned, F extends object> {
  bench: Bench<T, F>;
  record: T;
  form: (desk: NonNullable<ReturnType<typeof deskOf<T, F>>>) => ComponentChildren;
  children: ComponentChildren;
}

/** What is known of it, or its form while that is open. */
export function RecordPanel<T extends Versioned, F extends object>({ bench, record, form, children }: RecordProps<T, F>) {
  const desk = deskOf(bench, record);
  const kind = bench.shape.kind as 'network' | 'link';
  const open = forming.value === bench.keyOf(record);
  const edit = mayEdit.value && (
    <button type="button" class="text-button" aria-pressed={open} onClick={() => (open ? closeForm() : openForm(bench, record))}>
      Edit <kbd>e</kbd>
    </button>
  );
  return (
    <SidePanel title={bench.nameOf(record)} kind={kind} name={bench.idOf(record)} buttons={edit} close={() => openIn(null)}>
      <div class="panel-body">
        {open && desk ? (
          form(desk)
        ) : (
          <>
            <EditorsLine kind={kind} name={bench.idOf(record)} />
            {desk && isDirty(desk.draft) && (
              <p class="unsaved">
                What you wrote here is not saved.{' '}
                <button type="button" class="text-button" onClick={() => openForm(bench, record)}>
                  Go on
                </button>
                <button type="button" class="text-button" onClick={() => discard(desk.key)}>
                  Discard
                </button>
              </p>
            )}
            {children}
            {mayEdit.value && <Removal bench={bench} record={record} />}
          </>
        )}
      </div>
    </SidePanel>
  );
}

/** Gone while it was open: what was written is kept to be copied. */
export function GonePanel<T extends Versioned, F extends object>({ bench, name, words, form }: { bench: Bench<T, F>; name: string; words: string; form: ComponentChildren }) {
  return (
    <SidePanel title={name} kind={bench.shape.kind as 'network' | 'link'} name={name} close={() => openIn(null)}>
      {form && <div class="panel-body">{form}</div>}
      <p class="pad quiet">{words}</p>
    </SidePanel>
  );
}

type Asked = { kind: 'sure' } | { kind: 'refused'; words: string; detach: boolean };

/** First asks; where others refer to it, says who, and offers to remove that too. */
function Removal<T extends Versioned, F extends object>({ bench, record }: { bench: Bench<T, F>; record: T }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { kind } = bench.shape;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const run = async (detach: boolean) => {
    try {
      const edit = await remove(bench, record, detach, whoHeader());
      applyNow({ now: serverNow(), ...bench.delta(record, null) });
      offerUndo(`${bench.nameOf(record)} is removed.`, edit);
      openIn(null);
    } catch (reason) {
      const refusal = reason instanceof Problem;
      setAsked({ kind: 'refused', words: refusal ? reason.message.replace(/; add \?detach=true.*$/, '.') : 'the server cannot be reached.', detach: refusal && reason.status === 409 && !detach });
    }
  };
  return (
    <div class="block removal" ref={place}>
      {asked === null ? (
        <button type="button" class="text-button" onClick={() => setAsked({ kind: 'sure' })}>
          Remove this {kind}&hellip;
        </button>
      ) : (
        <div role="group" aria-label={`Remove this ${kind}`}>
          <p role="alert">{asked.kind === 'sure' ? `Remove ${bench.nameOf(record)} from the inventory? It can be undone.` : `Not removed: ${asked.words}`}</p>
          <p>
            {asked.kind === 'sure' && (
              <button type="button" class="text-button primary" onClick={() => void run(false)}>
                Remove it
              </button>
            )}
            {asked.kind === 'refused' && asked.detach && (
              <button type="button" class="text-button primary" onClick={() => void run(true)}>
                Remove it and these references
              </button>
            )}
            <button type="button" class="text-button" onClick={() => setAsked(null)}>
              Leave it
            </button>
          </p>
        </div>
      )}
    </div>
  );
}

/** A form for a new one, in the place of a panel. */
export function NewPanel<T extends Versioned, F extends object>({ bench, blank, saved, close, form }: { bench: Bench<T, F>; blank: T; saved: (record: T) => void; close: () => void; form: RecordProps<T, F>['form'] }) {
  const key = bench.keyOf(blank);
  const desk = deskOf(bench, blank);
  useEffect(() => {
    openForm(bench, blank, saved);
    return () => forming.peek() === key && closeForm();
  }, [key]);
  const { kind } = bench.shape;
  return (
    <SidePanel title={`New ${kind}`} kind={kind as 'network' | 'link'} name="new" close={close}>
      <div class="panel-body">{mayEdit.value ? desk && form(desk) : <p class="pad quiet">Who may only look makes nothing here.</p>}</div>
    </SidePanel>
  );
}
