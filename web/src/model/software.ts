/*
 * Which software a device says it runs: its members' own tables first, then what its agent says of itself in one line, then a part
 * that tells a version and not only how its board was made.
 */
import type { Agent, Chassis } from './report';

/** What comes before the version in the line of one vendor or another; the first that fits. */
const BEFORE = [
  /\bkernel JUNOS ([^\s,]+)/i,
  /\bJunos[^,[]*? (\d\S*)/i,
  /\bversion:? v?(\d[^\s,]*)/i,
  /\brevision ([A-Z]{1,2}\.[\d.]+\w*)/,
  /\b([A-Z]{2}\.\d{2}\.[\d.]+\w*)/,
  /\b(?:RouterOS|software|firmware|release|ver\.?)[ :]+v?(\d[^\s,]*)/i,
  /^Linux \S+ (\d\S*)/,
  /(?:^|[\s,(])v?(\d+\.\d+[^\s,;)]*)/,
];

/** Of each member in the order of their numbers; the same for all is there as often. */
export function softwareOf(chassis: Chassis | undefined, agent: Agent | undefined): string[] {
  const members = [...(chassis?.members ?? [])].sort((a, b) => a.number - b.number).flatMap(({ version }) => version || []);
  if (members.length > 0) return members;
  const described = versionIn(agent?.description ?? '');
  if (described !== '') return [described];
  return (chassis?.parts ?? []).filter(({ kind }) => kind === 'chassis' || kind === 'engine').flatMap(({ version }) => (version && isSoftware(version) ? [version] : [])).slice(0, 1);
}

/** The version in the line that an agent says of itself; empty when there is none. */
export function versionIn(description: string): string {
  for (const before of BEFORE) {
    const found = before.exec(description)?.[1];
    if (found) return found.replace(/[.,;:)]+$/, '');
  }
  return '';
}

/** "REV 07", "A0" and "V02" say how a board was made. */
function isSoftware(version: string): boolean {
  return /\d[.\-(]\d/.test(version) && !/^(rev|hw)\b/i.test(version);
}
