/*
 * A button that copies a text. Where the browser does not let the page copy, the text is marked so that one can do it oneself.
 */
import { notice } from './app';

/** @param what the text in few words, where it is too long to be said */
export function CopyButton({ text, from, what = text }: { text: string; from?: string; what?: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notice.value = { text: `Copied ${what}.` };
    } catch {
      const part = from === undefined ? null : document.getElementById(from);
      if (part) getSelection()?.selectAllChildren(part);
      notice.value = { text: part ? `This browser lets the page copy nothing. ${what} is marked: copy it by hand.` : `This browser lets the page copy nothing: it is ${text}` };
    }
  };
  return (
    <button type="button" class="text-button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      Copy
    </button>
  );
}
