/*
 * One link: both its ends with what their ports say, its bundle, what it carries; its form, and a form for a new one. Also the
 * links of a device, as its panel lists them.
 */
import { capacity } from '../model/format';
import { noLink } from '../model/linkdraft';
import { errors, look, share, speedClass, statusWord } from '../model/ports';
import { shelfOf } from '../model/shelf';
import type { Link, LinkEnd } from '../model/types';
import { go, link, rev, store } from './app';
import { LINKS } from './benches';
import { DeviceLink, Mark } from './bits';
import { deskOf } from './drafts';
import { JackMark } from './jack';
import { LinkForm } from './linkform';
import { mayEdit } from './me';
import { GonePanel, NewPanel, RecordPanel } from './recordpanel';
import { closeMaking, linksOfDevice, makeNew, openIn } from './shelfstate';

export function LinkPanel({ id }: { id: string }) {
  rev.inventory.value;
  const held = store.links.get(id);
  if (!held) {
    const desk = deskOf(LINKS, { ...noLink(), id: Number(id), version: 1 });
    const words = store.site === null ? 'Its picture is on the way.' : `There is no link ${id}. It may have been removed; the list beside has all.`;
    return <GonePanel bench={LINKS} name={`Link ${id}`} words={words} form={desk && <LinkForm desk={desk} name={`link ${id}`} />} />;
  }
  return (
    <RecordPanel bench={LINKS} record={held} form={(desk) => <LinkForm desk={desk} name={LINKS.nameOf(held)} />}>
      <section class="block" aria-labelledby="ends-title">
        <h3 id="ends-title">Its ends</h3>
        <ul class="ends">
          <End end={held.a} />
          <End end={held.b} />
        </ul>
        <dl class="pairs">
          <div class="pair">
            <dt>Bundle</dt>
            <dd>{held.bundle ? <Bundle one={held} /> : 'none: it stands alone'}</dd>
          </div>
          <div class="pair">
            <dt>Carries</dt>
            <dd>{held.megabits === 0 ? 'not known' : capacity(held.megabits)}</dd>
          </div>
        </dl>
      </section>
    </RecordPanel>
  );
}

function End({ end: { device, port } }: { end: LinkEnd }) {
  rev.health.value;
  rev.pings.value;
  const seen = store.ports.get(device)?.ports.get(port);
  const how = seen && look(seen, true);
  return (
    <li>
      <Mark state={store.health(device).state} /> <DeviceLink name={device} class="plain" />{' '}
      {seen && how && (
        <span class={`port-${how} speed-${speedClass(seen.megabits)}`}>
          <JackMark look={how} speed={speedClass(seen.megabits)} share={share(seen)} faulty={errors(seen.rates) > 0} joined={null} />
        </span>
      )}
      <span class="mono">{port || 'port not written down'}</span> <span class={seen && how !== 'up' ? 'word-down' : 'quiet'}>{seen ? statusWord(seen) : 'its agent tells nothing of it'}</span>
    </li>
  );
}

function Bundle({ one }: { one: Link }) {
  const same = [...store.links.values()].filter(({ bundle, a, b }) => bundle === one.bundle && [a.device, b.device].sort().join(' ') === [one.a.device, one.b.device].sort().join(' '));
  return (
    <>
      <span class="mono">{one.bundle}</span> <span class="quiet">{same.length > 1 ? `with ${same.length - 1} more between the same two` : 'its only member'}</span>
    </>
  );
}

/** @param from the device where it begins */
export function NewLink({ from }: { from: string }) {
  const name = 'New link';
  return <NewPanel bench={LINKS} blank={noLink(from)} saved={(made) => openIn(String(made.id))} close={closeMaking} form={(desk) => <LinkForm desk={desk} name={name} close={closeMaking} />} />;
}

/** In the panel of a device: its links, each with the way to it, and a new one. */
export function LinksOf({ device }: { device: string }) {
  const links = linksOfDevice(device);
  return (
    <>
      {links.map((one) => (
        <LinkLine key={one.id} one={one} device={device} />
      ))}
      {links.length === 0 && 'none'}
      {mayEdit.value && (
        <button type="button" class="text-button add-link" onClick={() => makeNew('links', device)}>
          Add a link
        </button>
      )}
    </>
  );
}

function LinkLine({ one, device }: { one: Link; device: string }) {
  const [own, other] = one.a.device === device ? [one.a, one.b] : [one.b, one.a];
  const shelf = { ...shelfOf('links'), open: String(one.id) };
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go({ shelf, q: '' });
  };
  return (
    <span class="line">
      <a class="plain" data-link={one.id} href={link({ shelf, q: '' })} onClick={open}>
        <span class="for-reader">Link of </span>
        <span class="mono">{own.port || 'port?'}</span> &harr; {other.device} <span class="mono">{other.port}</span>
      </a>{' '}
      <span class="quiet">{[one.bundle, one.megabits > 0 ? capacity(one.megabits) : ''].filter(Boolean).join(', ')}</span>
    </span>
  );
}
