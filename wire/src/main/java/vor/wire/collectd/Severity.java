package vor.wire.collectd;

import java.util.Arrays;
import java.util.Optional;

/** How bad a notification is. */
public enum Severity {
    FAILURE(1, "critical"),
    WARNING(2, "warning"),
    OKAY(4, "ok");

    private final long code;
    private final String state;

    Severity(long code, String state) {
        this.code = code;
        this.state = state;
    }

    /** Of any case, as collectd's texts and JSON have it. */
    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(s -> s.name().equalsIgnoreCase(word)).findFirst();
    }

    static Optional<Severity> of(long code) {
        return Arrays.stream(values()).filter(s -> s.code == code).findFirst();
    }

    /** The word that write_riemann makes of it. */
    String state() {
        return state;
    }
}
