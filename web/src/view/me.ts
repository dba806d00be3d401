/*
 * Who one is here, and what follows from it. Everything that changes something asks `mayEdit` before it shows itself.
 */
import { computed, signal } from '@preact/signals';
import type { Me } from '../live/account';
import { fetchMe } from '../live/account';
import { reply } from '../live/returned';
import { contact, editing } from './app';

/** null until the server has said. */
export const me = signal<Me | null>(null);
export const loggingIn = signal(false);
export const accountOpen = signal(false);

/** The key of the link for the first admin; it is taken out of the address line at once. */
export const setupKey = signal<string | null>(takeSetupKey());

function takeSetupKey(): string | null {
  const found = /^#setup=([A-Za-z0-9_-]{20,100})$/.exec(location.hash);
  if (found) history.replaceState(null, '', '#/');
  return found ? found[1]! : null;
}

export const mayEdit = computed(() => me.value !== null && (me.value.role === 'operator' || me.value.role === 'admin'));
/** With accounts the server knows by itself who makes a change. */
export const asksForName = computed(() => me.value !== null && !me.value.accounts);
export const isAdmin = computed(() => me.value?.accounts === true && me.value.role === 'admin');
export const isStranger = computed(() => me.value !== null && me.value.accounts && me.value.name === null);

let again: () => void = () => undefined;

/** What to do so that the picture comes at once after a login. */
export function onLogin(action: () => void): void {
  again = action;
}

/** Somebody has come in, perhaps another one than before. */
export function entered(next: Me): void {
  me.value = next;
  setupKey.value = null;
  reply.value = null;
  loggingIn.value = false;
  again();
}

export function left(): void {
  location.reload();
}

/** Asks the server. A server that cannot be reached says nothing about who one is. */
export async function meNow(): Promise<void> {
  try {
    const next = await fetchMe();
    me.value = next;
    if (!mayEdit.peek()) editing.value = false;
    if (isStranger.peek() && contact.peek().kind === 'loading') contact.value = { kind: 'stranger', since: Date.now() };
  } catch {
    if (me.peek() === null) setTimeout(() => void meNow(), 2000);
  }
}
