/*
 * A network as it stands in the inputs: subnets and gateways one to a line, a VLAN that may be empty. Its name is written once, when
 * it is made: networks are not renamed.
 */
import type { Shape } from './draft';
import { asTheServer, words } from './draft';
import type { Network } from './types';

export interface NetworkInputs {
  name: string;
  vlan: string;
  subnets: string;
  gateways: string;
  router: string;
  tags: string;
  note: string;
}

export const NO_NETWORK: Network = { version: 0, name: '', vlan: null, subnets: [], gateways: [], router: null, tags: [], note: '' };

export const NETWORK: Shape<Network, NetworkInputs> = {
  kind: 'network',
  fields: ['name', 'vlan', 'subnets', 'gateways', 'router', 'tags', 'note'],
  formOf(network) {
    return {
      name: network.name,
      vlan: network.vlan === null ? '' : String(network.vlan),
      subnets: network.subnets.join('\n'),
      gateways: network.gateways.join('\n'),
      router: network.router ?? '',
      tags: network.tags.join(' '),
      note: network.note,
    };
  },
  valueOf(form, field) {
    if (field === 'vlan') return numberOf(form.vlan, null);
    if (field === 'subnets' || field === 'gateways') return words(form[field]);
    if (field === 'router') return form.router.trim() || null;
    if (field === 'tags') return words(form.tags).sort(asTheServer);
    return form[field as 'name' | 'note'];
  },
  unreadable: () => ({ field: 'vlan', message: 'is a number from 1 to 4094, or empty' }),
  isOne: (a, b) => a.name === b.name,
};

/** Undefined for what is no whole number. */
export function numberOf<E>(text: string, empty: E): number | E | undefined {
  const plain = text.trim();
  if (plain === '') return empty;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}
