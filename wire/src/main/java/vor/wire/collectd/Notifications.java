package vor.wire.collectd;

import java.time.Instant;

/** Notifications that come as text, where nothing else bounds them. */
final class Notifications {
    /** Characters; collectd's own have 256 at most. */
    private static final int LONGEST = 4_096;

    private Notifications() {}

    static Heard heard(Identifier identifier, Severity severity, Instant time, String message) {
        if (!identifier.fits()) {
            return new Heard.Damage("a name of more than " + Identifier.MOST + " characters", 0);
        }
        return message.length() <= LONGEST
                ? new Heard.Notification(identifier, severity, time, message)
                : new Heard.Damage("a message of more than " + LONGEST + " characters", 0);
    }
}
