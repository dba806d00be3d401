package vor.server.api;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import vor.model.AddressText;

/**
 * A subnet as two numbers.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param length so many bits are the same in all of it
 * @param first its lowest address, whether a host can have it or not
 */
record Prefix(String text, int bits, int length, BigInteger first) {

    /** One address as a number; those of IPv4 stand before those of IPv6. */
    record Address(int bits, BigInteger number) implements Comparable<Address> {
        /** Empty for what is no address. Never asks a name server. */
        static Optional<Address> of(String text) {
            return Whereabouts.address(text).flatMap(Address::literal);
        }

        private static Optional<Address> literal(String canonical) {
            byte[] bytes = InetAddress.ofLiteral(canonical).getAddress();
            return Optional.of(new Address(bytes.length * 8, new BigInteger(1, bytes)));
        }

        @Override
        public int compareTo(Address other) {
            int families = Integer.compare(bits, other.bits);
            return families != 0 ? families : number.compareTo(other.number);
        }

        @Override
        public String toString() {
            byte[] all = new byte[bits / 8];
            byte[] digits = number.toByteArray();
            int length = Math.min(digits.length, all.length); // a sign may stand before them
            System.arraycopy(digits, digits.length - length, all, all.length - length, length);
            return AddressText.of(all);
        }
    }

    /** Empty for what is no prefix in normal form. */
    static Optional<Prefix> of(String text) {
        int slash = text.indexOf('/');
        String digits = text.substring(slash + 1);
        if (slash < 0 || !digits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(digits);
        return Address.of(text.substring(0, slash))
                .filter(a -> length <= a.bits() && a.number().and(mask(a.bits() - length)).signum() == 0)
                .map(a -> new Prefix(text, a.bits(), length, a.number()));
    }

    private static BigInteger mask(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    BigInteger last() {
        return first.add(mask(bits - length));
    }

    boolean holds(Address address) {
        return address.bits() == bits && address.number().compareTo(first) >= 0 && address.number().compareTo(last()) <= 0;
    }

    boolean overlaps(Prefix other) {
        return bits == other.bits && first.compareTo(other.last()) <= 0 && other.first.compareTo(last()) <= 0;
    }

    /** The lowest that a host can have: not that of the network itself, in IPv6 of its routers (RFC 4291, 2.6.1). */
    BigInteger firstHost() {
        return bits - length < 2 ? first : first.add(BigInteger.ONE);
    }

    /** The highest that a host can have: in IPv4 not the broadcast; a pair has none (RFC 3021). */
    BigInteger lastHost() {
        return bits == 128 || bits - length < 2 ? last() : last().subtract(BigInteger.ONE);
    }
}
