/*
 * A button that opens a small box below itself. Escape closes it, and so does whatever is done elsewhere.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  label: string;
  title: string;
  class?: string;
  children(close: () => void): ComponentChildren;
}

export function Menu({ label, title, class: className = '', children }: Props) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => event.target instanceof Node && !whole.current?.contains(event.target) && setOpen(false);
    for (const kind of ['pointerdown', 'focusin']) addEventListener(kind, outside);
    return () => ['pointerdown', 'focusin'].forEach((kind) => removeEventListener(kind, outside));
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    close();
  };
  return (
    <div class={`menu ${className}`} ref={whole} onKeyDown={onKeyDown}>
      <button type="button" class="text-button" ref={button} aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
        <span class="menu-sign" aria-hidden="true" />
      </button>
      {open && (
        <div class="menu-box" role="group" aria-label={title}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
