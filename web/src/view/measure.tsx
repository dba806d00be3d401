/*
 * A line over the plan between two points whose distance somebody knows. It lies over the map while it is drawn, and is kept in
 * metres, so that it stays in its place when the map is moved.
 */
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Plan } from '../model/types';
import { map } from './mapview';
import type { Span } from './plandesk';
import { measuring } from './plandesk';

/** CSS pixels: shorter is a slip of the hand. */
const LEAST = 12;

export function Measure({ plan }: { plan: Plan }) {
  const span = measuring.value;
  const from = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (span === null) return;
    const end = (event: KeyboardEvent) => event.key === 'Escape' && (event.preventDefault(), (measuring.value = null));
    addEventListener('keydown', end, true);
    return () => removeEventListener('keydown', end, true);
  }, [span !== null]);
  const [, again] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const shown = map;
    if (span === null || !shown) return;
    shown.onMoved = () => again(0);
    return () => (shown.onMoved = () => undefined);
  }, [span !== null]);
  if (span === null || !plan.image) return null;
  const here = (event: PointerEvent) => {
    const host = map!.canvas.getBoundingClientRect();
    return map!.camera.toPlan(event.clientX - host.x, event.clientY - host.y);
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !map) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    from.current = here(event);
  };
  const move = (event: PointerEvent) => {
    if (from.current) measuring.value = { from: from.current, to: here(event) };
  };
  const up = () => {
    from.current = null;
    const drawn = measuring.peek();
    if (typeof drawn === 'object' && drawn !== null && pixels(drawn) < LEAST) measuring.value = 'waiting';
  };
  return (
    <svg class="measure" aria-label="Draw a line of known length" role="img" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up}>
      {typeof span === 'object' && <Line span={span} />}
    </svg>
  );
}

function pixels({ from, to }: Span): number {
  return Math.hypot(to.x - from.x, to.y - from.y) * (map?.camera.scale ?? 1);
}

function Line({ span }: { span: Span }) {
  const from = map!.camera.toView({ ...span.from, width: 0, height: 0 });
  const to = map!.camera.toView({ ...span.to, width: 0, height: 0 });
  return (
    <g class="measure-line">
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <circle cx={from.x} cy={from.y} r="4" />
      <circle cx={to.x} cy={to.y} r="4" />
    </g>
  );
}
