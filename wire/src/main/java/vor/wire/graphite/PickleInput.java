package vor.wire.graphite;

import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, from front to back. Bytes that end too early set {@link #trouble()}; whatever is read after that is empty. */
final class PickleInput {
    private final byte[] bytes;
    private final int from;
    private final int end;
    private int at;
    private String trouble = "";

    PickleInput(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.from = from;
        this.end = end;
        this.at = from;
    }

    /** Bytes from the beginning. */
    int at() {
        return at - from;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Empty while all is well. */
    String trouble() {
        return trouble;
    }

    /** The first trouble stays. */
    void fail(String why) {
        if (trouble.isEmpty()) {
            trouble = why;
        }
    }

    /** A number of so many bytes, the lowest first, without sign. */
    long little(int size) {
        if (!has(size, "a number")) {
            return 0;
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        at += size;
        return value;
    }

    /** Four bytes, the lowest first, with sign. */
    int signed() {
        return (int) little(4);
    }

    /** Eight bytes, the highest first. */
    long big() {
        return Long.reverseBytes(little(8));
    }

    /** Bytes that are no UTF-8 become U+FFFD. */
    String text(long length) {
        if (!has(length, "a text")) {
            return "";
        }
        String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    /** Turned around: the highest byte first. */
    byte[] reversed(long length) {
        if (!has(length, "a number")) {
            return new byte[0];
        }
        byte[] turned = new byte[(int) length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = bytes[at + turned.length - 1 - i];
        }
        at += turned.length;
        return turned;
    }

    /** Up to the next line feed, which is passed; each byte is one character. */
    String line() {
        int stop = at;
        while (stop < end && bytes[stop] != '\n') {
            stop++;
        }
        if (stop == end) {
            fail("a line is cut off");
            return "";
        }
        String line = new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1);
        at = stop + 1;
        return line;
    }

    /** Frames only tell how much is worth reading ahead. */
    void frame() {
        has(little(8), "a frame");
    }

    private boolean has(long length, String what) {
        if (length < 0 || length > end - at) {
            fail(what + " of " + Long.toUnsignedString(length) + (length == 1 ? " byte" : " bytes") + " where " + (end - at) + " are left");
        }
        return trouble.isEmpty();
    }
}
