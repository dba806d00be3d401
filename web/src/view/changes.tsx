/*
 * The last changes of a device in the inventory: who, when, what.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Change } from '../live/api';
import { changes } from '../live/api';
import { changedFields } from '../model/changed';
import { rev, store } from './app';
import { Since } from './bits';

const SHOWN = 5;
const WORDS: Record<Change['action'], string> = { create: 'added', update: 'changed', delete: 'removed', import: 'imported' };

export function Changes({ name }: { name: string }) {
  rev.inventory.value;
  const version = store.devices.get(name)?.version ?? 0;
  const [found, setFound] = useState<Change[] | null>(null);
  useEffect(() => {
    let wanted = true;
    changes(name, SHOWN).then(
      (list) => wanted && setFound(list),
      () => wanted && setFound([]),
    );
    return () => void (wanted = false);
  }, [name, version]);
  if (found === null || found.length === 0) return null;
  return (
    <section class="block" aria-labelledby="changes-title">
      <h3 id="changes-title">Recent changes</h3>
      <ul class="changes">
        {found.map((change) => (
          <li key={change.id}>
            <Since at={change.at} /> <b>{change.who}</b> {words(change)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function words({ action, before, after }: Change): string {
  const fields = changedFields(before, after);
  const what = before && after && fields.length > 0 ? `: ${fields.join(', ')}` : '';
  return `${WORDS[action] ?? action}${what}`;
}
