package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A community or a password. Nothing outside this package can read it back: its text is {@code ***}, and it is not
 * serialisable. Equal by content. For any thread.
 */
public final class Secret {
    private static final int SHORTEST = 4;
    private static final byte[] COMMON = "public".getBytes(StandardCharsets.UTF_8);

    private final byte[] utf8;
    /** Turning a password into a key hashes a megabyte, so that all agents with this password share the result. */
    private final Map<AuthProtocol, byte[]> masters = new ConcurrentHashMap<>();

    private Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Not to be changed. */
    byte[] utf8() {
        return utf8;
    }

    /** The key of RFC 3414, A.2 before it is localised; not to be changed. */
    byte[] master(AuthProtocol protocol) {
        return masters.computeIfAbsent(protocol, p -> Keys.master(p, utf8));
    }

    boolean isEmpty() {
        return utf8.length == 0;
    }

    boolean is(byte[] bytes) {
        return MessageDigest.isEqual(utf8, bytes);
    }

    /**
     * What an agent told, without this secret, wherever it stands in a value: asterisks stand in its place. A variable that is named
     * after it is left out. {@code public}, and whatever is shorter than four bytes, is no secret and stays.
     */
    NavigableMap<Oid, Value> hiddenIn(NavigableMap<Oid, Value> objects) {
        if (utf8.length < SHORTEST || Arrays.equals(utf8, COMMON)) {
            return objects;
        }
        NavigableMap<Oid, Value> shown = new TreeMap<>();
        objects.forEach((oid, value) -> {
            if (!isIn(oid)) {
                shown.put(oid, hiddenIn(value));
            }
        });
        return shown;
    }

    private boolean isIn(Oid oid) {
        return IntStream.rangeClosed(0, oid.size() - utf8.length)
                .anyMatch(from -> IntStream.range(0, utf8.length).allMatch(i -> oid.part(from + i) == (utf8[i] & 0xff)));
    }

    private Value hiddenIn(Value value) {
        return switch (value) {
            case Value.Octets(byte[] bytes) -> new Value.Octets(hiddenIn(bytes));
            case Value.Opaque(byte[] bytes) -> new Value.Opaque(hiddenIn(bytes));
            case Value.ObjectId(Oid oid) when isIn(oid) -> Value.None.NULL;
            case Value.ObjectId o -> o;
            case Value.Int _, Value.Ip _, Value.Counter _, Value.Gauge _, Value.Ticks _, Value.Counter64 _, Value.None _ -> value;
        };
    }

    private byte[] hiddenIn(byte[] bytes) {
        byte[] shown = bytes.clone();
        for (int from = 0; from + utf8.length <= shown.length; from++) {
            if (Arrays.equals(shown, from, from + utf8.length, utf8, 0, utf8.length)) {
                Arrays.fill(shown, from, from + utf8.length, (byte) '*');
            }
        }
        return shown;
    }

    Secret with(String suffix) {
        byte[] more = suffix.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(utf8, utf8.length + more.length);
        System.arraycopy(more, 0, all, utf8.length, more.length);
        return new Secret(all);
    }

    /** Takes as long for any content of the same length. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && MessageDigest.isEqual(utf8, s.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
