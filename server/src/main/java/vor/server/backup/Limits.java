package vor.server.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vor.model.Notice;
import vor.model.State;

/**
 * How old the newest backup may be. Where there never was one, its age is that of the data.
 *
 * @param worn from here on somebody should think of it; more than 0
 * @param bad from here on it is a trouble; not less than {@code worn}
 */
public record Limits(Duration worn, Duration bad) {
    public static final Limits DEFAULT = new Limits(Duration.ofHours(26), Duration.ofDays(3));

    static final String ABOUT = "backup";

    public Limits {
        if (worn.isNegative() || worn.isZero() || bad.compareTo(worn) < 0) {
            throw new IllegalArgumentException("a backup turns worn after more than nothing, and bad not before that");
        }
    }

    Optional<Notice> judge(Optional<Instant> last, Instant begun, Instant now) {
        Instant from = last.orElse(begun);
        Duration age = Duration.between(from, now);
        if (age.compareTo(worn) < 0) {
            return Optional.empty();
        }
        boolean isBad = age.compareTo(bad) >= 0;
        String why = (last.isPresent() ? "No backup for " : "Never backed up in ") + words(age) + "; run ./vor backup FILE.";
        return Optional.of(new Notice(ABOUT, isBad ? State.BAD : State.WORN, why, from.plus(isBad ? bad : worn)));
    }

    private static String words(Duration age) {
        if (age.compareTo(Duration.ofDays(2)) >= 0) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " hours" : age.toMinutes() > 1 ? age.toMinutes() + " minutes" : "a minute";
    }
}
