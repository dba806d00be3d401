/*
 * Coming in: the login as a screen of its own, or over the last picture when a session has ended; and the making of the first admin.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Provider } from '../live/account';
import { beginAtProvider, finishAtProvider, login, setUp } from '../live/account';
import { keepPlace, reply } from '../live/returned';
import { entered, loggingIn, me, setupKey } from './me';
import { Field, Form, inWords } from './field';

export function LoginScreen() {
  return (
    <main class="door">
      <div class="door-box">
        <h1>Vor</h1>
        {me.value?.setup ? <NoAdmin /> : <Login />}
      </div>
    </main>
  );
}

function NoAdmin() {
  return (
    <>
      <p>There is no admin yet. Open the link that Vor printed when it started; it works once, for an hour.</p>
      <p>
        Or make one at its terminal: <code>./vor accounts add NAME --role admin</code>
      </p>
      <Login />
    </>
  );
}

function Login() {
  const { local = true, provider = null, name = null } = me.value ?? {};
  return (
    <>
      {provider && <AtProvider provider={provider} alone={!local} />}
      {provider && local && <p class="door-or">or with an account of this Vor</p>}
      {local && (
        <Form action="Log in" send={async (text) => entered(await login(text('name'), text('password')))}>
          <Field label="Name" name="name" autocomplete="username" focus={!provider} value={name ?? ''} />
          <Field label="Password" name="password" type="password" autocomplete="current-password" />
        </Form>
      )}
    </>
  );
}

/** Leaves the page for the provider's; what it answers comes back to `Returning`. */
function AtProvider({ provider, alone }: { provider: Provider; alone: boolean }) {
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async () => {
    if (busy) return;
    setBusy(true);
    setTrouble('');
    try {
      const place = await beginAtProvider();
      keepPlace();
      location.assign(place);
    } catch (reason) {
      setTrouble(alone ? inWords(reason) : `${inWords(reason)} Try again, or use an account of this Vor.`);
      setBusy(false);
    }
  };
  const away = 'It did not answer when it was asked last.';
  return (
    <div class="form">
      <button type="button" class="big-button" autofocus aria-describedby={provider.works ? undefined : 'provider-away'} onClick={() => void go()}>
        Log in with {provider.name}
      </button>
      {!provider.works && trouble === '' && (
        <p class="field-hint" id="provider-away">
          {alone ? away : `${away} An account of this Vor works meanwhile.`}
        </p>
      )}
      <p class="form-trouble" role="alert">
        {trouble}
      </p>
    </div>
  );
}

const stop = (text: string): string => (text.endsWith(')') ? `${text}.` : text);

/** The provider has answered: finished at once, or said why not, with every other way in below it. */
export function Returning() {
  const [trouble, setTrouble] = useState('');
  const said = reply.value;
  useEffect(() => {
    if (said) finishAtProvider(said).then(entered, (reason: unknown) => setTrouble(stop(inWords(reason))));
  }, [said]);
  return (
    <main class="door">
      <div class="door-box">
        <h1>Vor</h1>
        <p role="status">{trouble === '' ? 'Logging in\u2026' : ''}</p>
        <p class="form-trouble" role="alert">
          {trouble && `${trouble} ${me.value?.local === false ? 'Try again.' : 'Try again, or use an account of this Vor.'}`}
        </p>
        {trouble !== '' && me.value !== null && <Login />}
      </div>
    </main>
  );
}

/** Over the picture: where one was is where one is afterwards. */
export function LoginCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (loggingIn.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [loggingIn.value]);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="login-title" onClose={() => (loggingIn.value = false)}>
      <div class="help-body">
        <header>
          <h2 id="login-title">Log in</h2>
          <button type="button" class="text-button" onClick={() => (loggingIn.value = false)}>
            Close
          </button>
        </header>
        {loggingIn.value && <Login />}
      </div>
    </dialog>
  );
}

export function SetupScreen() {
  return (
    <main class="door">
      <div class="door-box">
        <h1>Vor</h1>
        <h2>Make the first admin</h2>
        <p>This account can do everything, and makes the accounts of the others.</p>
        <Form action="Make the account and log in" send={make}>
          <Field label="Name" name="name" autocomplete="username" focus hint="Small letters, digits and . _ @ -" />
          <Field label="Password" name="password" type="password" autocomplete="new-password" hint="At least 10 characters. A few words that nobody puts together are good." />
          <Field label="Password again" name="again" type="password" autocomplete="new-password" />
        </Form>
      </div>
    </main>
  );
}

async function make(text: (name: string) => string): Promise<void> {
  if (text('password') !== text('again')) throw new Error('The two passwords differ.');
  entered(await setUp(setupKey.peek() ?? '', text('name').trim(), text('password')));
}
