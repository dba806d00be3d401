/*
 * Where the page begins: puts it up, connects it to the server, listens to keys.
 */
import './css/fonts.css';
import './css/tokens.css';
import './css/base.css';
import './css/head.css';
import './css/side.css';
import './css/panel.css';
import './css/ports.css';
import './css/form.css';
import './css/import.css';
import './css/map.css';
import './css/plans.css';
import './css/account.css';
import './css/table.css';
import './css/shelf.css';
import './css/events.css';
import './css/works.css';
import './css/rows.css';
import './css/labels.css';
import './css/floor.css';
import './css/phone.css';
import './css/tv.css';
import 'uplot/dist/uPlot.min.css';
import './live/returned';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { snapshots } from './live/api';
import { pageStream } from './live/pagestream';
import { Session } from './live/session';
import { connect } from './live/share';
import { browserTimers } from './live/wire';
import { list, listener, rev, startClock, store } from './view/app';
import { sendWhenBack } from './view/claims';
import { listenToKeys } from './view/keys';
import { meNow, onLogin } from './view/me';
import { Page } from './view/page';
import { theme } from './view/theme';

// The stream is asked for first: it comes while the page is put up.
const session = new Session(snapshots, browserTimers, listener);
const workerUrl = document.querySelector<HTMLScriptElement>('script[data-worker]')?.dataset['worker'] ?? '';
const { again, claim } = connect(workerUrl, (message) => {
  if (message.kind === 'stranger') void meNow();
  session.take(message);
  pageStream.take(message);
});
pageStream.attach(claim);

document.documentElement.dataset['theme'] = theme.value;
const place = document.getElementById('app')!;
place.textContent = '';
render(<Page />, place);
effect(() => {
  const { down } = list.value.counts;
  const name = (rev.site.value, store.site?.name ?? '');
  document.title = `${down > 0 ? `${down} down \u00b7 ` : ''}Vor${name ? ` \u00b7 ${name}` : ''}`;
});
listenToKeys();
sendWhenBack();
startClock();
onLogin(again);
void meNow();
