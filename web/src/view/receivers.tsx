/*
 * The receivers in place of map and list: which of them hear, where, how much came and how fast, what was lost, the last that could not be
 * read. One that is off says how it is turned on.
 */
import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { perSecond, thousands } from '../model/format';
import type { Bad, Figure, Hearing, Receiver } from '../model/receivers';
import { aboutOf, anyCame, figuresOf, HEARING_WORDS, hearingCount, hearingOf, portOf, yamlOf } from '../model/receivers';
import type { State } from '../model/types';
import { go, notices } from './app';
import { Mark, Words } from './bits';
import { receiverRows, rates, receivers, worksFrozen } from './worksstate';
import { EventShelves, NothingYet, Snippet, WorksAge, WorksSaid } from './worksbits';

const LOOKS: Record<Hearing, State | null> = { deaf: 'down', troubled: 'worn', hears: 'good', off: null };
const GRADES: Record<Hearing, string> = { deaf: 'critical', troubled: 'warning', hears: 'ok', off: 'none' };
/** So many bad lines are shown before somebody asks for all. */
const FEW = 4;

export function ReceiversPane() {
  const told = receivers.value;
  return (
    <section class={`table-pane works-pane${worksFrozen.value ? ' stale' : ''}`} id="table" tabIndex={-1} aria-labelledby="table-title">
      <header class="table-head">
        <EventShelves at="receivers" />
        <p class="quiet" role="status">{told && hearingCount(told.receivers)}</p>
      </header>
      <WorksSaid />
      {told === null ? <NothingYet what="the receivers" /> : <Body />}
    </section>
  );
}

function Body() {
  const rows = receiverRows.value;
  const faults = notices.value.filter(({ about }) => about === 'configuration');
  return (
    <div class="table-body works-body" role="group" aria-label="What each has heard" tabIndex={0}>
      {faults.map(({ why }) => (
        <p key={why} class="receivers-fault">
          <Mark state="bad" />
          <span>
            <b>What was saved does not count.</b> <Words text={why} />
          </span>
        </p>
      ))}
      {rows.length === 0 ? <NoMatch /> : rows.map((receiver, index) => (
        <Fragment key={receiver.name}>
          {hearingOf(receiver) === 'off' && (index === 0 || hearingOf(rows[index - 1]!) !== 'off') && <HowToTurnOn />}
          <One receiver={receiver} />
        </Fragment>
      ))}
    </div>
  );
}

function HowToTurnOn() {
  return (
    <p class="receivers-off">
      To turn one on, put its lines into Vor{'\u2019'}s file <code>vor.yaml</code>; where <code>receive:</code> stands there already, only what is below it. It hears within two seconds of saving.
    </p>
  );
}

function NoMatch() {
  return (
    <div class="pad">
      <p class="quiet">No receiver fits, and none of the last bad lines.</p>
      <p>
        <button type="button" class="text-button primary" onClick={() => go({ q: '' })}>
          Show all receivers
        </button>
      </p>
    </div>
  );
}

function One({ receiver }: { receiver: Receiver }) {
  const { name, listening, trouble } = receiver;
  const hearing = hearingOf(receiver);
  const about = aboutOf(name);
  const id = `receiver-${name}`;
  return (
    <section class="receiver" data-receiver={name} data-state={hearing} aria-labelledby={id}>
      <header class="receiver-head">
        <h3 id={id}>{about.title}</h3>
        <p class={`receiver-state grade-${GRADES[hearing]}`}>
          <ReceiverMark hearing={hearing} /> {HEARING_WORDS[hearing]}
        </p>
        {listening.length > 0 && (
          <p class="receiver-ports mono">
            <span class="for-reader">on </span>
            {listening.join(', ')}
          </p>
        )}
        {about.hears !== '' && <p class="receiver-whom quiet">{about.hears}</p>}
      </header>
      {trouble !== '' && <p class={`receiver-trouble ${hearing === 'deaf' ? 'word-down' : 'word-worn'}`}>{trouble}</p>}
      {hearing === 'off' && <TurnOn name={name} />}
      {(listening.length > 0 || anyCame(receiver) || receiver.bad.length > 0) && (
        <div class="receiver-body">
          <Figures receiver={receiver} />
          <Bads name={name} bad={receiver.bad} all={receiver.counters['bad'] ?? receiver.bad.length} />
          {hearing === 'hears' && !anyCame(receiver) && <TryIt receiver={receiver} />}
        </div>
      )}
    </section>
  );
}

function ReceiverMark({ hearing }: { hearing: Hearing }) {
  const look = LOOKS[hearing];
  if (look !== null) return <Mark state={look} />;
  return (
    <svg class="mark mark-plain mark-none" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <rect class="mark-fill" x="1" y="1" width="12" height="12" />
    </svg>
  );
}

function Figures({ receiver }: { receiver: Receiver }) {
  const figures = figuresOf(receiver, rates);
  return (
    <table class="counters">
      <caption class="for-reader">What {aboutOf(receiver.name).title} has counted</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" class="number">since the start</th>
          <th scope="col" class="number" title="Over the last ten seconds">now</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, index) => (
          <tr key={figure.name} data-counter={figure.name} class={`${figure.lost && !figures[index - 1]?.lost ? 'counters-lost ' : ''}${worth(figure)}`.trim() || undefined}>
            <th scope="row">{figure.title}</th>
            <td class="number">{figure.now ? '' : thousands(figure.value)}</td>
            <td class="number">{figure.now ? thousands(figure.value) : figure.rate === null ? <span class="quiet" title="Known after the second reading">{'\u2026'}</span> : perSecond(figure.rate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is lost now is worth a colour; what was, plain words; what is nothing, few. */
function worth({ lost, value, rate }: Figure): string {
  if (value === 0) return 'counter-none';
  return lost && (rate ?? 0) > 0 ? 'counter-losing' : '';
}

function Bads({ name, bad, all }: { name: string; bad: readonly Bad[]; all: number }) {
  const [whole, setWhole] = useState(false);
  useEffect(() => setWhole(false), [name]);
  if (bad.length === 0) return <p class="bads-none quiet">Nothing that came could not be read.</p>;
  const shown = whole ? bad : bad.slice(0, FEW);
  return (
    <div class="bads">
      <h4 id={`bads-${name}`}>
        Could not be read, newest first
        {all > bad.length && <span class="quiet">: the last {bad.length} of {thousands(all)}</span>}
      </h4>
      <ol aria-labelledby={`bads-${name}`}>
        {shown.map(({ at, sender, what, why }, index) => (
          <li key={`${at}.${bad.length - index}`} class="bad">
            <span class="bad-age">
              <WorksAge at={at} />
            </span>
            <span class="bad-sender mono">
              <span class="for-reader">from </span>
              <bdi>{sender}</bdi>
            </span>
            <span class="bad-why">
              <bdi>{why}</bdi>
              {what !== '' && (
                <code class="bad-what">
                  <span class="for-reader">it began: </span>
                  <bdi>{what}</bdi>
                </code>
              )}
            </span>
          </li>
        ))}
      </ol>
      {bad.length > FEW && (
        <button type="button" class="text-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? `Show the last ${FEW} alone` : `Show all ${bad.length}`}
        </button>
      )}
    </div>
  );
}

function TurnOn({ name }: { name: string }) {
  const { usual, wider, title } = aboutOf(name);
  return (
    <div class="receiver-turn">
      <Snippet id={`yaml-${name}`} text={yamlOf(name)} what={`the lines for ${title}`} />
      <p class="quiet">
        It then hears this machine alone, on {usual}.{wider !== '' && <> For others, name an address that only they reach: <code>{wider}</code></>}
      </p>
    </div>
  );
}

function TryIt({ receiver }: { receiver: Receiver }) {
  const { send, title } = aboutOf(receiver.name);
  const line = send(portOf(receiver));
  return (
    <div class="turn-on try-it">
      <p>Nothing has come yet.{line !== '' && ' One to try it, by bash on Vor\u2019s machine:'}</p>
      {line !== '' && <Snippet id={`try-${receiver.name}`} text={line} what={`a line that sends one to ${title}`} />}
    </div>
  );
}

