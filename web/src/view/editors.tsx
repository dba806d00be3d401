/*
 * Who else edits this: a line wherever it matters, and the lease by which others see the same of us. It is renewed while the form is
 * open and somebody looks at it or has written something, and ended with it.
 */
import { useEffect, useRef } from 'preact/hooks';
import { endEditing, holdEditing } from '../live/editing';
import type { Kind } from '../model/draft';
import type { Editor } from '../model/editing';
import { editingKey, editorsWords } from '../model/editing';
import { contact, rev, store, zone } from './app';
import { Ago } from './bits';
import { myName } from './claims';
import { mayEdit } from './me';
import { whoHeader } from './who';

/** The server lets go of it after thirty seconds. */
const EVERY = 10_000;
/** This page among all others. */
const PAGE = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Calls go one after the other: an end must not overtake the beginning. */
let last: Promise<unknown> = Promise.resolve();

function inTurn(call: () => Promise<unknown>): void {
  last = last.then(call).catch(() => undefined); // nothing is lost without it, and it is tried again
}

/** @param name null for what nobody else can see yet */
export function useLease(kind: Kind, name: string | null, dirty: boolean): void {
  const wrote = useRef(dirty);
  wrote.current = dirty;
  useEffect(() => {
    if (name === null || !mayEdit.peek()) return;
    const hold = () => {
      const wanted = contact.peek().kind === 'live' && (wrote.current || document.visibilityState === 'visible');
      if (wanted) inTurn(() => holdEditing(kind, name, PAGE, whoHeader()));
    };
    const end = () => inTurn(() => endEditing(kind, name, PAGE));
    const gone = () => void endEditing(kind, name, PAGE).catch(() => undefined);
    hold();
    const timer = setInterval(hold, EVERY);
    addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', hold);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', hold);
      end();
    };
  }, [kind, name]);
}

/** All but this page. */
export function othersOn(kind: Kind, name: string): Editor[] {
  rev.editing.value;
  return (store.editing.get(editingKey(kind, name)) ?? []).filter(({ page }) => page !== PAGE);
}

/** "joe edits this, since 14:02:11"; nothing while nobody else does. `live` has a screen reader say it when it changes. */
export function EditorsLine({ kind, name, live = false }: { kind: Kind; name: string; live?: boolean }) {
  const others = othersOn(kind, name);
  const since = Math.min(...others.map((one) => one.since));
  return (
    <p class="editors" data-editors={others.length} {...(live ? { role: 'status' as const } : {})}>
      {others.length > 0 && (
        <>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <path d="M2 12l.7-3.2L9.6 2l2.4 2.4-6.8 6.9zM8 3.6l2.4 2.4" class="stroke" />
          </svg>
          <span>
            <b>{editorsWords(others, myName.value)}</b>, since {zone.value.time(since)} <Ago at={since} />
          </span>
        </>
      )}
    </p>
  );
}
