package vor.wire.riemann;

import java.nio.charset.StandardCharsets;

/**
 * One message of protocol buffers, field by field (protobuf.dev/programming-guides/encoding). After {@link #next()} gave true, the field's number and kind are there and
 * exactly one of the readers may be called; a reader of another kind than the field's, or bytes that end too early, set {@link #trouble()} and end it.
 */
final class Fields {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int number;
    private int kind;
    private String trouble = "";

    Fields(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; false at the end, and after trouble. */
    boolean next() {
        if (!trouble.isEmpty() || at >= end) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        if (trouble.isEmpty() && (tag >>> 3 == 0 || tag >>> 3 > 0x1fff_ffffL)) {
            damage("a field has no number");
        }
        return trouble.isEmpty();
    }

    int number() {
        return number;
    }

    /** Empty while all is well. */
    String trouble() {
        return trouble;
    }

    /** Of the array, where reading goes on or stopped. */
    int at() {
        return at;
    }

    boolean is(int field, int wanted) {
        return number == field && kind == wanted;
    }

    long readVarint() {
        return varint();
    }

    long readFixed64() {
        if (end - at < 8) {
            damage("a number of 8 bytes is cut off");
            return 0;
        }
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        at += 8;
        return value;
    }

    int readFixed32() {
        if (end - at < 4) {
            damage("a number of 4 bytes is cut off");
            return 0;
        }
        int value = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | (bytes[at + 3] & 0xff) << 24;
        at += 4;
        return value;
    }

    /** Bytes that are no UTF-8 become U+FFFD. */
    String readText() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The message within this field; its bytes are not copied. */
    Fields readMessage() {
        int length = length();
        Fields inner = new Fields(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** Passes over a field that nobody asks for. */
    void skip() {
        switch (kind) {
            case VARINT -> varint();
            case FIXED64 -> readFixed64();
            case BYTES -> readMessage();
            case FIXED32 -> readFixed32();
            default -> damage("a field of the unknown kind " + kind);
        }
    }

    /** What went wrong within a part of this. */
    void fail(Fields inner) {
        if (!inner.trouble.isEmpty() && trouble.isEmpty()) {
            at = inner.at;
            trouble = inner.trouble;
        }
    }

    private int length() {
        long length = varint();
        if (!trouble.isEmpty()) {
            return 0;
        }
        if (length < 0 || length > end - at) {
            damage("a field of " + Long.toUnsignedString(length) + " bytes where " + (end - at) + " are left");
            return 0;
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                damage("a number is cut off");
                return 0;
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        damage("a number of more than 10 bytes");
        return 0;
    }

    private void damage(String why) {
        if (trouble.isEmpty()) {
            trouble = why;
        }
    }
}
