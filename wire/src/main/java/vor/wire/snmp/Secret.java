package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A community or a password. Nothing outside this package can read it back: its text is {@code ***}, and it is not
 * serialisable. Equal by content. For any thread.
 */
public final class Secret {
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
