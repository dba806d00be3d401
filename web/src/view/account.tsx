/*
 * Who one is, in the head of the page, and the card behind it: log out, password, tokens, and for admins the accounts.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account, Role, Token } from '../live/account';
import { addAccount, changeAccount, changePassword, fetchAccounts, fetchTokens, logout, makeToken, removeAccount, revokeToken } from '../live/account';
import { notice, serverNow, zone } from './app';
import { Field, Form } from './field';
import { accountOpen, entered, isAdmin, left, me } from './me';

const ROLES: Record<Role, string> = { viewer: 'sees everything', operator: 'also changes the inventory', admin: 'also manages accounts' };

export function AccountButton() {
  const name = me.value?.name;
  if (!name) return null;
  return (
    <button type="button" class="text-button account-button" aria-haspopup="dialog" title="Your account" onClick={() => (accountOpen.value = true)}>
      <span class="for-reader">Your account: </span>
      {name}
    </button>
  );
}

export function AccountCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (accountOpen.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [accountOpen.value]);
  return (
    <dialog class="help account" ref={dialog} aria-labelledby="account-title" onClose={() => (accountOpen.value = false)}>
      {accountOpen.value && me.value?.name && <Card name={me.value.name} role={me.value.role ?? 'viewer'} />}
    </dialog>
  );
}

function Card({ name, role }: { name: string; role: Role }) {
  return (
    <div class="help-body">
      <header>
        <h2 id="account-title">{name}</h2>
        <span class="account-ends">
          <button type="button" class="text-button" onClick={() => void logout().then(left, failed('log out'))}>
            Log out
          </button>
          <button type="button" class="text-button" onClick={() => (accountOpen.value = false)}>
            Close
          </button>
        </span>
      </header>
      <p class="quiet">
        {role}: {ROLES[role]}
      </p>
      {me.value?.origin === 'oidc' ? <p class="quiet">{`You log in with ${providerName()}: your name, role and password are kept there.`}</p> : <Password name={name} />}
      <Tokens role={role} />
      {isAdmin.value && <Accounts self={name} />}
    </div>
  );
}

const providerName = (): string => me.value?.provider?.name ?? 'a login provider';

function Password({ name }: { name: string }) {
  return (
    <details>
      <summary>Change password</summary>
      <Form action="Change password" reset send={change}>
        <input type="text" name="username" autocomplete="username" value={name} readOnly hidden />
        <Field label="Old password" name="old" type="password" autocomplete="current-password" />
        <Field label="New password" name="new" type="password" autocomplete="new-password" hint="At least 10 characters." />
      </Form>
    </details>
  );
}

async function change(text: (name: string) => string): Promise<string> {
  entered(await changePassword(text('old'), text('new')));
  return 'Changed. Everywhere else you are logged out.';
}

function failed(what: string): (reason: unknown) => void {
  return (reason) => {
    notice.value = { text: `Could not ${what}: ${reason instanceof Error && !(reason instanceof TypeError) ? reason.message : 'the server cannot be reached'}` };
    accountOpen.value = false;
  };
}

/** A list from the server, and how to fetch it anew. */
function useList<T>(fetch: () => Promise<T[]>): [T[] | null, () => void] {
  const [list, setList] = useState<T[] | null>(null);
  const again = () => void fetch().then(setList, () => setList([]));
  useEffect(again, []);
  return [list, again];
}

const DAYS = [7, 30, 90, 365];

function Tokens({ role }: { role: Role }) {
  const [tokens, again] = useList(fetchTokens);
  const [fresh, setFresh] = useState('');
  const make = async (text: (name: string) => string) => {
    const made = await makeToken(text('name'), text('role') as Role, serverNow() + Number(text('days')) * 86_400_000);
    setFresh(made.key);
    again();
  };
  return (
    <details>
      <summary>Tokens for programs</summary>
      {tokens?.length === 0 && <p class="quiet">None yet. A token lets a program in as you, with at most the role that you give it.</p>}
      <ul class="keys">
        {(tokens ?? []).map((token) => (
          <TokenRow key={token.id} token={token} again={again} />
        ))}
      </ul>
      {fresh && (
        <div class="fresh-key" role="status">
          <p>This is shown once; keep it where the program finds it:</p>
          <code data-token>{fresh}</code>
          <button type="button" class="text-button" onClick={() => void navigator.clipboard?.writeText(fresh)}>
            Copy
          </button>
        </div>
      )}
      <Form action="Make a token" reset send={make}>
        <Field label="What it is for" name="name" />
        <Choice label="Role" name="role" options={roles(role).map((one) => [one, `${one}: ${ROLES[one]}`])} />
        <Choice label="Good for" name="days" options={DAYS.map((days) => [String(days), `${days} days`])} />
      </Form>
    </details>
  );
}

function roles(most: Role): Role[] {
  const all: Role[] = ['viewer', 'operator', 'admin'];
  return all.slice(0, all.indexOf(most) + 1);
}

function Choice({ label, name, options }: { label: string; name: string; options: [string, string][] }) {
  return (
    <label class="field">
      {label}
      <select name={name}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function TokenRow({ token, again }: { token: Token; again: () => void }) {
  const over = token.expires <= serverNow();
  const day = (at: number) => zone.value.moment(at, serverNow());
  return (
    <li class="key-row">
      <span>
        <b>{token.name}</b> {token.account !== me.value?.name && `of ${token.account} `}
        <span class="quiet">
          {token.role}, {over ? 'ended' : 'until'} {day(token.expires)}, {token.used === null ? 'never used' : `last used ${day(token.used)} from ${token.source}`}
        </span>
      </span>
      <button type="button" class="text-button" aria-label={`Revoke ${token.name}`} onClick={() => void revokeToken(token.id).then(again, failed('revoke it'))}>
        Revoke
      </button>
    </li>
  );
}

function Accounts({ self }: { self: string }) {
  const [accounts, again] = useList(fetchAccounts);
  const add = async (text: (name: string) => string) => {
    const made = await addAccount(text('name').trim(), text('role') as Role, text('password'));
    again();
    return `${made.name} may log in.`;
  };
  return (
    <details>
      <summary>Accounts</summary>
      <ul class="keys">
        {(accounts ?? []).map((account) => (
          <AccountRow key={account.name} account={account} self={self} again={again} />
        ))}
      </ul>
      <h3>Add an account</h3>
      <Form action="Add the account" reset send={add}>
        <Field label="Name" name="name" hint="Small letters, digits and . _ @ -" />
        <Choice label="Role" name="role" options={roles('admin').map((one) => [one, `${one}: ${ROLES[one]}`])} />
        <Field label="First password" name="password" type="password" autocomplete="new-password" hint="At least 10 characters; have it changed." />
      </Form>
    </details>
  );
}

function AccountRow({ account, self, again }: { account: Account; self: string; again: () => void }) {
  const [sure, setSure] = useState(false);
  const remove = () => (sure ? void removeAccount(account.name).then(again, failed(`remove ${account.name}`)) : setSure(true));
  const elsewhere = account.origin === 'oidc';
  return (
    <li class="key-row">
      <b>{account.name}</b>
      {elsewhere ? (
        <span class="quiet">
          {account.role}, from {providerName()}
        </span>
      ) : (
        <RoleOf account={account} self={self} again={again} />
      )}
      {account.name !== self && (
        <button type="button" class="text-button" onClick={remove} onBlur={() => setSure(false)}>
          {sure ? `Really remove ${account.name}` : 'Remove'}
        </button>
      )}
      {!elsewhere && (
        <details class="key-more">
          <summary>New password</summary>
          <Form action="Set it" reset send={async (text) => (await changeAccount(account.name, { password: text('password') }), 'Set; all sessions of the account have ended.')}>
            <Field label={`New password of ${account.name}`} name="password" type="password" autocomplete="new-password" />
          </Form>
        </details>
      )}
    </li>
  );
}

function RoleOf({ account, self, again }: { account: Account; self: string; again: () => void }) {
  return (
    <select
      aria-label={`Role of ${account.name}`}
      value={account.role}
      disabled={account.name === self}
      onChange={(event) => void changeAccount(account.name, { role: event.currentTarget.value as Role }).then(again, failed(`change ${account.name}`))}
    >
      {roles('admin').map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}
