/*
 * A button that copies a text. Where the browser does not let the page copy, the text is marked so that one can do it oneself.
 */
import { notice } from './app';

export function CopyButton({ text, from }: { text: string; from?: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notice.value = { text: `Copied ${text}.` };
    } catch {
      const part = from === undefined ? null : document.getElementById(from);
      if (part) getSelection()?.selectAllChildren(part);
      notice.value = { text: part ? `This browser lets the page copy nothing. ${text} is marked: copy it by hand.` : `This browser lets the page copy nothing: it is ${text}` };
    }
  };
  return (
    <button type="button" class="text-button" aria-label={`Copy ${text}`} onClick={() => void copy()}>
      Copy
    </button>
  );
}
