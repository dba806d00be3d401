/*
 * Why a verdict is what it is: what was polled, trapped and heard, in the order of its times, each with its age.
 */
import { causeWords, story } from '../model/evidence';
import { count } from '../model/format';
import type { Fact, State } from '../model/types';
import { clock, zone } from './app';
import { ago } from '../model/format';

const WELL: ReadonlySet<State> = new Set(['good', 'maint']);

export function Evidence({ facts, state }: { facts: Fact[]; state: State }) {
  if (facts.length === 0) return null;
  const cause = causeWords(facts);
  const lines = story(facts);
  const list = (
    <ol class="evidence">
      {lines.map((fact, index) => (
        <Line key={`${fact.name} ${index}`} fact={fact} />
      ))}
    </ol>
  );
  if (WELL.has(state)) {
    return lines.length === 0 ? null : (
      <details class="fold-list verdict-evidence">
        <summary>{count(lines.length, 'fact')}</summary>
        {list}
      </details>
    );
  }
  return (
    <div class="verdict-evidence">
      {cause !== null && (
        <p class="cause">
          <span class="quiet">Cause</span> <b>{cause}</b>
        </p>
      )}
      {list}
    </div>
  );
}

function Line({ fact }: { fact: Fact }) {
  const now = clock.value;
  return (
    <li>
      {fact.at === null || fact.at === undefined ? (
        <span class="evidence-time quiet">no time</span>
      ) : (
        <time class="evidence-time" dateTime={new Date(fact.at).toISOString()}>
          {zone.value.moment(fact.at, now)}
        </time>
      )}
      <span class="evidence-what">
        <span class="quiet">{fact.name}</span> {fact.value === '' ? 'never came' : `${fact.value}${fact.unit ? `\u202f${fact.unit}` : ''}`}
      </span>
      <span class="age">{fact.at === null || fact.at === undefined ? '' : ago(now - fact.at)}</span>
    </li>
  );
}
