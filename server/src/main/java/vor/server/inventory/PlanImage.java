package vor.server.inventory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An image below a plan, as it is kept and shown.
 *
 * @param hash {@code sha256:} and 64 hexadecimal digits, of the bytes
 * @param type media type
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record PlanImage(String hash, String type, int width, int height, byte[] bytes) {
    /** Named by its content. */
    public static PlanImage of(String type, int width, int height, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new PlanImage("sha256:" + HexFormat.of().formatHex(digest), type, width, height, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
