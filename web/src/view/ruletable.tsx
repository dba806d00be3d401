/*
 * Rules as a table: one stop of the Tab key, arrows walk, Enter shows all of a rule below it. On a phone each is a card.
 */
import { Fragment } from 'preact';
import { perSecond, thousands } from '../model/format';
import type { Rule, RuleColumn } from '../model/rules';
import { DOING_LOOKS, DOING_WORDS, doingOf, RULE_COLUMNS } from '../model/rules';
import { go } from './app';
import { Mark } from './bits';
import { EventFacts, Fact } from './eventbits';
import { WorksAge } from './worksbits';
import { rates, reachedRule, reachRule, ruleRows, rules, sortRules, toggleRule, walkRules, works, worksNow } from './worksstate';

const KEYS = Object.keys(RULE_COLUMNS) as RuleColumn[];
const GRADES = { stopped: 'critical', failing: 'warning', runs: 'ok' } as const;

export function RuleTable() {
  const rows = ruleRows.value;
  const open = works.value?.open ?? null;
  const stop = rows.some(({ name }) => name === reachedRule.value) ? reachedRule.value : rows[0]?.name;
  const gone = open !== null && !(rules.value?.rules ?? []).some(({ name }) => name === open);
  return (
    <>
      {gone && <p class="pad quiet">There is no rule <b><bdi>{open}</bdi></b> any more.</p>}
      {rows.length === 0 ? (
        <NoMatch />
      ) : (
        <table class="shelf rules" onKeyDown={onKey}>
          <caption class="for-reader">Rules: arrows walk from row to row, Enter shows all of one</caption>
          <Heads />
          <tbody>
            {rows.map((rule) => (
              <Fragment key={rule.name}>
                <Row rule={rule} open={rule.name === open} stop={rule.name === stop} />
                {rule.name === open && (
                  <tr class="event-more">
                    <td colSpan={KEYS.length}>
                      <Details rule={rule} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function NoMatch() {
  return (
    <p class="pad quiet">
      No rule fits.{' '}
      <button type="button" class="text-button primary" onClick={() => go({ q: '' })}>
        Show all rules
      </button>
    </p>
  );
}

function Heads() {
  const sort = works.value?.sort || 'state';
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  return (
    <thead>
      <tr>
        {KEYS.map((name) => {
          const { title, number } = RULE_COLUMNS[name];
          return (
            <th key={name} scope="col" class={`rule-${name}${number ? ' number' : ''}`} data-column={name} aria-sort={name === key ? (down ? 'descending' : 'ascending') : 'none'}>
              <button type="button" onClick={() => sortRules(name === key && !down ? `-${name}` : name === 'state' ? '' : name)}>
                {title}
                <span class="sort" aria-hidden="true">
                  {name === key ? (down ? '\u2193' : '\u2191') : ''}
                </span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Row({ rule, open, stop }: { rule: Rule; open: boolean; stop: boolean }) {
  const { name, file, line, errors, fired, keys, lastFiring } = rule;
  const doing = doingOf(rule);
  const rate = rates.of(`rule.${name}`);
  return (
    <tr data-rule={name} data-state={doing} class={open ? 'current' : undefined} onClick={(event) => clicked(event, name)}>
      <td class="rule-state">
        <span class={`event-state grade-${GRADES[doing]}`}>
          <Mark state={DOING_LOOKS[doing]} />
          <span>{DOING_WORDS[doing]}</span>
        </span>
      </td>
      <th scope="row">
        <button type="button" class="row-link" tabIndex={stop ? 0 : -1} aria-expanded={open} onFocus={() => (reachedRule.value = name)} onClick={() => toggleRule(name)}>
          <bdi>{name}</bdi>
        </button>
        <span class="rule-place mono quiet">
          <bdi>{file}</bdi>
          {line > 0 && `:${line}`}
        </span>
      </th>
      <td class="number rule-rate" data-title="Events">{rate === null ? <span class="quiet" title="Known after the second reading">{'\u2026'}</span> : perSecond(rate)}</td>
      <td class={errors === 0 ? 'number rule-errors nothing' : 'number rule-errors word-worn'} data-title="Errors">{errors === 0 ? <span class="quiet">0</span> : thousands(errors)}</td>
      <td class={fired === 0 ? 'number rule-fired nothing' : 'number rule-fired'} data-title="Fired">{fired === 0 ? <span class="quiet">0</span> : thousands(fired)}</td>
      <td class="rule-last">
        {lastFiring ? (
          <>
            <WorksAge at={lastFiring.at} /> <bdi class="rule-what">{lastFiring.what}</bdi>
          </>
        ) : (
          <span class="quiet">never fired</span>
        )}
      </td>
      <td class={keys === 0 ? 'number rule-keys nothing' : 'number rule-keys'} data-title="Keys">{keys === 0 ? <span class="for-reader">none</span> : thousands(keys)}</td>
    </tr>
  );
}

/** All that is known of one rule. */
function Details({ rule }: { rule: Rule }) {
  const { why, file, line, events, errors, fired, keys, lastError, lastFiring } = rule;
  return (
    <div class="event-details rule-details">
      {why !== '' && (
        <p class="event-whole">
          <b class="word-down">Stopped:</b> <bdi>{why}</bdi>
        </p>
      )}
      {lastError && (
        <p class="event-whole">
          <b class="word-worn">Last error</b> <WorksAge at={lastError.at} />
          {lastError.where !== '' && (
            <>
              , <bdi class="mono">{lastError.where}</bdi>
            </>
          )}
          : <bdi>{lastError.what}</bdi>
        </p>
      )}
      <dl>
        <Fact title="Written in" mono>
          <bdi>{file}</bdi>
          {line > 0 && `, line ${line}`}
        </Fact>
        <Fact title="Events">{thousands(events)} since it began</Fact>
        <Fact title="Errors">{thousands(errors)}</Fact>
        <Fact title="Fired">{thousands(fired)}</Fact>
        <Fact title="Keys held">{thousands(keys)}</Fact>
      </dl>
      <h3>Last firing</h3>
      {lastFiring ? (
        <>
          <p class="event-whole">
            <WorksAge at={lastFiring.at} />: <bdi>{lastFiring.what}</bdi>
          </p>
          {lastFiring.event && <EventFacts told={lastFiring.event} left={null} now={worksNow.value} past />}
        </>
      ) : (
        <p class="quiet">It has not fired since it began.</p>
      )}
    </div>
  );
}

function clicked(event: MouseEvent, name: string): void {
  if (event.target instanceof Element && event.target.closest('a, button')) return;
  if (getSelection()?.type !== 'Range') toggleRule(name);
}

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.row-link') || event.altKey || event.ctrlKey || event.metaKey) return;
  const moves: Record<string, () => void> = { ArrowDown: () => walkRules(1), ArrowUp: () => walkRules(-1), j: () => walkRules(1), k: () => walkRules(-1), Home: () => reachRule(0), End: () => reachRule(ruleRows.peek().length - 1) };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
