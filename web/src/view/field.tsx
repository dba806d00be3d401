/*
 * A labelled input, and a form that says what went wrong: for login and accounts.
 */
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

export interface FieldProps {
  label: string;
  name: string;
  type?: 'text' | 'password';
  /** What a password manager shall put in or keep. */
  autocomplete?: string;
  hint?: string;
  focus?: boolean;
  value?: string;
}

export function Field({ label, name, type = 'text', autocomplete = 'off', hint, focus = false, value = '' }: FieldProps) {
  const id = useId();
  const same = {
    id,
    name,
    required: true,
    autocomplete,
    autocapitalize: 'none',
    spellcheck: false,
    autofocus: focus,
    defaultValue: value,
    ...(hint ? { 'aria-describedby': `${id}-hint` } : {}),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input type="password" {...same} /> : <input type="text" {...same} />}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

type Texts = (name: string) => string;

/** Sends once at a time; a refusal is read out and stands below the fields, which keep what was typed. */
export function Form({ action, send, children, reset = false }: { action: string; send: (text: Texts) => Promise<string | void>; children: ComponentChildren; reset?: boolean }) {
  const [trouble, setTrouble] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(form.current!);
    setBusy(true);
    setTrouble('');
    setSaid('');
    try {
      setSaid((await send((name) => String(data.get(name) ?? ''))) ?? '');
      if (reset) form.current?.reset();
    } catch (reason) {
      setTrouble(inWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="form" ref={form} onSubmit={(event) => void submit(event)}>
      {children}
      <p class="form-trouble" role="alert">
        {trouble}
      </p>
      <p class="form-said" role="status">
        {said}
      </p>
      <button type="submit" class="big-button" disabled={busy}>
        {action}
      </button>
    </form>
  );
}

/** Why something was not done, as a sentence. */
export function inWords(reason: unknown): string {
  return reason instanceof TypeError || !(reason instanceof Error) ? 'The server cannot be reached. Try again in a moment.' : sentence(reason.message);
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?)]$/.test(first) ? first : `${first}.`;
}
