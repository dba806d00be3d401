package vor.server.journal;

import java.time.Duration;

/**
 * How much is kept; what is beyond either bound leaves, oldest first.
 *
 * @param on whether more is written; off leaves alone what is there
 * @param keep how old it may become
 * @param bytes on disk, of all together
 */
public record JournalSettings(boolean on, Duration keep, long bytes) {
    public static final JournalSettings DEFAULT = new JournalSettings(true, Duration.ofHours(24), 1_000_000_000L);
    public static final JournalSettings OFF = new JournalSettings(false, DEFAULT.keep, DEFAULT.bytes);
}
