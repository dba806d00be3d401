package vor.wire.graphite;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what carbon takes. Numbers read back as the doubles they were, times to the microsecond. In paths and tags, what would end a word, a tag or a line becomes
 * {@code _}: no name can smuggle in a point of its own. Stateless, for any thread.
 */
public final class GraphiteWriter {
    /** What carbon takes of one pickle. */
    static final int MOST_PICKLE = 1 << 20;

    private static final double EXACT = 1e15;

    private GraphiteWriter() {}

    /** A line for each point. */
    public static byte[] lines(List<Point> points) {
        StringBuilder out = new StringBuilder(64 * points.size());
        for (Point point : points) {
            series(point, out);
            out.append(' ').append(number(point.value())).append(' ').append(decimal(point.time()).toPlainString()).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Pickles of protocol 2, each behind its length, of points in their order; as many as carbon's limit on one asks for, none for no points. */
    public static List<byte[]> pickles(List<Point> points) {
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (Point point : points) {
            byte[] item = item(point);
            if (items.size() > 0 && items.size() + item.length + 6 > MOST_PICKLE) {
                messages.add(message(items));
                items.reset();
            }
            items.writeBytes(item);
        }
        if (items.size() > 0) {
            messages.add(message(items));
        }
        return messages;
    }

    private static byte[] message(ByteArrayOutputStream items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(items.size() + 10);
        big(out, items.size() + 6, 4);
        out.writeBytes(new byte[] {(byte) 0x80, 2, ']', '('});
        out.writeBytes(items.toByteArray());
        out.write('e');
        out.write('.');
        return out.toByteArray();
    }

    private static byte[] item(Point point) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        StringBuilder series = new StringBuilder();
        series(point, series);
        byte[] path = series.toString().getBytes(StandardCharsets.UTF_8);
        out.write('X');
        little(out, path.length);
        out.writeBytes(path);
        BigDecimal time = decimal(point.time());
        if (time.scale() <= 0) {
            whole(out, time.longValueExact());
        } else {
            real(out, time.doubleValue());
        }
        if (isWhole(point.value())) {
            whole(out, (long) point.value());
        } else {
            real(out, point.value());
        }
        out.write(0x86);
        out.write(0x86);
        return out.toByteArray();
    }

    private static void whole(ByteArrayOutputStream out, long number) {
        if (number == (int) number) {
            out.write('J');
            little(out, (int) number);
            return;
        }
        byte[] bytes = BigInteger.valueOf(number).toByteArray();
        out.write(0x8a);
        out.write(bytes.length);
        for (int i = bytes.length - 1; i >= 0; i--) {
            out.write(bytes[i]);
        }
    }

    private static void real(ByteArrayOutputStream out, double value) {
        out.write('G');
        big(out, Double.doubleToLongBits(value), 8);
    }

    private static void little(ByteArrayOutputStream out, int value) {
        big(out, Integer.reverseBytes(value), 4);
    }

    private static void big(ByteArrayOutputStream out, long value, int size) {
        for (int shift = 8 * size - 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private static void series(Point point, StringBuilder out) {
        word(point.path(), "", out);
        point.tags().forEach((tag, value) -> {
            word(tag, "=", out.append(';'));
            text(value, "", out.append('='));
        });
    }

    /** An empty one would move what follows into its place. */
    private static void word(String text, String barred, StringBuilder out) {
        text(text.isEmpty() ? "_" : text, barred, out);
    }

    private static void text(String text, String barred, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == ';' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            out.append(ends || barred.indexOf(c) >= 0 ? '_' : c);
        }
    }

    /** As Python reads it, whole numbers without a point. */
    static String number(double value) {
        if (isWhole(value)) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value).replace(".0E", "E");
    }

    /** Minus zero is none: as a whole number it would lose its sign. */
    private static boolean isWhole(double value) {
        return Math.abs(value) <= EXACT && value == (long) value && (value != 0 || 1 / value > 0);
    }

    /** In seconds; of a scale above 0 only when there is a fraction. */
    private static BigDecimal decimal(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9)).stripTrailingZeros();
    }
}
