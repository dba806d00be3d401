/*
 * Is this text a MAC or an IP address? MAC addresses come in every notation that boxes and people use.
 */

/** Lower case with colons; null when it is none. Takes colons, dashes, dots, nothing, and octets of one digit between colons. */
export function mac(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const octets = /^[0-9a-f]{1,2}([:-])[0-9a-f]{1,2}(?:\1[0-9a-f]{1,2}){4}$/.test(plain);
  if (octets) return plain.split(/[:-]/).map((octet) => octet.padStart(2, '0')).join(':');
  if (!/^(?:[0-9a-f]{12}|[0-9a-f]{6}[-:][0-9a-f]{6}|[0-9a-f]{4}([.:-])[0-9a-f]{4}\1[0-9a-f]{4})$/.test(plain)) return null;
  return plain.replace(/[.:-]/g, '').replace(/(..)(?!$)/g, '$1:');
}

/** A whole IPv4 or IPv6 address, in the spelling that it came in; null when it is none or only a part of one. */
export function ip(text: string): string | null {
  const plain = text.trim().toLowerCase();
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/.test(plain) && !plain.endsWith('.')) return plain;
  if (!/^[0-9a-f:.]+$/.test(plain) || !plain.includes(':')) return null;
  try {
    new URL(`http://[${plain}]/`);
    return plain;
  } catch {
    return null;
  }
}

/** What to ask "where is it" about; null for any other search. */
export function station(text: string): string | null {
  return mac(text) ?? ip(text);
}
