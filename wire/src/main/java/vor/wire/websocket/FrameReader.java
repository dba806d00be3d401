package vor.wire.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what one client sends apart, in pieces of any size (RFC 6455, 5). Never throws; memory grows with the bytes that have come, never with the length that is told.
 * For one connection and one thread.
 */
public final class FrameReader {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int LONGEST_CONTROL = 125;
    private static final int LONGEST_HEAD = 14;
    private static final int FIRST = 256;
    private static final byte[] NOTHING = {};

    private static final int PROTOCOL = 1002;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_BIG = 1009;
    private static final int NO_CODE = 1005;

    private final int most;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headed;
    private int headLength = 2;
    /** Of the frame, bytes that have not come yet; negative while its head has not. */
    private long left = -1;

    private final byte[] mask = new byte[4];
    private int masked;
    private final byte[] control = new byte[LONGEST_CONTROL];
    private int controlled;
    private byte[] message = NOTHING;
    private int messaged;
    /** Of the message that has begun; zero while none has. */
    private int kind;

    private boolean over;

    /** @param most bytes of a message, of all fragments together */
    public FrameReader(int most) {
        this.most = most;
    }

    /** Gives on what is whole. After damage or a close nothing more is read. */
    public void read(byte[] bytes, int from, int length, Consumer<Frame> taker) {
        int at = from;
        int end = from + length;
        while (!over && (at < end || left == 0)) {
            at = left < 0 ? heads(bytes, at, end, taker) : payload(bytes, at, end, taker);
        }
    }

    /** Whether no frame and no message has begun. */
    public boolean rests() {
        return headed == 0 && left < 0 && kind == 0;
    }

    private int heads(byte[] bytes, int from, int end, Consumer<Frame> taker) {
        int count = Math.min(headLength - headed, end - from);
        System.arraycopy(bytes, from, head, headed, count);
        headed += count;
        if (headed == headLength && headLength == 2) {
            second().ifPresent(damage -> damaged(damage, taker));
            int told = head[1] & 0x7f;
            headLength = 2 + (told == 127 ? 8 : told == 126 ? 2 : 0) + 4;
        } else if (headed == headLength) {
            begins().ifPresent(damage -> damaged(damage, taker));
        }
        return from + count;
    }

    private static Optional<Frame.Damage> wrong(String why) {
        return Optional.of(new Frame.Damage(PROTOCOL, why));
    }

    /** What the first two bytes say. */
    private Optional<Frame.Damage> second() {
        boolean last = (head[0] & 0x80) != 0;
        int code = head[0] & 15;
        if ((head[0] & 0x70) != 0) {
            return wrong("a reserved bit is set, and no extension was agreed on");
        }
        if ((head[1] & 0x80) == 0) {
            return wrong("a frame of a client must be masked");
        }
        return switch (code) {
            case CONTINUATION -> kind == 0 ? wrong("a message goes on that has not begun") : Optional.empty();
            case TEXT, BINARY -> kind != 0 ? wrong("a message begins within another") : Optional.empty();
            case CLOSE, PING, PONG -> !last || (head[1] & 0x7f) > LONGEST_CONTROL ? wrong("a control frame is one frame of at most 125 bytes") : Optional.empty();
            default -> wrong("there is no frame of the kind " + code);
        };
    }

    private Optional<Frame.Damage> begins() {
        long length = head[1] & 0x7f;
        if (length >= 126) {
            length = 0;
            for (int i = 2; i < headLength - 4; i++) {
                length = length << 8 | head[i] & 0xff;
            }
        }
        if (length < 0) {
            return wrong("a length with its highest bit set");
        }
        int code = head[0] & 15;
        if (code < CLOSE && length > most - messaged) {
            return Optional.of(new Frame.Damage(TOO_BIG, "a message of more than " + most + " bytes"));
        }
        System.arraycopy(head, headLength - 4, mask, 0, 4);
        masked = 0;
        headed = 0;
        headLength = 2;
        left = length;
        if (code < CLOSE && code != CONTINUATION) {
            kind = code;
        }
        return Optional.empty();
    }

    private int payload(byte[] bytes, int from, int end, Consumer<Frame> taker) {
        int count = (int) Math.min(left, end - from);
        boolean controls = (head[0] & 15) >= CLOSE;
        if (controls) {
            unmask(bytes, from, count, control, controlled);
            controlled += count;
        } else {
            room(messaged + count);
            unmask(bytes, from, count, message, messaged);
            messaged += count;
        }
        left -= count;
        if (left == 0) {
            left = -1;
            if (controls) {
                controlled(taker);
            } else if ((head[0] & 0x80) != 0) {
                messaged(taker);
            }
        }
        return from + count;
    }

    private void unmask(byte[] from, int at, int count, byte[] to, int where) {
        for (int i = 0; i < count; i++) {
            to[where + i] = (byte) (from[at + i] ^ mask[masked++ & 3]);
        }
    }

    private void room(int wanted) {
        if (message.length < wanted) {
            message = Arrays.copyOf(message, Math.min(most, Math.max(Math.max(FIRST, wanted), message.length * 2)));
        }
    }

    private void messaged(Consumer<Frame> taker) {
        byte[] whole = Arrays.copyOf(message, messaged);
        boolean text = kind == TEXT;
        kind = 0;
        messaged = 0;
        message = NOTHING;
        if (!text) {
            taker.accept(new Frame.Binary(whole));
            return;
        }
        decoded(whole, 0, whole.length).ifPresentOrElse(
                t -> taker.accept(new Frame.Text(t)), () -> damaged(new Frame.Damage(NOT_UTF8, "a text that is not UTF-8"), taker));
    }

    private void controlled(Consumer<Frame> taker) {
        byte[] bytes = Arrays.copyOf(control, controlled);
        controlled = 0;
        switch (head[0] & 15) {
            case PING -> taker.accept(new Frame.Ping(bytes));
            case PONG -> taker.accept(new Frame.Pong(bytes));
            default -> {
                taker.accept(close(bytes));
                over = true;
            }
        }
    }

    private static Frame close(byte[] bytes) {
        if (bytes.length == 0) {
            return new Frame.Close(NO_CODE, "");
        }
        int code = bytes.length == 1 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (!mayBeSent(code)) {
            return new Frame.Damage(PROTOCOL, "a close with a code that may not be sent");
        }
        return decoded(bytes, 2, bytes.length - 2)
                .<Frame>map(reason -> new Frame.Close(code, reason))
                .orElse(new Frame.Damage(NOT_UTF8, "a reason that is not UTF-8"));
    }

    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    private static Optional<String> decoded(byte[] bytes, int from, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private void damaged(Frame.Damage damage, Consumer<Frame> taker) {
        over = true;
        message = NOTHING;
        taker.accept(damage);
    }
}
