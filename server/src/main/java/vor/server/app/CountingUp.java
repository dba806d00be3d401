package vor.server.app;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vor.server.inventory.Addresses;

/** What counts along with names: addresses from a first one, ports by their last number. */
final class CountingUp {
    private static final Pattern LAST_NUMBER = Pattern.compile("\\d+(?!.*\\d)", Pattern.DOTALL);

    private CountingUp() {}

    /**
     * Addresses from a first one on, each a step behind the one before.
     *
     * @param first 198.18.40.2, or with the prefix that they must not leave: 198.18.40.2/26
     * @param step a number, or a prefix length such as /26; empty for 1
     */
    static List<String> addresses(String first, String step, int count, boolean v4) throws NamePattern.Wrong {
        int bits = v4 ? 32 : 128;
        String plain = first.replaceFirst("/.*", "");
        if (Addresses.normal(first).isEmpty() || (plain.indexOf(':') < 0) != v4) {
            throw new NamePattern.Wrong("\"" + first + "\" is no IPv" + (v4 ? "4 address, such as 198.18.40.2" : "6 address, such as 2001:db8::2"));
        }
        BigInteger base = number(plain);
        BigInteger by = step(step, bits);
        BigInteger last = base.add(by.multiply(BigInteger.valueOf(count - 1L)));
        if (last.compareTo(end(first, base, bits)) > 0) {
            throw new NamePattern.Wrong(first + " has no room for " + count);
        }
        return IntStream.range(0, count).mapToObj(i -> written(base.add(by.multiply(BigInteger.valueOf(i))), bits)).toList();
    }

    private static BigInteger step(String text, int bits) throws NamePattern.Wrong {
        if (text.matches("[1-9]\\d{0,38}")) {
            return new BigInteger(text);
        }
        if (text.matches("/\\d{1,3}") && Integer.parseInt(text.substring(1)) <= bits) {
            return BigInteger.ONE.shiftLeft(bits - Integer.parseInt(text.substring(1)));
        }
        if (text.isEmpty()) {
            return BigInteger.ONE;
        }
        throw new NamePattern.Wrong("the step \"" + text + "\" is no number and no prefix length such as /26");
    }

    /** The last address that may be given. */
    private static BigInteger end(String first, BigInteger base, int bits) {
        int slash = first.indexOf('/');
        int length = slash < 0 ? 0 : Integer.parseInt(first.substring(slash + 1));
        BigInteger highest = base.or(BigInteger.ONE.shiftLeft(bits - length).subtract(BigInteger.ONE));
        return slash >= 0 && bits == 32 && length < 31 ? highest.subtract(BigInteger.ONE) : highest;
    }

    private static BigInteger number(String literal) {
        try {
            return new BigInteger(1, InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("checked before: " + literal, e);
        }
    }

    private static String written(BigInteger value, int bits) {
        byte[] bytes = value.toByteArray();
        byte[] all = new byte[bits / 8];
        int length = Math.min(bytes.length, all.length);
        System.arraycopy(bytes, bytes.length - length, all, all.length - length, length);
        try {
            return Addresses.normal(InetAddress.getByAddress(all).getHostAddress()).orElseThrow();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(Arrays.toString(all), e);
        }
    }

    /** "ge-0/0/9" and 2 is "ge-0/0/11", leading zeros kept; empty where there is no number. */
    static Optional<String> port(String first, int by) {
        Matcher number = LAST_NUMBER.matcher(first);
        if (!number.find() || number.group().length() > 15) {
            return Optional.empty();
        }
        String next = String.format("%0" + number.group().length() + "d", Long.parseLong(number.group()) + by);
        return Optional.of(first.substring(0, number.start()) + next + first.substring(number.end()));
    }
}
