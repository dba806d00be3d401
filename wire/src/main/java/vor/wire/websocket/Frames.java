package vor.wire.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a server sends: whole frames without a mask. Stateless, for any thread. */
public final class Frames {
    private static final int LAST = 0x80;
    private static final int LONGEST_CONTROL = 125;

    private Frames() {}

    /** @param utf8 of the message */
    public static byte[] text(byte[] utf8) {
        return frame(1, utf8);
    }

    /** @param bytes at most 125 */
    public static byte[] ping(byte[] bytes) {
        return frame(9, bytes);
    }

    /** @param bytes those of the ping that is answered */
    public static byte[] pong(byte[] bytes) {
        return frame(10, bytes);
    }

    /** @param reason for people; what is too long for a frame is cut off */
    public static byte[] close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(words.length, LONGEST_CONTROL - 2);
        while (length < words.length && length > 0 && (words[length] & 0xc0) == 0x80) {
            length--;
        }
        byte[] bytes = new byte[length + 2];
        bytes[0] = (byte) (code >> 8);
        bytes[1] = (byte) code;
        System.arraycopy(words, 0, bytes, 2, length);
        return frame(8, bytes);
    }

    private static byte[] frame(int code, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 10).put((byte) (LAST | code));
        if (payload.length < 126) {
            out.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            out.put((byte) 126).putShort((short) payload.length);
        } else {
            out.put((byte) 127).putLong(payload.length);
        }
        out.put(payload);
        return Arrays.copyOf(out.array(), out.position());
    }
}
