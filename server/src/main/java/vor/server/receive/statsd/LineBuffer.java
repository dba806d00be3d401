package vor.server.receive.statsd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vor.wire.statsd.Numbers;

/** Lines of Graphite's protocol as bytes, of which there may be tens of megabytes at once: nothing is copied but when it grows. For one thread. */
final class LineBuffer {
    private static final int FIRST = 1 << 12;

    private final StringBuilder number = new StringBuilder(32);
    private byte[] bytes = new byte[FIRST];
    private int size;

    void add(String name, double value, long second) {
        text(name);
        number.setLength(0);
        number.append(' ');
        Numbers.write(value, number);
        number.append(' ').append(second).append('\n');
        plain(number);
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                room(encoded.length);
                System.arraycopy(encoded, 0, bytes, size, encoded.length);
                size += encoded.length;
                return;
            }
        }
        plain(text);
    }

    private void plain(CharSequence text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, size + (size >> 1)));
        }
    }

    byte[] take() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
