/*
 * Files to the server and what it makes of them. By XMLHttpRequest, which says how much of a large file has gone.
 */
import type { Fault, Imported, Refused } from '../model/imported';

const ADDRESS = '/api/v1/import';

export interface Wish {
  file: Blob;
  /** Helps the server to recognise the format; empty for pasted text. */
  name: string;
  /** "auto": the server finds it. */
  format: string;
  dry: boolean;
  top: string;
  firstPort: string;
  who: string;
}

/** Resolves with what changed or would (and the number of the edit that it became, or 0), or with why nothing was; rejects only when the server cannot be reached. */
export function sendFile(wish: Wish, sent: (share: number) => void): Promise<(Imported & { edit: number }) | Refused> {
  const query = new URLSearchParams({ dry: String(wish.dry), format: wish.format });
  for (const key of ['name', 'top', 'firstPort'] as const) if (wish[key]) query.set(key === 'name' ? 'file' : key, wish[key].slice(-100));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${ADDRESS}?${query}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Vor-Who', wish.who);
    request.upload.onprogress = ({ loaded, total }) => total > 0 && sent(loaded / total);
    request.onload = () => resolve(answer(request.status, request.responseText, Number(request.getResponseHeader('Vor-Edit') ?? 0)));
    request.onerror = () => reject(new Error('The server cannot be reached; nothing was changed.'));
    request.send(wish.file);
  });
}

function answer(status: number, text: string, edit: number): (Imported & { edit: number }) | Refused {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // What is no JSON is said by its status.
  }
  if (status === 200) return { ...(body as unknown as Imported), edit };
  const word = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '');
  const faults = Array.isArray(body['problems']) ? (body['problems'] as Fault[]) : [];
  return { refused: true, title: word('title') || `The server answered ${status}`, detail: faults.length > 0 ? '' : word('detail'), faults };
}
