/*
 * The frame that every record's form has: its fields with their labels, what the server refuses beside its field, what others change
 * meanwhile beside what one has written oneself; nothing of either is lost without a word.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FieldProblem } from '../live/api';
import type { Versioned } from '../model/draft';
import { changesOf, fieldOf, valueOf } from '../model/draft';
import { said } from '../model/said';
import { clock, zone } from './app';
import type { Desk } from './drafts';
import { choose, closeForm, discard, save } from './drafts';
import { EditorsLine, useLease } from './editors';
import { asksForName } from './me';
import { Who } from './who';

interface FrameProps {
  desk: Desk;
  /** What is edited, for people. */
  name: string;
  /** What closing it means beside putting the form away. */
  close?: () => void;
  children: ComponentChildren;
}

export function RecordForm({ desk, name, close = () => undefined, children }: FrameProps) {
  const { key, bench, draft } = desk;
  const form = useRef<HTMLFormElement>(null);
  const dirty = Object.keys(changesOf(draft)).length;
  const isNew = draft.base.version === 0;
  const { kind } = draft.shape;
  useLease(kind, isNew ? null : bench.idOf(draft.base), dirty > 0);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), [key]);
  useEffect(() => {
    if (desk.trouble) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .conflict button')?.focus();
  }, [desk.trouble]);
  const leave = () => {
    closeForm();
    close();
  };
  return (
    <form
      class="form"
      ref={form}
      noValidate
      data-form={isNew ? 'new' : bench.idOf(draft.base)}
      aria-label={isNew ? `New ${kind}` : `Edit ${name}`}
      onSubmit={(event) => (event.preventDefault(), void save(key))}
      onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), leave())}
    >
      {!isNew && <EditorsLine kind={kind} name={bench.idOf(draft.base)} live />}
      <p class="form-trouble" role="alert">
        {desk.gone ? `This ${kind} was removed while you were editing. What you wrote is still here, to be copied.` : desk.trouble?.words}
      </p>
      <fieldset disabled={desk.saving}>{children}</fieldset>
      <div class="form-foot">
        {asksForName.value && <Who />}
        <button type="submit" class="text-button primary" disabled={desk.saving || desk.gone}>
          {desk.saving ? 'Saving' : isNew ? 'Make it' : 'Save'}
        </button>
        <button type="button" class="text-button" onClick={leave}>
          {dirty > 0 ? 'Later' : 'Close'}
        </button>
        {dirty > 0 && (
          <button type="button" class="text-button" disabled={desk.saving} onClick={() => (discard(key), close())}>
            Discard
          </button>
        )}
      </div>
    </form>
  );
}

export function problemsOf(desk: Desk, field: string): FieldProblem[] {
  return desk.trouble?.fields.filter((problem) => fieldOf(desk.draft.shape.fields, problem.field) === field) ?? [];
}

/** What ties an input to its label and to what is said about it. */
export function told(desk: Desk, field: string) {
  const invalid = problemsOf(desk, field).length > 0;
  return { id: `form-${field}`, 'aria-invalid': invalid, 'aria-describedby': `form-${field}-said` } as const;
}

interface RowProps<T extends Versioned, F extends object> {
  desk: Desk<T, F>;
  field: keyof F & keyof T & string;
  label: string;
  hint?: string;
  /** Several inputs under one name. */
  group?: boolean;
  children: ComponentChildren;
}

export function Row<T extends Versioned, F extends object>({ desk, field, label, hint, group = false, children }: RowProps<T, F>) {
  const conflict = field in desk.draft.conflicts;
  return (
    <div class={`field${conflict ? ' field-conflict' : ''}`} data-field={field} {...(group ? { role: 'group' as const, 'aria-labelledby': `form-${field}-label`, 'aria-describedby': `form-${field}-said` } : {})}>
      {group ? (
        <span class="field-label" id={`form-${field}-label`}>
          {label}
        </span>
      ) : (
        <label class="field-label" for={`form-${field}`}>
          {label}
        </label>
      )}
      <div class="field-inputs">
        {children}
        <div id={`form-${field}-said`}>
          {hint && <p class="hint">{hint}</p>}
          {problemsOf(desk, field).map((problem) => (
            <p key={problem.field + problem.message} class="wrong">
              {problem.message}
              {problem.hint && ` (${problem.hint})`}
            </p>
          ))}
          {conflict && <Conflict desk={desk} field={field} label={label} />}
          {!conflict && desk.draft.news.includes(field) && <p class="news">{desk.who[field] ?? 'Somebody'} has just changed this.</p>}
        </div>
      </div>
    </div>
  );
}

function Conflict({ desk, field, label }: { desk: Desk; field: string; label: string }) {
  const moment = (ms: number) => zone.value.moment(ms, clock.peek());
  const base = (desk.draft.base as unknown as Record<string, unknown>)[field];
  return (
    <div class="conflict" role="group" aria-label={`${label}: two changes`}>
      <p>
        <b>{desk.who[field] ?? 'Somebody'}</b> changed it to <ins>{said(base, moment)}</ins>
      </p>
      <p>
        It was <del>{said(desk.draft.conflicts[field], moment)}</del>, and you wrote <ins>{said(valueOf(desk.draft, field), moment)}</ins>
      </p>
      <p>
        <button type="button" class="text-button" onClick={() => choose(desk.key, field, 'mine')}>
          Keep mine
        </button>
        <button type="button" class="text-button" onClick={() => choose(desk.key, field, 'theirs')}>
          Take theirs
        </button>
      </p>
    </div>
  );
}

/** A line of text, as most fields are. */
export function TextInput({ desk, field, value, put, mono = false, disabled = false, list }: { desk: Desk; field: string; value: string; put: (text: string) => void; mono?: boolean; disabled?: boolean; list?: string }) {
  return <input {...told(desk, field)} type="text" class={mono ? 'mono' : undefined} autocomplete="off" autocapitalize="none" spellcheck={false} disabled={disabled} list={list} value={value} onInput={(event) => put(event.currentTarget.value)} />;
}

/** Several lines of text; as high as it needs. */
export function TextArea({ desk, field, value, put, mono = false, rows = 2 }: { desk: Desk; field: string; value: string; put: (text: string) => void; mono?: boolean; rows?: number }) {
  return <textarea {...told(desk, field)} class={mono ? 'mono' : undefined} rows={Math.max(rows, value.split('\n').length)} spellcheck={!mono} value={value} onInput={(event) => put(event.currentTarget.value)} />;
}
