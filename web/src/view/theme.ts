/*
 * Night or day: follows the system until somebody chooses, and then remembers it.
 */
import { signal } from '@preact/signals';

export type Theme = 'dark' | 'light';

const KEY = 'vor.theme';
const system = matchMedia('(prefers-color-scheme: light)');

export const theme = signal<Theme>(remembered() ?? (system.matches ? 'light' : 'dark'));

function remembered(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    return null;
  }
}

export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

system.addEventListener('change', () => {
  if (remembered() === null) theme.value = system.matches ? 'light' : 'dark';
});
