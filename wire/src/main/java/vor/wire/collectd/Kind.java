package vor.wire.collectd;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a number is to be read; in the order of the wire. */
public enum Kind {
    /** Only grows, and begins anew behind 2^32 or 2^64. */
    COUNTER,
    GAUGE,
    /** What of it grew or fell is the rate. */
    DERIVE,
    /** Set back to zero with each reading. */
    ABSOLUTE;

    /** Of any case, as in types.db and in {@code dstypes} of JSON. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.name().equalsIgnoreCase(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
