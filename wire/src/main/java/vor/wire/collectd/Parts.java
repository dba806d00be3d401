package vor.wire.collectd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet, part by part: type and length in two bytes each, the length with these four, then the body. After {@link #next()} gave true, the part's type is there
 * and one of the readers may be called; bytes that end too early, or a body that is none of the kind asked for, set {@link #trouble()} and end it.
 */
final class Parts {
    private static final int HEAD = 4;
    private static final int VALUE = 9;

    private final ByteBuffer bytes;
    private final int end;
    private final int origin;
    private int at;
    private int next;
    private int type;
    private String trouble = "";

    /** @param origin where in the packet the array begins; negative when the packet begins within the array */
    Parts(byte[] bytes, int from, int end, int origin) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.at = from;
        this.next = from;
        this.end = end;
        this.origin = origin;
    }

    /** Goes to the next part; false at the end, and after trouble. */
    boolean next() {
        if (!trouble.isEmpty() || next >= end) {
            return false;
        }
        at = next;
        if (end - at < HEAD) {
            return fail("the head of a part is cut off");
        }
        type = bytes.getShort(at) & 0xffff;
        int length = bytes.getShort(at + 2) & 0xffff;
        if (length < HEAD || length > end - at) {
            return fail("a part of " + length + " bytes where " + (end - at) + " are left");
        }
        next = at + length;
        return true;
    }

    int type() {
        return type;
    }

    /** Empty while all is well. */
    String trouble() {
        return trouble;
    }

    /** Of the packet, where the part begins that is being read. */
    int at() {
        return origin + at;
    }

    /** Nothing behind this counts. Always false. */
    boolean fail(String why) {
        if (trouble.isEmpty()) {
            trouble = why;
        }
        return false;
    }

    /** Up to the zero byte that must end it; bytes that are no UTF-8 become U+FFFD. */
    String text() {
        int length = next - body();
        if (length == 0 || bytes.get(next - 1) != 0) {
            fail("a text without zero byte at its end");
            return "";
        }
        int zero = body();
        while (bytes.get(zero) != 0) {
            zero++;
        }
        return new String(bytes.array(), body(), zero - body(), StandardCharsets.UTF_8);
    }

    /** A text that may stand in many events. */
    String name() {
        if (next - body() > Identifier.MOST + 1) {
            fail("a name of " + (next - body() - 1) + " bytes, more than " + Identifier.MOST);
            return "";
        }
        return text();
    }

    long number() {
        if (next - body() != Long.BYTES) {
            fail("a number of " + (next - body()) + " bytes, not 8");
            return 0;
        }
        return bytes.getLong(body());
    }

    /** Empty after trouble. */
    List<Value> values() {
        int length = next - body();
        int count = length < 2 ? 0 : bytes.getShort(body()) & 0xffff;
        if (count == 0 || length != 2 + VALUE * count) {
            fail(count + " values in " + length + " bytes");
            return List.of();
        }
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count && trouble.isEmpty(); i++) {
            value(values, bytes.get(body() + 2 + i), body() + 2 + count + i * Long.BYTES);
        }
        return trouble.isEmpty() ? values : List.of();
    }

    private void value(List<Value> values, int kind, int from) {
        long number = bytes.getLong(from);
        switch (kind) {
            case 0 -> values.add(new Value.Counter(number));
            case 1 -> values.add(new Value.Gauge(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getDouble(from)));
            case 2 -> values.add(new Value.Derive(number));
            case 3 -> values.add(new Value.Absolute(number));
            default -> fail("a value of the unknown kind " + (kind & 0xff));
        }
    }

    /** Not to be changed. */
    byte[] array() {
        return bytes.array();
    }

    /** Of the array, where the body of this part begins. */
    int body() {
        return at + HEAD;
    }

    /** Of the array, where this part ends. */
    int bodyEnd() {
        return next;
    }

    /** Of the array, where the packet ends. */
    int end() {
        return end;
    }

    /** The parts behind this one, by themselves; here there are none left. */
    Parts rest() {
        Parts rest = new Parts(bytes.array(), next, end, origin);
        next = end;
        return rest;
    }

    /** The parts that the end of this one turned out to hold, byte for byte. */
    Parts opened(byte[] plain, int from) {
        return new Parts(plain, from, plain.length, origin + next - plain.length);
    }
}
