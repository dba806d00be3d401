/*
 * Records of the inventory in /api/v1: changing one that is still as it was seen, making one, removing one; and what is in a network.
 */
import type { Range } from '../model/subnet';
import type { Ping } from '../model/types';
import { editIn, get, send } from './api';

/** A record as the server has it now, and the edit that made it so; 0 when nothing was to be done. */
export interface Stored<T> {
  record: T;
  edit: number;
}

/** Changes these fields, if nobody changed the record since it had this tag. */
export async function patchRecord<T>(path: string, tag: string, fields: Record<string, unknown>, who: string): Promise<Stored<T>> {
  const response = await send('PATCH', path, fields, { 'Vor-Who': who, 'If-Match': tag, 'Content-Type': 'application/merge-patch+json' });
  return { record: (await response.json()) as T, edit: editIn(response) };
}

/** A name that is taken is refused. */
export async function putNew<T>(path: string, document: Record<string, unknown>, who: string): Promise<Stored<T>> {
  const response = await send('PUT', path, document, { 'Vor-Who': who, 'If-None-Match': '*' });
  return { record: (await response.json()) as T, edit: editIn(response) };
}

/** The server gives the number by which it is known. */
export async function postNew<T>(path: string, document: Record<string, unknown>, who: string): Promise<Stored<T>> {
  const response = await send('POST', path, document, { 'Vor-Who': who });
  return { record: (await response.json()) as T, edit: editIn(response) };
}

/** @param detach also what refers to it; else that is refused @returns the edit */
export async function deleteRecord(path: string, tag: string, detach: boolean, who: string): Promise<number> {
  return editIn(await send('DELETE', `${path}${detach ? '?detach=true' : ''}`, null, { 'Vor-Who': who, 'If-Match': tag }));
}

// ---- what is in a network

export interface Vacancy {
  subnet: string;
  size: number | null;
  used: number;
  next: string | null;
  /** How many are free. */
  count: number | null;
  free: Range[];
  /** Ranges that were left out. */
  more: number;
}

export interface Sighting {
  device: string;
  port: string;
  mac: string;
  at: number;
}

export interface Tenant {
  address: string;
  devices: string[];
  gateway: boolean;
  /** Seen, and of no device. */
  stranger: boolean;
  ping: Ping | null;
  seen: Sighting[];
}

export interface Addresses {
  name: string;
  now: number;
  /** Agents that told their stations. */
  asked: number;
  subnets: Vacancy[];
  addresses: Tenant[];
  more: number;
  warnings: { kind: string; words: string; network: string }[];
}

export function addressesOf(network: string): Promise<Addresses> {
  return get(`/networks/${encodeURIComponent(network)}/addresses`);
}
