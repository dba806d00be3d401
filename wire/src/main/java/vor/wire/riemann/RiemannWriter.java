package vor.wire.riemann;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import vor.model.Event;
import vor.model.Metric;

/**
 * Makes Riemann's messages as Riemann does: a metric also as a float, and both times, since old clients read only those. Without the length that goes before them
 * over TCP. Stateless, for any thread.
 */
public final class RiemannWriter {
    private RiemannWriter() {}

    /** The answer to a message that was taken: {@code 10 01}. */
    public static byte[] ok() {
        return new byte[] {0x10, 1};
    }

    /** The answer to a message that was not. */
    public static byte[] error(String why) {
        Out out = new Out();
        out.varint(2, 0);
        out.text(3, why);
        return out.bytes();
    }

    /** The answer to a query. */
    public static byte[] answer(List<Event> events) {
        Out out = new Out();
        out.varint(2, 1);
        events.forEach(e -> out.message(6, event(e)));
        return out.bytes();
    }

    /** What a client sends. */
    public static byte[] message(List<Event> events) {
        Out out = new Out();
        events.forEach(e -> out.message(6, event(e)));
        return out.bytes();
    }

    private static Out event(Event event) {
        Out out = new Out();
        out.varint(1, event.time().getEpochSecond());
        out.told(2, event.state());
        out.told(3, event.service());
        out.told(4, event.host());
        out.told(5, event.description());
        event.tags().forEach(tag -> out.text(7, tag));
        event.ttl().ifPresent(ttl -> out.fixed32(8, Float.floatToIntBits((float) (ttl.toNanos() / 1e9))));
        event.attributes().forEach((key, value) -> {
            Out pair = new Out();
            pair.text(1, key);
            pair.text(2, value);
            out.message(9, pair);
        });
        out.varint(10, micros(event.time()));
        event.metric().ifPresent(metric -> metric(out, metric));
        return out;
    }

    private static void metric(Out out, Metric metric) {
        switch (metric) {
            case Metric.Whole(long number) -> out.varint(13, number << 1 ^ number >> 63);
            case Metric.Real(double value) -> out.fixed64(14, Double.doubleToLongBits(value));
        }
        out.fixed32(15, Float.floatToIntBits((float) metric.value()));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /** Protocol buffers, written field by field. */
    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

        byte[] bytes() {
            return bytes.toByteArray();
        }

        void varint(int field, long value) {
            raw(field << 3 | Fields.VARINT);
            raw(value);
        }

        void fixed64(int field, long value) {
            raw(field << 3 | Fields.FIXED64);
            for (int i = 0; i < 64; i += 8) {
                bytes.write((int) (value >>> i));
            }
        }

        void fixed32(int field, int value) {
            raw(field << 3 | Fields.FIXED32);
            for (int i = 0; i < 32; i += 8) {
                bytes.write(value >>> i);
            }
        }

        void told(int field, String text) {
            if (!text.isEmpty()) {
                text(field, text);
            }
        }

        void text(int field, String text) {
            block(field, text.getBytes(StandardCharsets.UTF_8));
        }

        void message(int field, Out inner) {
            block(field, inner.bytes());
        }

        private void block(int field, byte[] block) {
            raw(field << 3 | Fields.BYTES);
            raw(block.length);
            bytes.writeBytes(block);
        }

        private void raw(long value) {
            long rest = value;
            for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
                bytes.write((int) (rest & 0x7f | 0x80));
            }
            bytes.write((int) rest);
        }
    }
}
