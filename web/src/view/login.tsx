/*
 * Coming in: the login as a screen of its own, or over the last picture when a session has ended; and the making of the first admin.
 */
import { useEffect, useRef } from 'preact/hooks';
import { login, setUp } from '../live/account';
import { entered, loggingIn, me, setupKey } from './me';
import { Field, Form } from './field';

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
  return (
    <Form action="Log in" send={async (text) => entered(await login(text('name'), text('password')))}>
      <Field label="Name" name="name" autocomplete="username" focus value={me.value?.name ?? ''} />
      <Field label="Password" name="password" type="password" autocomplete="current-password" />
    </Form>
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
