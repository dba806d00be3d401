/*
 * A table as a CSV file (RFC 4180) that no spreadsheet takes for formulas.
 */
import { toWall } from './walltime';

export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** What a spreadsheet would compute is made text by an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "the-gathering-devices-2026-04-01-1302.csv", by the site's clock. */
export function fileName(site: string, ms: number, zone: string): string {
  const plain = site.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `${plain.slice(0, 64) || 'vor'}-devices-${toWall(ms, zone).replace('T', '-').replace(':', '')}.csv`;
}
