/*
 * The colours of the map, read from the style sheet's tokens, so that there is one place for colour.
 */
import type { State, Tone } from '../model/types';
import { WORST_FIRST } from '../model/states';

export interface StateColours {
  fill: string;
  mark: string;
  text: string;
}

export interface Palette {
  states: Record<State, StateColours>;
  tones: Record<Tone, string>;
  planText: string;
  line: string;
  /** From empty to full, as model/load.ts counts. */
  loads: string[];
  accent: string;
  text: string;
  grid: string;
  /** How strongly the image below a plan is drawn, 0 to 1. */
  image: number;
  /** The lines of degrees on the earth. */
  net: string;
  /** What shines through a hollow box. */
  ground: string;
}

const TONES: readonly Tone[] = ['floor', 'wall', 'table', 'stage', 'room', 'aisle'];

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const states = WORST_FIRST.map((state) => [state, { fill: token(`${state}-fill`), mark: token(`${state}-mark`), text: token(`${state}-text`) }]);
  return {
    states: Object.fromEntries(states) as Record<State, StateColours>,
    tones: Object.fromEntries(TONES.map((tone) => [tone, token(`tone-${tone}`)])) as Record<Tone, string>,
    planText: token('plan-text'),
    line: token('map-line'),
    loads: [0, 1, 2, 3, 4, 5].map((step) => token(`load-${step}`)),
    accent: token('accent'),
    text: token('text'),
    grid: token('map-grid'),
    image: Number(token('plan-image')),
    net: token('map-net'),
    ground: token('tone-floor'),
  };
}
