/*
 * The device's SNMP agent: who it says it is, since when it is up, what asking it costs, what it does not tell. One that does not
 * answer, refuses or cannot be asked is said loudly, with the reason and what to try.
 */
import type { ComponentChildren } from 'preact';
import { bits, perSecond, rtt, span, thousands } from '../model/format';
import type { Agent, AgentState } from '../model/report';
import type { State } from '../model/types';
import { clock, rev, store } from './app';
import { Aged, Mark, Since } from './bits';

const OLD = 120_000;

const LOUD: Partial<Record<AgentState, { words: string; hint: string }>> = {
  silent: { words: 'Its SNMP agent does not answer', hint: 'Try: is the agent switched on, and does it let this address ask?' },
  refusing: { words: 'Its SNMP agent refuses', hint: 'Try: the user, the keys and the protocols of its credential, on both sides.' },
  unaskable: { words: 'Its SNMP agent cannot be asked', hint: 'Try: the credential that it names: the environment variable, the file or the path in the vault.' },
};

const GONE = new Set<State>(['suspect', 'down', 'behind']);

/** Right below the summary, and only when something is wrong. */
export function AgentTrouble({ name }: { name: string }) {
  rev.open.value;
  const agent = store.agents.get(name);
  const loud = agent && LOUD[agent.state];
  if (!agent || !loud) return null;
  if (agent.state === 'silent' && GONE.has(store.health(name).state)) return null; // who is gone does not tell either
  return (
    <div class="agent-loud" role="status" data-agent={agent.state}>
      <p class="summary-line">
        <b>
          <Mark state={agent.state === 'silent' ? 'suspect' : 'bad'} /> {loud.words}
        </b>
        <Since at={agent.since ?? null} />
      </p>
      {agent.why && <p class="agent-why">{agent.why.charAt(0).toUpperCase() + agent.why.slice(1)}.</p>}
      <p class="quiet">
        {agent.name !== undefined && 'What it told before is below, with its age. '}
        {loud.hint}
      </p>
    </div>
  );
}

export function AgentBlock({ name }: { name: string }) {
  rev.open.value;
  const agent = store.agents.get(name);
  if (!agent) return null;
  return (
    <section class="block agent" aria-labelledby="agent-title" data-agent={agent.state}>
      <header class="block-head">
        <h3 id="agent-title">What it says of itself</h3>
        <p class="sum">
          {agent.state} <Aged at={agent.at} old={OLD} />
        </p>
      </header>
      {agent.name === undefined ? <p class="quiet">{agent.state === 'waiting' ? 'Asked; no answer yet.' : 'It has never said who it is.'}</p> : <Identity agent={agent} name={name} />}
      <dl class="pairs">
        {agent.up !== undefined && (
          <Pair name="Up">
            {span(agent.up)} {agent.bootedAt !== undefined && <span class="quiet">since <Since at={agent.bootedAt} /></span>}
          </Pair>
        )}
        {(agent.reboots ?? 0) > 0 && (
          <Pair name="Reboots">
            {agent.reboots} seen{agent.rebootSeenAt ? <>, the last <Since at={agent.rebootSeenAt} /></> : null}
          </Pair>
        )}
        {agent.location && <Pair name="Location">{agent.location}</Pair>}
        {agent.contact && <Pair name="Contact">{agent.contact}</Pair>}
        {agent.load && <Pair name="Asking it">{loadWords(agent)}</Pair>}
        {(agent.missing?.length ?? 0) > 0 && (
          <Pair name="Missing">
            <ul class="missing">
              {agent.missing!.map((line) => (
                <li key={line}>
                  <Mark state="worn" /> {line}
                </li>
              ))}
            </ul>
          </Pair>
        )}
      </dl>
    </section>
  );
}

function Identity({ agent, name }: { agent: Agent; name: string }) {
  const other = !sameName(agent.name ?? '', name);
  return (
    <>
      <p>
        It calls itself <b>{agent.name || 'nothing'}</b>
        {other && <span class="word-worn">, not {name}</span>}
        {agent.profile && <span class="quiet">, understood as {agent.profile}</span>}
      </p>
      {agent.description && (
        <details class="fold-list">
          <summary>{agent.description.split(/[\r\n,]/)[0]!.slice(0, 64)}</summary>
          <p class="agent-description">{agent.description}</p>
          {agent.objectId && <p class="mono quiet">{agent.objectId}</p>}
        </details>
      )}
    </>
  );
}

/** Domains and case aside. */
function sameName(said: string, name: string): boolean {
  const plain = said.toLowerCase();
  return plain === name.toLowerCase() || plain.split('.')[0] === name.toLowerCase();
}

function loadWords({ load, at }: Agent): string {
  const { requests, bytes, roundTrip, repetitions, timeouts } = load!;
  return [
    requests === undefined ? '' : `${perSecond(requests).replace(' /s', '')} requests/s`,
    bytes === undefined ? '' : bits(bytes * 8),
    roundTrip === undefined || roundTrip === null ? '' : `answers in ${rtt(roundTrip)}`,
    repetitions === undefined ? '' : `${repetitions} rows at once`,
    timeouts ? `${thousands(timeouts)} not answered in time` : '',
    clock.value - at > OLD ? 'as of then' : '',
  ].filter(Boolean).join(', ');
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
