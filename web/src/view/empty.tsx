/*
 * Empty states that teach: the first picture under way, no devices yet, no floor plan yet.
 */
import { contact, rev, store } from './app';
import { AddButton } from './addcard';
import { hasGeography } from './geography';
import { importLink } from './import';
import { mayEdit } from './me';
import { newPlan } from './plans';

export function Empty() {
  rev.inventory.value;
  rev.plans.value;
  if (contact.value.kind === 'loading' && store.site === null) return <First />;
  if (store.site === null) return null;
  if (store.devices.size === 0) return <NoDevices />;
  return store.plans.size === 0 && !hasGeography(store) ? <NoPlan /> : null;
}

function First() {
  return <p class="empty empty-first">Vor is fetching the picture.</p>;
}

export function NoDevices({ beside = false }: { beside?: boolean }) {
  return (
    <div class={beside ? 'empty-beside' : 'empty'} role="region" aria-label="No devices yet" tabIndex={0}>
      <h2>No devices yet</h2>
      <p>Vor watches what you tell it about. Three ways to begin:</p>
      <dl class="ways">
        <dt>Import a list that you have</dt>
        <dd>
          {mayEdit.value && (
            <a class="big-button" href={importLink()}>
              Choose or paste it
            </a>
          )}
          <p>YAML, CSV, an event crew{'\u2019'}s switch and patch lists, NetBox, Ansible, a hosts file, Prometheus targets. First you see what would change. From a shell:</p>
          <code>./vor import --dry-run FILE</code>
        </dd>
        <dt>Look at the practice network</dt>
        <dd>
          <code>make run</code>
          <p>Builds a hall with 190 switches in a namespace of its own and watches it. Or, beside a server that runs: ./vor lab up</p>
        </dd>
        <dt>Write them down</dt>
        <dd>
          <AddButton class="big-button" />
          <p>One, or hundreds by a pattern of names such as e[1-12]-[1-4]. From a shell: ./vor add, or</p>
          <code>{`curl -X PUT ${location.origin}/api/v1/devices/e1-1 -H 'Content-Type: application/json' -d '{"addresses":["192.0.2.10"]}'`}</code>
          <p>It is on this page, and asked for echoes, at once.</p>
        </dd>
      </dl>
    </div>
  );
}

function NoPlan() {
  return (
    <div class="empty">
      <h2>No floor plan yet</h2>
      <p>The list beside shows every device. A plan is measured in metres; it may lie on an image, a photograph of the drawing by the door say. Walls and tables come by import.</p>
      {mayEdit.value && (
        <button type="button" class="big-button" onClick={newPlan}>
          Make a plan
        </button>
      )}
    </div>
  );
}
