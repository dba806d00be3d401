/*
 * Who makes the changes: a name that is asked for once, kept in this browser, and written beside every change.
 */
import { computed, signal } from '@preact/signals';

const KEY = 'vor.who';
const LONGEST = 64;

const who = signal(remembered());

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function remember(name: string): void {
  who.value = name.slice(0, LONGEST);
  try {
    localStorage.setItem(KEY, who.value);
  } catch {
    // Storage may be forbidden; the name then lasts as long as the page.
  }
}

/** As a header can carry it: letters without their marks, nothing but printable ASCII. */
export function whoHeader(name = who.peek()): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/\u00f8/g, 'o').replace(/\u00d8/g, 'O').replace(/\u00e6/g, 'ae').replace(/\u00c6/g, 'AE');
  return plain.replace(/[^\x20-\x7e]/g, '').trim().slice(0, LONGEST) || 'somebody';
}

/** The same, for those who want to hear when it changes. */
export const whoNow = computed(() => whoHeader(who.value));

export function Who() {
  return (
    <label class="who">
      <span class="for-reader">Your name, for the list of changes</span>
      <input type="text" placeholder="your name" maxLength={LONGEST} autocomplete="nickname" value={who.value} onInput={(event) => remember(event.currentTarget.value)} />
    </label>
  );
}
