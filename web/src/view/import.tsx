/*
 * Importing a file: chosen, dropped or pasted; first shown what it would change, then applied. A link of its own: #/import.
 */
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { sendFile } from '../live/exchange';
import type { Changed, Entry, Fault, Imported, Refused } from '../model/imported';
import { counts, FORMATS, isRefused, place, valueWords } from '../model/imported';
import { link } from './app';
import { offerUndo } from './undo';
import { whoHeader } from './who';

const HASH = '#/import';
const SHOWN = 200;
const LARGEST = 16 * 1024 * 1024;

const isHere = () => location.hash.split('?')[0] === HASH;
const open = signal(isHere());
addEventListener('hashchange', () => (open.value = isHere()));
addEventListener('popstate', () => (open.value = isHere()));

/** The link to it from where we are; handler and plan stay as they are. */
export function importLink(): string {
  const query = link({}).split('?')[1];
  return query ? `${HASH}?${query}` : HASH;
}

function close(): void {
  location.hash = link({});
}

/** What was chosen, and a name that says so. */
interface Source {
  file: Blob;
  name: string;
}

type Stage = { kind: 'begin' } | { kind: 'sending'; share: number } | { kind: 'shown'; answer: Imported | Refused } | { kind: 'lost'; why: string };

export function ImportCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = open.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog class="import" ref={dialog} aria-labelledby="import-title" onKeyDown={(event) => event.stopPropagation()} onClose={() => open.peek() && close()}>
      {shown && <Card />}
    </dialog>
  );
}

function Card() {
  const [source, setSource] = useState<Source | null>(null);
  const [format, setFormat] = useState('auto');
  const [firstPort, setFirstPort] = useState('');
  const [top, setTop] = useState('');
  const [stage, setStage] = useState<Stage>({ kind: 'begin' });
  const turn = useRef(0);

  const send = async (wanted: Source, dry: boolean, choice: { format: string; firstPort: string; top: string }) => {
    const mine = ++turn.current;
    setStage({ kind: 'sending', share: 0 });
    try {
      const answer = await sendFile({ ...wanted, ...choice, dry, who: whoHeader() }, (share) => turn.current === mine && setStage({ kind: 'sending', share }));
      if (turn.current !== mine) return;
      if (dry || isRefused(answer)) return setStage({ kind: 'shown', answer });
      offerUndo(`Imported: ${counts(answer)}.`, answer.edit);
      close();
    } catch (reason) {
      if (turn.current === mine) setStage({ kind: 'lost', why: reason instanceof Error ? reason.message : 'The server cannot be reached.' });
    }
  };
  const choice = { format, firstPort, top };
  /** The bytes are kept as they are now: what was shown is what will be applied. */
  const choose = async ({ file, name }: Source) => {
    if (file.size > LARGEST) return setStage({ kind: 'lost', why: 'The file is larger than 16 MiB.' });
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return setStage({ kind: 'lost', why: 'The browser cannot read this file.' });
    const kept = { file: new Blob([bytes]), name };
    setSource(kept);
    void send(kept, true, choice);
  };
  const again = (change: Partial<typeof choice>) => source && void send(source, true, { ...choice, ...change });
  const found = stage.kind === 'shown' && !isRefused(stage.answer) ? stage.answer.format : format;

  return (
    <div class="import-body" onDragOver={(event) => event.preventDefault()} onDrop={(event) => dropped(event, (next) => void choose(next))}>
      <header>
        <h2 id="import-title">Import</h2>
        <button type="button" class="text-button" onClick={close}>
          Close
        </button>
      </header>
      <p class="quiet">First you see what would change. All of it is done, or nothing.</p>
      <Choose onChoose={(next) => void choose(next)} />
      <div class="import-choices">
        <label>
          Format
          <select value={format} onChange={(event) => (setFormat(event.currentTarget.value), again({ format: event.currentTarget.value }))}>
            {FORMATS.map(([word, title]) => (
              <option key={word} value={word}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {found === 'gondul' && <Word label="Own port of the first uplink" value={firstPort} placeholder="ge-0/0/44" onWord={(word) => (setFirstPort(word), again({ firstPort: word }))} />}
        {found === 'netbox' && <Word label="Devices at the top" value={top} placeholder="core" onWord={(word) => (setTop(word), again({ top: word }))} />}
      </div>
      <div role="status" aria-live="polite">
        {source && <p class="import-name">{source.name || 'Pasted text'}</p>}
        {stage.kind === 'sending' && <p class="quiet">{stage.share < 1 ? `Sending: ${Math.round(stage.share * 100)} %` : 'Vor is checking it.'}</p>}
        {stage.kind === 'lost' && <p class="import-wrong">{stage.why}</p>}
        {stage.kind === 'shown' && (isRefused(stage.answer) ? <Faults refused={stage.answer} /> : <Difference answer={stage.answer} />)}
      </div>
      {stage.kind === 'shown' && !isRefused(stage.answer) && source && (
        <footer>
          <button type="button" class="big-button" disabled={changesNothing(stage.answer)} onClick={() => void send(source, false, choice)}>
            Apply
          </button>
        </footer>
      )}
    </div>
  );
}

function changesNothing({ added, changed, removed }: Imported): boolean {
  return added.length + changed.length + removed.length === 0;
}

function dropped(event: DragEvent, choose: (source: Source) => void): void {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file) choose({ file, name: file.name });
}

function Choose({ onChoose }: { onChoose: (source: Source) => void }) {
  const paste = useRef<HTMLTextAreaElement>(null);
  const pasted = () => {
    const text = paste.current?.value ?? '';
    if (text.trim()) onChoose({ file: new Blob([text]), name: '' });
  };
  return (
    <div class="import-choose">
      <label class="import-file">
        <span>Choose a file, or drop it here</span>
        <input type="file" autofocus onClick={(event) => (event.currentTarget.value = '')} onChange={(event) => event.currentTarget.files?.[0] && onChoose({ file: event.currentTarget.files[0], name: event.currentTarget.files[0].name })} />
      </label>
      <label class="import-paste">
        <span>or paste text</span>
        <textarea ref={paste} rows={3} spellcheck={false} autocomplete="off" onPaste={() => setTimeout(pasted)} />
      </label>
      <button type="button" class="text-button" onClick={pasted}>
        Look at the text
      </button>
    </div>
  );
}

function Word({ label, value, placeholder, onWord }: { label: string; value: string; placeholder: string; onWord: (word: string) => void }) {
  return (
    <label>
      {label}
      <input type="text" value={value} placeholder={placeholder} maxLength={100} autocomplete="off" spellcheck={false} onChange={(event) => onWord(event.currentTarget.value.trim())} />
    </label>
  );
}

function Faults({ refused }: { refused: Refused }) {
  return (
    <section>
      <h3 class="import-wrong">
        {refused.title}. {refused.detail} Nothing was changed.
      </h3>
      <ul class="import-faults">
        {refused.faults.map((fault, index) => (
          <li key={index}>{faultWords(fault)}</li>
        ))}
      </ul>
    </section>
  );
}

function faultWords(fault: Fault) {
  const where = place(fault);
  return (
    <>
      {where && <b>{where}</b>} {fault.field && <span class="mono">{fault.field}</span>} {fault.message}
      {fault.hint && <span class="quiet"> ({fault.hint})</span>}
    </>
  );
}

function Difference({ answer }: { answer: Imported }) {
  const title = FORMATS.find(([word]) => word === answer.format)?.[1] ?? answer.format;
  return (
    <section>
      <h3>{counts(answer)}</h3>
      <p class="quiet">
        Read as {title}: {answer.read} entries.
      </p>
      {answer.notes.map((note) => (
        <p key={note} class="import-note">
          {note}
        </p>
      ))}
      <Part title="Removed" entries={answer.removed} />
      <Part title="Changed" entries={answer.changed} />
      <Part title="Added" entries={answer.added} />
    </section>
  );
}

function Part({ title, entries }: { title: string; entries: (Entry | Changed)[] }) {
  if (entries.length === 0) return null;
  return (
    <details class="import-part" open>
      <summary>
        {title}: {entries.length}
      </summary>
      <ul>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={`${entry.kind} ${entry.name}`}>
            <span class="quiet">{entry.kind}</span> <b>{entry.name}</b>
            {'fields' in entry && <Fields entry={entry} />}
          </li>
        ))}
        {entries.length > SHOWN && <li class="quiet">and {entries.length - SHOWN} more</li>}
      </ul>
    </details>
  );
}

function Fields({ entry }: { entry: Changed }) {
  return (
    <dl>
      {entry.fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <span class="for-reader">before: </span>
            <del>{valueWords(before)}</del> <span class="for-reader">, after: </span>
            <ins>{valueWords(after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
