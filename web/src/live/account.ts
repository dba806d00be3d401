/*
 * Who one is, and everything about accounts: calls to /api/v1/me, login, tokens, accounts.
 */
import { call, get, Problem } from './api';

export type Role = 'viewer' | 'operator' | 'admin';

/** Without accounts everybody may do everything. `setup`: the first admin has yet to be made. */
export interface Me {
  accounts: boolean;
  setup: boolean;
  name: string | null;
  role: Role | null;
  token: boolean;
  /** Whether one logs in here or at the provider. */
  origin: Origin | null;
  /** One may log in with a password that is kept here. */
  local: boolean;
  provider: Provider | null;
}

export type Origin = 'local' | 'oidc';

/** Who else says who somebody is. `works`: it could be asked last. */
export interface Provider {
  name: string;
  works: boolean;
}

/** What the provider sent back through the browser; anybody may have written it. */
export interface Reply {
  state: string;
  code?: string;
  iss?: string;
  error?: string;
  description?: string;
}

export interface Account {
  name: string;
  role: Role;
  created: number;
  changed: number;
  origin: Origin;
}

export interface Token {
  id: number;
  account: string;
  name: string;
  role: Role;
  created: number;
  expires: number;
  used: number | null;
  source: string;
}

const ANYBODY: Me = { accounts: false, setup: false, name: null, role: 'admin', token: false, origin: null, local: false, provider: null };

export async function fetchMe(): Promise<Me> {
  try {
    return await get<Me>('/me');
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 404) return ANYBODY;
    throw reason;
  }
}

export const login = (name: string, password: string): Promise<Me> => call('POST', '/login', { name, password });
export const beginAtProvider = async (): Promise<string> => (await call<{ go: string }>('POST', '/oidc/begin', {})).go;
export const finishAtProvider = (reply: Reply): Promise<Me> => call('POST', '/oidc/finish', reply);
export const setUp = (key: string, name: string, password: string): Promise<Me> => call('POST', '/setup', { key, name, password });
export const logout = (): Promise<void> => call('POST', '/logout', {});
export const changePassword = (old: string, next: string): Promise<Me> => call('PUT', '/me/password', { old, new: next });

export const fetchTokens = async (): Promise<Token[]> => (await get<{ tokens: Token[] }>('/tokens')).tokens;
export const makeToken = (name: string, role: Role, expires: number): Promise<{ key: string; token: Token }> => call('POST', '/tokens', { name, role, expires });
export const revokeToken = (id: number): Promise<void> => call('DELETE', `/tokens/${id}`);

export const fetchAccounts = async (): Promise<Account[]> => (await get<{ accounts: Account[] }>('/accounts')).accounts;
const path = (name: string): string => `/accounts/${encodeURIComponent(name)}`;
export const addAccount = (name: string, role: Role, password: string): Promise<Account> => call('PUT', path(name), { role, password });
export const changeAccount = (name: string, change: { role?: Role; password?: string }): Promise<Account> => call('PATCH', path(name), change);
export const removeAccount = (name: string): Promise<void> => call('DELETE', path(name));
