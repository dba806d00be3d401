/*
 * Saved searches, kept in this browser: offered below the empty search, and in the table; opened, saved, renamed, deleted. Each is a link,
 * which can be sent to others.
 */
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { parse, format } from '../model/route';
import type { Saved } from '../model/saved';
import { LONGEST_NAME, readSaved, withoutSaved, withRenamed, withSaved } from '../model/saved';
import { go, link, route } from './app';

const KEY = 'vor.saved';
/** Where those of the table were kept. */
const OLD_KEY = 'vor.table.saved';

export const saved = signal<readonly Saved[]>(kept());
/** Below the search: when one asked for it, or while its field is empty and has the focus. */
export const savedBox = signal<'closed' | 'offered' | 'asked'>('closed');

// Another tab of this browser has changed them: what is written from here next is laid over that.
addEventListener('storage', (event) => {
  if (event.key === KEY || event.key === null) saved.value = kept();
});

function kept(): Saved[] {
  try {
    return readSaved(localStorage.getItem(KEY) ?? localStorage.getItem(OLD_KEY));
  } catch {
    return [];
  }
}

function keep(next: Saved[]): void {
  saved.value = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be forbidden; the list then lasts as long as the page.
  }
}

/** What is shown now, without what is open beside it. */
function here(): string {
  return link({ device: null, port: null, changes: null, tv: null });
}

export function askSaved(): void {
  document.querySelector<HTMLInputElement>('#search')?.focus();
  savedBox.value = 'asked';
}

/** Whether there is a list below the search; then an arrow goes into it. */
export function intoSaved(): boolean {
  const first = document.querySelector<HTMLElement>('.search-saved .saved a');
  first?.focus();
  return first !== null;
}

export function SavedBelow() {
  const whole = useRef<HTMLDivElement>(null);
  const open = savedBox.value === 'asked' || (savedBox.value === 'offered' && route.value.q === '' && saved.value.length > 0);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => event.target instanceof Node && !whole.current?.parentElement?.contains(event.target) && (savedBox.value = 'closed');
    for (const kind of ['pointerdown', 'focusin']) addEventListener(kind, outside);
    return () => ['pointerdown', 'focusin'].forEach((kind) => removeEventListener(kind, outside));
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(whole.current?.querySelectorAll<HTMLElement>('.saved a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') {
      document.querySelector<HTMLElement>('#search')?.focus();
      savedBox.value = 'closed';
    } else if (at >= 0 && event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (at >= 0 && event.key === 'ArrowUp') (links[at - 1] ?? document.querySelector<HTMLElement>('#search'))?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={whole} onKeyDown={onKeyDown}>
      {open && (
        <div class="menu-box search-saved" role="group" aria-label="Saved searches">
          <SavedList close={() => (savedBox.value = 'closed')} />
        </div>
      )}
    </div>
  );
}

export function SavedList({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [renaming, setRenaming] = useState<string | null>(null);
  const present = here();
  const save = (event: Event) => {
    event.preventDefault();
    keep(withSaved(saved.peek(), name, present));
    setName('');
  };
  return (
    <>
      {saved.value.length === 0 ? (
        <p class="quiet">Nothing is saved in this browser yet.</p>
      ) : (
        <ul class="saved">
          {saved.value.map((one) =>
            renaming === one.name ? <Renaming key={one.name} one={one} done={() => setRenaming(null)} /> : <SavedRow key={one.name} one={one} present={present} close={close} rename={() => setRenaming(one.name)} />,
          )}
        </ul>
      )}
      <form class="menu-save" onSubmit={save}>
        <label>
          Save this search as
          <input type="text" maxLength={LONGEST_NAME} autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" class="text-button primary" disabled={name.trim() === ''}>
          {saved.value.some((one) => one.name === name.trim()) ? 'Replace' : 'Save'}
        </button>
      </form>
      <p class="hint">With its words, handler and view; of the table its columns and order too.</p>
    </>
  );
}

function SavedRow({ one, present, close, rename }: { one: Saved; present: string; close: () => void; rename: () => void }) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(parse(one.link));
    close();
  };
  const forget = (event: MouseEvent) => {
    (event.currentTarget as HTMLElement).closest('.menu-box')?.querySelector<HTMLElement>('.menu-save input')?.focus();
    keep(withoutSaved(saved.peek(), one.name));
  };
  return (
    <li>
      <a class="plain" href={format(parse(one.link))} aria-current={one.link === present ? 'true' : undefined} onClick={open}>
        {one.name}
      </a>
      <span class="saved-buttons">
        <button type="button" class="text-button" aria-label={`Rename the saved search ${one.name}`} onClick={rename}>
          Rename
        </button>
        <button type="button" class="icon-button" aria-label={`Delete the saved search ${one.name}`} onClick={forget}>
          &times;
        </button>
      </span>
    </li>
  );
}

function Renaming({ one, done }: { one: Saved; done: () => void }) {
  const [name, setName] = useState(one.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const taken = name.trim() !== one.name && saved.value.some((other) => other.name === name.trim());
  const save = (event: Event) => {
    event.preventDefault();
    if (taken || name.trim() === '') return;
    keep(withRenamed(saved.peek(), one.name, name));
    done();
  };
  return (
    <li>
      <form class="menu-save" onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), event.stopPropagation(), done())}>
        <label>
          {taken ? <span class="wrong">another has this name</span> : `New name of ${one.name}`}
          <input type="text" ref={field} maxLength={LONGEST_NAME} autocomplete="off" aria-invalid={taken} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" class="text-button primary" disabled={taken || name.trim() === ''}>
          Rename
        </button>
      </form>
    </li>
  );
}
