package vor.server.collect.snmp.facts;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** What one cell means. Agents are not trusted: every text is cut and cleaned, everything odd gives the default. */
final class Cells {
    private static final int LONGEST_TEXT = 1000;
    private static final Pattern MAC_TEXT = Pattern.compile("(?i)[0-9a-f]{1,2}(?:[:\\- .][0-9a-f]{1,2}){5}");
    private static final Pattern BITS_TEXT = Pattern.compile("[0-9A-F]{2}(?: [0-9A-F]{2})*(?: \\d+)*\\s*");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final byte[] NO_BYTES = {};

    private Cells() {}

    /** Counters of 64 bits that are above the largest long give that. */
    static long number(@Nullable Value value, long otherwise) {
        return switch (value) {
            case null -> otherwise;
            case Value.Int i -> i.value();
            case Value.Counter c -> c.value();
            case Value.Gauge g -> g.value();
            case Value.Ticks t -> t.hundredths();
            case Value.Counter64 c -> c.value() < 0 ? Long.MAX_VALUE : c.value();
            case Value.Octets o -> whole(text(o), otherwise);
            case Value.ObjectId o -> otherwise;
            case Value.Ip ip -> otherwise;
            case Value.Opaque o -> otherwise;
            case Value.None none -> otherwise;
        };
    }

    static int whole(@Nullable Value value, int otherwise) {
        return (int) number(value, otherwise);
    }

    private static long whole(String text, long otherwise) {
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** NaN for what is no number; text that says a number is one. */
    static double real(@Nullable Value value) {
        return switch (value) {
            case Value.Octets o -> real(text(o));
            case Value.Opaque o -> floating(o.bytes());
            case Value.ObjectId o -> Double.NaN;
            case Value.Ip ip -> Double.NaN;
            case Value.None none -> Double.NaN;
            case null -> Double.NaN;
            case Value.Counter64 c -> c.value() < 0 ? c.value() + 0x1p64 : c.value();
            case Value.Int i -> i.value();
            case Value.Counter c -> c.value();
            case Value.Gauge g -> g.value();
            case Value.Ticks t -> t.hundredths();
        };
    }

    static double real(String text) {
        int end = 0;
        while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        try {
            return end == 0 ? Double.NaN : Double.parseDouble(text.substring(0, end));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Net-SNMP's float in an Opaque: 9f 78 04 and four bytes. */
    private static double floating(byte[] bytes) {
        return bytes.length == 7 && (bytes[0] & 255) == 0x9f && bytes[1] == 0x78
                ? ByteBuffer.wrap(bytes, 3, 4).getFloat()
                : Double.NaN;
    }

    static String text(@Nullable Value value) {
        return switch (value) {
            case null -> "";
            case Value.Octets o -> text(o.bytes());
            case Value.ObjectId o -> o.oid().toString();
            case Value.Ip ip -> address(ip.address());
            case Value.Opaque o -> HexFormat.of().formatHex(o.bytes());
            case Value.None none -> "";
            case Value.Counter64 c -> Long.toUnsignedString(c.value());
            case Value.Int i -> Integer.toString(i.value());
            case Value.Counter c -> Long.toString(c.value());
            case Value.Gauge g -> Long.toString(g.value());
            case Value.Ticks t -> Long.toString(t.hundredths());
        };
    }

    static String text(byte[] bytes) {
        if (isPlain(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1).strip();
        }
        String text;
        try {
            CharBuffer decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            text = decoded.toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return clean(text);
    }

    /** Nearly all of them: nothing to decode, nothing to clean. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b == 0x7f) {
                return false;
            }
        }
        return bytes.length <= LONGEST_TEXT;
    }

    private static String clean(String text) {
        boolean plain = text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
        if (plain) {
            return text.strip();
        }
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return cut.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    static byte[] bytes(@Nullable Value value) {
        return value instanceof Value.Octets o ? o.bytes() : NO_BYTES;
    }

    /** With colons, lower case; empty when there is none or it is all zeros. Some recordings hold it as text. */
    static String mac(@Nullable Value value) {
        byte[] bytes = bytes(value);
        if (bytes.length >= 11 && bytes.length <= 17) {
            Matcher m = MAC_TEXT.matcher(text(bytes));
            return m.matches() ? macOf(m.group()) : "";
        }
        return bytes.length == 6 || bytes.length == 8 || bytes.length == 20 ? hex(bytes) : "";
    }

    private static String macOf(String text) {
        String[] parts = text.split("[:\\- .]");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return hex(bytes);
    }

    private static String hex(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return COLONS.formatHex(bytes);
            }
        }
        return "";
    }

    /** Six parts of an index as a MAC address; empty when they are none. */
    static String mac(Oid index, int from) {
        if (index.size() < from + 6) {
            return "";
        }
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) index.part(from + i);
        }
        return COLONS.formatHex(bytes);
    }

    /** Text where it can be read by people, else hexadecimal. */
    static String readable(@Nullable Value value) {
        byte[] bytes = bytes(value);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] >= 0) {
                return COLONS.formatHex(bytes);
            }
        }
        return text(value);
    }

    /** Whether the bit is set; bit 0 is the highest of the first byte (RFC 2578, 7.1.4). */
    static boolean bit(byte[] bits, int i) {
        return i / 8 < bits.length && (bits[i / 8] >> (7 - i % 8) & 1) == 1;
    }

    /** BITS as bytes. Recordings made by snmpwalk may hold the printed form, such as {@code 28 00 2 4}. */
    static byte[] bits(@Nullable Value value) {
        byte[] bytes = bytes(value);
        if (bytes.length < 2 || !BITS_TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).matches()) {
            return bytes;
        }
        List<Byte> octets = new ArrayList<>();
        for (String word : new String(bytes, StandardCharsets.ISO_8859_1).strip().split(" ")) {
            if (word.length() == 2) {
                octets.add((byte) Integer.parseInt(word, 16));
            }
        }
        byte[] bits = new byte[octets.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = octets.get(i);
        }
        return bits;
    }

    static String address(int ip) {
        return (ip >>> 24) + "." + (ip >>> 16 & 255) + "." + (ip >>> 8 & 255) + "." + (ip & 255);
    }
}
