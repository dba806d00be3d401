package vor.server.journal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;
import vor.server.journal.JournalReader.Batch;

/** Takes the body of a block apart, batch by batch. What makes no sense ends it. For one thread. */
final class BodyReader {
    private final byte[] bytes;
    private final int length;
    private final List<String> words = new ArrayList<>();
    private int at;
    private int events;
    private long seconds;
    private boolean broken;

    BodyReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Whether something in it made no sense. */
    boolean isBroken() {
        return broken;
    }

    /** Empty at the end, and behind what makes no sense. */
    Optional<Batch> next() {
        if (broken || at >= length) {
            return Optional.empty();
        }
        try {
            return Optional.of(batch());
        } catch (Nonsense | DateTimeException | ArithmeticException e) {
            broken = true;
            return Optional.empty();
        }
    }

    /** Thrown and caught within this class. */
    private static final class Nonsense extends Exception {
        private static final long serialVersionUID = 1;

        Nonsense() {
            super("", null, false, false);
        }
    }

    private Batch batch() throws Nonsense {
        long atMillis = number();
        int count = count(Block.MOST_EVENTS - events);
        if (count == 0) {
            throw new Nonsense();
        }
        List<Event> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(event());
        }
        events += count;
        return new Batch(atMillis, list);
    }

    private Event event() throws Nonsense {
        int flags = octet();
        String host = text();
        String service = text();
        String state = text();
        seconds += number();
        Instant time = Instant.ofEpochSecond(seconds, nanos());
        Optional<Metric> metric = metric(flags & (Body.WHOLE | Body.REAL));
        Optional<Duration> ttl = has(flags, Body.TTL) ? Optional.of(Duration.ofSeconds(number(), nanos())) : Optional.empty();
        String description = has(flags, Body.DESCRIPTION) ? text() : "";
        List<String> tags = has(flags, Body.TAGS) ? tags() : List.of();
        Map<String, String> attributes = has(flags, Body.ATTRIBUTES) ? attributes() : Map.of();
        return new Event(host, service, state, metric, time, ttl, description, tags, attributes);
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private Optional<Metric> metric(int kind) throws Nonsense {
        return switch (kind) {
            case 0 -> Optional.empty();
            case Body.WHOLE -> Optional.of(new Metric.Whole(number()));
            case Body.REAL -> Optional.of(new Metric.Real(real()));
            default -> throw new Nonsense();
        };
    }

    private List<String> tags() throws Nonsense {
        int count = count(length - at);
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(text());
        }
        return tags;
    }

    private Map<String, String> attributes() throws Nonsense {
        int count = count((length - at) / 2);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = text();
            attributes.put(key, text());
        }
        return attributes;
    }

    private String text() throws Nonsense {
        long number = number();
        if (number == 0) {
            String text = characters(count(length - at));
            words.add(text);
            return text;
        }
        if (number < 0 || number > words.size()) {
            throw new Nonsense();
        }
        return words.get((int) number - 1);
    }

    private String characters(int count) throws Nonsense {
        char[] out = new char[count]; // each is a byte at least, and those are there
        for (int i = 0; i < count; i++) {
            int first = octet();
            out[i] = (char) (first < 0x80 ? first : first < 0xe0 ? ((first & 0x1f) << 6) | follow() : ((first & 0xf) << 12) | (follow() << 6) | follow());
        }
        return new String(out);
    }

    private int follow() throws Nonsense {
        return octet() & 0x3f;
    }

    private int nanos() throws Nonsense {
        return count(999_999_999);
    }

    private double real() throws Nonsense {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | octet();
        }
        return Double.longBitsToDouble(bits);
    }

    /** A number from 0 to {@code most}. */
    private int count(int most) throws Nonsense {
        long number = number();
        if (number < 0 || number > most) {
            throw new Nonsense();
        }
        return (int) number;
    }

    private long number() throws Nonsense {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            number |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return (number >>> 1) ^ -(number & 1);
            }
        }
        throw new Nonsense();
    }

    private int octet() throws Nonsense {
        if (at >= length) {
            throw new Nonsense();
        }
        return bytes[at++] & 0xff;
    }
}
