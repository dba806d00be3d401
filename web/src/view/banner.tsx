/*
 * The one band over the page: blind, the server lost, or the session over. Each says what, since when, and of when what you see is.
 */
import { contact, heardAt, rev, store, zone } from './app';
import { span } from '../model/format';
import { useEffect, useState } from 'preact/hooks';
import { loggingIn } from './me';

export type BannerKind = 'blind' | 'lost' | 'stranger' | 'none';

export function bannerKind(): BannerKind {
  rev.sight.value;
  if (contact.value.kind === 'lost') return 'lost';
  if (contact.value.kind === 'stranger') return 'stranger';
  return store.sight.blind ? 'blind' : 'none';
}

export function Banner() {
  const kind = bannerKind();
  return (
    <div class={`banner banner-${kind}`} data-banner={kind} role="alert">
      {kind === 'blind' && <Blind />}
      {kind === 'lost' && <Lost />}
      {kind === 'stranger' && <Stranger />}
    </div>
  );
}

function Blind() {
  const { why, since } = store.sight;
  const at = zone.value.time(since);
  return (
    <p>
      <b>Vor cannot see</b>
      {why ? `: ${why}` : ''} since <time>{at}</time>. What you see is as of then.
    </p>
  );
}

function Stranger() {
  return (
    <p>
      <b>Your session has ended.</b> What you see is as of <time>{zone.value.time(heardAt.value)}</time>.{' '}
      <button type="button" class="band-button" onClick={() => (loggingIn.value = true)}>
        Log in
      </button>
    </p>
  );
}

function Lost() {
  const state = contact.value;
  const since = state.kind === 'lost' ? state.since : 0;
  if (heardAt.value === 0) return <p><b>No answer from Vor's server yet.</b> This page keeps trying. Is it running? Try: ./vor run</p>;
  return (
    <p>
      <b>The server is lost</b>: {state.kind === 'lost' ? state.why : ''} since <time>{zone.value.time(heardAt.value)}</time>
      <Elapsed since={since} />. What you see is as of then. This page keeps trying.
    </p>
  );
}

/** How long by this machine's own clock; the clock of the data stands. */
function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const id = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(id);
  }, []);
  return <>, {span(now - since)} ago</>;
}
