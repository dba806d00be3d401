/*
 * Calls to /api/v1/claims. Whether the server could be reached at all is told apart from its refusing.
 */
import type { Claim } from '../model/claims';
import { Problem, send } from './api';

/** No answer within so long is none. */
const PATIENCE = 8000;
/** What stands between answers so when the server behind it is gone. */
const GATEWAY = new Set([502, 504]);

/** Only while `seen` is still as it is, if that is asked for; undefined goes on whatever there is. */
export async function takeClaim(device: string, who: string, seen?: Claim | null, id = 0): Promise<Claim> {
  const response = await send('PUT', path(device), null, { 'Vor-Who': encodeURIComponent(who), ...condition(seen, id) }, AbortSignal.timeout(PATIENCE));
  return (await response.json()) as Claim;
}

export async function giveClaim(device: string, who: string, seen?: Claim | null, id = 0): Promise<void> {
  await send('DELETE', path(device), null, { 'Vor-Who': encodeURIComponent(who), ...condition(seen, id) }, AbortSignal.timeout(PATIENCE));
}

function path(device: string): string {
  return `/claims/${encodeURIComponent(device)}`;
}

function condition(seen: Claim | null | undefined, id: number): Record<string, string> {
  if (seen === undefined) return {};
  return seen === null ? { 'If-None-Match': '*' } : { 'If-Match': `"c${id}.${seen.since}"` };
}

/** The server was not reached; what was asked may or may not have been done. */
export function isUnreached(reason: unknown): boolean {
  return reason instanceof Problem ? GATEWAY.has(reason.status) : true;
}
