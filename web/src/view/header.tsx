/*
 * The head of the page: name, search, handlers, and whether what you see is live.
 */
import { LONGEST_QUERY } from '../model/eventquery';
import { thousands } from '../model/format';
import { clock, contact, go, handlers, heardAt, helping, home, link, matches, rev, route, store, zone } from './app';
import { firstFound, openFound } from './where';
import { theme, toggleTheme } from './theme';
import { AccountButton } from './account';
import { askNow, asking, closeEvents, eventsOpen, openEvents, refusal, walkEvents } from './eventstate';
import { closeShelf, shelfCount, shelfKind, walkShelf } from './shelfstate';
import { askSaved, savedBox, SavedBelow } from './saved';
import { closeTable, openTable, tableOpen } from './tablestate';
import { walkRules, worksFound, worksKind } from './worksstate';

export function Header() {
  rev.site.value;
  return (
    <header class="head">
      <h1 class="brand">
        <a href="#/" onClick={(event) => (event.preventDefault(), home())}>
          <b>Vor</b> <span class="site">{store.site?.name ?? ''}</span>
        </a>
      </h1>
      <Search />
      <Handlers />
      <AllHandlers />
      <div class="head-end">
        <button type="button" class="icon-button table-button" aria-pressed={tableOpen.value || shelfKind.value !== null} aria-label="Inventory (t)" title="Inventory (t)" onClick={() => (shelfKind.peek() !== null ? closeShelf() : tableOpen.peek() ? closeTable() : openTable())}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 6.5V13" class="stroke" />
          </svg>
        </button>
        <button type="button" class="icon-button events-button" aria-pressed={eventsOpen.value || worksKind.value !== null} aria-label="Events (i)" title="Events (i)" onClick={() => (eventsOpen.peek() || worksKind.peek() !== null ? closeEvents() : openEvents())}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M1.5 8.5h3l2-5.5 3 10 2-4.5h3" class="stroke" />
          </svg>
        </button>
        <button type="button" class="icon-button" aria-label={theme.value === 'dark' ? 'Change to day colours (n)' : 'Change to night colours (n)'} title="Night or day (n)" onClick={toggleTheme}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5" class="stroke" />
            <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" class="solid" />
          </svg>
        </button>
        <button type="button" class="icon-button" aria-label="Changes, and how to undo them (u)" title="Changes, and undo (u)" onClick={() => go({ changes: 'all' })}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3.5 3v3.5H7M3.7 6.3A5.5 5.5 0 1 1 2.6 9.5" class="stroke" />
          </svg>
        </button>
        <button type="button" class="icon-button" aria-label="Keys and help (?)" title="All keys (?)" onClick={() => (helping.value = true)}>
          ?
        </button>
        <AccountButton />
        <Live />
      </div>
    </header>
  );
}

function Search() {
  const { q } = route.value;
  const kind = shelfKind.value;
  const inEvents = eventsOpen.value;
  const works = worksKind.value;
  const found = works !== null ? worksFound.value : inEvents ? null : kind === null ? (matches.value?.length ?? null) : q.trim() === '' ? null : shelfCount.value.shown;
  return (
    <div class="search">
      <form role="search" onSubmit={(event) => (event.preventDefault(), openFirst())}>
        <label class="for-reader" for="search">
          {works !== null ? WORKS_SOUGHT[works].label : inEvents ? 'Search events: words, or a query in the language of Riemann; Enter goes to the first row' : kind === null ? 'Search devices by name, address, tag, state, profile or network; a MAC or IP address also asks where it is plugged in' : `Search ${kind}; Enter goes to the first row`}
        </label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={works !== null ? WORKS_SOUGHT[works].hint : inEvents ? 'state = "critical" and host =~ "web%"' : kind === null ? 'name, address, MAC, tag, "down" \u2026' : SOUGHT[kind]}
          maxLength={inEvents ? LONGEST_QUERY : undefined}
          aria-invalid={inEvents && refusal.value !== null ? 'true' : undefined}
          aria-describedby={inEvents ? 'event-said' : undefined}
          value={q}
          onInput={(event) => go({ q: event.currentTarget.value }, true)}
          onFocus={() => savedBox.peek() === 'closed' && (savedBox.value = 'offered')}
        />
        {found === null ? <kbd class="search-key">/</kbd> : <span class="search-count">{thousands(found)}</span>}
        <button type="button" class="icon-button search-save" aria-label="Searches you keep (s)" title="Saved searches (s)" aria-expanded={savedBox.value === 'asked'} onClick={() => (savedBox.peek() === 'asked' ? (savedBox.value = 'closed') : askSaved())}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M4.5 2.5h7v11L8 10.8l-3.5 2.7z" class="stroke" />
          </svg>
        </button>
      </form>
      <SavedBelow />
    </div>
  );
}

/** What the table that is shown is searched for. */
const WORKS_SOUGHT = {
  receivers: { label: 'Search receivers and their bad lines by name, sender or words', hint: 'receiver, sender, words \u2026' },
  rules: { label: 'Search rules by name, file, state or last firing; Enter goes to the first row', hint: 'rule, file, "stopped" \u2026' },
} as const;

const SOUGHT = { networks: 'network, VLAN, any address \u2026', links: 'device, port, bundle \u2026', profiles: 'profile, vendor \u2026' } as const;

function openFirst(): void {
  if (eventsOpen.peek()) {
    askNow();
    if (!asking.peek()) walkEvents(1);
    return;
  }
  if (worksKind.peek() !== null) return walkRules(1);
  if (shelfKind.peek() !== null) return walkShelf(1);
  const first = matches.peek()?.[0];
  const found = firstFound();
  if (first) go({ device: first });
  else if (found) openFound(found);
}

function Handlers() {
  const { handler } = route.value;
  return (
    <nav class="handlers" aria-label="What the boxes show">
      {handlers.value.map(({ name, title, legend }, index) => (
        <a
          key={name}
          class="handler"
          href={link({ handler: name })}
          title={legend}
          aria-current={name === handler ? 'true' : undefined}
          onClick={(event) => (event.preventDefault(), go({ handler: name }))}
        >
          {title}
          {index < 9 && <kbd>{index + 1}</kbd>}
        </a>
      ))}
    </nav>
  );
}

/** So many names can stand in a line at the usual widths. */
const IN_LINE = 7;

/** All of them as a list to choose from, when they are more than a line holds. */
function AllHandlers() {
  if (handlers.value.length <= IN_LINE) return null;
  return (
    <select class="all-handlers" aria-label="What the boxes show: all choices" value={route.value.handler} onChange={(event) => go({ handler: event.currentTarget.value })}>
      {handlers.value.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}

const WORDS = { live: 'LIVE', lost: 'LOST', stranger: 'LOST', loading: 'WAIT' } as const;

function Live() {
  const { kind } = contact.value;
  const shown = kind === 'lost' || kind === 'stranger' ? heardAt.value : clock.value;
  if (shown === 0) return <p class="live live-loading">{WORDS.loading}</p>;
  return (
    <p class={`live live-${kind === 'stranger' ? 'lost' : kind}`} title={`Time of the picture, in the site's zone: ${zone.value.zone}`}>
      <span class="live-word">{WORDS[kind]}</span> <time class="live-time">{zone.value.time(shown)}</time>
      <span class="for-reader"> {zone.value.zone}</span>
    </p>
  );
}
