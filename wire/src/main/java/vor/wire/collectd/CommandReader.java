package vor.wire.collectd;

import java.time.Instant;
import java.util.List;

/** A line of collectd's text protocol, whether it puts values or a notification. Never throws. Stateless, for any thread. */
public final class CommandReader {
    /** Characters of a line. */
    public static final int LONGEST = 16_384;

    private static final String NOTIFICATION = "PUTNOTIF";

    private final PutvalReader values;
    private final PutnotifReader notifications = new PutnotifReader();

    /** @param types what a value is, counter or gauge, is not in the line */
    public CommandReader(TypesDb types) {
        this.values = new PutvalReader(types);
    }

    /**
     * A line without its end.
     *
     * @param now the time of values of {@code N}
     */
    public List<Heard> read(String line, Instant now) {
        if (line.length() > LONGEST) {
            return List.of(new Heard.Damage("a line of more than " + LONGEST + " characters", LONGEST));
        }
        return line.stripLeading().regionMatches(true, 0, NOTIFICATION, 0, NOTIFICATION.length()) ? List.of(notifications.read(line)) : values.read(line, now);
    }
}
