/*
 * The rules in place of map and list: what does not compile first, then how each does, what was sent to people, the handlers of the same
 * folder, what the last reading kept.
 */
import { count, perSecond, span, thousands } from '../model/format';
import type { Broken, Handler, Page, Problem, Rules } from '../model/rules';
import { brokenFiles, caretOf, doingCounts, DOING_LOOKS, DOING_WORDS, doingOf, FIRST_RULE, notPosted, placeWords, RULES_YAML } from '../model/rules';
import { Mark } from './bits';
import { EventLine } from './eventbits';
import { RuleTable } from './ruletable';
import { EventShelves, NothingYet, Snippet, WorksAge, WorksSaid } from './worksbits';
import { rates, rules, worksFrozen } from './worksstate';

export function RulesPane() {
  const told = rules.value;
  return (
    <section class={`table-pane works-pane${worksFrozen.value ? ' stale' : ''}`} id="table" tabIndex={-1} aria-labelledby="table-title">
      <header class="table-head">
        <EventShelves at="rules" />
        {told?.on && <Counted told={told} />}
      </header>
      <WorksSaid />
      {told === null ? <NothingYet what="the rules" /> : <Body told={told} />}
    </section>
  );
}

function Counted({ told }: { told: Rules }) {
  const counts = doingCounts(told.rules);
  return (
    <>
      <p class="quiet" role="status">
        {count(told.rules.length, 'rule')}
        {told.folder !== '' && <> in <span class="mono rules-folder"><bdi>{told.folder}</bdi></span></>}
      </p>
      <p class="event-tallies">
        {told.problems.length > 0 && (
          <span class="grade-critical">
            <Mark state="bad" /> {told.problems.length === 1 ? '1 does not compile' : `${thousands(told.problems.length)} do not compile`}
          </span>
        )}
        {counts.stopped > 0 && (
          <span class="grade-critical">
            <Mark state="down" /> {thousands(counts.stopped)} stopped
          </span>
        )}
        {counts.failing > 0 && (
          <span class="grade-warning">
            <Mark state="worn" /> {thousands(counts.failing)} failed
          </span>
        )}
      </p>
    </>
  );
}

function Body({ told }: { told: Rules }) {
  const nothing = told.rules.length === 0 && told.handlers.length === 0;
  return (
    <div class="table-body works-body" role="group" aria-label="How they do" tabIndex={0}>
      {!told.on && <Off />}
      {told.problems.length > 0 && <Problems told={told} />}
      {told.on && nothing && told.problems.length === 0 && <First folder={told.folder} />}
      {told.rules.length > 0 && <RuleTable />}
      {told.pages.length > 0 && <Pages pages={told.pages} />}
      {told.handlers.length > 0 && <Handlers handlers={told.handlers} />}
      {told.on && !nothing && <Engine told={told} />}
    </div>
  );
}

// ---- what does not compile

function Problems({ told }: { told: Rules }) {
  const files = brokenFiles(told);
  const others = told.rules.filter(({ state, file }) => state === 'running' && !files.some((broken) => broken.file === file)).length;
  return (
    <section class="works-part problems" aria-labelledby="problems-title">
      <h3 id="problems-title">
        <Mark state="bad" /> {told.problems.length === 1 ? 'One place does not compile' : `${thousands(told.problems.length)} places do not compile`}
      </h3>
      {files.map((broken) => (
        <BrokenFile key={broken.file} broken={broken} />
      ))}
      {others > 0 && <p class="quiet">{files.length === 1 && files[0]!.running.length === 0 ? '' : 'The '}{count(others, 'rule')} of other files {others === 1 ? 'goes' : 'go'} on.</p>}
    </section>
  );
}

function BrokenFile({ broken: { file, problems, running } }: { broken: Broken }) {
  return (
    <div class="broken" data-broken={file}>
      {problems.map((problem) => (
        <OneProblem key={`${problem.line}.${problem.column}.${problem.message}`} problem={problem} />
      ))}
      <p class="broken-still">
        {running.length > 0 ? (
          <>
            Of <bdi>{file}</bdi> these go on as they were before: <b>{running.join(', ')}</b>.
          </>
        ) : (
          <>
            Nothing of <bdi>{file}</bdi> runs until this is mended.
          </>
        )}
      </p>
    </div>
  );
}

function OneProblem({ problem }: { problem: Problem }) {
  const caret = caretOf(problem);
  const place = placeWords(problem);
  return (
    <div class="problem">
      <p>
        <b class="mono"><bdi>{problem.file}</bdi></b>
        {place !== '' && <span class="quiet">, {place}</span>}
      </p>
      <p class="problem-message"><bdi>{problem.message}</bdi></p>
      {caret && (
        <pre tabIndex={0} role="group" aria-label={`the line of ${problem.file}`}>
          {caret.source}
          {caret.caret !== null && (
            <>
              {'\n'}
              <b class="problem-caret" aria-hidden="true">{caret.caret}</b>
            </>
          )}
        </pre>
      )}
    </div>
  );
}

// ---- what was sent to people

function Pages({ pages }: { pages: readonly Page[] }) {
  return (
    <section class="works-part" aria-labelledby="pages-title">
      <h3 id="pages-title">Sent to people, newest first</h3>
      <ol class="sent">
        {pages.map(({ at, to, rule, event, posted }, index) => (
          <li key={`${at}.${pages.length - index}`} data-sent={to}>
            <span class="sent-age">
              <WorksAge at={at} />
            </span>
            <span class="sent-to">
              <span class="for-reader">to </span>
              <bdi>{to}</bdi>
            </span>
            <span class="sent-what">
              {event ? <EventLine told={event} /> : <span class="quiet">no event</span>}
              <span class="sent-by quiet">
                by <bdi>{rule}</bdi>
              </span>
            </span>
            <span class={notPosted({ posted }) ? 'sent-posted word-down' : 'sent-posted quiet'}>
              <bdi>{posted}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

// ---- handlers

function Handlers({ handlers }: { handlers: readonly Handler[] }) {
  return (
    <section class="works-part" aria-labelledby="handlers-title">
      <h3 id="handlers-title">Handlers of this folder</h3>
      <ul class="own-handlers">
        {handlers.map((handler) => {
          const doing = doingOf(handler);
          return (
            <li key={handler.name} data-own-handler={handler.name} data-state={doing}>
              <span class={`handler-state grade-${doing === 'stopped' ? 'critical' : doing === 'failing' ? 'warning' : 'ok'}`}>
                <Mark state={DOING_LOOKS[doing]} /> {DOING_WORDS[doing]}
              </span>
              <b class="handler-name"><bdi>{handler.name}</bdi></b>
              <span class="mono quiet">
                <bdi>{handler.file}</bdi>
                {handler.line > 0 && `:${handler.line}`}
              </span>
              {(handler.why !== '' || handler.errors > 0) && (
                <span class="handler-why">
                  <bdi>{handler.why}</bdi>
                  {handler.errors > 0 && ` ${handler.why === '' ? '' : '\u00b7 '}${count(handler.errors, 'error')}`}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

// ---- the whole of it

const COUNTED: [name: string, words: string, lost: boolean][] = [
  ['taken', 'events taken', false],
  ['shed', 'shed: rules were too slow', true],
  ['reinjectedTooOften', 'sent back in too often', true],
];

function Engine({ told: { generation, counters } }: { told: Rules }) {
  return (
    <section class="works-part engine" aria-labelledby="engine-title">
      <h3 id="engine-title">The folder as it was read last</h3>
      {generation && generation.at > 0 && (
        <>
          <p>
            Read and compiled <WorksAge at={generation.at} />, in {span(generation.tookMs)}.
          </p>
          <Kept title="Kept what they had counted" names={generation.kept} />
          <Kept title="Began anew" names={generation.reset} />
        </>
      )}
      <dl class="engine-counts">
        {COUNTED.filter(([name]) => counters[name] !== undefined).map(([name, words, lost]) => {
          const rate = rates.of(`all.${name}`);
          return (
            <div key={name} class={lost && (rate ?? 0) > 0 ? 'counter-losing' : lost && counters[name] === 0 ? 'counter-none' : undefined}>
              <dt>{words}</dt>
              <dd>
                {thousands(counters[name]!)}
                {rate !== null && rate > 0 && <span class="quiet">, now {perSecond(rate)}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Kept({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div class="kept">
      <h4>{title}</h4>
      <ul>
        {names.map((name) => (
          <li key={name}><bdi>{name}</bdi></li>
        ))}
      </ul>
    </div>
  );
}

// ---- nothing there yet

function Off() {
  return (
    <div class="works-part turn-on">
      <h3>Rules are off</h3>
      <p>A rule is a few lines of Java that say what is to come of events: whom to page, what to add up, what to call broken. To turn them on, name a folder in Vor{'\u2019'}s file <code>vor.yaml</code>:</p>
      <Snippet id="rules-yaml" text={RULES_YAML} what="the line that names a folder" />
      <p class="quiet">Rules may do whatever Vor may: the folder must belong to the user who runs it, and nobody else may write there.</p>
    </div>
  );
}

function First({ folder }: { folder: string }) {
  return (
    <div class="works-part turn-on">
      <h3>No rules yet</h3>
      <p>A rule is a few lines of Java that say what is to come of events. This one pages when a disk is above 90 %, and again when it is not:</p>
      <Snippet id="first-rule" text={FIRST_RULE.source} what="a first rule" />
      <p>
        Save it as <code><bdi>{folder.replace(/\/$/, '')}/{FIRST_RULE.file}</bdi></code>. It is live within a second, and listed here.
      </p>
    </div>
  );
}
