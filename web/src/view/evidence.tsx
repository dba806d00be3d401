/*
 * Why a verdict is what it is: what was polled, trapped and heard, in the order of its times, each with its age.
 */
import { causeWords, story } from '../model/evidence';
import type { Fact } from '../model/types';
import { clock, zone } from './app';
import { ago } from '../model/format';

/** What led to a verdict that somebody should look at. */
export function Evidence({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  const cause = causeWords(facts);
  return (
    <div class="verdict-evidence">
      {cause !== null && (
        <p class="cause">
          <span class="quiet">Cause</span> <b>{cause}</b>
        </p>
      )}
      <Story facts={story(facts)} />
    </div>
  );
}

/** @param facts in the order of their times */
export function Story({ facts }: { facts: Fact[] }) {
  return (
    <ol class="evidence">
      {facts.map((fact, index) => (
        <Line key={`${fact.name} ${index}`} fact={fact} />
      ))}
    </ol>
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
