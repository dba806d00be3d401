package vor.server.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vor.model.Event;
import vor.model.Metric;

/** The body of a block while events are put into it. Each text stands in it once, and later by its number. For one thread. */
final class Body {
    static final int WHOLE = 1;
    static final int REAL = 2;
    static final int TTL = 4;
    static final int TAGS = 8;
    static final int ATTRIBUTES = 16;
    static final int DESCRIPTION = 32;

    static final long MOST_WEIGHT = 4 << 20;

    /** Of all numbers of an event, and of those before one text. */
    private static final int NUMBERS = 150;

    private static final int WORD = 20;

    private final Map<String, Integer> words = new HashMap<>();
    private byte[] bytes = new byte[Block.FULL + (64 << 10)];
    private int length;
    private int events;
    private long seconds;

    /** Bytes that an event takes at most; more than {@link #MOST_WEIGHT} for one that is not kept at all. */
    static long weight(Event event) {
        long characters = (long) event.host().length() + event.service().length() + event.state().length() + event.description().length();
        for (String tag : event.tags()) {
            characters += tag.length();
        }
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            characters += attribute.getKey().length() + attribute.getValue().length();
        }
        return NUMBERS + 3 * characters + 2L * WORD * (event.tags().size() + event.attributes().size());
    }

    boolean isFull() {
        return length >= Block.FULL || events >= Block.MOST_EVENTS;
    }

    boolean isEmpty() {
        return events == 0;
    }

    int events() {
        return events;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        words.clear();
        length = 0;
        events = 0;
        seconds = 0;
    }

    /** What events follow came together, at that time. */
    void batch(long atMillis, int count) {
        number(atMillis);
        number(count);
    }

    void put(Event event) {
        int flags = (event.ttl().isPresent() ? TTL : 0)
                | (event.tags().isEmpty() ? 0 : TAGS)
                | (event.attributes().isEmpty() ? 0 : ATTRIBUTES)
                | (event.description().isEmpty() ? 0 : DESCRIPTION)
                | event.metric().map(Body::kind).orElse(0);
        room(NUMBERS);
        bytes[length++] = (byte) flags;
        text(event.host());
        text(event.service());
        text(event.state());
        time(event.time());
        event.metric().ifPresent(this::metric);
        event.ttl().ifPresent(this::ttl);
        if (!event.description().isEmpty()) {
            text(event.description());
        }
        tags(event.tags());
        attributes(event.attributes());
        events++;
    }

    private static int kind(Metric metric) {
        return switch (metric) {
            case Metric.Whole _ -> WHOLE;
            case Metric.Real _ -> REAL;
        };
    }

    private void time(Instant time) {
        number(time.getEpochSecond() - seconds);
        number(time.getNano());
        seconds = time.getEpochSecond();
    }

    private void metric(Metric metric) {
        switch (metric) {
            case Metric.Whole(long number) -> number(number);
            case Metric.Real(double value) -> {
                long bits = Double.doubleToRawLongBits(value);
                room(Long.BYTES);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    bytes[length++] = (byte) (bits >>> shift);
                }
            }
        }
    }

    private void ttl(Duration ttl) {
        number(ttl.getSeconds());
        number(ttl.getNano());
    }

    private void tags(List<String> tags) {
        if (!tags.isEmpty()) {
            number(tags.size());
            tags.forEach(this::text);
        }
    }

    private void attributes(Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            number(attributes.size());
            attributes.forEach((key, value) -> {
                text(key);
                text(value);
            });
        }
    }

    /** Its number, or 0 and the text, which has the next number from then on. */
    private void text(String text) {
        Integer known = words.putIfAbsent(text, words.size() + 1);
        if (known != null) {
            number(known);
            return;
        }
        number(0);
        number(text.length());
        characters(text);
    }

    /** Char by char, so that halves of surrogate pairs stay what they are. */
    private void characters(String text) {
        room(3 * text.length());
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xc0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3f));
            } else {
                to[at++] = (byte) (0xe0 | (c >> 12));
                to[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                to[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        length = at;
    }

    /** Small ones of either sign are short. */
    private void number(long number) {
        room(10);
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
