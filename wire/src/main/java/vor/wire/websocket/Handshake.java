package vor.wire.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What a client's key is answered with (RFC 6455, 4.2.2). */
public final class Handshake {
    /** The only one there is. */
    public static final String VERSION = "13";

    private static final String FIXED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private Handshake() {}

    /** Whether these are sixteen bytes in Base64. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    public static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + FIXED).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
