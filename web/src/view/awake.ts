/*
 * A wall: the screen stays on, and the pointer goes when nobody moves it. Both end with the function that is given back.
 */
import { signal } from '@preact/signals';

const REST = 3000;

/** Whether the pointer has rested for a while. */
export const resting = signal(false);

/** The browser lets go of the screen whenever the page is hidden; so it is asked again. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let left = false;
  const ask = async () => {
    if (left || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const fresh = await navigator.wakeLock.request('screen');
      if (left) await fresh.release();
      else lock = fresh;
    } catch {
      // Refused, as on a low battery: then the screen does what it always does.
    }
  };
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    left = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release().catch(() => undefined);
  };
}

export function hidePointer(): () => void {
  let timer = 0;
  const moved = () => {
    resting.value = false;
    clearTimeout(timer);
    timer = window.setTimeout(() => (resting.value = true), REST);
  };
  const events = ['pointermove', 'pointerdown', 'keydown'] as const;
  for (const event of events) addEventListener(event, moved, { passive: true });
  moved();
  return () => {
    clearTimeout(timer);
    resting.value = false;
    for (const event of events) removeEventListener(event, moved);
  };
}
