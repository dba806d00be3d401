package vor.wire.snmp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an agent would tell, as snmpsim's {@code .snmprec} files hold it: {@code OID|type|value}, one a line. The type is
 * the tag in decimal, with an x behind it when the value stands in hexadecimal, an e when its odd characters stand as
 * {@code \n} and {@code \x1b}. Text of type 4 is UTF-8; all but plain ASCII is written in hexadecimal.
 *
 * @param objects in the order of agents
 * @param problems lines that say nothing, with their numbers
 */
public record Recording(NavigableMap<Oid, Value> objects, List<String> problems) {
    private static final int MOST_PROBLEMS = 100;
    private static final int LONGEST_QUOTE = 60;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    public Recording {
        objects = Collections.unmodifiableNavigableMap(objects);
        problems = List.copyOf(problems);
    }

    /** Reads a whole file. One that is not UTF-8 keeps its bytes as they are. */
    public static Recording read(byte[] file) {
        try {
            return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException e) {
            return read(new String(file, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads all that can be read; a line that cannot is a problem and no more. */
    public static Recording read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    private static Recording read(String text, Charset charset) {
        NavigableMap<Oid, Value> objects = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        String whole = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : (Iterable<String>) whole.lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                String problem = add(objects, line, charset);
                if (!problem.isEmpty() && problems.size() < MOST_PROBLEMS) {
                    problems.add("line " + number + ": " + problem);
                }
            }
        }
        return new Recording(objects, problems);
    }

    private static String add(NavigableMap<Oid, Value> objects, String line, Charset charset) {
        int first = line.indexOf('|');
        int second = line.indexOf('|', first + 1);
        if (first < 0 || second < 0) {
            return "expected OID|type|value";
        }
        Optional<Oid> oid = Oid.parse(line.substring(0, first).strip());
        if (oid.isEmpty() || oid.get().size() == 0 || !oid.get().writable()) {
            return "\"" + brief(line.substring(0, first)) + "\" is not an OID";
        }
        String type = line.substring(first + 1, second).strip();
        Optional<Value> value = value(type, line.substring(second + 1), charset);
        value.ifPresent(v -> objects.put(oid.get(), v));
        return value.isPresent() ? "" : "not a value of type " + brief(type);
    }

    private static String brief(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
        return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "…";
    }

    private static Optional<Value> value(String type, String text, Charset charset) {
        boolean hex = type.endsWith("x");
        boolean escaped = type.endsWith("e");
        String tag = hex || escaped ? type.substring(0, type.length() - 1) : type;
        try {
            return Optional.of(
                    switch (tag) {
                        case "2" -> integer(signed(text, Integer.MIN_VALUE, 0xffff_ffffL));
                        case "4" -> new Value.Octets(escaped ? unescaped(text, charset) : hex ? hex(text) : text.getBytes(charset));
                        case "5" -> Value.None.NULL;
                        case "6" -> new Value.ObjectId(sendable(Oid.of(text.strip())));
                        case "64" -> new Value.Ip(hex ? address(hex(text)) : dotted(text.strip()));
                        case "65" -> new Value.Counter(unsigned(text));
                        case "66" -> new Value.Gauge(unsigned(text));
                        case "67" -> new Value.Ticks(unsigned(text));
                        case "68" -> new Value.Opaque(hex ? hex(text) : text.getBytes(charset));
                        case "70" -> new Value.Counter64(Long.parseUnsignedLong(text.strip()));
                        default -> throw new IllegalArgumentException(tag);
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Oid sendable(Oid oid) {
        if (!oid.writable()) {
            throw new IllegalArgumentException(oid.toString());
        }
        return oid;
    }

    private static long signed(String text, long least, long most) {
        long value = Long.parseLong(text.strip());
        if (value < least || value > most) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    /** As on the wire: an INTEGER of an agent that means an unsigned number. */
    private static Value integer(long value) {
        return value == (int) value ? new Value.Int((int) value) : new Value.Gauge(value);
    }

    /** As on the wire: a negative number stands for the 32 bits that were meant. */
    private static long unsigned(String text) {
        return signed(text, Integer.MIN_VALUE, 0xffff_ffffL) & 0xffff_ffffL;
    }

    /** People who write recordings by hand put 0x before it, and blanks or colons into it. */
    private static byte[] hex(String text) {
        String digits = text.strip();
        digits = digits.startsWith("0x") ? digits.substring(2) : digits;
        boolean spaced = digits.indexOf(' ') >= 0 || digits.indexOf(':') >= 0;
        return HexFormat.of().parseHex(spaced ? digits.replace(" ", "").replace(":", "") : digits);
    }

    /** As Python writes a string: {@code \x} and two digits are a byte, a backslash before anything else a character. */
    private static byte[] unescaped(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int from = 0;
        int at = text.indexOf('\\');
        while (at >= 0 && at + 1 < text.length()) {
            bytes.writeBytes(text.substring(from, at).getBytes(charset));
            char c = text.charAt(at + 1);
            from = at + (c == 'x' ? 4 : 2);
            if (from > text.length()) {
                throw new IllegalArgumentException(text);
            }
            bytes.write(c == 'x' ? HexFormat.fromHexDigits(text, at + 2, from) : control(c));
            at = text.indexOf('\\', from);
        }
        bytes.writeBytes(text.substring(from).getBytes(charset));
        return bytes.toByteArray();
    }

    private static int control(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '\'', '"' -> c;
            default -> throw new IllegalArgumentException("\\" + c);
        };
    }

    private static int address(byte[] bytes) {
        if (bytes.length != 4) {
            throw new IllegalArgumentException("an IPv4 address has four bytes");
        }
        return (bytes[0] & 255) << 24 | (bytes[1] & 255) << 16 | (bytes[2] & 255) << 8 | (bytes[3] & 255);
    }

    private static int dotted(String text) {
        Oid four = Oid.of(text);
        if (four.size() != 4 || four.toString().length() != text.length()) {
            throw new IllegalArgumentException(text);
        }
        int address = 0;
        for (int i = 0; i < 4; i++) {
            if (Integer.compareUnsigned(four.part(i), 255) > 0) {
                throw new IllegalArgumentException(text);
            }
            address = address << 8 | four.part(i);
        }
        return address;
    }

    /** The file's text; {@link #read} gives the same objects back. */
    public String write() {
        StringBuilder text = new StringBuilder(objects.size() * 40);
        objects.forEach((oid, value) -> {
            String field = field(value);
            if (!field.isEmpty()) {
                text.append(oid).append('|').append(field).append('\n');
            }
        });
        return text.toString();
    }

    private static String field(Value value) {
        return switch (value) {
            case Value.Int i -> "2|" + i.value();
            case Value.Octets o -> printable(o.bytes()) ? "4|" + new String(o.bytes(), StandardCharsets.UTF_8) : "4x|" + written(o.bytes());
            case Value.ObjectId o -> "6|" + o.oid();
            case Value.Ip ip -> "64|" + (ip.address() >>> 24) + "." + (ip.address() >>> 16 & 255) + "." + (ip.address() >>> 8 & 255) + "." + (ip.address() & 255);
            case Value.Counter c -> "65|" + c.value();
            case Value.Gauge g -> "66|" + g.value();
            case Value.Ticks t -> "67|" + t.hundredths();
            case Value.Opaque o -> "68x|" + written(o.bytes());
            case Value.Counter64 c -> "70|" + Long.toUnsignedString(c.value());
            case Value.None none -> none == Value.None.NULL ? "5|" : "";
        };
    }

    private static String written(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean printable(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0x20 || b == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
