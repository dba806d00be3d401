/*
 * A link as it stands in the inputs: two ends, the bundle that it belongs to, how much it carries.
 */
import type { Shape } from './draft';
import { numberOf } from './networkdraft';
import type { Link, LinkEnd } from './types';

export interface LinkInputs {
  a: LinkEnd;
  b: LinkEnd;
  bundle: string;
  megabits: string;
}

/** @param device where it begins, if that is known already */
export function noLink(device = ''): Link {
  return { id: 0, version: 0, a: { device, port: '' }, b: { device: '', port: '' }, bundle: '', megabits: 0 };
}

export const LINK: Shape<Link, LinkInputs> = {
  kind: 'link',
  fields: ['a', 'b', 'bundle', 'megabits'],
  formOf: ({ a, b, bundle, megabits }) => ({ a: { ...a }, b: { ...b }, bundle, megabits: megabits === 0 ? '' : String(megabits) }),
  valueOf(form, field) {
    if (field === 'megabits') return numberOf(form.megabits, 0);
    if (field === 'bundle') return form.bundle.trim();
    return form[field as 'a' | 'b'];
  },
  unreadable: () => ({ field: 'megabits', message: 'is a whole number of Mbit/s, or empty where it is not known' }),
  isOne: (a, b) => a.id === b.id,
};

/** "core xe-0/0/0 to distro1 xe-0/1/0" */
export function linkName({ a, b }: Link): string {
  return `${endName(a)} to ${endName(b)}`;
}

function endName({ device, port }: LinkEnd): string {
  return port ? `${device} ${port}` : device;
}
